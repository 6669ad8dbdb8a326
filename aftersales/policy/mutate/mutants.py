"""Owns mutants: a rule with one number, duration, amount, list member, role or condition changed."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from pydantic import BaseModel

from aftersales.foundation.durations import Duration
from aftersales.foundation.money import Money
from aftersales.policy.language.pack import Rule
from aftersales.policy.language.references import ConditionText, Hours, Period, RoleName, Shift

#: keys whose values are words about the rule, not the rule
_WORDS = frozenset({"kind", "note", "title", "term", "say", "edition_of", "form", "collect", "given", "never"})
_TARGET = re.compile(r"^(>=|<=|>|<|==)\s*(-?\d+(?:\.\d+)?)\s*(%?)$")


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change: where in the rule, from what, to what, and the rule as it would be."""

    at: str
    was: str
    now: str
    rule: Rule

    @property
    def id(self) -> str:
        """Names the change for ever, so that a reason can be kept for it."""
        return f"{self.rule.id}:{self.at}={self.now}"


def mutants(rule: Rule, roles: Sequence[str]) -> Iterator[Mutant]:
    """Every change of one rule."""
    seen: set[str] = set()
    for path, was, now, params in _model(rule.params, roles):
        yield Mutant(path, was, now, dataclasses.replace(rule, params=params))
    for path, text in _conditions(rule.params, ""):
        for said, changed in _changed(rule, text):
            if f"{path}{said}" not in seen:
                seen.add(f"{path}{said}")
                conditions = {**rule.conditions, text: changed}
                yield Mutant(path, text, said, dataclasses.replace(rule, conditions=conditions))


Change = tuple[str, str, str, Any]  # path, was, now, the value with the change


def _model(model: BaseModel, roles: Sequence[str]) -> Iterator[Change]:
    for name in type(model).model_fields:
        if name in _WORDS or name not in model.model_fields_set:
            continue  # what nobody wrote is no value of the clause
        value = getattr(model, name)
        for path, was, now, changed in _value(value, roles):
            yield f"{name.rstrip('_')}{path}", was, now, model.model_copy(update={name: changed})


def _value(value: Any, roles: Sequence[str]) -> Iterator[Change]:
    if isinstance(value, BaseModel):
        for path, was, now, changed in _model(value, roles):
            yield f".{path}", was, now, changed
    elif isinstance(value, tuple):
        yield from _tuple(value, roles)
    elif isinstance(value, RoleName):
        other = next((role for role in roles if role != value), None)
        if other is not None:
            yield "", str(value), other, RoleName(other)
    elif isinstance(value, bool):
        yield "", str(value).lower(), str(not value).lower(), not value
    else:
        for changed in _scalar(value):
            yield "", str(value), str(changed), changed


def _tuple(value: tuple[Any, ...], roles: Sequence[str]) -> Iterator[Change]:
    for index, item in enumerate(value):
        rest = value[:index] + value[index + 1 :]
        if rest and not isinstance(item, BaseModel):
            yield f"[{index}]", str(item), f"without {item}", rest
        elif rest:
            yield f"[{index}]", _brief(item), "left out", rest
        for path, was, now, changed in _value(item, roles):
            yield f"[{index}]{path}", was, now, (*value[:index], changed, *value[index + 1 :])


def _brief(item: BaseModel) -> str:
    return str(item.model_dump(exclude_none=True, exclude_defaults=True))[:80]


def _scalar(value: Any) -> Iterator[Any]:
    if isinstance(value, Duration):
        yield from _durations(value)
    elif isinstance(value, Shift):
        for changed in _scalar(value.duration):
            yield Shift(changed, value.later)
    elif isinstance(value, Money):
        yield Money(value.amount + 1, value.currency)
    elif isinstance(value, Period):
        yield Period(value.count + 1, value.unit)
    elif isinstance(value, Hours):
        yield Hours(value.begin - 1, value.end)
        yield Hours(value.begin + 1, value.end)
        yield Hours(value.begin, value.end - 1)
        yield Hours(value.begin, value.end + 1)
    elif isinstance(value, (Decimal, int)):
        yield value + 1
    elif isinstance(value, str) and (found := _TARGET.match(value)):
        for step in (1, -1):
            yield f"{found[1]} {Decimal(found[2]) + step}{found[3]}"


def _durations(value: Duration) -> Iterator[Duration]:
    if value.unit != "same_day":
        yield Duration(value.count + 1, value.unit, value.working)
        if value.count > 1:
            yield Duration(value.count - 1, value.unit, value.working)


def _conditions(model: BaseModel, path: str) -> Iterator[tuple[str, str]]:
    for name in type(model).model_fields:
        value = getattr(model, name)
        where = f"{path}{name.rstrip('_')}"
        for index, item in enumerate(value if isinstance(value, tuple) else (value,)):
            here = f"{where}[{index}]" if isinstance(value, tuple) else where
            if isinstance(item, ConditionText):
                yield here, item
            elif isinstance(item, BaseModel):
                yield from _conditions(item, f"{here}.")


def _changed(rule: Rule, text: str) -> Iterator[tuple[str, Any]]:
    """The condition negated, and left out."""
    holds: Callable[[Any], bool] = rule.conditions[text]

    yield "negated", lambda lookup: not holds(lookup)
    yield "always true", lambda _lookup: True


def as_json(mutant: Mutant, reason: str | None) -> Mapping[str, Any]:
    """The printed form of a survivor."""
    return {
        "mutant": mutant.id,
        "rule": mutant.rule.id,
        "at": mutant.at,
        "was": mutant.was,
        "now": mutant.now,
        "reason": reason,
    }
