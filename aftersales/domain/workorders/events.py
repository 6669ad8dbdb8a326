"""Owns what the room of work orders can be told and what it states: dispatch, the job on site, its report."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Literal

import pydantic

from aftersales.domain.cases.events import FAULTS, FaultClass
from aftersales.ledger.acts import FileRef, Given, Instant, MatterRef, Number, PartyRef, field

DISPATCHED = "workorder.dispatched.v1"
ACCEPTED = "workorder.accepted.v1"
REFUSED = "workorder.refused.v1"
INSTRUCTED = "workorder.instructed.v1"
RESCHEDULED = "workorder.rescheduled.v1"
CANCELLED = "workorder.cancelled.v1"
DEPARTED = "workorder.departed.v1"
ARRIVED = "workorder.arrived.v1"
LATE_EXPLAINED = "workorder.late_explained.v1"
CALLED_HQ = "workorder.called_hq.v1"
LEFT = "workorder.left.v1"
COMPLETED = "workorder.completed.v1"
SIGNED = "workorder.signed.v1"
REVIEWED = "workorder.report_reviewed.v1"
CLOSED = "workorder.closed.v1"
QUESTION_NOTED = "question.noted.v1"
QUESTION_ANSWERED = "question.answered.v1"

RefusalReason = Literal["none", "accepted", "other"]
REFUSAL_REASONS = {
    "none": ("无理由", "No reason"),
    "accepted": ("理由已被认可", "Reason accepted"),
    "other": ("其他理由", "Another reason"),
}
LateReason = Literal["personal", "traffic", "weather", "customer", "other"]
LATE_REASONS = {
    "personal": ("个人原因", "Personal"),
    "traffic": ("交通管制或中断", "Traffic closure"),
    "weather": ("天气", "Weather"),
    "customer": ("用户原因", "Customer"),
    "other": ("其他", "Other"),
}
REPORT_FIELDS = ("fault_cause", "solution", "parts_replaced", "customer_opinion")


class Dispatch(Given):
    """Somebody is sent to a customer."""

    entry_no: str | None = field("来电来函登记号", "Register entry", default=None)
    customer_name: str | None = field("客户名称", "Customer name", default=None)
    address: str | None = field("地址", "Address", default=None)
    destination: str | None = field("出差地", "Destination", default=None)
    engineer: PartyRef = field("工程师", "Engineer", of="person")
    assigned_people: tuple[PartyRef, ...] = field("派遣人员", "Assigned people", of="person", default=())
    arrive_by: Instant | None = field("最迟到达", "Arrive by", default=None)


class DispatchFacts(Given):
    """When it was issued."""

    dispatched_at: Instant = field("派遣时间", "Dispatched at")


class Refuse(Given):
    """The engineer does not take the order."""

    reason: str | None = field("原因", "Reason", multiline=True, default=None)
    reason_class: RefusalReason = field("理由类别", "Class of reason", choices=REFUSAL_REASONS, default="none")


class Instruct(Given):
    """A direction given to the engineer."""

    instruction: str = field("指令", "Instruction", multiline=True)


class Reschedule(Given):
    """The latest arrival is set anew."""

    arrive_by: Instant = field("最迟到达", "Arrive by")
    reason: str | None = field("原因", "Reason", multiline=True, default=None)


class CancelOrder(Given):
    """The order is called off."""

    reason: str = field("原因", "Reason", multiline=True)


class Arrive(Given):
    """The engineer is on site."""

    late_reason: str | None = field("迟到说明", "Reason for being late", multiline=True, default=None)
    late_reason_class: LateReason | None = field("迟到原因类别", "Class of reason", choices=LATE_REASONS, default=None)


class ArriveFacts(Given):
    """Whether that was in time."""

    arrived_at: Instant = field("到达时间", "Arrived at")
    late: bool = field("迟到", "Late")


class ExplainLate(Given):
    """Why the engineer was late."""

    late_reason: str = field("迟到说明", "Reason for being late", multiline=True)
    late_reason_class: LateReason = field("迟到原因类别", "Class of reason", choices=LATE_REASONS)


class CallHq(Given):
    """The call before leaving."""

    called_at: Instant | None = field("通话时间", "Called at", default=None)
    note: str | None = field("备注", "Note", multiline=True, default=None)


class Leave(Given):
    """The engineer leaves the site."""

    left_at: Instant | None = field("离开时间", "Left at", default=None)


class PartRow(Given):
    """A part taken from stock and built in."""

    part_no: str = field("备件编码", "Part number")
    name: str | None = field("备件名称", "Part name", default=None)
    quantity: Number = field("数量", "Quantity", default=Decimal(1))
    place: MatterRef | None = field("库位", "Place", of="stock_place", default=None)


class Complete(Given):
    """The service report."""

    fault_cause: str | None = field("故障原因", "Cause of the fault", multiline=True, default=None)
    fault_class: FaultClass | None = field("故障类别", "Class of fault", choices=FAULTS, default=None)
    solution: str | None = field("解决办法", "Solution", multiline=True, default=None)
    parts_used: tuple[PartRow, ...] = field("领用备件", "Parts used from stock", default=())
    parts_replaced: str | None = field("更换零件名称", "Parts replaced", multiline=True, default=None)
    customer_opinion: str | None = field("用户意见", "Customer's opinion", multiline=True, default=None)
    advice_given: str | None = field("保养指导", "Advice given", multiline=True, default=None)
    advice_none_reason: str | None = field("未作指导的原因", "Why no advice", multiline=True, default=None)
    service_people: tuple[PartyRef, ...] = field("服务人员", "Service people", of="person", default=())
    finished_at: Instant | None = field("完工时间", "Finished at", default=None)
    on_paper: bool = field("补录纸质报告", "Entered from paper", default=False)

    @pydantic.model_validator(mode="before")
    @classmethod
    def _parts_by_name(cls, raw: Any) -> Any:
        """The names of the parts taken from stock are the parts replaced, where nothing else is said."""
        if not isinstance(raw, Mapping) or raw.get("parts_replaced") or not raw.get("parts_used"):
            return raw
        rows = [row if isinstance(row, Mapping) else row.as_fields() for row in raw["parts_used"]]
        names = [str(row.get("name") or row.get("part_no") or "") for row in rows]
        return {**raw, "parts_replaced": "、".join(name for name in names if name)}


class Sign(Given):
    """Somebody signs the report."""

    name: str = field("签字人", "Signed by")
    role: str | None = field("身份", "As", default=None)
    image: FileRef | None = field("签名", "Signature", default=None)


class Review(Given):
    """The reviewer's verdict on a report."""

    incomplete: bool = field("不完整", "Incomplete")
    note: str | None = field("备注", "Note", multiline=True, default=None)


class ReviewFacts(Given):
    """Which of the fields that a report has are empty."""

    missing_fields: tuple[str, ...] = field("缺少的内容", "Missing fields", default=())
    missing_count: int = field("缺项数", "Number of missing fields", default=0)


class NoteQuestion(Given):
    """A question of the customer."""

    question: str = field("问题", "Question", multiline=True)
    asked_at: Instant | None = field("提问时间", "Asked at", default=None)
    cannot_answer: bool = field("无法解答", "Cannot answer", default=False)
    explained: str | None = field("已作说明", "What was explained", multiline=True, default=None)


class AnswerQuestion(Given):
    """Headquarters' help."""

    answer: str = field("解答", "Answer", multiline=True)
