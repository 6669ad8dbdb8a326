"""Owns the closed list of what a judgement may ask for; nothing else ever changes what is owed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from aftersales.foundation.money import Money
from aftersales.foundation.texts import Text
from aftersales.policy.obligations import Obligation, Owing


@dataclass(frozen=True, slots=True)
class Open:
    """A new obligation."""

    obligation: Obligation


@dataclass(frozen=True, slots=True)
class Keep:
    """The act that was owed has been done."""

    key: str
    at: datetime
    by: str
    event: str


@dataclass(frozen=True, slots=True)
class Breach:
    """A mark, dated when it was due; the duty stays owed."""

    key: str
    at: datetime


@dataclass(frozen=True, slots=True)
class End:
    """The obligation ends without having been kept: waived or lapsed."""

    key: str
    state: str
    at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class Move:
    """The due instant moves: its date field did, a pause ended, or an extension was granted."""

    key: str
    due: datetime | None
    why: str
    paused: bool = False


@dataclass(frozen=True, slots=True)
class AskExtension:
    """More time is asked for in time; the breach waits for the decision."""

    key: str
    until: datetime


@dataclass(frozen=True, slots=True)
class DecideExtension:
    """The extension is granted until an instant, or denied (None)."""

    key: str
    until: datetime | None
    at: datetime


@dataclass(frozen=True, slots=True)
class HandOver:
    """Another party holds the obligation from now on."""

    key: str
    to: Owing
    at: datetime


@dataclass(frozen=True, slots=True)
class Tell:
    """Somebody is told something, under a rule."""

    key: str
    rule: str
    matter: str
    to: Owing
    at: datetime
    topic: str
    obligation: str | None = None
    person: str | None = None


@dataclass(frozen=True, slots=True)
class Route:
    """The matter goes to somebody."""

    rule: str
    matter: str
    to: Owing
    at: datetime


@dataclass(frozen=True, slots=True)
class Do:
    """The policy itself acts, because a rule says `open:`."""

    rule: str
    cause: str
    act: str
    matter: str
    given: Mapping[str, Any]
    at: datetime
    owner: Owing | None = None
    index: int = 0

    @property
    def key(self) -> str:
        """The name under which the policy's act is found again in the log."""
        return f"{self.rule}/{self.index}" if self.index else self.rule


@dataclass(frozen=True, slots=True)
class Charge:
    """A line that somebody pays."""

    key: str
    rule: str
    matter: str
    payer: str
    item: str
    amount: Money
    at: datetime


@dataclass(frozen=True, slots=True)
class Propose:
    """A consequence for one party, to be confirmed by whom the policy names."""

    key: str
    rule: str
    edition: str
    matter: str
    party: str
    what: Mapping[str, Any]
    at: datetime
    basis: str
    decide_by: Owing | None = None


@dataclass(frozen=True, slots=True)
class Decide:
    """A consequence moves to another state."""

    key: str
    state: str
    at: datetime
    by: str
    reason: str = ""
    choice: str | None = None


@dataclass(frozen=True, slots=True)
class Flag:
    """A mark on a matter under a rule: what a gate noted without refusing."""

    key: str
    rule: str
    matter: str
    said: Text
    at: datetime
    mode: str = "flag"
    act: str = ""


@dataclass(frozen=True, slots=True)
class Measured:
    """A figure of a period, closed."""

    rule: str
    matter: str
    figure: str
    target: str
    missed: bool
    count: int
    since: datetime
    until: datetime


Effect = (
    Open
    | Keep
    | Breach
    | End
    | Move
    | AskExtension
    | DecideExtension
    | HandOver
    | Tell
    | Route
    | Do
    | Charge
    | Propose
    | Decide
    | Flag
    | Measured
)
