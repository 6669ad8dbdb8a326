"""Owns what the room of feedback can be told and what it states: surveys, visits, leads."""

from __future__ import annotations

from typing import Annotated, Literal

import pydantic

from aftersales.domain.cases.events import RATINGS, Rated
from aftersales.ledger.acts import Given, Instant, MatterRef, PartyRef, field

FILLED = "survey.filled.v1"
ARCHIVED = "survey.archived.v1"
PLANNED = "visit.planned.v1"
VISITED = "visit.completed.v1"
LEAD = "lead.recorded.v1"
OUTCOME = "lead.outcome_reported.v1"

Manners = Literal["polite", "impolite"]
MANNERS = {"polite": ("文明有礼", "Polite"), "impolite": ("不礼貌", "Impolite")}
Mode = Literal["own_device", "handed_over", "staff"]
MODES = {
    "own_device": ("用户自己的设备", "Customer's own device"),
    "handed_over": ("服务人员递交设备", "Handed-over device"),
    "staff": ("服务人员账号", "Staff account"),
}

Grade = Annotated[int, pydantic.Field(ge=1, le=5)]


class Fill(Given):
    """The customer's rating of a job."""

    satisfied: Rated = field("是否满意", "Satisfied", choices=RATINGS)
    attitude: Grade | None = field("服务态度（1-5）", "Attitude (1-5)", default=None)
    patience: Grade | None = field("耐心解答（1-5）", "Patience (1-5)", default=None)
    manners: Manners | None = field("言行举止", "Manners", choices=MANNERS, default=None)
    asked_for_goods: bool = field("有人索要财物", "Somebody asked for money or goods", default=False)
    remarks: str | None = field("意见", "Remarks", multiline=True, default=None)
    handed_over: bool = field("在服务人员递交的设备上填写", "On a handed-over device", default=False)


class FillFacts(Given):
    """How the survey came in, and on whose work."""

    mode: Mode = field("填写方式", "Way of filling", choices=MODES)
    filled_by_customer: bool = field("用户本人填写", "Filled by the customer")
    engineer: PartyRef | None = field("工程师", "Engineer", of="person", default=None)
    dispatch: MatterRef | None = field("派工单", "Dispatch", of="workorder", default=None)
    case: MatterRef | None = field("服务单", "Case", of="case", default=None)


class Plan(Given):
    """A visit is planned."""

    visitor: PartyRef = field("走访人", "Visitor", of="person")
    planned_at: Instant = field("计划时间", "Planned for")
    reason: str | None = field("原因", "Reason", multiline=True, default=None)


class Visit(Given):
    """What the visit found."""

    visited_at: Instant | None = field("走访时间", "Visited at", default=None)
    usage: str | None = field("产品使用情况", "How the product is used", multiline=True, default=None)
    design_opinion: str | None = field("对设计的意见", "Opinion on design", multiline=True, default=None)
    assembly_opinion: str | None = field("对装配的意见", "Opinion on assembly", multiline=True, default=None)
    passed_to: PartyRef | None = field("转交部门", "Passed to", of="department", default=None)


class RecordLead(Given):
    """A promotion talk or a chance of business."""

    customer_name: str | None = field("客户名称", "Customer name", default=None)
    product_model: str | None = field("产品型号", "Model", default=None)
    content: str = field("内容", "Content", multiline=True)


class LeadFacts(Given):
    """Whose lead it is."""

    recorded_by: PartyRef = field("记录人", "Recorded by")
    department: PartyRef | None = field("部门", "Department", of="department", default=None)


class ReportOutcome(Given):
    """What became of a lead."""

    outcome: str = field("结果", "Outcome", multiline=True)
