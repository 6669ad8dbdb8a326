"""Owns what the room of intake can be asked by rules: who received an entry, who holds it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime

from aftersales.domain.intake.models import Entry
from aftersales.ledger.enrolment import Matter
from aftersales.ledger.facts import erases, relation


@relation("received_by_of", zh="登记接收人", en="Who received the entry")
def received_by_of(matter: Matter, _at: datetime) -> Iterable[int]:
    """Who received the entry."""
    return Entry.objects.filter(pk=matter.pk).values_list("received_by_id", flat=True)


@erases
def blank_entries(matters: Collection[int], names: Collection[str] | None) -> None:
    """Who called is forgotten."""
    blank = {one: "" for one in ("contact_name", "phone") if names is None or one in names}
    if blank:
        Entry.objects.filter(pk__in=matters).update(**blank)
