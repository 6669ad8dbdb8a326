"""Refused by default; a branch sees its own, a customer only theirs, and Sun of the other branch sees nothing."""

from __future__ import annotations

from aftersales.ledger import queries
from aftersales.ledger.known import by_key
from aftersales.ledger.models import Matter, RoleHolding
from aftersales.ledger.rights import may, sees, visible
from tests.ledger.lab import START, at


def _seen(viewer):
    return set(visible(Matter.objects.all(), viewer, at=START).values_list("pk", flat=True))


def test_everybody_sees_what_the_tables_say(cast, job):
    hers, other = job(customer=cast.qian.pk), job(engineer=cast.zhao.pk)
    assert _seen(cast.wang) == {hers.pk, other.pk}
    assert _seen(cast.li) == {hers.pk}
    assert _seen(cast.qian) == {hers.pk}
    assert _seen(cast.sun) == set()
    assert _seen(cast.zhao) == {hers.pk, other.pk}
    assert not sees(cast.sun, hers, at=START)


def _refusal(party, act, matter):
    problem = may(party, act, matter, at=START)
    return problem.code if problem is not None else None


def test_what_no_table_allows_is_refused(cast, job):
    matter = job()
    assert may(cast.li, "job.arrive", matter, at=START) is None
    assert _refusal(cast.sun, "job.close", matter) == "rights.may_not"
    assert _refusal(cast.qian, "job.note", matter) == "rights.may_not"
    assert _refusal(cast.wang, "job.arrive", matter) == "rights.may_not"


def test_the_command_line_acts_until_somebody_administers(cast, tell):
    installation = by_key("installation")
    assert may(installation, "bench.open", None, at=START) is None
    RoleHolding.objects.create(party=cast.zhao, role="admin", since=START)
    assert may(installation, "bench.open", None, at=START) is not None


def test_open_and_closed_acts_are_shown_with_their_clauses(cast, job, tell):
    matter = job()
    cards = {one.name: one for one in queries.acts_on(matter, cast.li, at=at(1))}
    assert set(cards) == {"job.arrive", "job.finish", "job.note", "job.discount", "job.close"}
    assert cards["job.arrive"].allowed
    assert cards["job.finish"].allowed, "an empty form is no reason yet"
    assert [one.cites for one in cards["job.close"].problems] == [("L-3#arrived",)]
    assert cards["job.discount"].consents == ("L-3#discount",)


def test_my_work_is_what_i_owe_in_person_or_through_my_role(cast, job):
    job(close_by=at(30).isoformat())
    assert [one.rule for one in queries.worklist(cast.li, at(1))] == ["L-1#arrive"]
    assert [one.rule for one in queries.worklist(cast.wang, at(1))] == ["L-3#deadline"]
    assert not queries.worklist(cast.sun, at(1)).exists()
