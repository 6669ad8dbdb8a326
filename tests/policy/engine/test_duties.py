"""Owns the proof of duties: opened, kept at the very instant, broken, moved, paused, lapsed, told of."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from tests.policy.engine.world import Log, at, book

ANSWER = """
answer:
  kind: duty
  when: job.opened.v1
  who: desk
  must: job.answer
  within: 24h
  remind: [2h before]
  lapses: [job.cancelled.v1]
  else: [{tell: [boss]}, {after: 12h, tell: [tech]}]
"""


def test_an_act_at_the_due_instant_is_in_time(tmp_path: Path) -> None:
    log = Log(book(tmp_path, ANSWER))
    log.tell(0, "job.open")
    log.tell(24, "job.answer", {"reply": "yes"})
    (one,) = log.fold(100).docket.obligations.values()
    assert (one.state, one.due, one.kept_at, one.breached_at) == ("kept", at(24), at(24), None)


def test_a_second_later_it_is_broken_at_its_due_instant_and_kept_late(tmp_path: Path) -> None:
    log = Log(book(tmp_path, ANSWER))
    log.tell(0, "job.open")
    log.tell(24 + 1 / 3600, "job.answer", {"reply": "yes"})
    hearing = log.fold(100)
    (one,) = hearing.docket.obligations.values()
    assert (one.state, one.breached_at, one.late) == ("kept", at(24), True)
    assert one.breach_holder == "dan"
    assert [event.name for event in hearing.derived] == ["duty.breached.v1"]


def test_it_is_owed_for_ever_and_told_in_stages(tmp_path: Path) -> None:
    log = Log(book(tmp_path, ANSWER))
    log.tell(0, "job.open")
    docket = log.fold(1000).docket
    (one,) = docket.obligations.values()
    assert one.open
    told = [(notice.topic, str(notice.to), notice.at) for notice in docket.notices.values()]
    assert told == [("remind", "party:dan", at(22)), ("late0", "role:boss", at(24)), ("late1", "role:tech", at(36))]


def test_a_late_fact_withdraws_the_breach(tmp_path: Path) -> None:
    log = Log(book(tmp_path, ANSWER))
    log.tell(0, "job.open")
    assert log.fold(100).docket.obligations["X-1#answer@e1"].breached_at == at(24)
    log.tell(5, "job.answer", {"reply": "said by phone"})
    one = log.fold(100).docket.obligations["X-1#answer@e1"]
    assert (one.state, one.kept_at, one.breached_at) == ("kept", at(5), None)


def test_a_cancelled_job_lets_it_lapse(tmp_path: Path) -> None:
    log = Log(book(tmp_path, ANSWER))
    log.tell(0, "job.open")
    log.tell(3, "job.cancel")
    (one,) = log.fold(100).docket.obligations.values()
    assert (one.state, one.breached_at) == ("lapsed", None)


def test_it_is_kept_by_the_act_on_a_matter_below(tmp_path: Path) -> None:
    rules = "n: {kind: duty, when: job.opened.v1, who: desk, must: note.write, within: 1h}"
    log = Log(book(tmp_path, rules))
    log.tell(0, "job.open")
    log.tell(0.5, "note.write", {"text": "x"})
    (one,) = log.fold(5).docket.obligations.values()
    assert one.state == "kept"


def test_the_due_instant_follows_its_field_until_it_is_broken(tmp_path: Path) -> None:
    rules = "p: {kind: duty, when: job.opened.v1, who: tech, must: job.leave, by: promised, within: 8h}"
    log = Log(book(tmp_path, rules))
    log.tell(0, "job.open", {"promised": at(2)})
    log.tell(1, "job.promise", {"promised": at(6)})
    log.tell(7, "job.promise", {"promised": at(9)})
    (one,) = log.fold(20).docket.obligations.values()
    assert (one.due, one.breached_at) == (at(6), at(6))


def test_without_the_field_the_usual_length_counts(tmp_path: Path) -> None:
    rules = "p: {kind: duty, when: job.opened.v1, who: tech, must: job.leave, by: promised, within: 8h}"
    log = Log(book(tmp_path, rules))
    log.tell(0, "job.open")
    (one,) = log.fold().docket.obligations.values()
    assert one.due == at(8)


def test_a_pause_moves_it_by_its_length(tmp_path: Path) -> None:
    rules = "p: {kind: duty, when: job.opened.v1, who: tech, must: job.close, within: 8h, pauses: [customer]}"
    log = Log(book(tmp_path, rules))
    log.tell(0, "job.open")
    log.tell(2, "job.pause", {"paused_for": "customer"})
    paused = log.fold(50).docket.obligations["X-1#p@e1"]
    assert (paused.due, paused.paused, paused.breached_at) == (None, True, None)
    log.tell(52, "job.pause", {"paused_for": ""})
    (one,) = log.fold(53).docket.obligations.values()
    assert (one.due, one.paused) == (at(58), False)


def test_a_pause_for_another_reason_does_not_count(tmp_path: Path) -> None:
    rules = "p: {kind: duty, when: job.opened.v1, who: tech, must: job.close, within: 8h, pauses: [customer]}"
    log = Log(book(tmp_path, rules))
    log.tell(0, "job.open")
    log.tell(2, "job.pause", {"paused_for": "lunch"})
    (one,) = log.fold(50).docket.obligations.values()
    assert one.breached_at == at(8)


def test_what_must_come_before_an_event_is_broken_by_that_event(tmp_path: Path) -> None:
    rules = "c: {kind: duty, when: job.opened.v1, who: tech, must: job.call, before: job.left.v1}"
    log = Log(book(tmp_path, rules))
    log.tell(0, "job.open")
    log.tell(5, "job.leave")
    assert log.fold(6).docket.obligations["X-1#c@e1"].breached_at == at(5)
    log.tell(4, "job.call")
    one = log.fold(6).docket.obligations["X-1#c@e1"]
    assert (one.state, one.breached_at) == ("kept", None)


def test_every_so_often_while_a_condition_holds(tmp_path: Path) -> None:
    rules = "e: {kind: duty, when: job.opened.v1, who: tech, must: note.write, every: 3d, while: urgent == true}"
    log = Log(book(tmp_path, rules))
    log.tell(0, "job.open", {"urgent": True})
    log.tell(48, "note.write", {"text": "waiting for parts"})
    docket = log.fold(24 * 6).docket
    assert [(o.state, o.due, o.breached_at) for o in docket.obligations.values()] == [
        ("kept", at(72), None),
        ("open", at(48 + 72), at(48 + 72)),
    ]


def test_it_is_kept_at_once_by_the_event_that_opens_it(tmp_path: Path) -> None:
    rules = "r: {kind: duty, when: job.promised.v1, who: tech, must: job.promise, within: 2h, from: promised}"
    log = Log(book(tmp_path, rules))
    log.tell(0, "job.open")
    log.tell(1, "job.promise", {"promised": at(0)})
    log.tell(9, "job.promise", {"promised": at(5)})
    told = [(o.state, o.late) for o in log.fold(10).docket.obligations.values()]
    assert told == [("kept", False), ("kept", True)]


def test_the_result_does_not_depend_on_how_often_time_was_looked_at(tmp_path: Path) -> None:
    log = Log(book(tmp_path, ANSWER))
    log.tell(0, "job.open")
    once = log.fold(60).docket
    often = log.fold()
    for step in range(61 * 4):
        often.advance(at(0) + timedelta(minutes=15 * step))
    assert often.docket.obligations == once.obligations
    assert often.docket.notices == once.notices
