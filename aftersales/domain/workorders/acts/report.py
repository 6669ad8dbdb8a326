"""Owns the acts on the service report: complete, sign, review, and the end of the order."""

from __future__ import annotations

from aftersales.domain.cases.acts import note_fault
from aftersales.domain.parts.acts import take_for
from aftersales.domain.parts.problems import short, unknown
from aftersales.domain.parts.queries import balance, part_by_no, place_with
from aftersales.domain.workorders import events, problems
from aftersales.domain.workorders.models import Report, WorkOrder
from aftersales.domain.workorders.queries import latest_report, missing_in_report
from aftersales.foundation.problems import Problem
from aftersales.ledger.acts import Doing, act, is_open


def _parts_exist(do: Doing, given: events.Complete) -> Problem | None:
    """Every part named with its number is in stock where it is said to be; a paper report may only use words."""
    for row in given.parts_used:
        part = part_by_no(row.part_no)
        if part is None:
            return unknown(row.part_no)
        if _place(do, part.id, row) is None:
            has = balance(part.id, int(row.place)) if row.place else row.quantity * 0
            return short(part.name, has, row.quantity)
    return None


def _has_report(do: Doing, _given: object) -> Problem | None:
    return None if latest_report(do.on.pk, do.at) else problems.NO_REPORT


def _is_drawn(do: Doing, given: events.Sign) -> Problem | None:
    """A name is drawn by the signer; only history may know of a signature that nobody has as a picture."""
    return None if given.image or do.source == "history" else problems.NOT_DRAWN


@act(
    "workorder.complete",
    on=("workorder",),
    states=events.COMPLETED,
    given=events.Complete,
    needs=[is_open, _parts_exist],
    form="service_report",
    zh="填写服务报告单",
    en="File the service report",
)
def complete(do: Doing, given: events.Complete) -> None:
    """The service report; the parts that it names by number leave the stock."""
    order = WorkOrder.objects.get(pk=do.on.pk)
    Report.objects.create(
        order=order,
        fault_cause=given.fault_cause or "",
        fault_class=given.fault_class or "",
        solution=given.solution or "",
        parts_replaced=given.parts_replaced or "",
        customer_opinion=given.customer_opinion or "",
        advice_given=given.advice_given or "",
        advice_none_reason=given.advice_none_reason or "",
        on_paper=given.on_paper,
        at=do.at,
        service_people=[int(one) for one in given.service_people] or order.assigned_people,
        finished_at=given.finished_at or do.at,
    )
    WorkOrder.objects.filter(pk=order.pk).update(completed_at=given.finished_at or do.at)
    for row in given.parts_used:
        part = part_by_no(row.part_no)
        place = _place(do, part.id, row) if part else None
        if part is not None and place is not None:
            take_for(do, part.id, place, row.quantity)
    if given.fault_class and do.on.parent_id:
        note_fault(do.on.parent_id, given.fault_class, do.at)
    do.set_state("completed")


@act(
    "workorder.sign",
    on=("workorder",),
    states=events.SIGNED,
    given=events.Sign,
    needs=[_has_report, _is_drawn],
    zh="用户签字",
    en="Sign",
)
def sign(do: Doing, given: events.Sign) -> None:
    """Somebody draws their name under the report as it stands; a report that changes later asks for a new one."""
    paper = do.paper("service_report")
    if paper is not None and given.image:
        place = WorkOrder.objects.values_list("address", flat=True).get(pk=do.on.pk)
        do.sign(paper, image=given.image, name=given.name, role=given.role or "customer", place=place)


@act(
    "workorder.review_report",
    on=("workorder",),
    states=events.REVIEWED,
    given=events.Review,
    computed=events.ReviewFacts,
    needs=[_has_report],
    zh="审核报告单",
    en="Review the report",
)
def review(do: Doing, given: events.Review) -> events.ReviewFacts:
    """The reviewer's verdict, and which fields are empty as a matter of fact."""
    row = latest_report(do.on.pk, do.at)
    if row is not None:
        row.incomplete = given.incomplete
        row.save(update_fields=["incomplete"])
    missing = missing_in_report(do.on.pk, do.at)
    return events.ReviewFacts(missing_fields=missing, missing_count=len(missing))


@act("workorder.close", on=("workorder",), states=events.CLOSED, needs=[is_open], zh="派工单结单", en="Close")
def close(do: Doing, _given: object) -> None:
    """The order has come to its end."""
    WorkOrder.objects.filter(pk=do.on.pk).update(closed_at=do.at)
    do.close()


def _place(do: Doing, part: int, row: events.PartRow) -> int | None:
    if row.place:
        place = do.find(row.place, "stock_place").pk
        return place if balance(part, place) >= row.quantity else None
    engineer = WorkOrder.objects.values_list("engineer_id", flat=True).get(pk=do.on.pk)
    return place_with(part, row.quantity, engineer)
