"""Owns the replay: a log judged again under another policy, and what would have been different."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any

from aftersales.foundation.money import Money
from aftersales.policy.book import RuleBook
from aftersales.policy.docket import Docket
from aftersales.policy.events import Event, Question
from aftersales.policy.hearing import Hearing

#: answers that a rule can do without: who is named and which calendar runs change no outcome by their absence
_BENIGN = frozenset({"person", "calendar", "roles", "absent"})


@dataclass(slots=True)
class Told:
    """What a log comes to under one policy."""

    obligations: dict[str, dict[str, Any]] = field(default_factory=dict)
    consequences: dict[str, dict[str, Any]] = field(default_factory=dict)
    charges: dict[str, dict[str, Any]] = field(default_factory=dict)
    refused: dict[str, dict[str, Any]] = field(default_factory=dict)
    unanswered: Counter[str] = field(default_factory=Counter)  # rule -> questions whose answers were not stored


class _Stored:
    """A world that knows only what was stored with the events of the log."""

    def __init__(self, told: Told) -> None:
        self.told = told
        self.known: dict[str, Any] = {}

    def learn(self, answers: Mapping[str, Any]) -> None:
        self.known.update(answers)

    def __call__(self, question: Question, at: datetime) -> Any:
        key = question.key()
        if key in self.known:
            return self.known[key]  # asked of the same subject by an earlier event of the family
        if question.kind not in _BENIGN:
            self.told.unanswered[f"{question.kind}:{question.name}"] += 1
        return None


def tell(families: Mapping[str, list[Event]], book: RuleBook, until: datetime) -> Told:
    """Every family of the log under one book, acts taken as done, time passing up to ``until``."""
    told = Told()
    for events in families.values():
        world = _Stored(told)
        hearing = Hearing(book, Docket(), world)
        own = [event for event in sorted(events, key=lambda one: one.order) if _stated(event)]
        for event in own:
            if event.cause is not None:
                hearing.done.add((event.cause.event, event.cause.rule))
        for event in own:
            world.learn(event.answers)
            _try(hearing, event, told)
            hearing.hear(event)
        hearing.advance(until)
        _collect(hearing, told)
    return told


def _stated(event: Event) -> bool:
    """Derived events are stated anew by the law; only periods come from outside it."""
    return event.source != "law" or event.name.startswith("period.")


def _try(hearing: Hearing, event: Event, told: Told) -> None:
    act = hearing.book.catalogue.acts.get(event.act or "")
    if act is None or event.source == "history":
        return
    on = event.parent if event.makes else event.matter
    for reason in hearing.attempt(act, on, event.fields, by=event.by, at=event.at):
        if reason.mode in ("refuse", "hold") and reason.rule:
            key = f"{event.id}:{reason.rule}:{reason.code}"
            told.refused[key] = {
                "rule": reason.rule,
                "act": act.name,
                "matter": event.matter,
                "at": event.at.isoformat(),
            }


def _collect(hearing: Hearing, told: Told) -> None:
    for one in hearing.docket.obligations.values():
        told.obligations[one.key] = {
            "rule": one.rule,
            "matter": one.matter,
            "state": one.state,
            "due": one.due.isoformat() if one.due else None,
            "kept": one.kept_at.isoformat() if one.state == "kept" and one.kept_at else None,
            "breached": one.breached_at.isoformat() if one.breached_at else None,
        }
    for owed in hearing.docket.consequences.values():
        amount = next((v for v in owed.what.values() if isinstance(v, Money)), None)
        told.consequences[owed.key] = {
            "rule": owed.rule,
            "of": owed.party,
            "state": owed.state,
            "amount": str(amount) if amount else None,
        }
    for line in hearing.docket.charges.values():
        told.charges[line.key] = {"rule": line.rule, "payer": line.payer, "amount": str(line.amount)}


@dataclass(frozen=True, slots=True)
class Comparison:
    """What two policies make of the same log."""

    before: Told
    after: Told

    def as_json(self) -> dict[str, Any]:
        """Counts by rule, money by currency, and each difference."""
        return {
            "obligations": _compared(self.before.obligations, self.after.obligations),
            "consequences": _compared(self.before.consequences, self.after.consequences),
            "charges": _compared(self.before.charges, self.after.charges),
            "refused": _compared(self.before.refused, self.after.refused),
            "by_rule": {"before": by_rule(self.before), "after": by_rule(self.after)},
            "money": {"before": money(self.before), "after": money(self.after)},
            "not_replayable": dict(self.after.unanswered),
        }


def _compared(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "before": len(before),
        "after": len(after),
        "only_before": [{"key": k, **before[k]} for k in sorted(before.keys() - after.keys())],
        "only_after": [{"key": k, **after[k]} for k in sorted(after.keys() - before.keys())],
        "changed": [
            {"key": k, "before": before[k], "after": after[k]}
            for k in sorted(before.keys() & after.keys())
            if before[k] != after[k]
        ],
    }


def by_rule(told: Told) -> dict[str, dict[str, int]]:
    """Opened, kept, broken for each rule."""
    found: dict[str, dict[str, int]] = {}
    for one in told.obligations.values():
        row = found.setdefault(one["rule"], {"opened": 0, "kept": 0, "breached": 0, "open": 0})
        row["opened"] += 1
        row["kept"] += one["state"] == "kept"
        row["open"] += one["state"] in ("open", "suspended")
        row["breached"] += one["breached"] is not None
    return dict(sorted(found.items()))


def money(told: Told) -> dict[str, dict[str, str]]:
    """Sums of consequences and charges, by currency."""
    sums: dict[str, dict[str, Decimal]] = {"consequences": {}, "charges": {}}
    for name, rows in (("consequences", told.consequences), ("charges", told.charges)):
        for row in rows.values():
            if row["amount"]:
                amount = Money.parse(row["amount"])
                sums[name][amount.currency] = sums[name].get(amount.currency, Decimal(0)) + amount.amount
    return {name: {currency: f"{total:f}" for currency, total in found.items()} for name, found in sums.items()}


def families_of(lines: Iterable[tuple[str, Event]]) -> dict[str, list[Event]]:
    """Events by family."""
    found: dict[str, list[Event]] = {}
    for root, event in lines:
        found.setdefault(root, []).append(event)
    return found
