"""Owns the pack: clauses with their dated editions, rules, and all that a pack declares, as plain frozen values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, Literal

from aftersales.foundation.places import Place
from aftersales.foundation.texts import Text
from aftersales.policy.catalogue import Field
from aftersales.policy.language.common import Params
from aftersales.policy.language.conditions import Compiled
from aftersales.policy.language.who import Who

if TYPE_CHECKING:
    from aftersales.policy.language.stories import Story

Status = Literal["encoded", "statement", "deferred", "out_of_scope"]
Reach = Literal["own", "branch", "all"]


@dataclass(frozen=True, slots=True)
class Rule:
    """One edition of one rule; in force from ``since`` up to, and not including, ``until``."""

    id: str
    name: str
    clause: str
    kind: str
    params: Any  # the kind's Params
    since: date
    until: date | None
    place: Place
    digest: str
    pack: str
    conditions: Mapping[str, Compiled] = field(default_factory=dict, compare=False, repr=False)

    @property
    def edition_of(self) -> str:
        """Which day chooses the edition: ``event``, ``matter`` or the name of a date field."""
        return str(self.params.edition_of)

    def in_force(self, day: date) -> bool:
        """Whether this edition governs on ``day``."""
        return self.since <= day and (self.until is None or day < self.until)


@dataclass(frozen=True, slots=True)
class RuleSource:
    """A rule as it was written: its raw mapping with places, its name and the place of its name."""

    id: str
    raw: Any
    place: Place


@dataclass(frozen=True, slots=True)
class Edition:
    """One dated edition of a clause's wording and rules."""

    since: date
    until: date | None
    text: Text
    status: Status
    rules: tuple[Rule, ...]
    place: Place
    note: str | None = None
    source: str | None = None
    reviewed: str | None = None

    def in_force(self, day: date) -> bool:
        """Whether this edition governs on ``day``."""
        return self.since <= day and (self.until is None or day < self.until)


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause with all its editions, oldest first."""

    id: str
    title: Text | None
    editions: tuple[Edition, ...]
    pack: str
    place: Place

    def on(self, day: date) -> Edition | None:
        """The edition in force on ``day``."""
        return next((edition for edition in self.editions if edition.in_force(day)), None)

    @property
    def latest(self) -> Edition:
        """The newest edition."""
        return self.editions[-1]


@dataclass(frozen=True, slots=True)
class Role:
    """Who there is."""

    name: str
    label: Text
    kind: Literal["person", "department", "body", "outside"]


@dataclass(frozen=True, slots=True)
class Right:
    """Which acts a role may do, and on what."""

    acts: tuple[str, ...]
    scope: Reach

    def covers(self, act: str) -> bool:
        """Whether ``act`` is among them."""
        return any(matches(pattern, act) for pattern in self.acts)


@dataclass(frozen=True, slots=True)
class Sight:
    """Which kinds of matter and which forms a role sees."""

    kinds: tuple[str, ...]
    forms: tuple[str, ...]
    scope: Reach


@dataclass(frozen=True, slots=True)
class Ground:
    """What can be found against somebody, or why something is waived."""

    name: str
    label: Text
    waives: bool = False


@dataclass(frozen=True, slots=True)
class Form:
    """A declared document: its fields, who signs it, on which matters it is filed."""

    name: str
    label: Text
    on: tuple[str, ...]
    fields: Mapping[str, Field]
    signers: tuple[str, ...]
    layout: str | None
    checklist: bool
    place: Place


@dataclass(frozen=True)
class Pack:
    """A policy as it is in force: its own clauses and what it includes."""

    id: str
    title: Text
    owner: Text | None
    system: int | None
    layer: Literal["law", "policy", "branch"]
    timezone: str
    calendar: str | None
    currency: str
    approves: Who | None
    administers: str | None
    accounts_for: tuple[str, ...]
    rules: tuple[Rule, ...]
    clauses: Mapping[str, Clause]
    roles: Mapping[str, Role]
    may: Mapping[str, tuple[Right, ...]]
    see: Mapping[str, tuple[Sight, ...]]
    grounds: Mapping[str, Ground]
    forms: Mapping[str, Form]
    checklists: Mapping[str, Form]
    calendars: Mapping[str, Any]
    stories: tuple[Story, ...]
    includes: tuple[str, ...]
    digest: str
    digests: Mapping[str, str]  # of this pack and of each one that it includes

    def rule(self, id: str) -> tuple[Rule, ...]:
        """Every edition of a rule, or of all rules of a clause."""
        return tuple(rule for rule in self.rules if id in (rule.id, rule.clause))

    def reach(self, role: str, act: str) -> Reach | None:
        """How far a role may do an act: the widest of its rights, or None."""
        found = [right.scope for name in (role, "*") for right in self.may.get(name, ()) if right.covers(act)]
        return max(found, key=("own", "branch", "all").index, default=None)

    def sight(self, role: str, kind: str) -> Reach | None:
        """How far a role sees a kind of matter, or None."""
        found = [
            s.scope for name in (role, "*") for s in self.see.get(name, ()) if any(matches(k, kind) for k in s.kinds)
        ]
        return max(found, key=("own", "branch", "all").index, default=None)


def matches(pattern: str, name: str) -> bool:
    """Whether a name is meant by a pattern: itself, ``*``, or ``entry.*``."""
    if pattern.endswith("*"):
        return name.startswith(pattern[:-1])
    return pattern == name


__all__ = [
    "Clause", "Edition", "Form", "Ground", "Pack", "Params", "Reach", "Right", "Role", "Rule", "RuleSource", "Sight",
    "Status", "matches",
]  # fmt: skip
