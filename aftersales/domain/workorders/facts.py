"""Owns what the room of work orders can be asked by rules: what a report lacks, whose job it is."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q

from aftersales.domain.workorders.models import WorkOrder
from aftersales.domain.workorders.queries import latest_report, missing_in_report
from aftersales.ledger.enrolment import Matter
from aftersales.ledger.facts import fact, population, relation


@fact("report_missing", on=("workorder",), kind="texts", zh="报告单缺少的内容", en="What the report lacks")
def report_missing(matter: Matter, at: datetime) -> list[str]:
    """The fields of the service report that are empty."""
    return list(missing_in_report(matter.pk, at))


@fact("report_filed", on=("workorder",), kind="bool", zh="已有服务报告单", en="A service report is on file")
def report_filed(matter: Matter, at: datetime) -> bool:
    """Whether there is a service report at all."""
    return latest_report(matter.pk, at) is not None


@fact(
    "under_workorder",
    on=("workorder", "survey", "complaint", "conduct_report", "post"),
    kind="bool",
    zh="属于某派工单",
    en="Belongs to a dispatch",
)
def under_workorder(matter: Matter, _at: datetime) -> bool:
    """Whether the matter is a dispatch or hangs under one."""
    return _order_above(matter) is not None


@relation("engineer_of", zh="派工单的工程师", en="Engineer of the dispatch")
def engineer_of(matter: Matter, _at: datetime) -> Iterable[int]:
    """The engineer of the dispatch that the matter is, or hangs under; else those of the job's dispatches."""
    order = _order_above(matter)
    rows = WorkOrder.objects.filter(pk=order.pk) if order else WorkOrder.objects.filter(matter__parent_id=matter.pk)
    return list(dict.fromkeys(rows.order_by("pk").values_list("engineer_id", flat=True)))


@population("open_workorders", member="workorder", zh="未结派工单", en="Open dispatches")
def open_workorders(at: datetime) -> Iterable[int]:
    """The dispatches that were open at an instant."""
    rows = WorkOrder.objects.filter(dispatched_at__lte=at)
    rows = rows.filter(Q(closed_at__isnull=True) | Q(closed_at__gt=at))
    return rows.order_by("pk").values_list("pk", flat=True)


def _order_above(matter: Matter | None) -> Matter | None:
    while matter is not None and matter.kind != "workorder":
        matter = matter.parent
    return matter
