"""Owns the readers of dispatch: orders, boards and reports."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from aftersales.domain.cases.queries import case_card
from aftersales.domain.intake.queries import entry_card
from aftersales.domain.workorders.events import REPORT_FIELDS
from aftersales.domain.workorders.models import Report, WorkOrder
from aftersales.ledger.enrolment import Matter


@dataclass(frozen=True, slots=True)
class OrderCard:
    """One dispatch for strangers."""

    id: int
    number: str
    case: int | None
    engineer: int
    engineer_name: str
    customer_name: str
    address: str
    destination: str
    arrive_by: datetime | None
    arrived_at: datetime | None
    state: str


def order_card(id: int) -> OrderCard | None:
    """The order with this id."""
    row = WorkOrder.objects.select_related("matter", "engineer").filter(pk=id).first()
    return _card(row) if row else None


def board(since: datetime, until: datetime) -> list[OrderCard]:
    """The orders whose arrival falls into a span, for the dispatch board."""
    rows = WorkOrder.objects.select_related("matter", "engineer").filter(arrive_by__gte=since, arrive_by__lt=until)
    return [_card(row) for row in rows.order_by("engineer_id", "arrive_by")]


def of_engineer(engineer: int, *, open_only: bool = True) -> list[OrderCard]:
    """The orders of one engineer, the next arrival first."""
    rows = WorkOrder.objects.select_related("matter", "engineer").filter(engineer_id=engineer)
    if open_only:
        rows = rows.filter(closed_at__isnull=True)
    return [_card(row) for row in rows.order_by("arrive_by", "pk")]


def dispatch_defaults(case: int) -> dict[str, str]:
    """What a dispatch of this job can take over from the job and its register entry."""
    card = case_card(case)
    if card is None:
        return {}
    from_entry = entry_card(_parent(case) or 0)
    found = {"customer_name": card.customer_name, "address": card.address}
    if from_entry is not None:
        found["entry_no"] = from_entry.number
        found["customer_name"] = found["customer_name"] or from_entry.customer_name
        found["address"] = found["address"] or from_entry.address
    return {name: value for name, value in found.items() if value}


def latest_report(order: int, at: datetime) -> Report | None:
    """The service report as it stood at an instant."""
    return Report.objects.filter(order_id=order, at__lte=at).order_by("-at", "-pk").first()


def missing_in_report(order: int, at: datetime) -> tuple[str, ...]:
    """The fields of a report that are empty; all of them where there is none."""
    row = latest_report(order, at)
    return tuple(name for name in REPORT_FIELDS if row is None or not str(getattr(row, name)).strip())


def _parent(case: int) -> int | None:
    return Matter.objects.filter(pk=case).values_list("parent_id", flat=True).first()


def _card(row: WorkOrder) -> OrderCard:
    return OrderCard(
        id=row.pk,
        number=row.matter.number or "",
        case=row.matter.parent_id,
        engineer=row.engineer_id,
        engineer_name=row.engineer.name,
        customer_name=row.customer_name,
        address=row.address,
        destination=row.destination,
        arrive_by=row.arrive_by,
        arrived_at=row.arrived_at,
        state=row.matter.state,
    )
