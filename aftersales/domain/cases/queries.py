"""Owns the readers of service jobs and complaints."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from aftersales.domain.cases.models import Case, FaultSeen, Rating

WORST_FIRST = ("no", "fair", "yes")


@dataclass(frozen=True, slots=True)
class CaseCard:
    """One service job for strangers."""

    id: int
    number: str
    case_kind: str
    customer_name: str
    address: str
    product_model: str
    serial_no: str
    in_warranty: bool
    warranty_until: date | None
    state: str


def case_card(id: int) -> CaseCard | None:
    """The job with this id."""
    row = Case.objects.select_related("matter").filter(pk=id).first()
    if row is None:
        return None
    return CaseCard(
        id=row.pk,
        number=row.matter.number or "",
        case_kind=row.case_kind,
        customer_name=row.customer_name,
        address=row.address,
        product_model=row.product_model,
        serial_no=row.serial_no,
        in_warranty=row.in_warranty,
        warranty_until=row.warranty_until,
        state=row.matter.state,
    )


def rating_of(case: int, at: datetime, workorder: int | None = None) -> str | None:
    """The worst rating of a job (or of one dispatch) that the customer had given by an instant."""
    rows = Rating.objects.filter(case_id=case, at__lte=at)
    if workorder is not None:
        rows = rows.filter(workorder_id=workorder)
    given = set(rows.values_list("rating", flat=True))
    return next((rating for rating in WORST_FIRST if rating in given), None)


def fault_of(case: int, at: datetime) -> str | None:
    """The class of the fault as it was last seen by an instant."""
    rows = FaultSeen.objects.filter(case_id=case, at__lte=at).order_by("-at", "-pk")
    return rows.values_list("fault_class", flat=True).first()


def repairs_before(case: int, days: int) -> int:
    """How many jobs on the same machine were opened in the days before this one."""
    row = Case.objects.filter(pk=case).first()
    if row is None or not row.serial_no:
        return 0
    earlier = Case.objects.filter(serial_no=row.serial_no, case_kind="repair").exclude(pk=case)
    return earlier.filter(opened_at__lt=row.opened_at, opened_at__gte=row.opened_at - timedelta(days=days)).count()
