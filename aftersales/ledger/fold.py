"""Owns the fold of one family: its events from the log, in effective order, through the law into a docket."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from aftersales.ledger.answers import World
from aftersales.ledger.models import Event as EventRow
from aftersales.ledger.models import Matter
from aftersales.policy.book import RuleBook
from aftersales.policy.docket import Docket
from aftersales.policy.events import Cause, Event
from aftersales.policy.hearing import Hearing
from aftersales.policy.values import from_json

FRESH = ("fact:", "relation:", "measure:", "certificate:")  # what an event that came late may have changed


@dataclass(slots=True)
class Family:
    """One family under its lock: the root row, its events, and the hearing that has heard them."""

    root: Matter
    book: RuleBook
    world: World
    events: list[Event] = field(default_factory=list)
    rows: dict[str, EventRow] = field(default_factory=dict)  # by the id under which they are heard
    derived: dict[str, EventRow] = field(default_factory=dict)
    hearing: Hearing = field(init=False)
    changed: bool = False
    new: bool = False  # nothing of it is on file yet
    filed: dict[str, Any] = field(default_factory=dict)  # what was last written, by table, where that is known

    def __post_init__(self) -> None:
        self.hearing = self._fresh()

    def _fresh(self) -> Hearing:
        stored = {uid: from_json(row.answers) for uid, row in self.derived.items()}
        return Hearing(self.book, Docket(), self.world, stored)

    @property
    def docket(self) -> Docket:
        """What is known and owed."""
        return self.hearing.docket

    def branches(self) -> dict[int, int | None]:
        """The branch of each matter of the family."""
        return dict(Matter.objects.filter(root_id=self.root.pk).values_list("pk", "branch_id"))

    def customers(self) -> dict[int, int | None]:
        """The customer of each matter of the family."""
        return dict(Matter.objects.filter(root_id=self.root.pk).values_list("pk", "customer_id"))

    def fold(self) -> None:
        """Hear everything again from the beginning, in effective order."""
        kept = self.hearing.answers
        self.events = [replace(one, answers={**one.answers, **kept.get(one.id, {})}) for one in self.events]
        stored = {**self.hearing.stored, **{uid: found for uid, found in kept.items() if uid not in self.rows}}
        self.events.sort(key=lambda one: one.order)
        self.hearing = Hearing(self.book, Docket(), self.world, stored)
        self.hearing.fold(self.events)
        self.hearing.advance(self.root.heard_until or self.root.opened_at)

    def before(self, at: datetime) -> Hearing:
        """The family as it stood at an instant that has passed, to try an act in."""
        hearing = Hearing(self.book, Docket(), self.world, self.hearing.stored)
        hearing.fold([one for one in self.events if one.at <= at])
        return hearing

    def is_late(self, at: datetime) -> bool:
        """Whether something that is judged already lies after ``at``."""
        heard = self.root.heard_until
        return (heard is not None and at < heard) or bool(self.events and at < self.events[-1].at)

    def hear(self, row: EventRow, parent: int | None) -> None:
        """One more event: at the end where it is the newest, else everything again with it in its place."""
        event = event_of(row, parent)
        late = self.is_late(event.at)
        self.events.append(event)
        self.rows[event.id] = row
        self.changed = True
        if late:
            self.forget_answers(event.order)
            self.fold()
        else:
            self.hearing.hear(event)

    def reload(self, uid: str) -> None:
        """A correction was written: everything is heard again, with the corrected event in its place."""
        known = {one.id: one for one in self.events}
        self.events, self.rows = [], {}
        for row, parent in rows_of(self.root.pk):
            if not row.derived:
                event = event_of(row, parent)
                self.events.append(event)
                self.rows[event.id] = row
        self.changed = True
        self.hearing.answers.pop(uid, None)
        self.hearing.stored = {name: found for name, found in self.hearing.stored.items() if name != uid}
        if uid in known:
            self.forget_answers(known[uid].order)
        self.fold()

    def forget_answers(self, after: tuple[datetime, int]) -> None:
        """What events after an instant were told by the rooms is asked again; dated rows answer it as of then."""
        for place, one in enumerate(self.events):
            if one.order > after:
                self.events[place] = replace(one, answers=_lasting(self.hearing.answers.get(one.id, one.answers)))
                self.hearing.answers.pop(one.id, None)
        for uid, found in list(self.hearing.answers.items()):
            if uid not in self.rows:
                self.hearing.answers[uid] = _lasting(found)
        self.hearing.stored = {uid: _lasting(found) for uid, found in self.hearing.stored.items()}

    def advance(self, until: datetime) -> None:
        """Time passes for the family, never backwards."""
        heard = self.root.heard_until
        if heard is None or until > heard:
            self.root.heard_until = until
            self.changed = True
            self.hearing.advance(until)


def _lasting(answers: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in answers.items() if not key.startswith(FRESH)}


class Dockets:
    """Families folded before in this process, known by the stamp of their last writing; the oldest is forgotten."""

    def __init__(self, size: int = 256) -> None:
        self.size = size
        self._kept: OrderedDict[str, Family] = OrderedDict()

    def take(self, stamp: str, digest: str) -> Family | None:
        """The family as it was written under ``stamp``; it is taken out, for it will change."""
        found = self._kept.pop(stamp, None) if stamp else None
        return found if found is not None and found.book.digest == digest else None

    def put(self, family: Family) -> None:
        """The family as it was just written."""
        self._kept[family.root.stamp] = family
        while len(self._kept) > self.size:
            self._kept.popitem(last=False)

    def clear(self) -> None:
        """Everything is folded anew."""
        self._kept.clear()


def load(root: Matter, book: RuleBook, world: World | None = None) -> Family:
    """The family of a root, folded from its stored events and answers."""
    family = Family(root, book, world or World(book))
    for row, parent in rows_of(root.pk):
        if row.derived:
            family.derived[row.uid.partition("~")[0]] = row
        else:
            event = event_of(row, parent)
            family.events.append(event)
            family.rows[event.id] = row
    family.hearing = family._fresh()  # noqa: SLF001 - its own, once the stored answers are known
    family.fold()
    return family


def rows_of(root: int) -> Iterable[tuple[EventRow, int | None]]:
    """Events of a family with the parent of their matter, each corrected one replaced by its correction."""
    rows = list(EventRow.objects.filter(root_id=root).select_related("matter").order_by("at", "seq"))
    for row in rows:
        if row.superseded_by_id is None:
            yield row, row.matter.parent_id


def event_of(row: EventRow, parent: int | None) -> Event:
    """The row as the law hears it; a correction is heard in the place and under the id of what it corrects."""
    uid, _, _ = row.uid.partition("~")
    return Event(
        id=uid,
        name=row.name,
        at=row.at,
        matter=str(row.matter_id),
        by=str(row.by_id),
        fields=from_json(row.fields),
        act=row.act_name or None,
        source=row.source,  # type: ignore[arg-type]  # the column holds nothing else
        seq=row.place or row.seq,
        recorded_at=row.recorded_at,
        cause=Cause(row.cause_event, row.cause_rule) if row.cause_event else None,
        answers=from_json(row.answers),
        makes=row.makes or None,
        parent=str(parent) if row.makes and parent else None,
        form=row.form or None,
    )
