"""Owns the rule book: the rules of all packs in force, bound to their behaviour and indexed by event and act."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from aftersales.foundation.durations import Duration
from aftersales.foundation.texts import Text
from aftersales.policy.calendars import Calendar
from aftersales.policy.catalogue import ANY, Catalogue
from aftersales.policy.kinds.base import Behaviour
from aftersales.policy.kinds.coverage.kind import Coverage, Share
from aftersales.policy.kinds.duty.kind import Duty
from aftersales.policy.kinds.stand_in.kind import StandIn
from aftersales.policy.language.references import Shift

NOTED = ("flag", "ask_reason")  # how a gate notes what it does not refuse
_PLAIN = {"seconds": 1, "minutes": 60, "hours": 3600, "days": 86400, "weeks": 604800}
_EMPTY: tuple[Behaviour, ...] = ()


@dataclass(slots=True)
class RuleBook:
    """All rules of one installation, every edition, ready to judge.

    ``calendars`` holds compiled calendars by key; ``calendar`` is the key used where a branch names none.
    """

    catalogue: Catalogue
    timezone: ZoneInfo
    rules: tuple[Behaviour, ...]
    calendars: Mapping[str, Calendar]
    calendar: str
    labels: Mapping[str, Mapping[str, Text]]  # roles, forms, grounds
    currency: str = "CNY"
    digest: str = ""
    # indexes, made anew with every book
    facts: frozenset[str] = field(init=False, default=frozenset())
    by_event: dict[str, tuple[Behaviour, ...]] = field(init=False, default_factory=dict)
    by_act: dict[str, tuple[Behaviour, ...]] = field(init=False, default_factory=dict)
    by_id: dict[str, list[Behaviour]] = field(init=False, default_factory=dict)
    by_fields: dict[str, list[str]] = field(init=False, default_factory=dict)  # field -> rules whose due follows it
    lapsing: dict[str, list[str]] = field(init=False, default_factory=dict)  # event -> rules whose duties it ends
    acts_of: dict[str, str] = field(init=False, default_factory=dict)  # event -> act that states it
    declared: dict[str, frozenset[str]] = field(init=False, default_factory=dict)
    by_edition: dict[tuple[str, str], Behaviour] = field(init=False, default_factory=dict)
    noting: frozenset[str] = field(init=False, default=frozenset())  # acts with a gate that notes instead of refusing
    remembered: frozenset[str] = field(
        init=False, default=frozenset()
    )  # events whose fields their matter remembers: those of rooms
    party_fields: frozenset[str] = field(init=False, default=frozenset())  # fields of any event that name parties
    absences: tuple[StandIn, ...] = field(init=False, default=())
    last_day: tuple[datetime, date] | None = field(init=False, default=None)

    def __post_init__(self) -> None:
        self.facts = frozenset(self.catalogue.facts)
        events: dict[str, list[Behaviour]] = {}
        acts: dict[str, list[Behaviour]] = {}
        for rule in self.rules:
            self.by_id.setdefault(rule.id, []).append(rule)
            self.by_edition.setdefault((rule.id, rule.edition), rule)
            for name in rule.events():
                events.setdefault(name, []).append(rule)
            for name in rule.acts():
                acts.setdefault(name, []).append(rule)
            if isinstance(rule, Duty):
                self._index_duty(rule)
        self.by_event = {name: tuple(found) for name, found in events.items()}
        self.by_act = {name: tuple(found) for name, found in acts.items()}
        self.noting = frozenset(
            name for name, found in acts.items() if any(getattr(one, "mode", "refuse") in NOTED for one in found)
        )
        self.remembered = frozenset(
            event.name for event in self.catalogue.events.values() if ANY not in event.on and not event.derived
        )
        self.absences = tuple(rule for rule in self.rules if isinstance(rule, StandIn))
        self.party_fields = frozenset(
            item.name
            for event in self.catalogue.events.values()
            for item in event.fields.values()
            if item.kind in ("party", "parties")
        )
        self.acts_of = {act.states: act.name for act in self.catalogue.acts.values()}
        self.declared = {name: frozenset(event.fields) for name, event in self.catalogue.events.items()}

    def _index_duty(self, rule: Duty) -> None:
        by = getattr(rule.params, "by", None)
        if rule.kind == "duty" and isinstance(by, str):
            self.by_fields.setdefault(by, []).append(rule.id)
        for event in getattr(rule.params, "lapses", None) or ():
            self.lapsing.setdefault(event, []).append(rule.id)

    def for_event(self, name: str) -> tuple[Behaviour, ...]:
        """Every edition of every rule that hears the event."""
        return self.by_event.get(name, _EMPTY)

    def for_act(self, name: str) -> tuple[Behaviour, ...]:
        """Every edition of every rule that guards the act."""
        return self.by_act.get(name, _EMPTY)

    def edition(self, rule: str, edition: str) -> Behaviour | None:
        """The edition that an obligation was opened under; None when the book no longer knows it."""
        return self.by_edition.get((rule, edition))

    def current(self, rule: str, day: date) -> Behaviour | None:
        """The edition of a rule in force on a day."""
        for one in self.by_id.get(rule, ()):
            if one.since <= day and (one.until is None or day < one.until):
                return one
        return None

    def act_of(self, event: str) -> str | None:
        """The act that states an event."""
        return self.acts_of.get(event)

    # time ----------------------------------------------------------------

    def local(self, at: datetime) -> datetime:
        """An instant in the policy's zone."""
        return at.astimezone(self.timezone)

    def day(self, at: datetime) -> date:
        """The civil day of an instant in the policy's zone; all rules ask it of the same instant, one after another."""
        last = self.last_day
        if last is None or last[0] is not at:
            last = self.last_day = (at, at.astimezone(self.timezone).date())
        return last[1]

    def day_end(self, day: date) -> datetime:
        """The end of a civil day, as an instant."""
        return datetime.combine(day + timedelta(days=1), time(), self.timezone).astimezone(UTC)

    def due(self, scene: Any, matter: str, start: datetime, length: Duration, pauses: Iterable[str]) -> datetime | None:
        """``length`` after ``start``; pauses of the named reasons do not count; None while one lasts."""
        reasons = tuple(pauses or ())
        spans: list[tuple[datetime, datetime | None]] = []
        if reasons:
            for state in scene.docket.chain(matter):
                spans += [(a, b) for why, a, b in state.pauses if why in reasons]
        if not spans and not length.working and length.unit in _PLAIN:
            return start + timedelta(seconds=length.count * _PLAIN[length.unit])
        key = scene.ask("calendar", "", matter) or self.calendar
        calendar = self.calendars.get(key) or self.calendars[self.calendar]
        spans.sort(key=lambda span: span[0])
        found = calendar.due_with_pauses(start, length, spans) if spans else calendar.due(start, length)
        return found.astimezone(UTC) if found is not None else None

    def shifted(self, scene: Any, matter: str, at: datetime, shift: Shift) -> datetime:
        """An instant moved by a signed duration: ``-2d``, ``+2 working days``."""
        length = shift.duration
        if shift.later:
            return self.due(scene, matter, at, length, ()) or at
        back = Duration(-length.count, length.unit, length.working)
        return self.due(scene, matter, at, back, ()) or at

    # what rules answer ---------------------------------------------------

    def shares(self, scene: Any, lines: Iterable[str]) -> list[Share]:
        """Who pays each kind of line; the first coverage rule that fits decides."""
        rules = [rule for rule in self.rules if isinstance(rule, Coverage)]
        found = []
        for line in lines:
            share = next((s for s in (rule.answer(scene, line) for rule in rules) if s is not None), None)
            if share is not None:
                found.append(share)
        return found

    def stand_ins(self) -> tuple[StandIn, ...]:
        """The rules that say who acts for an absent holder."""
        return self.absences

    # words ---------------------------------------------------------------

    def label_of(self, name: str) -> Text:
        """What a field is called."""
        for event in self.catalogue.events.values():
            if name in event.fields:
                return event.fields[name].label
        return Text(name, name)

    def _label(self, table: str, name: str) -> Text:
        return self.labels.get(table, {}).get(name) or Text(name, name)

    def role_label(self, name: str) -> Text:
        """What a role is called."""
        return self._label("roles", name)

    def form_label(self, name: str) -> Text:
        """What a form is called."""
        return self._label("forms", name)

    def ground_label(self, name: str) -> Text:
        """What a ground is called."""
        return self._label("grounds", name)

    def act_label(self, name: str) -> Text:
        """What an act is called."""
        act = self.catalogue.acts.get(name)
        return act.label if act else Text(name, name)

    def event_label(self, name: str) -> Text:
        """What an event is called."""
        event = self.catalogue.events.get(name)
        return event.label if event else Text(name, name)


Bind = Callable[[Any, Callable[[str], Any]], Behaviour]
