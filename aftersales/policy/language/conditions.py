"""Owns conditions: text over flat typed names, checked once against the names there are, then quick to ask."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC
from threading import Lock
from typing import Any

from rule_engine import Context, Rule, ast
from rule_engine.errors import EngineError, RegexSyntaxError, SymbolResolutionError
from rule_engine.errors import SyntaxError as BadSyntax
from rule_engine.types import DataType

from aftersales.foundation.problems import Problem, Refused
from aftersales.foundation.texts import Text
from aftersales.policy.catalogue import Field
from aftersales.policy.language.closures import Closure, Lookup, build
from aftersales.policy.language.names import listing, nearest, unknown

_STRINGS = DataType.ARRAY(DataType.STRING)
TYPES: Mapping[str, Any] = {
    "text": DataType.STRING,
    "choice": DataType.STRING,
    "number": DataType.FLOAT,
    "bool": DataType.BOOLEAN,
    "instant": DataType.DATETIME,
    "party": DataType.STRING,
    "matter": DataType.STRING,
    "file": DataType.STRING,
    "parties": _STRINGS,
    "matters": _STRINGS,
    "texts": _STRINGS,
    "rows": DataType.ARRAY,
}
UNUSABLE: Mapping[str, Text] = {
    "money": Text(
        "金额不能写在条件里：把限额写成规则的值，或由系统算成事实。",
        "money cannot stand in a condition: make the limit a key of the rule, or a fact that is computed.",
    ),
    "date": Text(
        "日期不能写在条件里：用 by、from、edition_of 等规则键，或由系统算成事实。",
        "a date cannot stand in a condition: use keys like by, from, edition_of, or a fact that is computed.",
    ),
    "duration": Text(
        "时长不能写在条件里：用 within、every 等规则键，或由系统算成事实。",
        "a duration cannot stand in a condition: use keys like within, every, or a fact that is computed.",
    ),
}
_ORDERED = {"FLOAT", "DATETIME"}


@dataclass(frozen=True, slots=True)
class Compiled:
    """A condition ready to be asked: the names that it reads, and whether it holds."""

    text: str
    names: frozenset[str]
    closure: Closure

    def holds(self, lookup: Lookup) -> bool:
        """Whether it holds for what ``lookup`` says of each name (None where nothing is known)."""
        return bool(self.closure(lookup))

    def __call__(self, lookup: Lookup) -> bool:
        return bool(self.closure(lookup))


@dataclass(frozen=True, slots=True)
class Condition:
    """The text of a condition, not yet checked."""

    text: str

    def compile(self, names: Mapping[str, Field]) -> Compiled:
        """The condition over ``names``; Refused with everything that is wrong with it."""
        met: dict[str, bool] = {}
        try:
            rule = _parsed(self.text, names, met)
        except (SymbolResolutionError, RegexSyntaxError, BadSyntax, EngineError, TypeError, ValueError) as wrong:
            raise Refused([*_strangers(met, names), *_unusable(met, names)] or [_wrong(self.text, wrong)]) from None
        root = rule.statement.expression
        problems = [*_strangers(met, names), *_unusable(met, names)]
        if not problems:
            problems = [*_misused(root, names)]
            if root.result_type != DataType.BOOLEAN:
                problems.append(_not_a_question(self.text))
        if problems:
            raise Refused(problems)
        return Compiled(self.text, frozenset(met), build(root))


class _Reading:
    """The names that the text now being parsed may use; the library asks it for their types."""

    def __init__(self) -> None:
        self.names: Mapping[str, Field] = {}
        self.met: dict[str, bool] = {}
        self.lock = Lock()
        self.context = Context(
            type_resolver=self.type_of, resolver=lambda lookup, name: lookup(name), default_timezone=UTC,
            default_value=None, mapping_attribute_lookup=False,
        )  # fmt: skip

    def type_of(self, name: str) -> Any:
        """The type of a name, noting that it was met."""
        self.met[name] = name in self.names
        field = self.names.get(name)
        return DataType.UNDEFINED if field is None else TYPES.get(field.kind, DataType.UNDEFINED)


_READING = _Reading()  # making a context is half the cost of a condition: one serves all


def _parsed(text: str, names: Mapping[str, Field], met: dict[str, bool]) -> Rule:
    with _READING.lock:
        _READING.names, _READING.met = names, met
        return Rule(text, context=_READING.context)


def _strangers(met: Mapping[str, bool], names: Mapping[str, Field]) -> Iterator[Problem]:
    for name, known in met.items():
        if not known:
            yield unknown("rule.unknown_field", Text("字段或事实", "field or fact"), name, names, None)


def _unusable(met: Mapping[str, bool], names: Mapping[str, Field]) -> Iterator[Problem]:
    for name, known in met.items():
        if not known:
            continue
        kind = names[name].kind
        if kind in UNUSABLE:
            said = Text(f"“{name}”：{UNUSABLE[kind].zh}", f"'{name}': {UNUSABLE[kind].en}")
            yield Problem("condition.unusable", said)
        elif kind not in TYPES:
            said = Text(
                f"“{name}”在不同事项上类型不同，用 on_kinds 限定，或换一个字段。",
                f"'{name}' has different types on different kinds of matter; narrow the rule or use another name.",
            )
            yield Problem("condition.ambiguous", said)


def _wrong(text: str, wrong: Exception) -> Problem:
    words = getattr(wrong, "message", "") or str(wrong)
    said = Text(f"看不懂条件“{text}”：{words}", f"the condition '{text}' does not work: {words}.")
    code = "condition.syntax" if isinstance(wrong, BadSyntax) else "condition.type"
    return Problem(code, said)


def _not_a_question(text: str) -> Problem:
    return Problem(
        "condition.not_bool",
        Text(f"“{text}”不是可以回答是或否的条件。", f"'{text}' cannot be answered with yes or no."),
        Text('例如写成 name == "x" 或 name != null。', 'Write for example name == "x" or name != null.'),
    )


def nodes(node: Any) -> Iterator[Any]:
    """A node and everything under it."""
    yield node
    for slot in (
        "left",
        "right",
        "condition",
        "case_true",
        "case_false",
        "container",
        "member",
        "object",
        "item",
        "function",
        "iterable",
        "result",
        "start",
        "stop",
    ):
        child = getattr(node, slot, None)
        if isinstance(child, ast.ASTNodeBase):
            yield from nodes(child)
    for several in ("arguments", "value"):
        children = getattr(node, several, None)
        for child in children if isinstance(children, (list, tuple, set)) else ():
            if isinstance(child, ast.ASTNodeBase):
                yield from nodes(child)


def _misused(root: Any, names: Mapping[str, Field]) -> Iterator[Problem]:
    for node in nodes(root):
        if isinstance(node, ast.SymbolExpression) and node.scope is not None:
            yield from _builtin(node)
        elif isinstance(node, (ast.ArithmeticComparisonExpression, ast.ComparisonExpression)):
            yield from _incompatible(node, names)
        elif isinstance(node, ast.ContainsExpression):
            yield from _choices(node.member, _members(node.container), names)


def _builtin(node: Any) -> Iterator[Problem]:
    if node.name in ("now", "today", "random"):
        said = Text(
            f"条件里不能用 ${node.name}：同一件事任何时候判断都要有同样结果。",
            f"${node.name} cannot stand in a condition: the same event is judged the same at any time.",
        )
        yield Problem("condition.unusable", said)


def _incompatible(node: Any, names: Mapping[str, Field]) -> Iterator[Problem]:
    left, right = node.left.result_type, node.right.result_type
    known = [t for t in (left, right) if t not in (DataType.UNDEFINED, DataType.NULL)]
    mixed = len(known) == 2 and not DataType.is_compatible(left, right)
    unordered = type(node) is ast.ArithmeticComparisonExpression and any(t.name not in _ORDERED for t in known)
    if mixed or unordered:
        both = f"{left.name.lower()} / {right.name.lower()}"
        said = Text(f"类型不能这样比较：{both}。", f"these cannot be compared so: {both}.")
        yield Problem("condition.type", said)
    if type(node) is ast.ComparisonExpression:
        yield from _choices(node.left, [node.right], names)
        yield from _choices(node.right, [node.left], names)


def _members(node: Any) -> list[Any]:
    return list(node.value) if isinstance(node, (ast.ArrayExpression, ast.SetExpression)) else []


def _choices(symbol: Any, literals: list[Any], names: Mapping[str, Field]) -> Iterator[Problem]:
    """A value that the choice field can never have is a slip of the pen."""
    if not isinstance(symbol, ast.SymbolExpression) or symbol.name not in names:
        return
    field = names[symbol.name]
    known = [value for value, _ in field.choices]
    if field.kind != "choice" or not known:
        return
    for literal in literals:
        if isinstance(literal, ast.StringExpression) and literal.value not in known:
            near = nearest(literal.value, known)
            hint = Text(f"是否想写“{near}”？", f"Did you mean '{near}'?") if near else Text("", "")
            yield Problem(
                "condition.unknown_choice",
                Text(
                    f"“{symbol.name}”没有值“{literal.value}”。",
                    f"'{symbol.name}' never has the value '{literal.value}'.",
                ),
                Text(f"可用的有：{listing(known)}。{hint.zh}", f"There is: {listing(known)}. {hint.en}".strip()),
            )
