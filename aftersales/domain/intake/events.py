"""Owns what the room of intake can be told and what it states: calls, letters, visits, messages."""

from __future__ import annotations

from typing import Literal

from aftersales.ledger.acts import Given, Instant, MatterRef, PartyRef, field

REGISTERED = "entry.registered.v1"
ANSWERED = "entry.answered.v1"
TRANSFERRED = "entry.transferred.v1"
DISSATISFIED = "entry.marked_dissatisfied.v1"
CLEARED = "entry.cleared_dissatisfied.v1"
DELETED = "entry.deleted.v1"

Channel = Literal["phone", "letter", "visit", "web", "mail"]
CHANNELS = {
    "phone": ("来电", "Phone"),
    "letter": ("来函", "Letter"),
    "visit": ("来访", "Visit"),
    "web": ("网络", "Web"),
    "mail": ("邮件", "E-mail"),
}


class Register(Given):
    """A message has come in."""

    channel: Channel = field("渠道", "Channel", choices=CHANNELS)
    customer: PartyRef | None = field("客户", "Customer", of="customer", default=None)
    customer_name: str | None = field("客户名称", "Customer name", default=None)
    contact_name: str | None = field("联系人", "Contact", personal=True, default=None)
    phone: str | None = field("电话", "Phone", personal=True, default=None)
    address: str | None = field("地址", "Address", default=None)
    unit: MatterRef | None = field("设备", "Unit", of="unit", default=None)
    product_model: str | None = field("产品型号", "Model", default=None)
    description: str = field("来电来函内容", "What it is about", multiline=True)
    needs_site_visit: bool = field("需要上门", "Needs a visit on site", default=False)
    dissatisfied: bool = field("表示不满", "Dissatisfied", default=False)
    person: PartyRef | None = field("所涉人员", "Person concerned", of="person", default=None)


class RegisterFacts(Given):
    """What the register itself adds."""

    received_by: PartyRef = field("接收人", "Received by")
    received_at: Instant = field("接收时间", "Received at")


class Answer(Given):
    """The answer to a message."""

    reply: str = field("答复", "Reply", multiline=True)


class Transfer(Given):
    """Somebody else takes the message."""

    to: PartyRef = field("转交给", "To")
    note: str | None = field("备注", "Note", multiline=True, default=None)


class MarkDissatisfied(Given):
    """The customer turns out to be dissatisfied."""

    person: PartyRef | None = field("所涉人员", "Person concerned", of="person", default=None)
    description: str | None = field("不满内容", "What about", multiline=True, default=None)


class MarkFacts(Given):
    """The mark."""

    dissatisfied: bool = field("表示不满", "Dissatisfied")


class GiveReason(Given):
    """Why something is undone."""

    reason: str | None = field("原因", "Reason", multiline=True, default=None)
