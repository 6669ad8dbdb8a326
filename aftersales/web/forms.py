"""Turns the typed fields of an act into inputs of a page, and what a browser sends back into the act's given values."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Protocol

from django.utils.translation import get_language

from aftersales.foundation.problems import Problem
from aftersales.policy.catalogue import Field

Choice = tuple[str, str]
SIGNED = frozenset({"signature", "image"})  # drawn by hand
DECLARED = frozenset({"ground", "role"})  # texts that are words of the policy
SCALES = frozenset({"attitude", "patience"})  # one to five
FEW = 5  # so many choices are shown at once as buttons, more of them in a list
MANY = 30  # so many can be ticked side by side
SPARE_ROWS = 2


class Options(Protocol):
    """Who and what may be chosen; the pages answer with what the viewer may see."""

    def parties(self, of: str | None) -> Sequence[Choice]:
        """Parties that hold a role or are of a kind."""
        ...

    def matters(self, of: str | None) -> Sequence[Choice]:
        """Matters of a kind."""
        ...

    def words(self, of: str) -> Sequence[Choice]:
        """Words that the policy declares: grounds, roles."""
        ...


@dataclass(frozen=True)
class Input:
    """One input of a page: everything a template needs and nothing it would have to decide."""

    name: str
    kind: str
    widget: str
    label: str
    value: Any = ""
    required: bool = False
    help: str = ""
    choices: Sequence[Choice] = ()
    problems: Sequence[Problem] = ()
    columns: Sequence[Input] = ()
    rows: Sequence[Sequence[Input]] = ()

    @property
    def element(self) -> str:
        """The id that the label, the help and the problems refer to."""
        return f"in-{self.name}"

    @property
    def described_by(self) -> str:
        """The ids of the help and the problems, for screen readers."""
        ids = [f"{self.element}-help"] if self.help else []
        return " ".join([*ids, f"{self.element}-problems"] if self.problems else ids)


@dataclass(frozen=True)
class Form:
    """The inputs of an act, in order, and the problems that belong to none of them."""

    inputs: Sequence[Input]
    problems: Sequence[Problem] = field(default_factory=tuple)

    @property
    def has_files(self) -> bool:
        """Whether the browser must send it in parts."""
        return any(item.widget in {"file", "signature"} for item in self.inputs)


def build(
    fields: Iterable[Field],
    options: Options,
    *,
    values: Mapping[str, Any] | None = None,
    problems: Iterable[Problem] = (),
    said: Mapping[str, str] | None = None,
) -> Form:
    """A form over `fields`, filled with `values` (texts as a browser sends them), each problem beside its field."""
    held, found = dict(values or {}), list(problems)
    fields = list(fields)
    inputs = [_input(item, options, held, found, dict(said or {})) for item in fields]
    names = {item.name for item in fields}
    return Form(inputs, tuple(p for p in found if _root(p.field) not in names))


def _root(name: str | None) -> str:
    return (name or "").split(".")[0].split("-")[0]


def _input(
    item: Field, options: Options, held: Mapping[str, Any], found: list[Problem], said: Mapping[str, str]
) -> Input:
    language = get_language() or "zh-hans"
    mine = tuple(p for p in found if _root(p.field) == item.name)
    made = Input(
        name=item.name,
        kind=item.kind,
        widget=_widget(item),
        label=item.label.pick(language),
        value=held.get(item.name, ""),
        required=item.required,
        help=said.get(item.name) or (item.help.pick(language) if item.help else ""),
        choices=_choices(item, options, language),
        problems=mine,
    )
    if made.widget == "many" and 0 < len(made.choices) <= MANY:
        made = replace(made, widget="checks")
    if made.widget == "choice":
        made = replace(made, widget="radio" if 0 < len(made.choices) <= FEW else "select")
    if item.kind == "rows":
        return _rows(made, item, options, held)
    return made


def _rows(made: Input, item: Field, options: Options, held: Mapping[str, Any]) -> Input:
    filled = held.get(item.name) or []
    blank: dict[str, Any] = {}

    def line(index: int | str, values: Mapping[str, Any]) -> list[Input]:
        cells = [_input(cell, options, values, [], {}) for cell in item.rows]
        return [
            replace(c, name=f"{item.name}-{index}-{c.name}", widget="select" if c.widget == "radio" else c.widget)
            for c in cells
        ]

    rows = [line(n, values) for n, values in enumerate([*filled, *([blank] * SPARE_ROWS)])]
    return replace(made, columns=line("__n__", blank), rows=rows)


def _widget(item: Field) -> str:
    if item.name in SIGNED and item.kind in {"file", "text"}:
        return "signature"
    if item.kind == "text":
        return "choice" if item.of in DECLARED else "area" if item.multiline else "text"
    if item.kind == "texts" and (item.choices or item.of in DECLARED):
        return "checks"
    if item.kind == "number" and item.name in SCALES:
        return "scale"
    return WIDGETS[item.kind]


WIDGETS: dict[str, str] = {
    "number": "number",
    "money": "money",
    "instant": "instant",
    "date": "date",
    "bool": "check",
    "choice": "choice",
    "party": "select",
    "parties": "many",
    "matter": "select",
    "matters": "many",
    "texts": "area",
    "rows": "rows",
    "file": "file",
    "duration": "text",
}


def _choices(item: Field, options: Options, language: str) -> Sequence[Choice]:
    if item.name in SCALES:
        return [(str(step), str(step)) for step in range(1, 6)]
    if item.of in DECLARED and item.kind in {"text", "texts"}:
        return options.words(item.of)
    make: dict[str, Callable[[], Sequence[Choice]]] = {
        "texts": lambda: [(key, label.pick(language)) for key, label in item.choices],
        "choice": lambda: [(key, label.pick(language)) for key, label in item.choices],
        "party": lambda: options.parties(item.of),
        "parties": lambda: options.parties(item.of),
        "matter": lambda: options.matters(item.of),
        "matters": lambda: options.matters(item.of),
    }
    return make[item.kind]() if item.kind in make else ()
