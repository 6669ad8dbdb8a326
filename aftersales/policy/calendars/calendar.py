"""Owns the calendar: working time, and the durations that run on it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from aftersales.foundation.durations import Duration
from aftersales.policy.calendars.days import Days
from aftersales.policy.calendars.due import Pause, due, due_with_pauses
from aftersales.policy.calendars.explain import Explanation, explain
from aftersales.policy.calendars.spec import CalendarSpec
from aftersales.policy.calendars.working_time import WorkingTime

_USUAL_YEAR: Final = 2026


class Calendar(WorkingTime):
    """A compiled calendar: all that can be asked about working time and due instants."""

    __slots__ = ()

    def due(self, start: datetime, duration: Duration) -> datetime:
        """When a duration that begins at start is over."""
        return due(self, start, duration)

    def due_with_pauses(self, start: datetime, duration: Duration, pauses: Sequence[Pause]) -> datetime | None:
        """The same where pauses do not count; None while a pause without an end stands in the way."""
        return due_with_pauses(self, start, duration, pauses)

    def explain(self, start: datetime, duration: Duration, pauses: Sequence[Pause] = ()) -> Explanation:
        """How the due instant comes about, day by day."""
        return explain(self, start, duration, pauses)


def compile_calendar(spec: CalendarSpec, years: tuple[int, int] | None = None) -> Calendar:
    """A calendar ready to answer; ``years`` are compiled at once, all others when they are first asked for."""
    if years is None:
        # Any year would do: the calendar grows to wherever the first question points.
        last = Days(spec).last_dated_year or _USUAL_YEAR
        years = (last, last)
    return Calendar(spec, *years)
