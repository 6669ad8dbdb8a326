"""Owns what the room of quality can be asked by rules: whether a problem is answered."""

from __future__ import annotations

from datetime import datetime

from aftersales.domain.quality.models import QualityIssue
from aftersales.ledger.enrolment import Matter
from aftersales.ledger.facts import fact


@fact("issue_answered", on=("quality_issue",), kind="bool", zh="质量问题已答复", en="The problem is answered")
def issue_answered(matter: Matter, at: datetime) -> bool:
    """Whether the department had answered by an instant."""
    return QualityIssue.objects.filter(pk=matter.pk, answered_at__lte=at).exists()
