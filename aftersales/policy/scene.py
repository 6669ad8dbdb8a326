"""Owns the scene: all that a rule may look at while one event or one attempted act is judged."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import Any

from aftersales.policy.docket import Docket, MatterState
from aftersales.policy.language.who import Who
from aftersales.policy.obligations import Owing
from aftersales.policy.reference_book import ReferenceBook

Ask = Callable[[str, str, str], Any]  # kind, name, subject -> answer


class Scene:
    """One event, or one act that is tried, before the docket.

    ``fields`` are the event's (or the act's input with what the room computed of it); a name that they declare is
    never looked for elsewhere, other names are remembered by the matter or its ancestors, or asked of the rooms.
    """

    __slots__ = ("ask", "at", "book", "by", "declared", "docket", "event_id", "fields", "matter", "name")

    def __init__(
        self,
        book: ReferenceBook,
        docket: Docket,
        ask: Ask,
        *,
        name: str,
        event_id: str,
        at: datetime,
        by: str,
        matter: MatterState,
        fields: Mapping[str, Any],
        declared: Mapping[str, Any],
    ) -> None:
        self.book = book
        self.docket = docket
        self.ask = ask
        self.name = name
        self.event_id = event_id
        self.at = at
        self.by = by
        self.matter = matter
        self.fields = fields
        self.declared = declared

    def value(self, name: str) -> Any:
        """What a name means here; None where nothing is known of it."""
        if name in self.declared or name in self.fields:
            return self.fields.get(name)
        known = self.docket.value(self.matter.id, name)
        if known is None:
            if name in self.book.facts:
                return self.ask("fact", name, self.matter.id)
            if name in _OWN:
                return _OWN[name](self)
        return known

    def with_fields(self, row: Mapping[str, Any]) -> Scene:
        """The same scene seen from one row of a list field."""
        return Scene(
            self.book,
            self.docket,
            self.ask,
            name=self.name,
            event_id=self.event_id,
            at=self.at,
            by=self.by,
            matter=self.matter,
            fields={**self.fields, **row},
            declared=self.declared,
        )

    def on(self, where: Any) -> str:
        """The matter that an obligation stands on: self, parent, root, or the one a field names."""
        if where is None or where == "self":
            return self.matter.id
        if where == "parent":
            return self.matter.parent or self.matter.id
        if where == "root":
            return self.docket.root(self.matter.id)
        named = self.value(where if isinstance(where, str) else where.field)
        return str(named) if named is not None else self.matter.id

    def parties(self, who: Who) -> Iterator[Owing]:
        """Everybody whom ``who`` means here, those it excepts left out."""
        barred = {one.party for excepted in who.except_ for one in self.parties(excepted)}
        if who.role is not None:
            yield Owing(role=who.role)
            return
        for party in self._named(who):
            if party not in barred:
                yield Owing(party=party)

    def _named(self, who: Who) -> Iterator[str]:
        if who.field is not None:
            value = self.value(who.field)
            if isinstance(value, str) and value.startswith("role:"):
                yield from (str(p) for p in self.ask("role", value[5:], self.matter.id))
            else:
                yield from _each(value)
        elif who.relation is not None:
            subject = self.matter.id
            if who.of is not None:
                subject = "party:" + str(self.value(who.of))
            yield from _each(self.ask("relation", who.relation, subject))
        elif who.party is not None:
            yield who.party

    def roles_of(self, party: str) -> tuple[str, ...]:
        """The roles that a party holds at the matter's branch."""
        return tuple(self.ask("roles", "", party) or ())


#: what every scene knows of itself
_OWN: dict[str, Callable[[Scene], Any]] = {
    "kind": lambda scene: scene.matter.kind,
    "by": lambda scene: scene.by,
    "at": lambda scene: scene.at,
}


def _each(value: Any) -> Iterator[str]:
    if value is None or value == "":
        return
    if isinstance(value, (list, tuple)):
        yield from (str(one) for one in value)
    else:
        yield str(value)


def empty(value: Any) -> bool:
    """Whether a form would call the field empty: nothing, blanks, or a list of nothing."""
    if value is None:
        return True
    if isinstance(value, str):
        return not value.strip()
    if isinstance(value, (list, tuple, dict)):
        return not value
    return False
