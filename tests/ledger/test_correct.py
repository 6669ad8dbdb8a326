"""A correction supersedes an event and keeps the old words; what cannot be amended names the act that reverses it."""

from __future__ import annotations

from decimal import Decimal

from aftersales.ledger.models import Charge, Event, Matter, MatterLink, Obligation
from aftersales.ledger.verify import verify
from tests.ledger.lab import at


def test_a_corrected_event_is_judged_again_in_its_place(cast, job, tell):
    matter = job()
    tell(cast.li, "job.finish", matter, at=at(1), cause="旧件", price="200")
    assert Charge.objects.get().amount == Decimal(200)
    wrong = Event.objects.get(name="job.finished.v1")
    done = tell(cast.wang, "event.correct", matter, at=at(2), event=wrong.uid, fields={"price": "150"}, reason="抄错")
    assert done.ok, done
    assert Charge.objects.get().amount == Decimal(150)
    wrong.refresh_from_db()
    assert wrong.fields["price"] == {"$money": "200 CNY"}
    assert wrong.superseded_by is not None
    assert wrong.superseded_by.fields["price"] == {"$money": "150 CNY"}
    assert [one.as_dict() for one in verify().disagreements] == []


def test_what_cannot_be_corrected_names_what_reverses_it(cast, job, tell):
    matter = job()
    done = tell(cast.wang, "job.note", matter, at=at(1), text="一")
    refused = tell(
        cast.wang, "event.correct", matter, at=at(2), event=done.event.uid, fields={"text": "二"}, reason="错"
    )
    problem = refused.problems[0]
    assert problem.code == "event.not_correctable"
    assert "关闭" in problem.remedy.zh


def test_a_merged_matter_goes_on_in_the_other(cast, job, tell):
    first, second = job(), job()
    done = tell(cast.wang, "matter.merge", first, at=at(1), into=second.pk, reason="重复")
    assert done.ok, done
    assert Matter.objects.get(pk=first.pk).state == "merged"
    assert MatterLink.objects.get(kind="merged_into").other == second
    assert Obligation.objects.filter(matter=first).exists()
