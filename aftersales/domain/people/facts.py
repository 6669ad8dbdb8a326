"""Owns what the room of people can be asked by rules: how often somebody's conduct was found wanting."""

from __future__ import annotations

from datetime import datetime, timedelta

from aftersales.domain.people.models import ConductReport
from aftersales.ledger.enrolment import Matter
from aftersales.ledger.facts import fact


@fact(
    "verified_reports",
    on=("conduct_report",),
    kind="number",
    zh="此前一年属实报告数",
    en="Verified reports in the year before",
)
def verified_reports(matter: Matter, at: datetime) -> int:
    """Verified reports on the same person in the year before."""
    row = ConductReport.objects.filter(pk=matter.pk).first()
    if row is None:
        return 0
    seen = ConductReport.objects.filter(person_id=row.person_id, verified=True).exclude(pk=row.pk)
    return seen.filter(checked_at__lte=at, checked_at__gt=at - timedelta(days=365)).count()
