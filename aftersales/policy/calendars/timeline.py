"""Owns how far a calendar has been compiled: it grows by whole years, as far as it is asked.

Beyond the last year that has dates of its own the calendar repeats itself every 400 years, as weekdays, leap years
and the zones' standing rules do; so nothing needs to be compiled further than that.
"""

from __future__ import annotations

from bisect import bisect_left
from datetime import UTC, date, datetime
from threading import Lock
from typing import Final
from zoneinfo import ZoneInfo

from aftersales.foundation.instants import DAY_SECONDS
from aftersales.policy.calendars.days import Days
from aftersales.policy.calendars.problems import never, refuse
from aftersales.policy.calendars.reading import FIRST_YEAR, LAST_YEAR
from aftersales.policy.calendars.spans import Span, build
from aftersales.policy.calendars.zones import year_start

CYCLE_YEARS: Final = 400
CYCLE_DAYS: Final = 146_097
CYCLE_SECONDS: Final = CYCLE_DAYS * DAY_SECONDS
LAST_ASKED_YEAR: Final = 2499
# Every zone of the database follows a standing rule by then; the longest table, Morocco's, ends in 2087.
_SETTLED_YEAR: Final = 2100


class Timeline:
    """The working time of a calendar, compiled as far as it was needed."""

    __slots__ = ("_cap", "_days", "_lock", "_repeat_from", "_zone", "span")

    def __init__(self, days: Days, zone: ZoneInfo, first: int, last: int) -> None:
        self._days = days
        self._zone = zone
        self._lock = Lock()
        self._repeat_from = max(_SETTLED_YEAR, days.last_dated_year + 2)
        self._cap = self._repeat_from + CYCLE_YEARS - 1
        self.span: Span = build(days, zone, first, last)

    def at(self, epoch: int) -> Span:
        """A span that knows the instant."""
        span = self.span
        if span.lo <= epoch < span.hi:
            return span
        try:
            year = datetime.fromtimestamp(epoch, UTC).year
        except (ValueError, OverflowError, OSError):
            year = LAST_YEAR
        return self.of_year(year)

    def of_year(self, year: int) -> Span:
        """A span that knows the year."""
        if not FIRST_YEAR <= year <= LAST_ASKED_YEAR:
            raise refuse(
                "out_of_reach",
                f"日历只能回答 {FIRST_YEAR} 年至 {LAST_ASKED_YEAR} 年的问题。",
                f"A calendar can be asked about the years {FIRST_YEAR} to {LAST_ASKED_YEAR}.",
            )
        if not self.span.first <= year <= self.span.last:
            with self._lock:
                span = self.span
                if year > span.last:
                    self._extend(span, max(year, min(span.last + _step(span), LAST_ASKED_YEAR)))
                elif year < span.first:
                    self._precede(span, min(year, max(span.first - _step(span), FIRST_YEAR)))
        return self.span

    def later(self, span: Span) -> Span | None:
        """A span that reaches further than the given one; None where the calendar repeats itself by now."""
        with self._lock:
            if self.span.last == span.last:
                # Without weekly hours nothing is left to be found after the last date of its own.
                cap = self._cap if self._days.repeats else max(self._days.last_dated_year + 1, span.last)
                if span.last >= cap:
                    return None
                self._extend(self.span, min(span.last + _step(span), cap))
            return self.span

    def earlier(self, span: Span) -> Span:
        """A span that reaches further back than the given one."""
        with self._lock:
            if self.span.first == span.first:
                if span.first <= FIRST_YEAR:
                    raise refuse(
                        "out_of_reach",
                        f"{FIRST_YEAR} 年以前没有足够的工作时间。",
                        f"There is not so much working time since {FIRST_YEAR}.",
                    )
                self._precede(self.span, max(span.first - _step(span), FIRST_YEAR))
            return self.span

    def _extend(self, span: Span, last: int) -> None:
        self.span = span.grown(build(self._days, self._zone, span.last + 1, last))

    def _precede(self, span: Span, first: int) -> None:
        before = build(self._days, self._zone, first, span.first - 1)
        # The zero stays where it was, so that a count made on the older span still holds.
        self.span = before.counted_from(span.base - before.total).grown(span)

    def first_at(self, seconds: int) -> int:
        """The first instant by which so much has been worked, counted as the spans do."""
        span, shift = self.span, 0
        while seconds > span.total:
            wider = self.later(span)
            if wider is None:
                rounds = (seconds - self._settled(span) - 1) // self._cycle_work(span)
                seconds -= rounds * self._cycle_work(span)
                shift = rounds * CYCLE_SECONDS
                break
            span = wider
        return span.first_at(seconds) + shift

    def last_at(self, seconds: int) -> int:
        """The last instant by which no more has been worked."""
        span, shift = self.span, 0
        while seconds < span.base:
            span = self.earlier(span)
        while seconds >= span.total:
            wider = self.later(span)
            if wider is None:
                rounds = (seconds - self._settled(span)) // self._cycle_work(span)
                seconds -= rounds * self._cycle_work(span)
                shift = rounds * CYCLE_SECONDS
                break
            span = wider
        return span.last_at(seconds) + shift

    def _settled(self, span: Span) -> int:
        return span.worked(year_start(self._repeat_from)) if span.last >= self._repeat_from else span.total

    def _cycle_work(self, span: Span) -> int:
        work = span.total - self._settled(span)
        if work <= 0:
            raise never()
        return work

    def working_day(self, day: int, steps: int) -> int:
        """The working day so many steps after a date (before it when negative)."""
        span = self.of_year(date.fromordinal(day).year)
        while True:
            at = bisect_left(span.days, day + 1) + steps - 1 if steps > 0 else bisect_left(span.days, day) + steps
            if at < 0:
                span = self.earlier(span)
            elif at < len(span.days):
                return span.days[at]
            else:
                wider = self.later(span)
                if wider is None:
                    return self._repeated_day(span, at)
                span = wider

    def _repeated_day(self, span: Span, at: int) -> int:
        """A working day past everything compiled, by whole rounds of the calendar."""
        settled = date(self._repeat_from, 1, 1).toordinal()
        per_cycle = len(span.days) - bisect_left(span.days, settled)
        if per_cycle <= 0:
            raise never()
        rounds = (at - len(span.days)) // per_cycle + 1
        return span.days[at - rounds * per_cycle] + rounds * CYCLE_DAYS


def _step(span: Span) -> int:
    """How many years to add: as many as there are, so that growing stays cheap in all."""
    return span.last - span.first + 1
