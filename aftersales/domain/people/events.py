"""Owns what the room of people can be told and what it states: conduct, reachability by phone, training."""

from __future__ import annotations

from typing import Literal

from aftersales.ledger.acts import Given, Instant, MatterRef, Number, PartyRef, field

REPORTED = "conduct.reported.v1"
CHECKED = "conduct.checked.v1"
PHONE_CHECKED = "phone.checked.v1"
PHONE_EXPLAINED = "phone.explained.v1"
PHONE_DECIDED = "phone.decided.v1"
TRAINED = "training.recorded.v1"

CallResult = Literal["answered", "switched_off", "rejected", "no_signal"]
CALL_RESULTS = {
    "answered": ("接通", "Answered"),
    "switched_off": ("关机", "Switched off"),
    "rejected": ("拒接", "Rejected"),
    "no_signal": ("无信号", "No signal"),
}


class ReportConduct(Given):
    """Somebody's conduct is reported, to be checked."""

    person: PartyRef = field("当事人", "Person", of="person")
    ground: str = field("情形", "Ground", of="ground")
    workorder: MatterRef | None = field("派工单", "Dispatch", of="workorder", default=None)
    observation: str | None = field("情况描述", "Observation", multiline=True, default=None)


class CheckConduct(Given):
    """What the check of a report found."""

    verified: bool = field("属实", "Verified")
    note: str | None = field("核查说明", "Note", multiline=True, default=None)


class CheckPhone(Given):
    """An attempt to reach somebody by phone."""

    person: PartyRef = field("被呼叫人", "Person called", of="person")
    attempted_at: Instant = field("呼叫时间", "Attempted at")
    result: CallResult = field("结果", "Result", choices=CALL_RESULTS)


class ExplainPhone(Given):
    """The person's reason for not having been reached."""

    reason: str = field("理由", "Reason", multiline=True)


class DecidePhone(Given):
    """Whether the reason is accepted."""

    reason_accepted: bool = field("理由成立", "Reason accepted")
    note: str | None = field("说明", "Note", multiline=True, default=None)


class RecordTraining(Given):
    """A training held for the customer's people."""

    topic: str = field("培训内容", "Topic", multiline=True)
    trainer: PartyRef | None = field("培训人", "Trainer", of="person", default=None)
    held_at: Instant = field("培训时间", "Held at")
    participants: tuple[str, ...] = field("参加人员", "Participants", default=())
    hours: Number | None = field("课时", "Hours", default=None)
