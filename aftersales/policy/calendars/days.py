"""Owns what holds on a single date: which rule decides it, and the hours that are left of it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Literal

from aftersales.foundation.instants import DAY_SECONDS, EPOCH_ORDINAL
from aftersales.policy.calendars.reading import Hours
from aftersales.policy.calendars.spec import CalendarSpec

Reason = Literal["make_up", "holiday", "date_hours", "week"]
# Wall seconds: what a clock on the wall shows, counted from 1970-01-01T00:00 as if there were no zones.
Wall = list[tuple[int, int]]
_HOLIDAY: tuple[Reason, Hours] = ("holiday", ())


class Days:
    """Answers, for each date, what its calendar says of it."""

    def __init__(self, spec: CalendarSpec) -> None:
        self._spec = spec
        self._monday = spec.week[0]
        self._breaks = merged(
            (midnight(day) + start, midnight(day) + end)
            for day, hours in sorted(spec.breaks.items())
            for start, end in hours
        )
        self._decided: dict[int, tuple[Reason, Hours]] = {
            **{day: ("date_hours", hours) for day, hours in spec.date_hours.items()},
            **dict.fromkeys(spec.holidays, _HOLIDAY),
            **{day: ("make_up", self._make_up_hours(day)) for day in spec.extra_workdays},
        }
        self._broken = {
            day
            for start, end in self._breaks
            # The day before as well: what opens on it may run past midnight into the break.
            for day in range(start // DAY_SECONDS + EPOCH_ORDINAL - 1, (end - 1) // DAY_SECONDS + EPOCH_ORDINAL + 1)
        }

    def _make_up_hours(self, day: int) -> Hours:
        spec = self._spec
        own = spec.extra_workday_hours.get(day) or spec.extra_hours_for_all
        return own or spec.week[weekday(day)] or self._monday

    def rule(self, day: int) -> tuple[Reason, Hours]:
        """The rule that decides a date, and its hours before breaks are cut out."""
        decided = self._decided.get(day)
        if decided is not None and decided[0] == "make_up":
            return decided
        if self._spec.yearly_holidays:
            on = date.fromordinal(day)
            if (on.month, on.day) in self._spec.yearly_holidays:
                return _HOLIDAY
        return decided or ("week", self._spec.week[weekday(day)])

    def own_wall(self, day: int) -> Wall:
        """What opens on a date, in wall seconds, after breaks; it may run into the next day."""
        base = midnight(day)
        pieces = merged((base + start, base + end) for start, end in self.rule(day)[1])
        return self._without_breaks(pieces) if day in self._broken else pieces

    def has_break(self, day: int) -> bool:
        """Whether a break touches the civil day."""
        base = midnight(day)
        return any(start < base + DAY_SECONDS and base < end for start, end in self._breaks)

    def is_working(self, day: int) -> bool:
        """Whether any working time opens on the date."""
        return bool(self.own_wall(day) if day in self._broken else self.rule(day)[1])

    @property
    def repeats(self) -> bool:
        """Whether there is working time every week, and not on certain dates alone."""
        return any(self._spec.week)

    def wall(self, first: int, last: int) -> Wall:
        """All open wall time that opens on the dates from ``first`` to ``last``, merged, after breaks."""
        rule = self.rule
        pieces = merged(
            (base + start, base + end)
            for day in range(first, last + 1)
            for base in ((day - EPOCH_ORDINAL) * DAY_SECONDS,)
            for start, end in rule(day)[1]
        )
        return self._without_breaks(pieces)

    def _without_breaks(self, pieces: Wall) -> Wall:
        left: Wall = []
        breaks = self._breaks
        cut = 0
        for start, end in pieces:
            while cut < len(breaks) and breaks[cut][1] <= start:
                cut += 1
            ahead, done = cut, start
            while ahead < len(breaks) and breaks[ahead][0] < end:
                if done < breaks[ahead][0]:
                    left.append((done, breaks[ahead][0]))
                done = max(done, breaks[ahead][1])
                ahead += 1
            if done < end:
                left.append((done, end))
        return left

    @property
    def last_dated_year(self) -> int:
        """The last year in which a date of its own stands; after it the calendar only repeats itself."""
        days = [*self._decided, *self._broken]
        return date.fromordinal(max(days)).year if days else 0


def midnight(day: int) -> int:
    """The wall second at which a date begins."""
    return (day - EPOCH_ORDINAL) * DAY_SECONDS


def weekday(day: int) -> int:
    """0 for a Monday."""
    return (day - 1) % 7


def merged(pieces: Iterable[tuple[int, int]]) -> Wall:
    """Pieces in order of their start, with what overlaps or meets joined."""
    joined: Wall = []
    reach = None
    for start, end in pieces:
        if reach is None or start > reach:
            joined.append((start, end))
            reach = end
        elif end > reach:
            joined[-1] = (joined[-1][0], end)
            reach = end
    return joined
