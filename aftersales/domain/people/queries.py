"""Owns the readers of conduct, call checks and trainings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from aftersales.domain.people.models import ConductReport


@dataclass(frozen=True, slots=True)
class ConductCard:
    """A verified report on somebody's conduct."""

    report: int
    ground: str
    workorder: int | None
    checked_at: datetime


def conduct_of(person: int, until: datetime) -> list[ConductCard]:
    """Verified reports on a person, newest first."""
    rows = ConductReport.objects.filter(person_id=person, verified=True, checked_at__lte=until)
    return [
        ConductCard(row.pk, row.ground, row.workorder_id, row.checked_at)
        for row in rows.order_by("-checked_at")
        if row.checked_at is not None
    ]
