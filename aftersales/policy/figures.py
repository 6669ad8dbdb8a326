"""Owns figures: rate, mean, count, percentile and balance over the events of one member in one period."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from aftersales.foundation.money import Money
from aftersales.policy.events import Event
from aftersales.policy.kinds.measure.kind import Measure

_CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Figure:
    """The figure (None where nothing happened), how many events stand behind it, and which."""

    figure: Decimal | None
    count: int
    rows: tuple[str, ...] = field(default=())

    def as_answer(self) -> dict[str, Any]:
        """The stored form of the answer."""
        said = None if self.figure is None else f"{self.figure:f}"
        return {"figure": said, "count": self.count, "rows": list(self.rows)}


def take(rule: Measure, events: Iterable[Event], memory: Callable[[Event, str], Any] | None = None) -> Figure:
    """The figure of ``rule`` over events that are already those of one member in one period."""
    counted: list[Event] = []
    good = 0
    numbers: list[Decimal] = []
    for event in events:
        lookup = _lookup(event, memory)
        if rule.where is not None and not rule.where(lookup):
            continue
        counted.append(event)
        if rule.good is not None and rule.good(lookup):
            good += 1
        if rule.params.field is not None and (number := _number(lookup(rule.params.field))) is not None:
            numbers.append(number)
    rows = tuple(event.id for event in counted)
    return Figure(_figure(rule, len(counted), good, numbers), len(counted), rows)


def _figure(rule: Measure, count: int, good: int, numbers: list[Decimal]) -> Decimal | None:
    kind = rule.params.figure
    if kind == "count":
        return Decimal(count)
    if kind == "rate":
        return _round(Decimal(100 * good) / count) if count else None
    if not numbers:
        return None
    if kind == "mean":
        return _round(sum(numbers, Decimal(0)) / len(numbers))
    if kind == "balance":
        return _round(sum(numbers, Decimal(0)))
    ranked = sorted(numbers)  # percentile by nearest rank
    place = math.ceil(Decimal(rule.params.percentile) / 100 * len(ranked))
    return _round(ranked[max(place, 1) - 1])


def _round(number: Decimal) -> Decimal:
    return number.quantize(_CENT, ROUND_HALF_UP)


def _number(value: Any) -> Decimal | None:
    if isinstance(value, Money):
        return value.amount
    if isinstance(value, bool) or value is None:
        return None
    return Decimal(str(value)) if isinstance(value, (int, float, Decimal)) else None


def _lookup(event: Event, memory: Callable[[Event, str], Any] | None) -> Callable[[str], Any]:
    fields: Mapping[str, Any] = event.fields

    def lookup(name: str) -> Any:
        if name in fields or memory is None:
            return fields.get(name)
        return memory(event, name)

    return lookup


def belongs(rule: Measure, event: Event, names: frozenset[str]) -> bool:
    """Whether the event is the member's: its ``member`` field names the member's matter, party or person."""
    value = event.fields.get(rule.params.member)
    if isinstance(value, (list, tuple)):
        return bool(names & {str(one) for one in value})
    return value is not None and str(value) in names
