"""Owns a small company for tests of the engine: a catalogue of repair jobs, a pack in words, and a way to tell events."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from aftersales.foundation.texts import Text
from aftersales.policy.bind import bind
from aftersales.policy.book import RuleBook
from aftersales.policy.catalogue import ActType, Catalogue, EventType, Field, FieldKind, KindType, fields
from aftersales.policy.docket import Docket
from aftersales.policy.events import Event, Question
from aftersales.policy.generic import with_law
from aftersales.policy.hearing import Hearing
from aftersales.policy.kinds.table import PARAMS
from aftersales.policy.language.load import load
from aftersales.policy.language.shelf import Folders

MONDAY = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)  # 09:00 in Shanghai


def at(hours: float) -> datetime:
    """So many hours after Monday 09:00 in Shanghai."""
    return MONDAY + timedelta(hours=hours)


def _f(name: str, kind: FieldKind, **more: Any) -> Field:
    return Field(name, kind, Text(name, name), **more)


_JOB = ("job",)
_ACTS = {
    "job.open": (None, "job", (_f("urgent", "bool"), _f("promised", "instant"))),
    "job.answer": ("job", None, (_f("reply", "text"),)),
    "job.call": ("job", None, ()),
    "job.leave": ("job", None, ()),
    "job.pause": (
        "job",
        None,
        (_f("paused_for", "choice", choices=(("customer", Text("", "")), ("lunch", Text("", "")))),),
    ),
    "job.promise": ("job", None, (_f("promised", "instant"),)),
    "job.close": ("job", None, (_f("result", "text"),)),
    "job.cancel": ("job", None, ()),
    "note.write": ("job", "note", (_f("text", "text"),)),
}
_STATES = {
    "job.open": "job.opened.v1", "job.answer": "job.answered.v1", "job.call": "job.called.v1", "job.leave": "job.left.v1",
    "job.pause": "job.paused.v1", "job.promise": "job.promised.v1", "job.close": "job.closed.v1",
    "job.cancel": "job.cancelled.v1", "note.write": "note.written.v1",
}  # fmt: skip


def catalogue() -> Catalogue:
    """Jobs that are opened, answered, paused, left and closed, with notes below them."""
    label = Text("", "")
    acts, events = [], []
    for name, (on, makes, given) in _ACTS.items():
        acts.append(ActType(name, (on,), _STATES[name], label, fields(*given), makes))
        events.append(EventType(_STATES[name], (makes or on or "job",), label, fields(*given)))
    kinds = [KindType("job", label), KindType("note", label, parents=("job",))]
    return with_law(Catalogue.collect(kinds=kinds, acts=acts, events=events))


_PACK = """
pack: small
title: {zh: 小店, en: A small shop}
timezone: Asia/Shanghai
"""
_ROLES = """
roles:
  desk: {zh: 前台, en: Desk}
  tech: {zh: 技师, en: Technician}
  boss: {zh: 老板, en: Boss}
"""
_MAY = """
may:
  desk: {acts: ["*"], scope: all}
  tech: {acts: ["*"], scope: all}
  boss: {acts: ["*"], scope: all}
"""
_GROUNDS = """
grounds:
  rude: {zh: 无礼, en: Rude}
  goodwill: {zh: 通融, en: Goodwill, waives: true}
"""


def book(folder: Path, rules: str) -> RuleBook:
    """The book of a pack with one clause, X-1, that has ``rules`` (YAML, indented by nothing)."""
    place = folder / "small"
    (place / "clauses").mkdir(parents=True, exist_ok=True)
    for name, words in (("pack", _PACK), ("roles", _ROLES), ("may", _MAY), ("grounds", _GROUNDS)):
        (place / f"{name}.yaml").write_text(words, encoding="utf-8")
    body = "\n".join("        " + line for line in rules.strip("\n").splitlines())
    clause = (
        f"- clause: X-1\n  editions:\n    - from: 2020-01-01\n      text: {{zh: 一, en: One}}\n      rules:\n{body}\n"
    )
    (place / "clauses" / "1.yaml").write_text(clause, encoding="utf-8")
    there = catalogue()
    return bind([load("small", Folders(folder), there, PARAMS)], there)


PEOPLE = {"desk": "dan", "tech": "tom", "boss": "bea"}


def world(question: Question, when: datetime) -> Any:
    """Each role has one person; nothing else is known."""
    kind, name, subject = question
    if kind == "role":
        return [PEOPLE[name]]
    if kind == "roles":
        return [role for role, person in PEOPLE.items() if person == subject]
    if kind == "person":
        return {"person": PEOPLE.get(name.removeprefix("role:"), name.removeprefix("party:")), "gap": False}
    return None


class Log:
    """Events told one after another, and folded in effective order as often as one likes."""

    def __init__(self, rules: RuleBook) -> None:
        self.book = rules
        self.events: list[Event] = []

    def tell(
        self, hours: float, act: str, given: Mapping[str, Any] | None = None, by: str = "dan", matter: str = "j1"
    ) -> Event:
        """One act on the job, ``hours`` after Monday morning."""
        kind = self.book.catalogue.acts[act]
        seq = len(self.events) + 1
        made = "j1" if kind.makes == "job" else f"n{seq}" if kind.makes else matter
        event = Event(
            f"e{seq}",
            kind.states,
            at(hours),
            made,
            by,
            dict(given or {}),
            act,
            seq=seq,
            makes=kind.makes,
            parent=matter if kind.makes == "note" else None,
        )
        self.events.append(event)
        return event

    def fold(self, until: float | None = None) -> Hearing:
        """The hearing of all that was told, with time passed up to ``until``."""
        hearing = Hearing(self.book, Docket(), world)
        hearing.fold(sorted(self.events, key=lambda event: event.order))
        if until is not None:
            hearing.advance(at(until))
        return hearing
