"""Owns the catalogue: the plain values in which rooms tell the law what there is to speak of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal, TypeVar

from aftersales.foundation.texts import Text

FieldKind = Literal[
    "text",
    "number",
    "money",
    "instant",
    "date",
    "bool",
    "choice",
    "party",
    "parties",
    "matter",
    "matters",
    "texts",
    "rows",
    "file",
    "duration",
]
ANY = "*"  # the matter kind of the law's own acts, which can be done to any matter


@dataclass(frozen=True, slots=True)
class Field:
    """One typed field of an act, an event, a form or a row."""

    name: str
    kind: FieldKind
    label: Text
    required: bool = False
    choices: tuple[tuple[str, Text], ...] = ()
    of: str | None = None  # the role or party kind of a party, the matter kind of a matter
    rows: tuple[Field, ...] = ()
    multiline: bool = False
    help: Text | None = None


def fields(*items: Field) -> Mapping[str, Field]:
    """Fields by name, in their order."""
    return MappingProxyType({item.name: item for item in items})


@dataclass(frozen=True, slots=True)
class KindType:
    """A kind of matter: its possible parents (``None`` where it may stand alone) and its book of numbers."""

    name: str
    label: Text
    parents: tuple[str | None, ...] = (None,)
    book: str | None = None


@dataclass(frozen=True, slots=True)
class EventType:
    """A frozen, versioned fact; ``on`` names the kinds of matter that it can stand on."""

    name: str
    on: tuple[str, ...]
    label: Text
    fields: Mapping[str, Field] = field(default_factory=dict)
    derived: bool = False  # stated by the law itself when time passes


@dataclass(frozen=True, slots=True)
class ActType:
    """What a party can do: on which kinds (``None`` = on no matter yet), what it makes, what it states."""

    name: str
    on: tuple[str | None, ...]
    states: str
    label: Text
    given: Mapping[str, Field] = field(default_factory=dict)
    makes: str | None = None
    form: str | None = None
    generic: bool = False


@dataclass(frozen=True, slots=True)
class FactType:
    """Something a room computes of a matter at an instant; undated facts cannot be read when time passes."""

    name: str
    on: tuple[str, ...]
    kind: FieldKind
    label: Text
    dated: bool = True


@dataclass(frozen=True, slots=True)
class RelationType:
    """Who stands to a matter or a party in a named relation."""

    name: str
    label: Text
    of: Literal["matter", "party"] = "matter"


@dataclass(frozen=True, slots=True)
class PopulationType:
    """A set of matters that recurring duties and measures range over."""

    name: str
    member: str  # the kind of matter
    label: Text


T = TypeVar("T", KindType, EventType, ActType, FactType, RelationType, PopulationType)


def table(items: Iterable[T]) -> Mapping[str, T]:
    """Items by name; the same name twice is a TypeError, never a silent replacement."""
    found: dict[str, T] = {}
    for item in items:
        if item.name in found:
            raise TypeError(f"'{item.name}' is declared twice in the catalogue")
        found[item.name] = item
    return MappingProxyType(found)


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Everything that a pack may name; collected once from the rooms."""

    kinds: Mapping[str, KindType]
    acts: Mapping[str, ActType]
    events: Mapping[str, EventType]
    facts: Mapping[str, FactType]
    relations: Mapping[str, RelationType]
    populations: Mapping[str, PopulationType]

    @classmethod
    def collect(
        cls,
        kinds: Iterable[KindType] = (),
        acts: Iterable[ActType] = (),
        events: Iterable[EventType] = (),
        facts: Iterable[FactType] = (),
        relations: Iterable[RelationType] = (),
        populations: Iterable[PopulationType] = (),
    ) -> Catalogue:
        """A catalogue whose tables refuse double names."""
        return cls(table(kinds), table(acts), table(events), table(facts), table(relations), table(populations))

    def ancestors(self, kind: str) -> tuple[str, ...]:
        """``kind`` and every kind that can stand above it, nearest first."""
        found: list[str] = []
        queue = [kind]
        while queue:
            name = queue.pop(0)
            if name in found or name not in self.kinds:
                continue
            found.append(name)
            queue.extend(p for p in self.kinds[name].parents if p is not None)
        return tuple(found)

    def remembered(self, kind: str) -> Mapping[str, Field]:
        """The fields that a matter of ``kind`` can have in its memory, its ancestors' included."""
        chain = self.ancestors(kind)
        found: dict[str, Field] = {}
        for name in chain:
            for event in self.events.values():
                if name in event.on or ANY in event.on:
                    for item in event.fields.values():
                        found.setdefault(item.name, item)
        return MappingProxyType(found)
