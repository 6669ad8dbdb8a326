"""Owns the proof of stand-ins: whom the absence names, else whom the rules name, and never in one's own case."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from aftersales.policy import naming
from aftersales.policy.docket import Docket
from aftersales.policy.hearing import Hearing
from aftersales.policy.obligations import Owing
from tests.policy.engine.world import Log, at, book, world

RULES = """
answer: {kind: duty, when: job.opened.v1, who: desk, must: job.answer, within: 24h}
away: {kind: stand_in, for: desk, by: boss}
"""


def _hearing(tmp_path: Path, away: set[str], named: str | None = None) -> Hearing:
    """A job opened while some are away; ``named`` is the stand-in that the record of Dan's absence gives."""

    def seen(question: Any, when: Any) -> Any:
        if question.kind == "absent":
            return question.subject in away
        found = world(question, when)
        if question.kind == "person" and named is not None and found["person"] == "dan":
            return {**found, "person": named, "for": "dan"}
        return found

    log = Log(book(tmp_path, RULES))
    log.tell(0, "job.open")
    hearing = Hearing(log.book, Docket(), seen)
    hearing.fold(log.events)
    return hearing


def _owed(hearing: Hearing) -> tuple[str | None, str | None]:
    (one,) = hearing.docket.obligations.values()
    return one.person, one.standing_for


def test_nobody_stands_in_for_whom_is_here(tmp_path: Path) -> None:
    assert _owed(_hearing(tmp_path, set())) == ("dan", None)


def test_whom_the_rule_names_stands_in_for_the_absent(tmp_path: Path) -> None:
    assert _owed(_hearing(tmp_path, {"dan"})) == ("bea", "dan")


def test_whom_the_absence_names_comes_first(tmp_path: Path) -> None:
    assert _owed(_hearing(tmp_path, {"dan"}, "tom")) == ("tom", "dan")


def test_who_is_away_too_stands_in_for_nobody(tmp_path: Path) -> None:
    assert _owed(_hearing(tmp_path, {"dan", "bea"})) == ("dan", None)


def test_nobody_stands_in_where_it_is_their_own_request(tmp_path: Path) -> None:
    for named in (None, "bea"):
        hearing = _hearing(tmp_path, {"dan"}, named)
        found = naming.named(hearing.scene("j1", at(0)), Owing(role="desk"), "j1", never="bea")
        assert (found["person"], found.get("for")) == ("dan", None)
