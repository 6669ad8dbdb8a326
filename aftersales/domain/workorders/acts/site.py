"""Owns the acts on the way and on site: depart, arrive, explain, call headquarters, leave."""

from __future__ import annotations

from aftersales.domain.workorders import events, problems
from aftersales.domain.workorders.models import WorkOrder
from aftersales.foundation.problems import Problem
from aftersales.ledger.acts import Doing, act, is_open


def _order(do: Doing) -> WorkOrder:
    return WorkOrder.objects.get(pk=do.on.pk)


def _not_arrived(do: Doing, _given: object) -> Problem | None:
    return problems.ARRIVED_ALREADY if _order(do).arrived_at is not None else None


def _was_late(do: Doing, _given: object) -> Problem | None:
    row = _order(do)
    passed = row.arrived_at is None and row.arrive_by is not None and do.at > row.arrive_by
    return None if row.late or passed else problems.NOT_LATE


@act("workorder.depart", on=("workorder",), states=events.DEPARTED, needs=[is_open], zh="出发", en="Depart")
def depart(do: Doing, _given: object) -> None:
    """The engineer is on the way."""
    WorkOrder.objects.filter(pk=do.on.pk).update(departed_at=do.at)
    do.set_state("on_the_way")


@act(
    "workorder.arrive",
    on=("workorder",),
    states=events.ARRIVED,
    given=events.Arrive,
    computed=events.ArriveFacts,
    needs=[is_open, _not_arrived],
    zh="到达现场",
    en="Arrive",
)
def arrive(do: Doing, given: events.Arrive) -> events.ArriveFacts:
    """The engineer is on site; late is later than the latest arrival that was set."""
    row = _order(do)
    row.arrived_at, row.late = do.at, row.arrive_by is not None and do.at > row.arrive_by
    row.late_reason, row.late_reason_class = given.late_reason or "", given.late_reason_class or ""
    row.save(update_fields=["arrived_at", "late", "late_reason", "late_reason_class"])
    do.set_state("on_site")
    return events.ArriveFacts(arrived_at=do.at, late=row.late)


@act(
    "workorder.explain_late",
    on=("workorder",),
    states=events.LATE_EXPLAINED,
    given=events.ExplainLate,
    needs=[_was_late],
    zh="说明迟到原因",
    en="Explain the delay",
)
def explain_late(do: Doing, given: events.ExplainLate) -> None:
    """Why the engineer was late."""
    WorkOrder.objects.filter(pk=do.on.pk).update(
        late_reason=given.late_reason, late_reason_class=given.late_reason_class
    )


@act(
    "workorder.call_hq",
    on=("workorder",),
    states=events.CALLED_HQ,
    given=events.CallHq,
    zh="致电总部",
    en="Call headquarters",
)
def call_hq(do: Doing, given: events.CallHq) -> None:
    """The call before leaving."""
    WorkOrder.objects.filter(pk=do.on.pk).update(called_at=given.called_at or do.at)


@act(
    "workorder.leave",
    on=("workorder",),
    states=events.LEFT,
    given=events.Leave,
    needs=[is_open],
    zh="离开现场",
    en="Leave the site",
)
def leave(do: Doing, given: events.Leave) -> None:
    """The engineer leaves the site."""
    WorkOrder.objects.filter(pk=do.on.pk).update(left_at=given.left_at or do.at)
    do.set_state("left")
