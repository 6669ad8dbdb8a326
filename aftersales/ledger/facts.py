"""Owns how a room declares what it can be asked: facts, relations and populations, answered from dated rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Literal, TypeVar

from aftersales.foundation.texts import Text
from aftersales.ledger.registry import FactSpec, PopulationSpec, RelationSpec, registry
from aftersales.policy.catalogue import FactType, FieldKind, PopulationType, RelationType

Answer = TypeVar("Answer", bound=Callable[..., Any])


def fact(
    name: str, *, on: Iterable[str], kind: FieldKind, zh: str, en: str, dated: bool = True
) -> Callable[[Answer], Answer]:
    """Declares ``fn(matter: Matter, at: datetime) -> value``; an undated fact cannot be read when time passes."""

    def declare(fn: Answer) -> Answer:
        registry.add_fact(FactSpec(FactType(name, tuple(on), kind, Text(zh, en), dated), fn))
        return fn

    return declare


def relation(name: str, *, zh: str, en: str, of: Literal["matter", "party"] = "matter") -> Callable[[Answer], Answer]:
    """Declares ``fn(matter or party, at: datetime) -> iterable of Party`` (or of their ids)."""

    def declare(fn: Answer) -> Answer:
        registry.add_relation(RelationSpec(RelationType(name, Text(zh, en), of), fn))
        return fn

    return declare


def population(name: str, *, member: str, zh: str, en: str) -> Callable[[Answer], Answer]:
    """Declares ``fn(at: datetime) -> iterable of Matter`` (or of their ids)."""

    def declare(fn: Answer) -> Answer:
        registry.add_population(PopulationSpec(PopulationType(name, member, Text(zh, en)), fn))
        return fn

    return declare


def erases(fn: Answer) -> Answer:
    """Declares ``fn(matters, names)``: blanks personal columns in the room's rows of matters, all where names is None."""
    registry.erasers.append(fn)
    return fn


def certificates(fn: Answer) -> Answer:
    """Declares ``fn(name, party, at) -> bool``: whether a party holds a valid certificate."""
    registry.certificates.append(fn)
    return fn
