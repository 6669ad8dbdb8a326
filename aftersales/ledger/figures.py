"""Owns the figures of measures: the events of one member in one period, handed to the law's arithmetic."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from aftersales.ledger.models import Event as EventRow
from aftersales.ledger.models import Matter, PartyRelation
from aftersales.policy.book import RuleBook
from aftersales.policy.events import Event
from aftersales.policy.figures import belongs, take
from aftersales.policy.kinds.measure.kind import Measure
from aftersales.policy.values import from_json


def measured(book: RuleBook, rule: str, member: int, since: datetime, until: datetime) -> dict[str, Any]:
    """The answer to a measure's question; an empty one where the book no longer knows the rule."""
    found = book.current(rule, book.day(since))
    if not isinstance(found, Measure):
        return {}
    names = names_of(member, until)
    events = [event for event in events_of(found, since, until) if belongs(found, event, names)]
    return take(found, events, _memory).as_answer()


def names_of(member: int, at: datetime) -> frozenset[str]:
    """Under which names events may speak of a member: the matter, its parties, and who stood at its post."""
    matter = Matter.objects.filter(pk=member).first()
    if matter is None:
        return frozenset()
    found = {str(member)} | {str(value) for name, value in matter.memory.items() if name in ("party", "person", "post")}
    parties = [int(one) for one in found if one.isdigit() and int(one) != member]
    rows = PartyRelation.objects.on(at).filter(kind__in=("holder_of", "member_of"), other_id__in=parties)
    found |= {str(one) for one in rows.values_list("party_id", flat=True)}
    if matter.customer_id:
        found.add(str(matter.customer_id))
    return frozenset(found)


def events_of(rule: Measure, since: datetime, until: datetime) -> list[Event]:
    """The events a measure is about, in effective order."""
    rows = EventRow.objects.filter(
        name=rule.params.of, at__gte=since, at__lt=until, superseded_by__isnull=True, withdrawn=False
    )
    return [
        Event(
            id=row.uid,
            name=row.name,
            at=row.at,
            matter=str(row.matter_id),
            by=str(row.by_id),
            fields=from_json(row.fields),
            seq=row.seq,
        )
        for row in rows.order_by("at", "seq")
    ]


def _memory(event: Event, name: str) -> Any:
    matter: Matter | None = Matter.objects.select_related("parent").filter(pk=event.matter).first()
    while matter is not None:
        if name in matter.memory:
            return from_json(matter.memory[name])
        matter = matter.parent
    return None
