"""An act is done, refused or held; what it leaves is judged and written."""

from __future__ import annotations

from decimal import Decimal

from aftersales.ledger import doors
from aftersales.ledger.models import Act, Consequence, Event, Matter, Notice, Obligation
from aftersales.ledger.verify import verify
from tests.ledger.lab import at


def test_an_act_makes_a_matter_with_a_number_an_event_and_an_obligation(cast, job):
    matter = job(close_by=at(30).isoformat(), phone="13800000000")
    assert matter.number == "J-2026-00001"
    assert matter.root_id == matter.pk
    owed = Obligation.objects.get(rule="L-1#arrive")
    assert (owed.person, owed.due_at, owed.state) == (cast.li, at(2), "open")
    event = Event.objects.get(name="job.opened.v1")
    assert event.fields["phone"].startswith("personal:")
    assert Matter.objects.get(pk=matter.pk).wake_at == at(1.5)


def test_a_breach_is_dated_when_it_was_due_and_brings_a_fine_and_a_task(cast, job, tell):
    matter = job()
    assert doors.pass_time(at(5)) == 1
    owed = Obligation.objects.get(rule="L-1#arrive")
    assert owed.breached_at == at(2)
    assert owed.breached_by == cast.li
    fine = Consequence.objects.get(rule="L-2#fine")
    assert (fine.party, fine.amount, fine.state) == (cast.li, Decimal(20), "proposed")
    task = Matter.objects.get(kind="task")
    assert (task.parent, task.opened_at) == (matter, at(2))
    assert Event.objects.get(name="task.opened.v1").cause_rule.startswith("L-1#arrive")
    assert Notice.objects.filter(rule="L-1#arrive", role="desk").exists()
    assert doors.pass_time(at(5)) == 0


def test_a_late_act_from_before_the_deadline_withdraws_the_breach_and_all_that_rests_on_it(cast, job, tell):
    matter = job()
    doors.pass_time(at(5))
    done = tell(cast.li, "job.arrive", matter, at=at(1), source="device", now=at(5))
    assert done.ok, done
    owed = Obligation.objects.get(rule="L-1#arrive")
    assert (owed.state, owed.breached_at, owed.kept_at) == ("kept", None, at(1))
    fine = Consequence.objects.get()
    assert (fine.state, bool(fine.reason)) == ("reversed", True)
    assert Event.objects.get(name="duty.breached.v1").withdrawn
    assert verify().disagreements == []


def test_a_refusal_says_everything_at_once_and_changes_nothing(cast, job, tell):
    matter = job()
    refused = tell(cast.sun, "job.close", matter, at=at(1))
    assert {one.code for one in refused.problems} == {"rights.may_not", "gate.not_happened"}
    assert next(one for one in refused.problems if one.cites).cites == ("L-3#arrived",)
    matter.refresh_from_db()
    assert matter.state == "open"
    assert Act.objects.get(name="job.close").outcome == "refused"
    assert Event.objects.get(name="act.refused.v1").fields["act"] == "job.close"
    assert Notice.objects.filter(rule="L-3#arrived", topic="refused").exists()


def test_the_same_request_gives_the_first_answer_again(cast, job, tell):
    matter = job()
    first = tell(cast.li, "job.arrive", matter, at=at(1), request="once")
    second = tell(cast.li, "job.arrive", matter, at=at(3), request="once")
    assert second.replay
    assert second.event == first.event
    assert Event.objects.filter(name="job.arrived.v1").count() == 1
