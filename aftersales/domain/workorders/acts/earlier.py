"""Owns what the room of work orders keeps of dispatches and questions that began before the system did."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from aftersales.domain.workorders.models import CustomerQuestion, Report, WorkOrder
from aftersales.ledger.adopting import adopts, row_of
from aftersales.ledger.enrolment import Matter, Party

REPORTED = (
    "fault_cause",
    "solution",
    "parts_replaced",
    "customer_opinion",
    "advice_given",
    "advice_none_reason",
    "on_paper",
)


@adopts("workorder")
def workorder(matter: Matter, known: Mapping[str, Any], at: datetime, by: Party) -> None:
    """The dispatch, and its service report where one of the report's fields is known."""
    order = row_of(WorkOrder, matter, known, at, by)
    if any(name in known for name in REPORTED):
        said = {name: known[name] for name in REPORTED if name in known}
        people = [int(one) for one in known.get("service_people") or order.assigned_people]
        finished = known.get("finished_at") or at
        Report.objects.create(order=order, **said, service_people=people, finished_at=finished, at=at)


@adopts("question")
def question(matter: Matter, known: Mapping[str, Any], at: datetime, by: Party) -> None:
    """The customer's question."""
    row_of(CustomerQuestion, matter, known, at, by)
