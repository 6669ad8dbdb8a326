"""Owns the acts on surveys, visits and leads."""

from __future__ import annotations

from aftersales.domain.cases.acts import note_rating
from aftersales.domain.cases.events import RATINGS
from aftersales.domain.feedback import events, problems
from aftersales.domain.feedback.models import Lead, Survey, Visit
from aftersales.domain.parties.queries import department_of
from aftersales.domain.workorders.queries import order_card
from aftersales.foundation.problems import Problem
from aftersales.foundation.texts import Text
from aftersales.ledger.acts import Doing, act
from aftersales.ledger.registry import registry
from aftersales.policy.catalogue import KindType

KINDS = (
    KindType("survey", Text("满意度调查表", "Survey"), ("workorder",)),
    KindType("visit", Text("走访", "Visit"), ("account",), "V"),
    KindType("lead", Text("销售线索", "Lead"), ("post", "workorder", "account"), "L"),
)
registry.add_kinds(KINDS)


def _not_visited(do: Doing, _given: object) -> Problem | None:
    done = Visit.objects.filter(pk=do.on.pk, visited_at__isnull=False).exists()
    return problems.VISITED_ALREADY if done else None


def _not_archived(do: Doing, _given: object) -> Problem | None:
    done = Survey.objects.filter(pk=do.on.pk, archived_at__isnull=False).exists()
    return problems.ARCHIVED if done else None


@act(
    "survey.fill",
    on=("workorder",),
    makes="survey",
    states=events.FILLED,
    given=events.Fill,
    computed=events.FillFacts,
    form="satisfaction_survey",
    zh="填写满意度调查表",
    en="Fill in the survey",
)
def fill(do: Doing, given: events.Fill) -> events.FillFacts:
    """The rating of a job; it is the customer's own only if a customer does the act."""
    order = order_card(do.on.pk)
    own = do.by.kind == "customer"
    mode: events.Mode = "staff" if not own else ("handed_over" if given.handed_over else "own_device")
    made = do.make(title=f"{order.engineer_name if order else ''} {RATINGS[given.satisfied][0]}".strip())
    Survey.objects.create(
        matter=made,
        satisfied=given.satisfied,
        attitude=given.attitude,
        patience=given.patience,
        manners=given.manners or "",
        asked_for_goods=given.asked_for_goods,
        remarks=given.remarks or "",
        mode=mode,
        filled_by_customer=own,
        engineer_id=order.engineer if order else None,
        filled_at=do.at,
    )
    if own and order is not None and order.case is not None:
        note_rating(order.case, order.id, given.satisfied, do.at)
    return events.FillFacts(
        mode=mode,
        filled_by_customer=own,
        engineer=str(order.engineer) if order else None,
        dispatch=str(do.on.pk),
        case=str(order.case) if order and order.case else None,
    )


@act(
    "survey.archive",
    on=("survey",),
    states=events.ARCHIVED,
    needs=[_not_archived],
    zh="调查表归档",
    en="File the survey away",
)
def archive(do: Doing, _given: object) -> None:
    """The survey is filed away."""
    Survey.objects.filter(pk=do.on.pk).update(archived_at=do.at)
    do.close("archived")


@act(
    "visit.plan",
    on=("account",),
    makes="visit",
    states=events.PLANNED,
    given=events.Plan,
    form="visit_plan",
    zh="计划走访",
    en="Plan a visit",
)
def plan(do: Doing, given: events.Plan) -> None:
    """A visit is planned."""
    visitor = do.party(given.visitor)
    Visit.objects.create(
        matter=do.make(title=f"{do.on.title} {visitor.name}", state="planned"),
        account=do.on,
        visitor=visitor,
        planned_at=given.planned_at,
        reason=given.reason or "",
    )


@act(
    "visit.complete",
    on=("visit",),
    states=events.VISITED,
    given=events.Visit,
    needs=[_not_visited],
    form="visit_record",
    zh="登记走访",
    en="Record the visit",
)
def visit(do: Doing, given: events.Visit) -> None:
    """What the visit found."""
    Visit.objects.filter(pk=do.on.pk).update(
        visited_at=given.visited_at or do.at,
        usage=given.usage or "",
        design_opinion=given.design_opinion or "",
        assembly_opinion=given.assembly_opinion or "",
        passed_to=do.party(given.passed_to) if given.passed_to else None,
    )
    do.close("visited")


@act(
    "lead.record",
    on=("post", "workorder", "account"),
    makes="lead",
    states=events.LEAD,
    given=events.RecordLead,
    computed=events.LeadFacts,
    form="promotion_record",
    zh="登记销售线索",
    en="Record a lead",
)
def record_lead(do: Doing, given: events.RecordLead) -> events.LeadFacts:
    """A promotion talk or a chance of business."""
    department = department_of(do.by.pk, do.at)
    Lead.objects.create(
        matter=do.make(title=f"{given.customer_name or ''} {given.content}".strip()),
        recorded_by=do.by,
        department_id=department,
        customer_name=given.customer_name or "",
        product_model=given.product_model or "",
        content=given.content,
        recorded_at=do.at,
    )
    return events.LeadFacts(recorded_by=str(do.by.pk), department=str(department) if department else None)


@act(
    "lead.report_outcome",
    on=("lead",),
    states=events.OUTCOME,
    given=events.ReportOutcome,
    zh="反馈线索结果",
    en="Report the outcome",
)
def report_outcome(do: Doing, given: events.ReportOutcome) -> None:
    """What became of a lead."""
    Lead.objects.filter(pk=do.on.pk).update(outcome=given.outcome)
    do.close("reported")
