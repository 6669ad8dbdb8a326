"""Owns the proof: every family folded again from its stored events and answers, and compared with what is stored."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from aftersales.ledger.answers import World
from aftersales.ledger.chain import broken_chain, broken_papers, broken_requests
from aftersales.ledger.editions import law
from aftersales.ledger.fold import Family, load
from aftersales.ledger.models import Event, Matter, MatterParty, Obligation
from aftersales.ledger.projection import derived_events, differences, memories, named_parties
from aftersales.ledger.registry import registry
from aftersales.ledger.rows import TABLES, Writer
from aftersales.ledger.withdrawals import WITHDRAWN, on_file
from aftersales.policy.book import RuleBook
from aftersales.policy.events import Question
from aftersales.policy.values import to_json


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One row that is not what the events say."""

    table: str
    key: str
    what: str
    stored: Any = None
    expected: Any = None

    def as_dict(self) -> dict[str, Any]:
        """The JSON form."""
        return {
            "table": self.table,
            "key": self.key,
            "what": self.what,
            "stored": _shown(self.stored),
            "expected": _shown(self.expected),
        }


@dataclass(slots=True)
class Report:
    """What the proof found."""

    families: int = 0
    events: int = 0
    rows: int = 0
    disagreements: list[Disagreement] = field(default_factory=list)
    unanswered: list[Matter] = field(default_factory=list)

    @property
    def code(self) -> int:
        """The exit code: 1 on a disagreement, 2 when something is unanswered without a holder."""
        return 1 if self.disagreements else 2 if self.unanswered else 0

    def as_dict(self) -> dict[str, Any]:
        """The JSON form."""
        return {
            "families": self.families,
            "events": self.events,
            "rows": self.rows,
            "disagreements": [one.as_dict() for one in self.disagreements],
            "unanswered": [
                {
                    "matter": one.pk,
                    "number": one.number,
                    "kind": one.kind,
                    "title": one.title,
                    "opened_at": one.opened_at.isoformat(),
                }
                for one in self.unanswered
            ],
        }


class StoredWorld(World):
    """Answers only what was never stored, and remembers that it had to."""

    def __init__(self, book: RuleBook) -> None:
        super().__init__(book)
        self.missing: list[Question] = []

    def __call__(self, question: Question, at: datetime) -> Any:
        """The answer of today, which is a disagreement in itself."""
        self.missing.append(question)
        return super().__call__(question, at)


def verify() -> Report:
    """Folds every family and compares; lists what has neither an answer nor somebody who owes one."""
    report = Report()
    book = law().book
    roots = Matter.objects.filter(pk__in=Event.objects.order_by().values("root").distinct())
    for root in roots.order_by("pk").iterator():
        _prove(root, book, report)
    report.disagreements += [Disagreement("ledger_matter", str(pk), "no event speaks of it") for pk in _unspoken()]
    report.disagreements += [Disagreement(*one) for one in (*broken_papers(), *broken_requests())]
    report.unanswered = list(unanswered())
    return report


def _prove(root: Matter, book: RuleBook, report: Report) -> None:
    world = StoredWorld(book)
    family = load(root, book, world)
    report.families += 1
    report.events += len(family.rows) + len(family.derived)
    found = report.disagreements
    found += [Disagreement(*one) for one in broken_chain(root)]
    found += [Disagreement("ledger_event", one.key(), "an answer that was given is missing") for one in world.missing]
    found += _tables(family, report)
    found += _derived(family)
    found += _matters(family)


def _tables(family: Family, report: Report) -> Iterator[Disagreement]:
    writer = Writer(family)
    for model, rows_of in TABLES:
        table, wanted = model._meta.db_table, on_file(family, model, dict(rows_of(writer)))  # noqa: SLF001 - Django's public name for it
        stored = {row.key: row for row in model.objects.filter(root_id=family.root.pk)}
        report.rows += len(stored)
        for key in sorted(wanted.keys() - stored.keys()):
            yield Disagreement(table, key, "is missing")
        for key, row in sorted(stored.items()):
            if key not in wanted:
                yield Disagreement(table, key, "rests on nothing")
                continue
            for name in differences(row, wanted[key]):
                yield Disagreement(table, key, f"{name} differs", getattr(row, name), wanted[key][name])


def _derived(family: Family) -> Iterator[Disagreement]:
    wanted = derived_events(family)
    for uid in sorted(wanted.keys() | family.derived.keys()):
        event, row = wanted.get(uid), family.derived.get(uid)
        if row is None:
            yield Disagreement("ledger_event", uid, "is missing")
        elif event is None:
            if not row.withdrawn and row.name != WITHDRAWN:
                yield Disagreement("ledger_event", uid, "rests on nothing")
        elif row.withdrawn:
            yield Disagreement("ledger_event", uid, "is withdrawn but holds")
        elif (row.name, row.at, row.matter_id, row.fields) != (
            event.name,
            event.at,
            int(event.matter),
            to_json(dict(event.fields)),
        ):
            yield Disagreement("ledger_event", uid, "differs", row.fields, event.fields)


def _matters(family: Family) -> Iterator[Disagreement]:
    root, remembered, named = family.root, memories(family), named_parties(family)
    if root.wake_at != family.docket.next_instant():
        yield Disagreement("ledger_matter", str(root.pk), "wake_at differs", root.wake_at, family.docket.next_instant())
    stored_names: dict[int, set[int]] = {}
    for matter_id, party_id in MatterParty.objects.filter(matter__root=root).values_list("matter_id", "party_id"):
        stored_names.setdefault(matter_id, set()).add(party_id)
    for row in Matter.objects.filter(root=root).order_by("pk"):
        state = family.docket.matters.get(str(row.pk))
        if state is None:
            continue
        if row.memory != remembered[row.pk]:
            yield Disagreement("ledger_matter", str(row.pk), "memory differs", row.memory, remembered[row.pk])
        if stored_names.get(row.pk, set()) != named[row.pk]:
            yield Disagreement("ledger_matter_party", str(row.pk), "the parties it names differ")
        parent = str(row.parent_id) if row.parent_id else None
        if state.kind and (state.kind, state.opened_at) != (row.kind, row.opened_at):
            yield Disagreement("ledger_matter", str(row.pk), "kind or opening differs", row.opened_at, state.opened_at)
        if state.kind and state.parent != parent:
            yield Disagreement("ledger_matter", str(row.pk), "parent differs", row.parent_id, state.parent)


def _unspoken() -> Iterator[int]:
    yield from Matter.objects.filter(events__isnull=True).order_by("pk").values_list("pk", flat=True)


def unanswered() -> Iterator[Matter]:
    """Open matters that call for an answer, have none, and nobody in person owes anything on them."""
    answering = {name: spec for name, spec in registry.acts.items() if name.endswith(".answer")}
    kinds = {kind for spec in answering.values() for kind in spec.type.on if kind}
    rows = Matter.objects.filter(kind__in=kinds, closed_at__isnull=True)
    rows = rows.exclude(
        pk__in=Event.objects.filter(act_name__in=answering, superseded_by__isnull=True).values("matter")
    )
    owed = Obligation.objects.filter(state__in=("open", "suspended"), person__isnull=False)
    here = set(owed.filter(matter__in=rows).values_list("matter_id", flat=True))
    below = set(owed.filter(root__in=rows.values("root")).values_list("matter__parent_id", flat=True))
    for row in rows.order_by("pk").iterator():
        if row.pk not in here and row.pk not in below:
            yield row


def _shown(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat()
    try:
        return to_json(value)
    except TypeError:
        return str(value)
