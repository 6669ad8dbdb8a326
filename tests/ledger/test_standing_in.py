"""Who is away, who stands in for them, what the policy could not do itself, and who may enter the past."""

from __future__ import annotations

from datetime import timedelta

from aftersales.ledger.doors import Held, Refused, pass_time, perform
from aftersales.ledger.known import by_key
from aftersales.ledger.models import Absence, Approval, Matter, Notice, Obligation
from aftersales.ledger.verify import verify
from tests.ledger.lab import START, at


def _away(party, stand_in=None):
    row = {"since": START - timedelta(hours=1), "until": at(50), "stand_in": stand_in, "recorded_at": START}
    names = {item.name for item in Absence._meta.concrete_fields}
    Absence.objects.create(party=party, **{name: value for name, value in row.items() if name in names})


def test_the_rule_names_who_stands_in_for_the_absent_desk(cast, job):
    _away(cast.wang)
    job(close_by=at(30).isoformat())
    one = Obligation.objects.get(rule="L-3#deadline")
    assert (one.person, one.detail["standing_for"]) == (cast.zhao, str(cast.wang.pk))
    assert not verify().disagreements


def test_whom_the_absence_names_comes_first(cast, job):
    _away(cast.wang, cast.li)
    job(close_by=at(30).isoformat())
    assert Obligation.objects.get(rule="L-3#deadline").person == cast.li


def test_a_stand_in_is_not_asked_about_their_own_request(cast, job, tell):
    matter = job()
    _away(cast.zhao, cast.li)
    held = tell(cast.li, "job.discount", matter, at(1), percent=5)
    assert isinstance(held, Held), held
    boss, desk = Approval.objects.order_by("step")
    assert boss.person == cast.zhao, "Li asked, so Li does not stand in"
    assert desk.person == cast.wang


def test_another_s_request_goes_to_the_stand_in_for_whom_is_away(cast, job, tell):
    matter = job()
    _away(cast.wang)
    assert isinstance(tell(cast.li, "job.discount", matter, at(1), percent=5), Held)
    desk = Approval.objects.get(step=1)
    assert (desk.person, desk.detail["standing_for"]) == (cast.zhao, str(cast.wang.pk))
    assert not verify().disagreements


def test_an_act_of_the_policy_that_is_refused_is_owed_by_its_owner_until_done(cast, job, tell):
    matter = job(title="停工")
    pass_time(at(3))
    owed = Obligation.objects.get(must=["task.open"])
    assert (owed.matter, owed.person, owed.state, owed.rule) == (matter, cast.zhao, "open", "L-1#arrive")
    told = Notice.objects.get(topic="policy_act_refused")
    assert (told.obligation, told.role) == (owed.key, "boss")
    assert not verify().disagreements
    pass_time(at(4))
    assert Obligation.objects.filter(must=["task.open"]).count() == 1
    assert tell(cast.zhao, "gate.waive", matter, at(5), rule="L-6#stopped", ground="storm", reason="急").ok
    assert tell(cast.zhao, "task.open", matter, at(6), what="late").ok
    owed.refresh_from_db()
    assert (owed.state, owed.kept_by, owed.kept_at) == ("kept", cast.zhao, at(6))
    assert not verify().disagreements


def test_only_who_imports_enters_the_past(cast, tell):
    given = {"title": "旧单", "engineer": cast.li.pk}
    refused = perform("job.open", None, given, by=cast.wang, at=at(-99), request_id="x", source="history")
    assert isinstance(refused, Refused)
    assert [one.code for one in refused.problems] == ["rights.history"]
    assert not Matter.objects.exists()
    for key in ("importer", "installation"):
        assert perform("job.open", None, given, by=by_key(key), at=at(-99), request_id=key, source="history").ok
