"""Owns the readers of surveys, visits and leads."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Avg, Count, Q

from aftersales.domain.feedback.models import Survey, Visit


@dataclass(frozen=True, slots=True)
class RatingCard:
    """How customers rated one person in a span."""

    surveys: int
    satisfied: int
    patience: float | None
    attitude: float | None


def ratings_of(engineer: int, since: datetime, until: datetime) -> RatingCard:
    """The surveys on one person's work, filled by customers."""
    rows = Survey.objects.filter(
        engineer_id=engineer, filled_by_customer=True, filled_at__gte=since, filled_at__lt=until
    )
    found = rows.aggregate(
        surveys=Count("pk"),
        satisfied=Count("pk", filter=Q(satisfied="yes")),
        patience=Avg("patience"),
        attitude=Avg("attitude"),
    )
    return RatingCard(found["surveys"], found["satisfied"], found["patience"], found["attitude"])


def last_visit(account: int, at: datetime) -> datetime | None:
    """When an account was last visited by an instant."""
    rows = Visit.objects.filter(account_id=account, visited_at__lte=at).order_by("-visited_at")
    return rows.values_list("visited_at", flat=True).first()
