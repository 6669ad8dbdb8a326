"""Owns how a room declares an act: its typed input, what it makes, what it states, and what must hold before it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

from aftersales.foundation.problems import Problem
from aftersales.foundation.texts import Text
from aftersales.ledger.doing import Doing
from aftersales.ledger.inputs import (
    Day,
    DurationIn,
    FileRef,
    Given,
    Instant,
    MatterRef,
    MoneyIn,
    Number,
    PartyRef,
    field,
    field_table,
)
from aftersales.ledger.registry import ActSpec, Amend, Need, registry
from aftersales.policy.catalogue import ANY, ActType, EventType, fields

Body = TypeVar("Body", bound=Callable[..., Any])


class Nothing(Given):
    """The input of an act that takes none."""


def act(
    name: str,
    *,
    on: Sequence[str | None] = (None,),
    states: str,
    zh: str,
    en: str,
    given: type[Given] = Nothing,
    makes: str | None = None,
    computed: type[Given] | None = None,
    needs: Iterable[Need] = (),
    form: str | None = None,
    book: str | None = None,
    said: tuple[str, str] | None = None,
    amend: Amend | None = None,
    undone_by: str | None = None,
    generic: bool = False,
    hidden: bool = False,
) -> Callable[[Body], Body]:
    """Declares ``fn(do: Doing, given) -> computed | None`` as the act ``name``, which states the event ``states``.

    ``said`` names the event for people (the act's name where left out); ``amend`` lets it be corrected, else
    ``undone_by`` names the act that reverses it; a ``hidden`` act has no button of its own.
    """
    label = Text(zh, en)
    given_fields, computed_fields = field_table(given), field_table(computed)
    doubled = given_fields.keys() & computed_fields.keys()
    if doubled:
        raise TypeError(f"the act '{name}' computes what it is given: {', '.join(sorted(doubled))}")
    stands_on = (makes,) if makes else tuple(kind for kind in on if kind is not None)
    event = EventType(
        states,
        stands_on or (ANY,),
        Text(*said) if said else label,
        fields(*given_fields.values(), *computed_fields.values()),
    )
    kind = ActType(name, tuple(on), states, label, given_fields, makes, form, generic)

    def declare(body: Body) -> Body:
        spec = ActSpec(kind, given, body, computed, tuple(needs), amend, undone_by, hidden, book)
        registry.add_act(spec, event)
        return body

    return declare


def in_state(*states: str) -> Need:
    """A need: the matter is in one of ``states``."""

    def need(do: Doing, _given: Any) -> Problem | None:
        if do.matter is not None and do.matter.state in states:
            return None
        words = ", ".join(states)
        return Problem("matter.state", Text(f"事项须处于：{words}。", f"The matter must be in: {words}."))

    return need


def not_in_state(*states: str) -> Need:
    """A need: the matter is in none of ``states``."""

    def need(do: Doing, _given: Any) -> Problem | None:
        if do.matter is None or do.matter.state not in states:
            return None
        state = do.matter.state
        return Problem("matter.state", Text(f"事项已是“{state}”。", f"The matter is already {state}."))

    return need


def is_open(do: Doing, _given: Any) -> Problem | None:
    """A need: the matter has not been closed."""
    if do.matter is None or do.matter.closed_at is None:
        return None
    return Problem("matter.closed", Text("事项已经关闭。", "The matter is closed."))


__all__ = [
    "Day",
    "Doing",
    "DurationIn",
    "FileRef",
    "Given",
    "Instant",
    "MatterRef",
    "MoneyIn",
    "Nothing",
    "Number",
    "PartyRef",
    "Problem",
    "Text",
    "act",
    "field",
    "in_state",
    "is_open",
    "not_in_state",
]
