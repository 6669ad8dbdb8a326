"""Owns the outcomes of a story, in the shape in which stories expect them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any

from aftersales.foundation.money import Money
from aftersales.policy.docket import Docket
from aftersales.policy.effects import Measured
from aftersales.policy.obligations import Obligation, Owing


@dataclass(slots=True)
class Outcome:
    """One thing that came of a rule: its type (owed, refused, consequence, …) and what can be said of it."""

    rule: str
    type: str
    said: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Refusal:
    """An act that was not done, or only noted: by which rule, what it lacked."""

    rule: str
    act: str
    at: datetime
    mode: str
    lacks: tuple[str, ...] = ()


class Namer:
    """Names parties as the story does: a role is the people who hold it."""

    def __init__(self, people: Mapping[str, str]) -> None:
        self.people = people

    def names(self, owing: Owing) -> frozenset[str]:
        """The labels that an owing party stands for; the role itself where nobody holds it."""
        if owing.party is not None:
            return frozenset({owing.party})
        held = {label for label, role in self.people.items() if role == owing.role}
        return frozenset(held or {str(owing.role)})


def outcomes(
    docket: Docket,
    namer: Namer,
    refusals: list[Refusal],
    opened: list[tuple[str, str, str]],
    gone: Mapping[str, Mapping[str, Any]],
) -> Iterator[Outcome]:
    """Everything that came of every rule."""
    yield from _owed(docket, namer, gone)
    for one in docket.consequences.values():
        yield Outcome(one.rule, "consequence", _consequence(one))
    for key, said in gone.items():
        if key.startswith("consequence:") and key[12:] not in docket.consequences:
            yield Outcome(str(said["rule"]), "consequence", dict(said))
    for flag in docket.flags.values():
        noted = "flagged"  # done, and noted: under `ask_reason`, because a reason was given
        yield Outcome(flag.rule, noted, {noted: flag.act, "on": flag.matter, "at": flag.at})
    for refusal in refusals:
        kind = {"hold": "held", "ask_reason": "reason_asked"}.get(refusal.mode, "refused")
        yield Outcome(refusal.rule, kind, {kind: refusal.act, "at": refusal.at, "lacks": frozenset(refusal.lacks)})
    for charge in docket.charges.values():
        booked = {"payer": charge.payer, "item": charge.item, "amount": charge.amount}
        yield Outcome(charge.rule, "charged", {"charged": booked, "on": charge.matter})
    for route in docket.routes:
        yield Outcome(route.rule, "routed", {"routed": namer.names(route.to), "on": route.matter})
    for rule, kind, on in opened:
        yield Outcome(rule, "opened", {"opened": kind, "on": on})
    for measured in docket.measures:
        yield Outcome(measured.rule, "measured", _measured(measured))
    yield from _told(docket, namer)


def _measured(one: Measured) -> dict[str, Any]:
    return {
        "measured": Decimal(one.figure),
        "target": Decimal(one.target.strip(" <>=%")),
        "of": one.matter,
        "missed": one.missed,
        "count": one.count,
    }


def _owed(docket: Docket, namer: Namer, gone: Mapping[str, Mapping[str, Any]]) -> Iterator[Outcome]:
    for one in docket.obligations.values():
        notices = [n for n in docket.notices.values() if n.obligation == one.key]
        told = [n for n in notices if n.topic != "remind"]
        said: dict[str, Any] = {
            "on": one.matter,
            "state": one.state,
            "due": one.due,
            "holder": namer.names(one.owing),
            "told": frozenset(name for notice in told for name in namer.names(notice.to)),
            "opened_at": one.opened_at,
        }
        said |= _marks(one)
        if one.moved:
            said["moved"] = one.moved[-1][0]
        if reminded := [n.at for n in notices if n.topic == "remind"]:
            said["reminded"] = reminded[0]
        if one.breached_at is None and (withdrawn := gone.get(f"breach:{one.key}")):
            said["withdrawn"] = withdrawn["at"]
        if one.subject is not None:
            said["decides"] = True
        if one.taken_by is not None:
            said["holder"] = frozenset({one.taken_by})
        said["handed_to"] = said["holder"]
        yield Outcome(one.rule, "owed", said)


def _marks(one: Obligation) -> dict[str, Any]:
    """Breached, kept, waived, lapsed: each with its instant, where it is so."""
    said: dict[str, Any] = {}
    if one.breached_at is not None:
        said["breached"] = one.breached_at
    if one.state in ("kept", "waived", "lapsed"):
        said[one.state] = one.kept_at
    if one.paused:
        said["paused"] = True
    return said


def consequence(one: Any) -> dict[str, Any]:
    """What a story says of a consequence."""
    return _consequence(one)


def _consequence(one: Any) -> dict[str, Any]:
    said: dict[str, Any] = {
        "rule": one.rule,
        "of": one.party,
        "state": one.state,
        "on": one.matter,
        "decided_by": one.decided_by,
    }
    for name, value in one.what.items():
        if name in ("fine", "reward", "compensation"):
            said["amount"] = value
        elif name == "lacks":
            said["lacks"] = frozenset(value)
        elif name == "one_of":
            said["one_of"] = frozenset(value)
        else:
            said[name] = value
    if one.choice is not None:
        said["choice"] = one.choice
    return said


def _told(docket: Docket, namer: Namer) -> Iterator[Outcome]:
    by_rule: dict[tuple[str, str, datetime], set[str]] = {}
    for notice in docket.notices.values():
        if notice.obligation is None and notice.topic in ("told", "refused"):
            by_rule.setdefault((notice.rule, notice.matter, notice.at), set()).update(namer.names(notice.to))
    for (rule, matter, at), names in by_rule.items():
        yield Outcome(rule, "told", {"told": frozenset(names), "on": matter, "at": at})


def shown(value: Any) -> str:
    """A value as the story would write it."""
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M:%S").removesuffix(":00")
    if isinstance(value, Money):
        return str(value)
    if isinstance(value, frozenset):
        return "[" + ", ".join(sorted(str(one) for one in value)) + "]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{k}: {shown(v)}" for k, v in value.items()) + "}"
    return str(value)
