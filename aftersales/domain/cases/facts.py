"""Owns what the room of cases can be asked by rules: ratings, earlier repairs, the jobs that are open."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q

from aftersales.domain.cases.models import Case
from aftersales.domain.cases.queries import rating_of, repairs_before
from aftersales.ledger.enrolment import Matter
from aftersales.ledger.facts import fact, population


@fact("user_rating", on=("case", "workorder"), kind="choice", zh="用户评价", en="User's rating")
def user_rating(matter: Matter, at: datetime) -> str | None:
    """The worst that the customer has said: of the job, or of the one dispatch."""
    if matter.kind == "workorder":
        return rating_of(matter.parent_id, at, matter.pk) if matter.parent_id else None
    return rating_of(matter.pk, at)


@fact("earlier_repairs", on=("case",), kind="number", zh="90天内同机维修次数", en="Repairs in the 90 days before")
def earlier_repairs(matter: Matter, _at: datetime) -> int:
    """How often the same machine was repaired in the ninety days before."""
    return repairs_before(matter.pk, 90)


@population("open_cases", member="case", zh="未结服务单", en="Open cases")
def open_cases(at: datetime) -> Iterable[int]:
    """The jobs that were open at an instant."""
    rows = Case.objects.filter(opened_at__lte=at).filter(Q(closed_at__isnull=True) | Q(closed_at__gt=at))
    return rows.order_by("pk").values_list("pk", flat=True)
