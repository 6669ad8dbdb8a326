"""Owns the in-process table of everything that rooms declare: kinds, acts, facts, relations, populations."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Any

from aftersales.foundation.problems import Problem
from aftersales.ledger.inputs import Given
from aftersales.policy.catalogue import (
    ActType,
    Catalogue,
    EventType,
    FactType,
    Field,
    KindType,
    PopulationType,
    RelationType,
)

Doing = Any  # what the body has in its hands; it knows this table, so the table cannot know it
Model = type[Given]
Body = Callable[[Doing, Any], Any]
Need = Callable[[Doing, Any], Problem | None]
Amend = Callable[[Doing, Any, Any], Any]


@dataclass(frozen=True, slots=True)
class ActSpec:
    """One act as its room declared it: the value for the law, and the code behind it."""

    type: ActType
    given: Model
    body: Body
    computed: Model | None = None
    needs: tuple[Need, ...] = ()
    amend: Amend | None = None
    undone_by: str | None = None
    hidden: bool = False
    book: str | None = None
    after: Callable[[Any, Doing, Any], None] | None = None


@dataclass(frozen=True, slots=True)
class FactSpec:
    """A fact and the function that answers it: ``(matter, at) -> value``."""

    type: FactType
    answer: Callable[[Any, datetime], Any]


@dataclass(frozen=True, slots=True)
class RelationSpec:
    """A relation and the function that answers it: ``(matter or party, at) -> parties``."""

    type: RelationType
    answer: Callable[[Any, datetime], Iterable[Any]]


@dataclass(frozen=True, slots=True)
class PopulationSpec:
    """A population and the function that answers it: ``(at) -> matters``."""

    type: PopulationType
    answer: Callable[[datetime], Iterable[Any]]


class Registry:
    """Names are taken once; the same name again is a TypeError, whoever comes second."""

    def __init__(self) -> None:
        self.kinds: dict[str, KindType] = {}
        self.acts: dict[str, ActSpec] = {}
        self.events: dict[str, EventType] = {}
        self.facts: dict[str, FactSpec] = {}
        self.relations: dict[str, RelationSpec] = {}
        self.populations: dict[str, PopulationSpec] = {}
        self.certificates: list[Callable[[str, Any, datetime], bool]] = []
        self.erasers: list[Callable[[Collection[int], Collection[str] | None], None]] = []
        self.adopters: dict[str, Callable[[Any, Mapping[str, Any], datetime, Any], Mapping[str, Any] | None]] = {}

    def add_kinds(self, kinds: Iterable[KindType]) -> None:
        """A room's kinds of matter."""
        for kind in kinds:
            _take(self.kinds, kind.name, kind, "kind")

    def add_act(self, spec: ActSpec, event: EventType) -> None:
        """A room's act with the event it states; several acts may state one event if its fields agree."""
        _take(self.acts, spec.type.name, spec, "act")
        known = self.events.get(event.name)
        self.events[event.name] = event if known is None else _joined(known, event)

    def add_fact(self, spec: FactSpec) -> None:
        """A room's fact."""
        _take(self.facts, spec.type.name, spec, "fact")

    def add_relation(self, spec: RelationSpec) -> None:
        """A room's relation."""
        _take(self.relations, spec.type.name, spec, "relation")

    def add_population(self, spec: PopulationSpec) -> None:
        """A room's population."""
        _take(self.populations, spec.type.name, spec, "population")

    def catalogue(self) -> Catalogue:
        """Everything as the plain value that the law reads; the law's own acts and events come from the law."""
        own = {name: spec for name, spec in self.acts.items() if not spec.type.generic}
        stated = {spec.type.states for spec in own.values()}
        return Catalogue.collect(
            kinds=self.kinds.values(),
            acts=[spec.type for spec in own.values()],
            events=[event for name, event in self.events.items() if name in stated],
            facts=[spec.type for spec in self.facts.values()],
            relations=[spec.type for spec in self.relations.values()],
            populations=[spec.type for spec in self.populations.values()],
        )


def _take(table: dict[str, Any], name: str, value: Any, what: str) -> None:
    if name in table:
        raise TypeError(f"the {what} '{name}' is declared twice")
    table[name] = value


def _joined(known: EventType, more: EventType) -> EventType:
    """One event that two acts state: the union of their fields, which must be of one kind each."""
    joined: dict[str, Field] = dict(known.fields)
    for name, item in more.fields.items():
        if name in joined and joined[name].kind != item.kind:
            raise TypeError(f"the event '{known.name}' has a field '{name}' of two kinds")
        joined.setdefault(name, item)
    on = tuple(dict.fromkeys((*known.on, *more.on)))
    return EventType(known.name, on, known.label, _frozen(joined), known.derived)


def _frozen(items: dict[str, Field]) -> Mapping[str, Field]:
    return MappingProxyType(items)


registry = Registry()
