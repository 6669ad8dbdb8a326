"""Owns the event: the frozen, versioned fact that an act or a passing instant leaves behind."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal, NamedTuple

Source = Literal["live", "device", "history", "policy", "law"]


class Cause(NamedTuple):
    """The event and the rule because of which the policy itself acted."""

    event: str
    rule: str


class Question(NamedTuple):
    """What a rule asks the world: ``kind`` (role, person, relation, fact, …), its name, and whom or what about."""

    kind: str
    name: str
    subject: str

    def key(self) -> str:
        """The key under which the answer is stored with the event."""
        return f"{self.kind}:{self.name}:{self.subject}"


@dataclass(frozen=True, slots=True)
class Event:
    """One fact on one matter.

    ``at`` is the effective instant (aware), ``recorded_at`` when the system learned of it, ``seq`` the position in
    the log, ``fields`` typed Python values, ``answers`` what the world answered to the rules that read it.
    """

    id: str
    name: str
    at: datetime
    matter: str
    by: str
    fields: Mapping[str, Any] = field(default_factory=dict)
    act: str | None = None
    source: Source = "live"
    seq: int = 0
    recorded_at: datetime | None = None
    cause: Cause | None = None
    answers: Mapping[str, Any] = field(default_factory=dict)
    makes: str | None = None  # the kind of matter that begins with this event, where one does
    parent: str | None = None  # that matter's parent
    form: str | None = None

    @property
    def order(self) -> tuple[datetime, int]:
        """Effective order: by instant, then by place in the log."""
        return (self.at, self.seq)
