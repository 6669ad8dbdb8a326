"""Owns the acts that send somebody and direct them: dispatch, accept, refuse, instruct, reschedule, cancel."""

from __future__ import annotations

from aftersales.domain.workorders import events
from aftersales.domain.workorders.models import WorkOrder
from aftersales.domain.workorders.queries import dispatch_defaults
from aftersales.foundation.texts import Text
from aftersales.ledger.acts import Doing, act, is_open
from aftersales.ledger.registry import registry
from aftersales.policy.catalogue import KindType

KINDS = (KindType("workorder", Text("派工单", "Work order"), ("case",), "D"),)
registry.add_kinds(KINDS)


@act(
    "workorder.dispatch",
    on=("case",),
    makes="workorder",
    states=events.DISPATCHED,
    given=events.Dispatch,
    computed=events.DispatchFacts,
    needs=[is_open],
    form="dispatch_register",
    zh="派遣",
    en="Dispatch",
)
def send(do: Doing, given: events.Dispatch) -> events.DispatchFacts:
    """Somebody is sent to a customer."""
    engineer = do.party(given.engineer)
    known = dispatch_defaults(do.on.pk)
    name = given.customer_name or known.get("customer_name", "")
    made = do.make(title=f"{name} {given.destination or ''} {engineer.name}".strip(), state="dispatched")
    people = [party.pk for party in do.parties(given.assigned_people)]
    WorkOrder.objects.create(
        matter=made,
        entry_no=given.entry_no or known.get("entry_no", ""),
        customer_name=name,
        address=given.address or known.get("address", ""),
        destination=given.destination or "",
        engineer=engineer,
        assigned_people=people or [engineer.pk],
        dispatched_at=do.at,
        arrive_by=given.arrive_by,
    )
    return events.DispatchFacts(dispatched_at=do.at)


@act("workorder.accept", on=("workorder",), states=events.ACCEPTED, needs=[is_open], zh="接单", en="Accept")
def accept(do: Doing, _given: object) -> None:
    """The engineer takes the order."""
    WorkOrder.objects.filter(pk=do.on.pk).update(accepted_at=do.at)
    do.set_state("accepted")


@act(
    "workorder.refuse",
    on=("workorder",),
    states=events.REFUSED,
    given=events.Refuse,
    needs=[is_open],
    zh="拒绝派遣",
    en="Refuse",
)
def refuse(do: Doing, _given: events.Refuse) -> None:
    """The engineer does not take the order."""
    WorkOrder.objects.filter(pk=do.on.pk).update(refused_at=do.at)
    do.set_state("refused")


@act(
    "workorder.instruct",
    on=("workorder",),
    states=events.INSTRUCTED,
    given=events.Instruct,
    needs=[is_open],
    zh="下达指令",
    en="Instruct",
)
def instruct(do: Doing, given: events.Instruct) -> None:
    """A direction given to the engineer; the log keeps its words."""


@act(
    "workorder.reschedule",
    on=("workorder",),
    states=events.RESCHEDULED,
    given=events.Reschedule,
    needs=[is_open],
    zh="改期",
    en="Reschedule",
)
def reschedule(do: Doing, given: events.Reschedule) -> None:
    """The latest arrival is set anew."""
    WorkOrder.objects.filter(pk=do.on.pk).update(arrive_by=given.arrive_by)


@act(
    "workorder.cancel",
    on=("workorder",),
    states=events.CANCELLED,
    given=events.CancelOrder,
    needs=[is_open],
    zh="撤销派遣",
    en="Cancel",
)
def cancel(do: Doing, _given: events.CancelOrder) -> None:
    """The order is called off."""
    WorkOrder.objects.filter(pk=do.on.pk).update(closed_at=do.at)
    do.close("cancelled")
