"""Owns what a rule may look up while it judges: time, words and editions, whoever keeps the book."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, Protocol

from aftersales.foundation.durations import Duration
from aftersales.foundation.texts import Text
from aftersales.policy.language.references import Shift


class ReferenceBook(Protocol):
    """The side of the rule book that rules see; :class:`aftersales.policy.book.RuleBook` is it."""

    facts: frozenset[str]
    currency: str

    def local(self, at: datetime) -> datetime:
        """An instant in the policy's zone."""
        ...

    def day(self, at: datetime) -> date:
        """The civil day of an instant in the policy's zone."""
        ...

    def day_end(self, day: date) -> datetime:
        """The end of a civil day, as an instant."""
        ...

    def due(self, scene: Any, matter: str, start: datetime, length: Duration, pauses: Iterable[str]) -> datetime | None:
        """``length`` after ``start``, pauses of the named reasons left out; None while one lasts."""
        ...

    def shifted(self, scene: Any, matter: str, at: datetime, shift: Shift) -> datetime:
        """An instant moved by a signed duration."""
        ...

    def act_of(self, event: str) -> str | None:
        """The act that states an event."""
        ...

    def for_event(self, name: str) -> tuple[Any, ...]:
        """Every edition of every rule that hears the event."""
        ...

    def for_act(self, name: str) -> tuple[Any, ...]:
        """Every edition of every rule that guards the act."""
        ...

    def edition(self, rule: str, edition: str) -> Any:
        """The edition that an obligation was opened under."""
        ...

    def current(self, rule: str, day: date) -> Any:
        """The edition of a rule in force on a day."""
        ...

    def stand_ins(self) -> tuple[Any, ...]:
        """The rules that say who acts for an absent holder."""
        ...

    def label_of(self, name: str) -> Text:
        """What a field is called."""
        ...

    def role_label(self, name: str) -> Text:
        """What a role is called."""
        ...

    def form_label(self, name: str) -> Text:
        """What a form is called."""
        ...

    def ground_label(self, name: str) -> Text:
        """What a ground is called."""
        ...

    def act_label(self, name: str) -> Text:
        """What an act is called."""
        ...

    def event_label(self, name: str) -> Text:
        """What an event is called."""
        ...
