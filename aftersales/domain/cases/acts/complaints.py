"""Owns the acts on complaints."""

from __future__ import annotations

from aftersales.domain.cases import events
from aftersales.domain.cases.models import Complaint
from aftersales.foundation.texts import Text
from aftersales.ledger.acts import Doing, act, is_open
from aftersales.ledger.registry import registry
from aftersales.policy.catalogue import KindType

KINDS = (KindType("complaint", Text("投诉", "Complaint"), ("entry", "case", "workorder", "survey", None), "T"),)
registry.add_kinds(KINDS)


@act(
    "complaint.open",
    on=("entry", "case", "workorder", "survey", None),
    makes="complaint",
    states=events.COMPLAINED,
    given=events.Complain,
    computed=events.ComplaintFacts,
    form="complaint_record",
    zh="受理投诉",
    en="Open a complaint",
)
def complain(do: Doing, given: events.Complain) -> events.ComplaintFacts:
    """A customer complains."""
    customer = do.by.pk if do.by.kind == "customer" else None
    name = given.customer_name or (do.by.name if customer else "")
    made = do.make(title=f"{name} 投诉 {given.description or ''}".strip(), customer=customer)
    Complaint.objects.create(
        matter=made,
        channel=given.channel or "",
        customer_name=name,
        person=do.party(given.person) if given.person else None,
        complaint_ground=given.complaint_ground or "",
        description=given.description or "",
        received_at=do.at,
    )
    return events.ComplaintFacts(received_at=do.at)


@act(
    "complaint.recover",
    on=("complaint",),
    states=events.RECOVERED,
    given=events.Recover,
    zh="消除影响",
    en="Repair the damage",
)
def recover(do: Doing, given: events.Recover) -> None:
    """What was done to repair the damage."""
    Complaint.objects.filter(pk=do.on.pk).update(
        recovery_measure=given.recovery_measure,
        recovered_at=given.recovered_at or do.at,
        customer_answer=given.customer_answer or "",
    )


@act(
    "complaint.answer",
    on=("complaint",),
    states=events.COMPLAINT_ANSWERED,
    given=events.AnswerComplaint,
    zh="答复投诉",
    en="Answer the complaint",
)
def answer(do: Doing, _given: events.AnswerComplaint) -> None:
    """The answer to a complaint; the log keeps its words."""
    do.set_state("answered")


@act(
    "complaint.close",
    on=("complaint",),
    states=events.COMPLAINT_CLOSED,
    needs=[is_open],
    zh="投诉结案",
    en="Close the complaint",
)
def close(do: Doing, _given: object) -> None:
    """The complaint has come to its end."""
    Complaint.objects.filter(pk=do.on.pk).update(closed_at=do.at)
    do.close()
