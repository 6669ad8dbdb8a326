"""Owns what the room of feedback can be asked by rules: the last visit, the way of filling a survey."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from aftersales.domain.feedback.models import Visit
from aftersales.domain.feedback.queries import last_visit
from aftersales.ledger.enrolment import Matter
from aftersales.ledger.facts import fact, relation


@fact("last_visit_at", on=("account",), kind="instant", zh="上次走访时间", en="Last visit")
def last_visit_at(matter: Matter, at: datetime) -> datetime | None:
    """When the account was last visited."""
    return last_visit(matter.pk, at)


@relation("visitor_of", zh="走访人", en="Who makes the visit")
def visitor_of(matter: Matter, _at: datetime) -> Iterable[int]:
    """Who makes the visit."""
    return Visit.objects.filter(pk=matter.pk).values_list("visitor_id", flat=True)
