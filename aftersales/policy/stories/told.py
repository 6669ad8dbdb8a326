"""Owns the telling of one story before the pure law: acts by named people, time that passes, and what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from pydantic import BaseModel

from aftersales.foundation.money import Money
from aftersales.policy.book import RuleBook
from aftersales.policy.catalogue import ActType
from aftersales.policy.docket import Docket
from aftersales.policy.effects import Do
from aftersales.policy.events import Cause, Event, Question, Source
from aftersales.policy.figures import belongs, take
from aftersales.policy.hearing import LAW, Hearing
from aftersales.policy.kinds.measure.kind import Measure
from aftersales.policy.kinds.recurring.kind import Recurring
from aftersales.policy.moves import completed
from aftersales.policy.periods import span, spans
from aftersales.policy.stories.compare import Difference, compare
from aftersales.policy.stories.outcomes import Namer, Outcome, Refusal, consequence, outcomes
from aftersales.policy.stories.values import instant, typed_all

LINES = ("parts", "labour", "travel", "other")
POLICY = "policy"
DEPTH = 8  # how many acts of the policy may follow from one another; the check of a pack proves fewer


class _Stated(dict[str, Any]):
    """An event's fields that remember which computed one was read without having been stated."""

    def __init__(self, fields: Mapping[str, Any], unstated: frozenset[str], missed: set[str]) -> None:
        super().__init__(fields)
        self._unstated = unstated
        self._missed = missed

    def get(self, key: str, default: Any = None) -> Any:
        if key in self._unstated:
            self._missed.add(key)
        return super().get(key, default)


@dataclass(frozen=True, slots=True)
class _Told:
    """One act of a story, or of the policy in it."""

    act: ActType
    by: str
    on: str | None
    given: dict[str, Any]
    at: datetime
    label: str | None = None
    source: Source = "live"
    reason: str = ""
    cause: Cause | None = None


@dataclass(slots=True)
class Teller:
    """One story being told; ``run`` gives its differences, none where all came out as expected."""

    story: Any
    book: RuleBook
    log: list[Event] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    opened: list[tuple[str, str, str]] = field(default_factory=list)
    gone: dict[str, dict[str, Any]] = field(default_factory=dict)
    problems: list[Difference] = field(default_factory=list)
    hearing: Hearing = field(init=False)
    roles: dict[str, str] = field(init=False)
    facts: dict[str, Any] = field(default_factory=dict)
    last: datetime | None = None
    missed: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.roles = {label: person.role for label, person in self.story.people.items()}
        self.hearing = self._fresh()

    # the world of a story -------------------------------------------------

    def _fresh(self) -> Hearing:
        docket = Docket()
        for label, given in self.story.given.items():
            begun = given.opened_at or self.story.happens[0].at
            state = docket.open_matter(label, given.kind, given.parent, begun)
            state.memory.update({name: value for name, value in given.fields.items() if value is not None})
        return Hearing(self.book, docket, self.world)

    def world(self, question: Question, at: datetime) -> Any:
        """What people, relations and stated facts answer."""
        kind, name, subject = question
        match kind:
            case "role":
                return sorted(label for label, role in self.roles.items() if role == name)
            case "roles":
                return [self.roles[subject]] if subject in self.roles else []
            case "person":
                if name.startswith("party:"):
                    return {"person": name[6:], "gap": False}
                held = sorted(label for label, role in self.roles.items() if f"role:{role}" == name)
                return {"person": held[0] if len(held) == 1 else None, "gap": not held}
            case "relation":
                found = self.story.relations.get(name, {}).get(subject.removeprefix("party:"))
                return list(found or ())
            case "fact":
                return self._fact(name, subject)
            case "measure":
                return self._measure(name, subject)
            case "population":
                return list(self.story.populations.get(name, ()))
        return None

    def _fact(self, name: str, matter: str) -> Any:
        if name in self.facts:
            return self.facts[name]
        self.problems.append(
            Difference(name, f"a rule reads the fact '{name}' of {matter}, which the story does not state")
        )
        return None

    def _measure(self, rule_id: str, subject: str) -> Any:
        member, since, until = subject.split("|")
        rule = self.book.current(rule_id, self.book.day(datetime.fromisoformat(since)))
        if not isinstance(rule, Measure):
            return None
        person = self.hearing.docket.matters[member].memory.get("person")
        names = frozenset(str(n) for n in (member, person) if n)
        begun, ended = datetime.fromisoformat(since), datetime.fromisoformat(until)
        events = [e for e in self.log if e.name == rule.params.of and begun <= e.at < ended and belongs(rule, e, names)]
        return take(rule, events).as_answer()

    # the telling ----------------------------------------------------------

    def run(self) -> list[Difference]:
        """Tell every line, then compare."""
        for line in self.story.happens:
            at = line.at.astimezone(UTC)
            self.facts = {**self.story.facts, **line.facts}
            self._periods(at)
            if line.act is None:
                self._pass(at)
            else:
                self._act(line, at)
            self.last = max(at, self.last) if self.last else at
        if self.missed:
            self.problems.append(Difference("", f"rules read {sorted(self.missed)}, which no line states under facts"))
        expected = self.expected()
        names = frozenset(self.story.names)
        return [*self.problems, *compare(expected, [*self.outcomes(), *self._covered(expected)], names, self.typed)]

    def expected(self) -> list[dict[str, Any]]:
        """What the story expects, as plain values."""
        return [{"rule": one.rule, **_plain(one.values)} for one in self.story.expect]

    def outcomes(self) -> list[Outcome]:
        """Everything that came of the rules."""
        found = list(outcomes(self.hearing.docket, Namer(self.roles), self.refusals, self.opened, self.gone))
        for event in self.log:
            if event.name == "gate.waived.v1":
                said = {"waived": event.by, "on": event.matter, "at": event.at}
                found.append(Outcome(str(event.fields["rule"]), "waived", said))
        return found

    def _covered(self, expected: list[dict[str, Any]]) -> list[Outcome]:
        """Who would pay which line, for the matters that the story asks about."""
        found = []
        for one in expected:
            if "covers" not in one:
                continue
            at = self.last or self.story.happens[0].at
            scene = self.hearing.scene(str(one["on"]), at)
            shares = [s for s in self.book.shares(scene, LINES) if s.rule == one["rule"]]
            covers: Any = {s.line: f"{s.part * 100:.0f}%" for s in shares} or "none"
            payer = shares[0].payer if shares else None
            found.append(Outcome(str(one["rule"]), "covers", {"covers": covers, "on": one["on"], "payer": payer}))
        return found

    def _pass(self, at: datetime) -> None:
        self.hearing.advance(at)
        self._policy_acts(0)

    def _periods(self, at: datetime) -> None:
        """What begins or ends with a period up to ``at``, for the members that the story names."""
        since = self.last or self.story.happens[0].at
        due: list[tuple[datetime, str, str, Any, Any]] = []
        for rule in self.book.rules:
            if not isinstance(rule, (Recurring, Measure)):
                continue
            members = self.story.populations.get(rule.params.population, ())
            name = "period.began.v1" if isinstance(rule, Recurring) else "period.ended.v1"
            if not members:
                continue
            begun = since if isinstance(rule, Recurring) else _back(rule, since, self.book)
            for one in spans(rule.params.every, begun, at, self.book.timezone):
                when = one.since if isinstance(rule, Recurring) else one.until
                if (self.last is None or when > self.last or when == since) and when <= at:
                    due += [(when, name, member, rule, one) for member in members]
        for when, name, member, rule, one in sorted(due, key=lambda d: (d[0], d[3].id, d[2])):
            fields = {"rule": rule.id, "population": rule.params.population, "from": one.since, "until": one.until}
            self._state(
                Event(f"{name}:{rule.id}:{member}:{when.isoformat()}", name, when, member, LAW, fields, source="law")
            )

    def _act(self, line: Any, at: datetime) -> None:
        act = self.book.catalogue.acts[line.act]
        self._try(_Told(act, line.actor, line.on, dict(line.given), at, line.named, line.source, line.reason), 0)

    def _try(self, told: _Told, depth: int) -> None:
        """One act: refused where the law stands in its way, else its event is heard."""
        act, at = told.act, told.at
        watched = self._watched(act, told.on, told.given)
        late = self.last is not None and at < self.last
        self._policy_before(at, late)
        tried_at = max(at, self.last) if late and self.last else at
        reasons = self.hearing.attempt(act, told.on, watched, by=told.by, at=tried_at)
        excused = told.reason or watched.get("reason")
        barring = ("refuse", "hold") if excused else ("refuse", "hold", "ask_reason")
        barred = [reason for reason in reasons if reason.mode in barring]
        if barred and told.source != "history":
            self._refused(act, told.by, told.on, at, barred, depth)
            return
        self._state(self._event(told, watched), late)
        self._policy_acts(depth)

    def _event(self, told: _Told, fields: Mapping[str, Any]) -> Event:
        act = told.act
        if told.cause is not None:
            self.opened.append((told.cause.rule.partition("/")[0], act.makes or act.name, told.on or ""))
        matter = told.on if act.makes is None else told.label or self._label(act.makes)
        return Event(
            id=f"e{len(self.log) + 1}",
            name=act.states,
            at=told.at,
            matter=matter or "none",
            by=told.by,
            fields=fields,
            act=act.name,
            source=told.source,
            seq=len(self.log) + 1,
            cause=told.cause,
            makes=act.makes,
            parent=told.on if act.makes else None,
            form=act.form,
        )

    def _watched(self, act: ActType, on: str | None, given: dict[str, Any]) -> _Stated:
        """The fields of the event: what is given, and what the story says that a room computes."""
        computed = frozenset(self.book.catalogue.events[act.states].fields) - frozenset(act.given)
        stated = {name: value for name, value in self.facts.items() if name in computed}
        fields = {**given, **stated}
        if act.generic and on is not None:
            fields = completed(self.hearing.docket, act.name, on, fields)
        return _Stated(fields, frozenset() if act.generic else computed - frozenset(stated), self.missed)

    def _policy_before(self, at: datetime, late: bool) -> None:
        if not late:
            self.hearing.advance(at)
            self._policy_acts(0)

    def _refused(self, act: ActType, by: str, on: str | None, at: datetime, reasons: list[Any], depth: int) -> None:
        by_rule: dict[tuple[str, str], list[str]] = {}
        for reason in reasons:
            asked = [str(who) for who in reason.consents]
            by_rule.setdefault((reason.rule, reason.mode), []).extend([*reason.fields, *asked])
        for (rule, mode), lacks in by_rule.items():
            self.refusals.append(Refusal(rule or "law", act.name, at, mode, tuple(lacks)))
        if on is None:
            return
        fields = {"act": act.name, "codes": [r.code for r in reasons], "cites": [r.rule for r in reasons if r.rule]}
        number = len(self.log) + 1
        self._state(Event(f"e{number}", "act.refused.v1", at, on, by, fields, seq=number, source="law"))
        self._policy_acts(depth)

    def _state(self, event: Event, late: bool = False) -> None:
        if event.seq == 0:
            event = _numbered(event, len(self.log) + 1)
        self.log.append(event)
        if not late:
            self.hearing.hear(event)
            return
        before = self.hearing.docket
        self.hearing = self._fresh()
        self.hearing.fold(sorted(self.log, key=lambda e: e.order))
        if self.last is not None:
            self.hearing.advance(self.last)
        self._note_gone(before, self.hearing.docket, event.at)

    def _note_gone(self, before: Docket, after: Docket, after_at: datetime) -> None:
        """What a late fact has undone: breaches withdrawn, consequences reversed with them."""
        for key, one in before.obligations.items():
            if one.breached_at is not None and (
                key not in after.obligations or after.obligations[key].breached_at is None
            ):
                self.gone[f"breach:{key}"] = {"rule": one.rule, "at": after_at}
        for key, had in before.consequences.items():
            if key not in after.consequences:
                self.gone[f"consequence:{key}"] = {**consequence(had), "state": "reversed"}

    def _policy_acts(self, depth: int) -> None:
        while self.hearing.wanted:
            do: Do = self.hearing.wanted.pop(0)
            if depth >= DEPTH:
                self.problems.append(Difference(do.rule, "the policy's acts follow from one another without end"))
                return
            if (do.cause, do.key) in self.hearing.done:
                continue
            self.hearing.done.add((do.cause, do.key))
            act = self.book.catalogue.acts[do.act]
            given = typed_all(act.given, do.given, self.book.timezone, self.book.currency)
            outer, self.facts = self.facts, {**self.facts, **dict(self.story.facts.get(do.act) or {})}
            self._try(_Told(act, POLICY, do.matter, given, do.at, cause=Cause(do.cause, do.key)), depth + 1)
            self.facts = outer

    def _label(self, kind: str) -> str:
        label, number = kind, 1
        while label in self.hearing.docket.matters:
            number += 1
            label = f"{kind}{number}"
        return label

    def typed(self, name: str, value: Any) -> Any:
        """An expected value in the outcome's own type."""
        match name:
            case "due" | "breached" | "kept" | "at" | "opened_at":
                return instant(value, self.book.timezone) if value is not None else None
            case "reminded" | "moved" | "lapsed" | "withdrawn":
                return instant(value, self.book.timezone) if value is not None else None
            case "waived":
                return instant(value, self.book.timezone) if str(value)[:1].isdigit() else value
            case "target":
                return Decimal(str(value))
            case "told" | "lacks" | "one_of" | "holder" | "routed" | "handed_to":
                return frozenset(str(one) for one in (value if isinstance(value, (list, tuple)) else [value]))
            case "amount":
                return value if isinstance(value, Money) else Money.parse(str(value), self.book.currency)
            case "measured":
                return Decimal(str(value).rstrip("%"))
            case "points":
                return Decimal(str(value))
            case "charged":
                return {key: self.typed(key, one) for key, one in dict(value).items()}
        return value


def _plain(values: Mapping[str, Any]) -> dict[str, Any]:
    """Expected values without the models that read them."""
    return {
        name: value.model_dump(exclude_none=True) if isinstance(value, BaseModel) else value
        for name, value in values.items()
    }


def _numbered(event: Event, seq: int) -> Event:
    return Event(
        event.id,
        event.name,
        event.at,
        event.matter,
        event.by,
        event.fields,
        event.act,
        event.source,
        seq,
        event.recorded_at,
        event.cause,
        event.answers,
        event.makes,
        event.parent,
        event.form,
    )


def _back(rule: Any, since: datetime, book: RuleBook) -> datetime:
    """Early enough that the period which was running at ``since`` is among those that end later."""
    return span(rule.params.every, since, book.timezone).since
