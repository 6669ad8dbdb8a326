"""Owns what the room of intake can be asked by rules: who received an entry, who holds it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from aftersales.domain.intake.models import Entry
from aftersales.ledger.enrolment import Matter
from aftersales.ledger.facts import relation


@relation("received_by_of", zh="登记接收人", en="Who received the entry")
def received_by_of(matter: Matter, _at: datetime) -> Iterable[int]:
    """Who received the entry."""
    return Entry.objects.filter(pk=matter.pk).values_list("received_by_id", flat=True)
