"""Owns stories as values: who is in them, what there is, what happens and what is expected."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import Field, PlainValidator, WithJsonSchema

from aftersales.foundation.places import Place
from aftersales.foundation.texts import Text
from aftersales.policy.language.references import (
    ActName,
    Count,
    Flag,
    Frozen,
    KindName,
    Many,
    Number,
    RoleName,
    Short,
    Words,
    money,
)

State = Literal[
    "open", "suspended", "kept", "waived", "lapsed",  # of a duty
    "proposed", "confirmed", "appealed", "upheld", "dropped", "reversed", "settled",  # of a consequence
]  # fmt: skip
VIOLATIONS = ("breached", "refused", "held", "flagged", "reason_asked", "missed")
CONSEQUENCES = ("amount", "points", "demerit", "record", "choice", "compensation", "liability")


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in a story: a label, a role, perhaps a branch."""

    label: str
    role: str
    branch: str | None = None


@dataclass(frozen=True, slots=True)
class GivenMatter:
    """A matter that exists when the story begins, with what it remembers."""

    label: str
    kind: str
    parent: str | None
    fields: Mapping[str, Any]
    opened_at: datetime | None
    place: Place


@dataclass(frozen=True, slots=True)
class Line:
    """One line of what happens: somebody acts, or (``act`` is None) time passes."""

    at: datetime
    actor: str | None
    act: str | None
    on: str | None
    named: str | None
    given: Mapping[str, Any]
    facts: Mapping[str, Any]
    place: Place
    source: Literal["live", "device", "history"] = "live"
    reason: str = ""  # why it is done nevertheless, where a gate asks for a reason


@dataclass(frozen=True, slots=True)
class Expected:
    """One expected outcome under a rule; ``values`` are the keys that were written, times as instants."""

    rule: str
    values: Mapping[str, Any]
    place: Place

    @property
    def clause(self) -> str:
        """The clause of the rule."""
        return self.rule.partition("#")[0]

    @property
    def violated(self) -> bool:
        """Whether the outcome shows the clause violated."""
        return any(self.values.get(key) not in (None, False) for key in VIOLATIONS)


@dataclass(frozen=True, slots=True)
class Story:
    """One story, its names resolved and its values typed."""

    title: Text
    names: tuple[str, ...]
    people: Mapping[str, Person]
    relations: Mapping[str, Mapping[str, tuple[str, ...]]]
    given: Mapping[str, GivenMatter]
    happens: tuple[Line, ...]
    expect: tuple[Expected, ...]
    place: Place
    pack: str
    populations: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    facts: Mapping[str, Any] = field(default_factory=dict)  # by fact, or by act for what the policy itself does


# --- as written ----------------------------------------------------------------------------------------------


def _moment(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError("write it as 2026-03-07 16:00")
    return value


Moment = Annotated[str, PlainValidator(_moment), WithJsonSchema({"type": "string", "examples": ["2026-03-07 16:00"]})]


def _amount(value: Any) -> str:
    money(value)
    return str(value)


Amount = Annotated[str, PlainValidator(_amount), WithJsonSchema({"type": ["string", "number"], "examples": ["20 CNY"]})]


class PersonEntry(Frozen):
    """A person with more than a role."""

    role: RoleName
    branch: Short | None = None


class MatterEntry(Frozen):
    """A matter that exists."""

    kind: KindName
    parent: Short | None = None
    at: Moment | None = None
    fields: dict[str, Any] = Field(default_factory=dict)


class LineEntry(Frozen):
    """A line without its actor."""

    at: Moment
    pass_: Literal[True] | None = None
    on: Short | None = None
    as_: Short | None = None
    given: dict[str, Any] = Field(default_factory=dict)
    facts: dict[str, Any] = Field(default_factory=dict)
    source: Literal["live", "device", "history"] = "live"
    reason: Short | None = None
    recorded: Moment | None = None  # when it became known, for the reader; the law judges by `at`


class ChargedEntry(Frozen):
    """What is charged to whom."""

    payer: Short
    amount: Amount
    item: Literal["parts", "travel", "labour", "other", "total"] | None = None


class ExpectEntry(Frozen):
    """An expected outcome under one rule."""

    rule: Short
    on: Short | None = None
    of: Short | None = None
    at: Moment | None = None
    due: Moment | None = None
    moved: Moment | None = None
    breached: Moment | None = None
    kept: Moment | None = None
    waived: Short | None = None  # of a duty: when; of a gate: by whom
    reminded: Moment | None = None
    lapsed: Moment | None = None
    withdrawn: Moment | None = None
    state: State | None = None
    holder: Many[Short] = ()
    told: Many[Short] = ()
    handed_to: Many[Short] = ()
    amount: Amount | None = None
    points: Number | None = None
    demerit: Literal["demerit", "major_demerit"] | None = None
    count: Count | None = None
    record: Short | None = None
    choice: Short | None = None
    decided_by: Short | None = None
    one_of: Many[Short] = ()
    covers: dict[str, str] | Literal["none"] | None = None
    payer: Short | None = None
    compensation: Amount | None = None
    liability: Short | None = None
    refused: ActName | None = None
    held: ActName | None = None
    flagged: ActName | None = None
    reason_asked: ActName | None = None
    lacks: Many[Short] = ()
    charged: ChargedEntry | None = None
    routed: Many[Short] = ()
    opened: KindName | None = None
    measured: Number | Short | None = None
    target: Number | Short | None = None
    missed: Flag | None = None
    covered: Short | None = None
    share: Short | None = None
    times: Count | None = None
    nothing: Literal[True] | None = None


MOMENTS = ("at", "due", "moved", "breached", "kept", "lapsed", "withdrawn", "reminded")


class StoryEntry(Frozen):
    """A story as it is written."""

    story: Short
    en: Short
    names: Many[Short]
    people: Annotated[dict[Short, RoleName | PersonEntry], Field(min_length=1)]
    relations: dict[str, dict[str, Many[Short]]] = Field(default_factory=dict)
    populations: dict[str, Many[Short]] = Field(default_factory=dict)
    given: dict[Short, MatterEntry] = Field(default_factory=dict)
    facts: dict[str, Any] = Field(default_factory=dict)
    happens: Annotated[list[dict[str, Any]], Field(min_length=1)]
    expect: list[ExpectEntry] = Field(default_factory=list)


__all__ = [
    "MOMENTS",
    "Decimal",
    "ExpectEntry",
    "Expected",
    "GivenMatter",
    "Line",
    "LineEntry",
    "MatterEntry",
    "Person",
    "PersonEntry",
    "Story",
    "StoryEntry",
    "Words",
]  # fmt: skip
