"""Owns the acts on quality problems."""

from __future__ import annotations

from aftersales.domain.cases.queries import case_card
from aftersales.domain.quality import events
from aftersales.domain.quality.models import QualityIssue
from aftersales.domain.workorders.queries import order_card
from aftersales.foundation.texts import Text
from aftersales.ledger.acts import Doing, act, is_open
from aftersales.ledger.registry import registry
from aftersales.policy.catalogue import KindType

KINDS = (KindType("quality_issue", Text("质量问题", "Quality problem"), ("case", "workorder", "visit", None), "Z"),)
registry.add_kinds(KINDS)


@act(
    "issue.report",
    on=("case", "workorder", "visit", None),
    makes="quality_issue",
    states=events.REPORTED,
    given=events.Report,
    form="quality_issue_report",
    zh="反馈质量问题",
    en="Report a quality problem",
)
def report(do: Doing, given: events.Report) -> None:
    """A problem of quality is reported."""
    model = given.product_model or _model_above(do)
    QualityIssue.objects.create(
        matter=do.make(title=f"{model} {given.description}".strip()),
        product_model=model,
        severity=given.severity,
        description=given.description,
        department=do.party(given.department) if given.department else None,
        found_by=do.by,
        found_at=do.at,
    )


@act(
    "issue.grade",
    on=("quality_issue",),
    states=events.GRADED,
    given=events.Grade,
    needs=[is_open],
    zh="重新定级",
    en="Grade anew",
)
def grade(do: Doing, given: events.Grade) -> None:
    """The problem is graded anew, and may get its department."""
    row = QualityIssue.objects.get(pk=do.on.pk)
    row.severity = given.severity
    if given.department:
        row.department = do.party(given.department)
    row.save(update_fields=["severity", "department"])


@act(
    "issue.answer",
    on=("quality_issue",),
    states=events.ANSWERED,
    given=events.Answer,
    needs=[is_open],
    zh="答复质量问题",
    en="Answer the problem",
)
def answer(do: Doing, given: events.Answer) -> None:
    """Cause and measure."""
    QualityIssue.objects.filter(pk=do.on.pk).update(cause=given.cause, measure=given.measure, answered_at=do.at)
    do.set_state("answered")


@act(
    "issue.close",
    on=("quality_issue",),
    states=events.CLOSED,
    needs=[is_open],
    zh="质量问题关闭",
    en="Close the problem",
)
def close(do: Doing, _given: object) -> None:
    """The problem is solved."""
    QualityIssue.objects.filter(pk=do.on.pk).update(closed_at=do.at)
    do.close()


def _model_above(do: Doing) -> str:
    above = do.matter
    if above is not None and above.kind == "workorder":
        order = order_card(above.pk)
        card = case_card(order.case) if order and order.case else None
        return card.product_model if card else ""
    card = case_card(above.pk) if above is not None else None
    return card.product_model if card else ""
