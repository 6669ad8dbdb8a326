"""Owns the obligation: who owes which act by when, its states, and the one table of lawful moves."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

State = Literal["open", "suspended", "kept", "waived", "lapsed"]

LAWFUL: dict[str, frozenset[str]] = {
    "open": frozenset({"kept", "waived", "lapsed", "suspended"}),
    "suspended": frozenset({"open", "kept", "waived", "lapsed"}),
    "kept": frozenset(),
    "waived": frozenset(),
    "lapsed": frozenset(),
}


class UnlawfulMove(Exception):
    """A move that the table does not know; it is a fault of the caller, never ignored."""


@dataclass(frozen=True, slots=True)
class Owing:
    """Who owes: a role (through its post in the matter's branch) or one party."""

    role: str | None = None
    party: str | None = None

    def __str__(self) -> str:
        return f"role:{self.role}" if self.role else f"party:{self.party}"


@dataclass(slots=True)
class Obligation:
    """One duty on one matter, opened under one edition of one rule, which it keeps for life.

    ``start`` is where its clock began; ``due`` is None while it waits for an event (``before``) or is paused.
    ``breached_at`` is a mark: the duty stays owed. ``extension`` is the instant asked for, while undecided.
    """

    key: str
    rule: str
    edition: str
    matter: str
    owing: Owing
    must: tuple[str, ...]
    opened_at: datetime
    opened_by: str
    start: datetime
    due: datetime | None = None
    before: str | None = None
    subject: str | None = None
    person: str | None = None
    gap: bool = False
    taken_by: str | None = None
    standing_for: str | None = None
    state: State = "open"
    kept_at: datetime | None = None
    kept_by: str | None = None
    kept_event: str | None = None
    ended_reason: str | None = None
    breached_at: datetime | None = None
    breach_holder: str | None = None
    extension: datetime | None = None
    moved: list[tuple[datetime, str]] = field(default_factory=list)
    paused: bool = False
    round: int = 0
    told: int = 0  # how many stages of `else` have been told

    @property
    def open(self) -> bool:
        """Whether it is still owed."""
        return self.state in ("open", "suspended")

    @property
    def late(self) -> bool:
        """Kept, but after a breach."""
        return self.state == "kept" and self.breached_at is not None

    def move(self, state: State) -> None:
        """Change the state; an unlawful move raises."""
        if state not in LAWFUL[self.state]:
            raise UnlawfulMove(f"{self.key}: {self.state} -> {state}")
        self.state = state

    def holder(self) -> str | None:
        """The named person who answers for it now, where there is one."""
        return self.taken_by or self.person or self.owing.party
