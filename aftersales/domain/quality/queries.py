"""Owns the readers of quality problems."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count

from aftersales.domain.quality.models import QualityIssue


@dataclass(frozen=True, slots=True)
class ModelCount:
    """How many problems a model had in a span."""

    product_model: str
    severity: str
    count: int


def by_model(since: datetime, until: datetime) -> list[ModelCount]:
    """Problems by model and severity, the most frequent first."""
    rows = QualityIssue.objects.filter(found_at__gte=since, found_at__lt=until)
    found = (
        rows.values_list("product_model", "severity").annotate(count=Count("pk")).order_by("-count", "product_model")
    )
    return [ModelCount(model, severity, count) for model, severity, count in found]
