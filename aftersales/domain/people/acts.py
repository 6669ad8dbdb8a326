"""Owns the acts on conduct reports, call checks and trainings."""

from __future__ import annotations

from aftersales.domain.parties.queries import person_of_post
from aftersales.domain.people import events, problems
from aftersales.domain.people.models import CallCheck, ConductReport, Training
from aftersales.foundation.problems import Problem
from aftersales.foundation.texts import Text
from aftersales.ledger.acts import Doing, act
from aftersales.ledger.registry import registry
from aftersales.policy.catalogue import KindType

KINDS = (
    KindType(
        "conduct_report", Text("行为规范检查记录", "Conduct report"), ("survey", "workorder", "complaint", "post")
    ),
    KindType("call_check", Text("电话抽查", "Call check"), ("post",)),
    KindType("training", Text("培训记录", "Training"), ("delivery", "case", "account")),
)
registry.add_kinds(KINDS)


def _not_checked(do: Doing, _given: object) -> Problem | None:
    done = ConductReport.objects.filter(pk=do.on.pk, checked_at__isnull=False).exists()
    return problems.CHECKED_ALREADY if done else None


def _their_post(do: Doing, given: events.CheckPhone) -> Problem | None:
    holder = person_of_post(do.on.pk)
    return None if holder is not None and str(holder) == given.person else problems.NOT_THEIR_POST


@act(
    "conduct.report",
    on=("survey", "workorder", "complaint", "post"),
    makes="conduct_report",
    states=events.REPORTED,
    given=events.ReportConduct,
    form="conduct_record",
    zh="报告行为问题",
    en="Report conduct",
)
def report(do: Doing, given: events.ReportConduct) -> None:
    """Somebody's conduct is reported, to be checked."""
    person = do.party(given.person)
    made = do.make(title=f"{person.name}：{given.ground}", state="unchecked")
    order = do.find(given.workorder, "workorder").pk if given.workorder else _order_above(do)
    ConductReport.objects.create(
        matter=made, person=person, ground=given.ground, workorder_id=order, observation=given.observation or ""
    )


@act(
    "conduct.check",
    on=("conduct_report",),
    states=events.CHECKED,
    given=events.CheckConduct,
    needs=[_not_checked],
    zh="核查行为报告",
    en="Check the report",
)
def check(do: Doing, given: events.CheckConduct) -> None:
    """The report is true, or it is not."""
    ConductReport.objects.filter(pk=do.on.pk).update(verified=given.verified, checked_at=do.at)
    do.set_state("verified" if given.verified else "unverified")


@act(
    "phone.check",
    on=("post",),
    makes="call_check",
    states=events.PHONE_CHECKED,
    given=events.CheckPhone,
    needs=[_their_post],
    zh="电话抽查",
    en="Log a call attempt",
)
def check_phone(do: Doing, given: events.CheckPhone) -> None:
    """An attempt to reach somebody by phone."""
    person = do.party(given.person)
    made = do.make(title=f"{person.name}：{events.CALL_RESULTS[given.result][0]}")
    CallCheck.objects.create(matter=made, person=person, attempted_at=given.attempted_at, result=given.result)
    if given.result == "answered":
        do.close("answered", made)


@act(
    "phone.explain",
    on=("call_check",),
    states=events.PHONE_EXPLAINED,
    given=events.ExplainPhone,
    zh="说明未接原因",
    en="Explain",
)
def explain_phone(do: Doing, given: events.ExplainPhone) -> None:
    """The person's reason for not having been reached."""
    CallCheck.objects.filter(pk=do.on.pk).update(reason=given.reason)
    do.set_state("explained")


@act(
    "phone.decide",
    on=("call_check",),
    states=events.PHONE_DECIDED,
    given=events.DecidePhone,
    zh="认定抽查结果",
    en="Decide",
)
def decide_phone(do: Doing, given: events.DecidePhone) -> None:
    """Whether the reason is accepted."""
    CallCheck.objects.filter(pk=do.on.pk).update(reason_accepted=given.reason_accepted)
    do.close("accepted" if given.reason_accepted else "not_accepted")


@act(
    "training.record",
    on=("delivery", "case", "account"),
    makes="training",
    states=events.TRAINED,
    given=events.RecordTraining,
    form="training_record",
    zh="登记培训",
    en="Record a training",
)
def record_training(do: Doing, given: events.RecordTraining) -> None:
    """A training held for the customer's people."""
    made = do.make(title=given.topic)
    Training.objects.create(
        matter=made,
        topic=given.topic,
        trainer=do.party(given.trainer) if given.trainer else None,
        held_at=given.held_at,
        participants=list(given.participants),
        hours=given.hours,
    )


def _order_above(do: Doing) -> int | None:
    above = do.matter
    while above is not None and above.kind != "workorder":
        above = above.parent
    return above.pk if above is not None else None
