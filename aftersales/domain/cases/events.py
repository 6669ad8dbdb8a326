"""Owns what the room of cases can be told and what it states: service jobs and complaints."""

from __future__ import annotations

from typing import Literal

from aftersales.domain.intake.events import CHANNELS, Channel
from aftersales.ledger.acts import Day, Given, Instant, MatterRef, PartyRef, field

OPENED = "case.opened.v1"
DIAGNOSED = "case.diagnosed.v1"
FOLLOWED_UP = "case.followed_up.v1"
CLOSED = "case.closed.v1"
CANCELLED = "case.cancelled.v1"
COMPLAINED = "complaint.opened.v1"
RECOVERED = "complaint.recovered.v1"
COMPLAINT_ANSWERED = "complaint.answered.v1"
COMPLAINT_CLOSED = "complaint.closed.v1"

CaseKind = Literal["repair", "installation", "inquiry", "maintenance"]
CASE_KINDS = {
    "repair": ("维修", "Repair"),
    "installation": ("安装调试", "Installation"),
    "inquiry": ("咨询", "Inquiry"),
    "maintenance": ("保养", "Maintenance"),
}
NoContract = Literal["one_off", "old_product", "goodwill", "other"]
NO_CONTRACT = {
    "one_off": ("一次性服务", "One-off service"),
    "old_product": ("老产品无合同", "Old product without contract"),
    "goodwill": ("友情服务", "Goodwill"),
    "other": ("其他", "Other"),
}
FaultClass = Literal["manufacture", "assembly", "material", "misuse", "wear", "other"]
FAULTS = {
    "manufacture": ("制造", "Manufacture"),
    "assembly": ("装配", "Assembly"),
    "material": ("材料", "Material"),
    "misuse": ("使用不当", "Misuse"),
    "wear": ("正常磨损", "Wear"),
    "other": ("其他", "Other"),
}
CaseResult = Literal["good", "ordinary", "unsolved"]
RESULTS = {
    "good": ("良好", "Good"),
    "ordinary": ("一般", "Ordinary"),
    "unsolved": ("未解决", "Unsolved"),
}
Rated = Literal["yes", "fair", "no"]
RATINGS = {
    "yes": ("满意", "Satisfied"),
    "fair": ("一般", "Fair"),
    "no": ("不满意", "Not satisfied"),
}


class Open(Given):
    """A service job begins."""

    case_kind: CaseKind = field("服务类别", "Kind of service", choices=CASE_KINDS, default="repair")
    customer: PartyRef | None = field("客户", "Customer", of="customer", default=None)
    customer_name: str | None = field("客户名称", "Customer name", default=None)
    address: str | None = field("地址", "Address", default=None)
    product_model: str | None = field("产品型号", "Model", default=None)
    serial_no: str | None = field("出厂编号", "Serial number", default=None)
    unit: MatterRef | None = field("设备", "Unit", of="unit", default=None)
    contract: MatterRef | None = field("合同", "Contract", of="contract", default=None)
    no_contract_reason: NoContract | None = field(
        "无合同原因", "Why without contract", choices=NO_CONTRACT, default=None
    )
    description: str | None = field("故障或要求", "Fault or wish", multiline=True, default=None)


class Terms(Given):
    """The terms that contract, technical agreement and unit give the job."""

    contract_found: MatterRef | None = field("按合同", "Contract on file", of="contract", default=None)
    in_warranty: bool = field("保修期内", "In warranty", default=False)
    warranty_until: Day | None = field("保修至", "Warranty until", default=None)
    installation_included: bool = field("含安装调试", "Installation included", default=False)
    training_included: bool = field("含操作培训", "Training included", default=False)
    service_scope: str | None = field("服务范围", "Scope of service", multiline=True, default=None)
    limits: str | None = field("限制条款", "Limits", multiline=True, default=None)


class Diagnose(Given):
    """The cause of the fault, by class."""

    fault_class: FaultClass = field("故障类别", "Class of fault", choices=FAULTS)
    note: str | None = field("备注", "Note", multiline=True, default=None)


class FollowUp(Given):
    """The customer was asked again."""

    outcome: str = field("回访结果", "Outcome", multiline=True)


class Close(Given):
    """The job ends."""

    result: CaseResult = field("结果", "Result", choices=RESULTS, default="ordinary")
    note: str | None = field("备注", "Note", multiline=True, default=None)


class CloseFacts(Given):
    """What is known of the job when it ends."""

    fault_class: FaultClass | None = field("故障类别", "Class of fault", choices=FAULTS, default=None)
    user_rating: Rated | None = field("用户评价", "User's rating", choices=RATINGS, default=None)


class Cancel(Given):
    """The job is called off."""

    reason: str = field("原因", "Reason", multiline=True)


class Complain(Given):
    """A customer complains."""

    channel: Channel | None = field("渠道", "Channel", choices=CHANNELS, default=None)
    customer_name: str | None = field("客户名称", "Customer name", default=None)
    person: PartyRef | None = field("被投诉人", "Person complained of", of="person", default=None)
    complaint_ground: str | None = field("投诉情形", "Ground", of="ground", default=None)
    description: str | None = field("投诉内容", "What about", multiline=True, default=None)


class ComplaintFacts(Given):
    """When the complaint came."""

    received_at: Instant = field("接收时间", "Received at")


class Recover(Given):
    """What was done to repair the damage."""

    recovery_measure: str = field("消除影响的措施", "Recovery measure", multiline=True)
    recovered_at: Instant | None = field("完成时间", "Done at", default=None)
    customer_answer: str | None = field("用户答复", "Customer's answer", multiline=True, default=None)


class AnswerComplaint(Given):
    """The answer to a complaint."""

    reply: str = field("答复", "Reply", multiline=True)


GRADED = "case.graded.v1"
ASSIGNED = "case.assigned.v1"
PAUSED = "case.paused.v1"
RESUMED = "case.resumed.v1"
RESOLVED = "case.resolved.v1"
REOPENED = "case.reopened.v1"

Priority = Literal["critical", "high", "moderate", "low"]
PRIORITIES = {
    "critical": ("紧急", "Critical"),
    "high": ("高", "High"),
    "moderate": ("中", "Moderate"),
    "low": ("低", "Low"),
}
WaitsFor = Literal["customer", "supplier"]
PAUSES = {
    "customer": ("等待用户", "Waiting for the customer"),
    "supplier": ("等待供应商", "Waiting for a supplier"),
}


class Grade(Given):
    """How urgent the job is."""

    priority: Priority = field("优先级", "Priority", choices=PRIORITIES)
    grade_reason: str | None = field("原因", "Reason", multiline=True, default=None)


class GradeFacts(Given):
    """From when the time of the priority counts."""

    reported_at: Instant = field("报告时间", "Reported at")


class Assign(Given):
    """Who works on the job."""

    group: str | None = field("小组", "Group", default=None)
    assignee: PartyRef | None = field("处理人", "Assigned to", of="person", default=None)
    assign_note: str | None = field("备注", "Note", multiline=True, default=None)


class Pause(Given):
    """The job waits for somebody outside."""

    paused_for: WaitsFor = field("等待谁", "Waiting for", choices=PAUSES)
    pause_reason: str | None = field("原因", "Reason", multiline=True, default=None)


class PauseEnds(Given):
    """Nobody is waited for any more."""

    paused_for: WaitsFor | None = field("等待谁", "Waiting for", choices=PAUSES, default=None)


class Resolve(Given):
    """The fault is gone, or the question answered."""

    resolution: str | None = field("解决办法", "Resolution", multiline=True, default=None)


class Reopen(Given):
    """It was not solved after all."""

    reopen_reason: str | None = field("原因", "Reason", multiline=True, default=None)
