"""An act that needs consent waits with its input; the last yes judges it again; nobody says yes to themselves."""

from __future__ import annotations

from aftersales.ledger import queries
from aftersales.ledger.models import Act, Approval, Event
from tests.ledger.lab import at


def _held(tell, cast, matter):
    return tell(cast.li, "job.discount", matter, at=at(0.5), percent=10, request="discount")


def test_a_held_act_opens_its_approvals_in_order(cast, job, tell):
    held = _held(tell, cast, job())
    assert [(one.role, one.state, one.step) for one in held.approvals] == [
        ("boss", "waiting", 0),
        ("desk", "waiting", 1),
    ]
    assert not Event.objects.filter(name="job.discounted.v1").exists()
    assert [one.key for one in queries.approvals_for(cast.zhao, at(1))] == [held.approvals[0].key]


def test_the_last_consent_does_the_act_in_the_name_of_who_asked(cast, job, tell):
    matter = job()
    first, second = _held(tell, cast, matter).approvals
    early = tell(cast.wang, "approval.consent", matter, at=at(1), approval=second.key)
    assert [one.code for one in early.problems] == ["approval.order"]
    assert tell(cast.zhao, "approval.consent", matter, at=at(1), approval=first.key).ok
    assert tell(cast.wang, "approval.consent", matter, at=at(1.5), approval=second.key).ok
    event = Event.objects.get(name="job.discounted.v1")
    assert (event.by, event.fields["percent"]) == (cast.li, 10)
    assert Act.objects.get(request_id="discount").outcome == "done"


def test_nobody_consents_to_their_own_request(cast, job, tell):
    matter = job()
    first = _held(tell, cast, matter).approvals[0]
    refused = tell(cast.li, "approval.consent", matter, at=at(1), approval=first.key)
    assert "approval.own" in [one.code for one in refused.problems]


def test_one_refusal_ends_it(cast, job, tell):
    matter = job()
    first, _ = _held(tell, cast, matter).approvals
    assert tell(cast.zhao, "approval.refuse", matter, at=at(1), approval=first.key, reason="不行").ok
    assert [one.state for one in Approval.objects.order_by("step")] == ["refused", "void"]
    assert Act.objects.get(request_id="discount").outcome == "dropped"


def test_a_change_meanwhile_sends_it_back(cast, job, tell):
    matter = job()
    first, second = _held(tell, cast, matter).approvals
    tell(cast.li, "job.note", matter, at=at(1), text="新情况")
    tell(cast.zhao, "approval.consent", matter, at=at(1.2), approval=first.key)
    tell(cast.wang, "approval.consent", matter, at=at(1.5), approval=second.key)
    assert Act.objects.get(request_id="discount").outcome == "dropped"
    assert Event.objects.filter(name="act.sent_back.v1").exists()
    assert not Event.objects.filter(name="job.discounted.v1").exists()
