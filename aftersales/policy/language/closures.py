"""Owns the quick evaluation of conditions: a checked expression tree as plain Python closures.

Nothing known (None) makes an ordered comparison, a membership and a match false, and arithmetic nothing known
again; ``== null`` tells. What has no closure here is left to the expression library.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Collection
from decimal import Decimal, DivisionByZero, InvalidOperation
from typing import Any

from rule_engine import ast
from rule_engine.errors import EngineError

Lookup = Callable[[str], Any]
Closure = Callable[[Lookup], Any]

_ORDER: dict[str, Callable[[Any, Any], Any]] = {
    "lt": operator.lt,
    "le": operator.le,
    "gt": operator.gt,
    "ge": operator.ge,
}
_SUMS: dict[str, Callable[[Any, Any], Any]] = {
    "add": operator.add,
    "sub": operator.sub,
    "mul": operator.mul,
    "tdiv": operator.truediv,
    "fdiv": operator.floordiv,
    "mod": operator.mod,
    "pow": operator.pow,
}


def plain(value: Any) -> Any:
    """A value as conditions compare it: floats exactly as they are written, lists as tuples."""
    if type(value) is float:
        return Decimal(repr(value))
    if type(value) is list:
        return tuple(value)
    return value


def build(node: Any) -> Closure:
    """The closure of a node."""
    maker = _MAKERS.get(type(node))
    made = maker(node) if maker is not None else None
    return made if made is not None else _by_library(node)


def _by_library(node: Any) -> Closure:
    def evaluate(lookup: Lookup) -> Any:
        try:
            return node.evaluate(lookup)
        except EngineError:
            return None  # something it needs is not known

    return evaluate


def _literal(node: Any) -> Closure:
    value = node.evaluate(None)
    if isinstance(value, set):
        value = frozenset(value)
    return lambda lookup: value


def _list(node: Any) -> Closure | None:
    if node.is_reduced:
        return _literal(node)
    items = [build(item) for item in node.value]
    return lambda lookup: tuple(item(lookup) for item in items)


def _symbol(node: Any) -> Closure | None:
    if node.scope is not None:
        return None
    name: str = node.name

    def value(lookup: Lookup) -> Any:
        found = lookup(name)
        return plain(found) if type(found) is float or type(found) is list else found

    return value


def _logic(node: Any) -> Closure:
    left, right = build(node.left), build(node.right)
    if node.type == "and":
        return lambda lookup: bool(left(lookup)) and bool(right(lookup))
    return lambda lookup: bool(left(lookup)) or bool(right(lookup))


def _constant(node: Any) -> bool:
    return isinstance(node, ast.LiteralExpressionBase) and not isinstance(
        node, (ast.ArrayExpression, ast.SetExpression, ast.MappingExpression)
    )


def _equality(node: Any) -> Closure:
    same = node.type == "eq"
    left, right = build(node.left), build(node.right)
    if _constant(node.right):
        value = node.right.evaluate(None)
        if value is None or isinstance(value, bool):
            return (lambda lookup: left(lookup) is value) if same else (lambda lookup: left(lookup) is not value)
        return (lambda lookup: left(lookup) == value) if same else (lambda lookup: left(lookup) != value)
    return (lambda lookup: left(lookup) == right(lookup)) if same else (lambda lookup: left(lookup) != right(lookup))


def _order(node: Any) -> Closure:
    compare = _ORDER[node.type]
    left, right = build(node.left), build(node.right)

    def holds(lookup: Lookup) -> bool:
        one, two = left(lookup), right(lookup)
        if one is None or two is None:
            return False
        return bool(compare(one, two))

    return holds


def _match(node: Any) -> Closure | None:
    if not isinstance(node.right, ast.StringExpression):
        return None
    left = build(node.left)
    pattern = re.compile(node.right.evaluate(None))
    find = pattern.match if node.type.endswith("fzm") else pattern.search
    wanted = node.type.startswith("eq")

    def holds(lookup: Lookup) -> bool:
        text = left(lookup)
        return (text is not None and find(text) is not None) is wanted

    return holds


def _arithmetic(node: Any) -> Closure:
    work = _SUMS[node.type]
    left, right = build(node.left), build(node.right)

    def value(lookup: Lookup) -> Any:
        one, two = left(lookup), right(lookup)
        if one is None or two is None:
            return None
        try:
            return work(_exact(one), _exact(two))
        except (ZeroDivisionError, DivisionByZero, InvalidOperation):
            return None

    return value


def _exact(value: Any) -> Any:
    return Decimal(value) if type(value) is int else value


def _unary(node: Any) -> Closure:
    right = build(node.right)
    if node.type == "not":
        return lambda lookup: not right(lookup)

    def negated(lookup: Lookup) -> Any:
        value = right(lookup)
        return None if value is None else -value

    return negated


def _contains(node: Any) -> Closure:
    member = build(node.member)
    if isinstance(node.container, (ast.ArrayExpression, ast.SetExpression)) and node.container.is_reduced:
        items = frozenset(node.container.evaluate(None))
        return lambda lookup: member(lookup) in items
    container = build(node.container)

    def holds(lookup: Lookup) -> bool:
        inside: Collection[Any] | None = container(lookup)
        one = member(lookup)
        if inside is None or (one is None and isinstance(inside, str)):
            return False
        return one in inside

    return holds


def _ternary(node: Any) -> Closure:
    condition, yes, no = build(node.condition), build(node.case_true), build(node.case_false)
    return lambda lookup: yes(lookup) if condition(lookup) else no(lookup)


def _coalesce(node: Any) -> Closure:
    left, right = build(node.left), build(node.right)

    def value(lookup: Lookup) -> Any:
        found = left(lookup)
        return right(lookup) if found is None else found

    return value


def _attribute(node: Any) -> Closure | None:
    inner = build(node.object)
    if node.name == "length":
        return lambda lookup: None if (value := inner(lookup)) is None else Decimal(len(value))
    if node.name == "is_empty":
        return lambda lookup: not inner(lookup)
    return None


_MAKERS: dict[type, Callable[[Any], Closure | None]] = {
    ast.BooleanExpression: _literal,
    ast.FloatExpression: _literal,
    ast.StringExpression: _literal,
    ast.NullExpression: _literal,
    ast.DatetimeExpression: _literal,
    ast.TimedeltaExpression: _literal,
    ast.ArrayExpression: _list,
    ast.SymbolExpression: _symbol,
    ast.LogicExpression: _logic,
    ast.ComparisonExpression: _equality,
    ast.ArithmeticComparisonExpression: _order,
    ast.FuzzyComparisonExpression: _match,
    ast.AddExpression: _arithmetic,
    ast.SubtractExpression: _arithmetic,
    ast.ArithmeticExpression: _arithmetic,
    ast.UnaryExpression: _unary,
    ast.ContainsExpression: _contains,
    ast.TernaryExpression: _ternary,
    ast.CoalesceExpression: _coalesce,
    ast.GetAttributeExpression: _attribute,
}
