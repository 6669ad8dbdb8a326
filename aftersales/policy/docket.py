"""Owns the docket: what is known and owed in one family of matters, as the fold of its events."""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from aftersales.policy.consequences import Consequence
from aftersales.policy.effects import Charge, Flag, Measured, Route, Tell
from aftersales.policy.findings import Finding
from aftersales.policy.obligations import Obligation


@dataclass(slots=True)
class MatterState:
    """One matter as the law sees it: its memory (last value of each field) and what has happened on it."""

    id: str
    kind: str
    parent: str | None
    opened_at: datetime
    memory: dict[str, Any] = field(default_factory=dict)
    seen: dict[str, datetime] = field(default_factory=dict)
    forms: dict[str, dict[str, Any]] = field(default_factory=dict)
    waived: set[str] = field(default_factory=set)
    pauses: list[tuple[str, datetime, datetime | None]] = field(default_factory=list)
    children: list[str] = field(default_factory=list)


@dataclass(order=True, slots=True)
class Timer:
    """Something that falls due by itself; ``stage`` says what, ``round`` outdates timers of moved obligations."""

    at: datetime
    seq: int
    key: str = field(compare=False)
    stage: str = field(compare=False)
    round: int = field(compare=False, default=0)


class Docket:
    """The state of one family; only :mod:`aftersales.policy.clerk` writes into it."""

    def __init__(self) -> None:
        self.matters: dict[str, MatterState] = {}
        self.obligations: dict[str, Obligation] = {}
        self.findings: dict[str, Finding] = {}
        self.consequences: dict[str, Consequence] = {}
        self.charges: dict[str, Charge] = {}
        self.flags: dict[str, Flag] = {}
        self.notices: dict[str, Tell] = {}
        self.routes: list[Route] = []
        self.measures: list[Measured] = []
        self.timers: list[Timer] = []
        self.owed: dict[str, list[str]] = {}  # act or awaited event -> keys of obligations it concerns
        self._seq = 0

    def open_matter(self, id: str, kind: str, parent: str | None, at: datetime) -> MatterState:
        """A matter that begins; opening it again changes nothing."""
        if id in self.matters:
            return self.matters[id]
        state = self.matters[id] = MatterState(id, kind, parent, at)
        if parent is not None and parent in self.matters:
            self.matters[parent].children.append(id)
        return state

    def chain(self, matter: str) -> Iterator[MatterState]:
        """The matter and its ancestors, nearest first."""
        at: str | None = matter
        while at is not None and at in self.matters:
            state = self.matters[at]
            yield state
            at = state.parent

    def below(self, matter: str) -> Iterator[MatterState]:
        """The matter and everything under it."""
        stack = [matter]
        while stack:
            top = stack.pop()
            if top in self.matters:
                state = self.matters[top]
                yield state
                stack.extend(state.children)

    def root(self, matter: str) -> str:
        """The topmost matter of the family."""
        top = matter
        for state in self.chain(matter):
            top = state.id
        return top

    def value(self, matter: str, name: str) -> Any:
        """What the matter, or the nearest ancestor that knows, remembers of ``name``; None where nobody does."""
        for state in self.chain(matter):
            if name in state.memory:
                return state.memory[name]
        return None

    def set_timer(self, at: datetime, key: str, stage: str, round: int = 0) -> None:
        """Something falls due at an instant."""
        self._seq += 1
        heapq.heappush(self.timers, Timer(at, self._seq, key, stage, round))

    def next_instant(self) -> datetime | None:
        """When this family next needs the clock, outdated timers left out."""
        while self.timers and self.outdated(self.timers[0]):
            heapq.heappop(self.timers)
        return self.timers[0].at if self.timers else None

    def outdated(self, timer: Timer) -> bool:
        """Whether what the timer waited for has ended or moved."""
        held = self.obligations.get(timer.key)
        return held is None or not held.open or timer.round != held.round

    def owed_by_act(self, word: str) -> list[Obligation]:
        """Open obligations that ``word`` (an act or an event) concerns; closed ones are forgotten on the way."""
        keys = self.owed.get(word)
        if not keys:
            return []
        found = [self.obligations[key] for key in keys if self.obligations[key].open]
        if len(found) != len(keys):
            self.owed[word] = [one.key for one in found]
        return found

    def open_obligations(self, matter: str | None = None) -> list[Obligation]:
        """What is still owed, on one matter and below, or in the whole family."""
        ids = {state.id for state in self.below(matter)} if matter else None
        return [one for one in self.obligations.values() if one.open and (ids is None or one.matter in ids)]
