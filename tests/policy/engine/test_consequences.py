"""Owns the proof of gates, findings and consequences: refused with reasons, heard, proposed once, decided, reversed."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from aftersales.policy.events import Cause
from aftersales.policy.kinds.base import Reason
from tests.policy.engine.world import Log, at, book

FINE = """
fine:
  kind: penalty
  when: finding.upheld.v1
  grounds: [rude]
  whom: {field: responsible}
  fine: 20
  once_per: finding
  decide: {who: boss, within: 3d}
"""


def _upheld(log: Log) -> None:
    log.tell(0, "job.open")
    log.tell(1, "finding.allege", {"ground": "rude", "against": ["tom"], "statement": "shouted"})
    log.tell(2, "finding.hear", {"finding": "e2", "statement": "sorry"})
    log.tell(3, "finding.uphold", {"finding": "e2", "ground": "rude", "responsible": ["tom"]}, by="bea")


def _tries(log: Log, act: str, given: Mapping[str, object], by: str = "bea", hours: float = 4) -> list[Reason]:
    return log.fold().attempt(log.book.catalogue.acts[act], "j1", given, by=by, at=at(hours))


def test_an_upheld_finding_proposes_one_fine_and_owes_its_decision(tmp_path: Path) -> None:
    log = Log(book(tmp_path, FINE))
    _upheld(log)
    docket = log.fold().docket
    (one,) = docket.consequences.values()
    assert (one.party, str(one.what["fine"]), one.state) == ("tom", "20 CNY", "proposed")
    (owed,) = docket.obligations.values()
    assert (owed.must, owed.due) == (("consequence.confirm", "consequence.drop"), at(3 + 72))


def test_nobody_is_found_guilty_unheard(tmp_path: Path) -> None:
    log = Log(book(tmp_path, FINE))
    log.tell(0, "job.open")
    log.tell(1, "finding.allege", {"ground": "rude", "against": ["tom"]})
    codes = [reason.code for reason in _tries(log, "finding.uphold", {"responsible": ["tom"]})]
    assert codes == ["finding.unheard"]


def test_a_dismissed_finding_has_no_consequence_and_none_can_be_booked(tmp_path: Path) -> None:
    log = Log(book(tmp_path, FINE))
    log.tell(0, "job.open")
    log.tell(1, "finding.allege", {"ground": "rude", "against": ["tom"]})
    log.tell(2, "finding.dismiss", {"finding": "e2", "reason": "nothing in it"})
    assert not log.fold().docket.consequences
    (reason,) = _tries(log, "consequence.propose", {"rule": "X-1#fine", "person": "tom"})
    assert (reason.code, reason.rule) == ("consequence.no_basis", "X-1#fine")


def test_the_facts_must_be_checked_before_it_is_confirmed(tmp_path: Path) -> None:
    log = Log(book(tmp_path, FINE))
    _upheld(log)
    (reason,) = _tries(log, "consequence.confirm", {"facts_checked": False})
    assert reason.code == "consequence.unchecked"
    assert not _tries(log, "consequence.confirm", {"facts_checked": True})


def test_confirmed_told_appealed_and_reversed(tmp_path: Path) -> None:
    log = Log(book(tmp_path, FINE))
    _upheld(log)
    key = next(iter(log.fold().docket.consequences))
    log.tell(5, "consequence.confirm", {"consequence": key, "facts_checked": True}, by="bea")
    log.tell(6, "consequence.appeal", {"consequence": key, "reason": "it was not me"}, by="tom")
    log.tell(7, "consequence.reverse", {"consequence": key, "reason": "mistaken identity"}, by="bea")
    docket = log.fold().docket
    assert docket.consequences[key].state == "reversed"
    assert [notice.topic for notice in docket.notices.values()] == ["confirmed", "reversed"]
    assert docket.obligations[f"{key}/decide"].state == "kept"


def test_nobody_decides_on_a_fine_of_their_own(tmp_path: Path) -> None:
    log = Log(book(tmp_path, FINE))
    _upheld(log)
    (reason,) = _tries(log, "consequence.confirm", {"facts_checked": True}, by="tom")
    assert reason.code == "consequence.own"


def test_a_scale_asks_for_a_step_and_a_reason_and_cannot_be_dropped(tmp_path: Path) -> None:
    scale = FINE.replace("fine: 20", "one_of: [demerit, dismissal]").replace(
        "within: 3d", "within: 3d, may_drop: false"
    )
    log = Log(book(tmp_path, scale))
    _upheld(log)
    codes = {reason.code for reason in _tries(log, "consequence.confirm", {"facts_checked": True, "choice": "nothing"})}
    assert codes == {"consequence.choice", "consequence.reason"}
    (reason,) = _tries(log, "consequence.drop", {"reason": "mercy"})
    assert reason.code == "consequence.must_decide"


BREACH = """
call: {kind: duty, when: job.opened.v1, who: tech, must: job.call, before: job.left.v1}
fine:
  kind: penalty
  when: duty.breached.v1
  breach_of: X-1#call
  whom: {field: holder}
  fine: 50
  once_per: matter
"""


def test_a_fine_that_rests_on_a_breach_falls_with_it(tmp_path: Path) -> None:
    log = Log(book(tmp_path, BREACH))
    log.tell(0, "job.open")
    log.tell(5, "job.leave", by="tom")
    (one,) = log.fold().docket.consequences.values()
    assert (one.party, str(one.what["fine"])) == ("tom", "50 CNY")
    log.tell(4, "job.call", by="tom")
    assert not log.fold().docket.consequences


GATE = """
full:
  kind: gate
  before: job.close
  require: [{fields: [result, reply]}, {happened: job.called.v1}]
  waive: {who: boss, grounds: [goodwill]}
"""


def test_a_gate_names_everything_that_is_missing_at_once(tmp_path: Path) -> None:
    log = Log(book(tmp_path, GATE))
    log.tell(0, "job.open")
    reasons = _tries(log, "job.close", {"result": " "})
    assert [(r.code, r.fields, r.rule) for r in reasons] == [
        ("gate.field_empty", ("result",), "X-1#full"),
        ("gate.field_empty", ("reply",), "X-1#full"),
        ("gate.not_happened", (), "X-1#full"),
    ]
    assert reasons[0].waivers == ("boss",)
    assert reasons[0].grounds == ("goodwill",)


def test_what_the_matter_remembers_fills_a_gate(tmp_path: Path) -> None:
    log = Log(book(tmp_path, GATE))
    log.tell(0, "job.open")
    log.tell(1, "job.answer", {"reply": "done"})
    log.tell(2, "job.call")
    assert not _tries(log, "job.close", {"result": "good"})


@pytest.mark.parametrize(
    ("by", "ground", "codes"),
    [("bea", "goodwill", []), ("tom", "goodwill", ["gate.not_waiver"]), ("bea", "rude", ["gate.waive_ground"])],
)
def test_a_gate_is_waived_by_whom_and_on_what_ground_it_names(
    tmp_path: Path, by: str, ground: str, codes: list[str]
) -> None:
    log = Log(book(tmp_path, GATE))
    log.tell(0, "job.open")
    given = {"rule": "X-1#full", "ground": ground, "reason": "x"}
    assert [reason.code for reason in _tries(log, "gate.waive", given, by=by)] == codes
    if not codes:
        log.tell(1, "gate.waive", given, by=by)
        assert not _tries(log, "job.close", {"result": ""})


OPENS = """
note:
  kind: duty
  when: job.opened.v1
  if: urgent == true
  who: desk
  must: job.answer
  within: 1h
  tell: [boss]
  open: {act: note.write, given: {text: "=reply"}}
"""


def test_the_policy_acts_once_even_when_all_is_heard_again(tmp_path: Path) -> None:
    log = Log(book(tmp_path, OPENS))
    log.tell(0, "job.open", {"urgent": True})
    (do,) = log.fold().wanted
    assert (do.act, do.matter, do.rule) == ("note.write", "j1", "X-1#note")
    written = log.tell(0, "note.write", {"text": "x"}, by="policy")
    log.events[-1] = type(written)(
        **{name: getattr(written, name) for name in written.__slots__ if name != "cause"}, cause=Cause(do.cause, do.key)
    )
    assert not log.fold().wanted


EXTEND = "x: {kind: duty, when: job.opened.v1, who: tech, must: job.close, within: 8h}"


def test_more_time_asked_for_in_time_stops_the_breach_until_it_is_decided(tmp_path: Path) -> None:
    log = Log(book(tmp_path, EXTEND))
    log.tell(0, "job.open")
    key = "X-1#x@e1"
    log.tell(7, "obligation.ask_extension", {"obligation": key, "until": at(20), "reason": "parts"}, by="tom")
    assert log.fold(19).docket.obligations[key].breached_at is None
    log.tell(9, "obligation.grant_extension", {"obligation": key, "until": at(16)}, by="bea")
    one = log.fold(30).docket.obligations[key]
    assert (one.due, one.breached_at) == (at(16), at(16))


def test_a_denied_extension_leaves_the_old_time(tmp_path: Path) -> None:
    log = Log(book(tmp_path, EXTEND))
    log.tell(0, "job.open")
    key = "X-1#x@e1"
    log.tell(7, "obligation.ask_extension", {"obligation": key, "until": at(20), "reason": "parts"}, by="tom")
    log.tell(9, "obligation.deny_extension", {"obligation": key, "reason": "no"}, by="bea")
    assert log.fold(30).docket.obligations[key].breached_at == at(8)


def test_too_late_to_ask_for_more_time(tmp_path: Path) -> None:
    log = Log(book(tmp_path, EXTEND))
    log.tell(0, "job.open")
    given = {"obligation": "X-1#x@e1", "until": at(20), "reason": "parts"}
    (reason,) = _tries(log, "obligation.ask_extension", given, by="tom", hours=9)
    assert reason.code == "obligation.too_late"


def test_a_gate_that_asks_for_a_reason_says_so(tmp_path: Path) -> None:
    rules = "odd: {kind: gate, before: job.close, require: [{happened: job.called.v1}], if_missing: ask_reason}"
    log = Log(book(tmp_path, rules))
    log.tell(0, "job.open")
    assert [reason.mode for reason in _tries(log, "job.close", {"result": "good"})] == ["ask_reason"]
    log.tell(1, "job.close", {"result": "good"})
    assert [flag.mode for flag in log.fold().docket.flags.values()] == ["ask_reason"]
