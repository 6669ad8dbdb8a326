"""Owns the clock: the only place of the house that may read the time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Protocol

from aftersales.foundation.instants import ensure_aware


class Clock(Protocol):
    """Whatever can say what time it is."""

    def now(self) -> datetime:
        """The present instant, in UTC."""
        ...


class SystemClock:
    """The clock of the machine."""

    def now(self) -> datetime:
        """The present instant, in UTC."""
        return datetime.now(UTC)


class FixedClock:
    """A clock that stands still until it is moved: for tests and stories."""

    def __init__(self, at: datetime) -> None:
        self._at = ensure_aware(at).astimezone(UTC)

    def now(self) -> datetime:
        """The instant it was set to, in UTC."""
        return self._at

    def set(self, at: datetime) -> None:
        """Put the hands to ``at``."""
        self._at = ensure_aware(at).astimezone(UTC)

    def advance(self, by: timedelta) -> datetime:
        """Move the hands on and say what they show."""
        self._at += by
        return self._at
