"""Owns the compiled working time of a run of years, and how it grows.

Open intervals stand in sorted lists beside the working seconds before each, so that any question costs two
binary searches whatever the distance. A span is never changed: growing makes a new one.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from datetime import date
from zoneinfo import ZoneInfo

from aftersales.policy.calendars.days import Days
from aftersales.policy.calendars.zones import periods, to_instants, year_start


@dataclass(frozen=True, slots=True)
class Span:
    """The open intervals of the years ``first`` to ``last``; seconds are counted from an arbitrary zero."""

    first: int
    last: int
    lo: int  # the instants it knows: lo <= t < hi
    hi: int
    opens: list[int]
    closes: list[int]
    before: list[int]  # working seconds before each interval
    base: int  # … before the first interval
    total: int  # … after the last
    days: list[int]  # working days, as ordinals

    def worked(self, epoch: int) -> int:
        """Working seconds up to an instant that the span knows."""
        at = bisect_right(self.opens, epoch) - 1
        if at < 0:
            return self.base
        return self.before[at] + min(epoch, self.closes[at]) - self.opens[at]

    def is_open(self, epoch: int) -> bool:
        """Whether the second that begins at the instant is worked."""
        at = bisect_right(self.opens, epoch) - 1
        return at >= 0 and epoch < self.closes[at]

    def first_at(self, seconds: int) -> int:
        """The first instant by which so much has been worked: a target met at closing is that closing."""
        at = bisect_left(self.before, seconds) - 1
        return self.opens[at] + seconds - self.before[at]

    def last_at(self, seconds: int) -> int:
        """The last instant by which no more has been worked: a target met at opening is that opening."""
        at = bisect_right(self.before, seconds) - 1
        return self.opens[at] + seconds - self.before[at]

    def counted_from(self, base: int) -> Span:
        """The same span with another zero: ``base`` seconds before its first interval."""
        shift = base - self.base
        return replace(self, before=[value + shift for value in self.before], base=base, total=self.total + shift)

    def grown(self, other: Span) -> Span:
        """This span joined with the one of the years right after it."""
        opens, closes, before = other.opens, other.closes, other.before
        shift = self.total - other.base
        joins = bool(self.closes and opens and self.closes[-1] == opens[0])
        skip = 1 if joins else 0
        mine = [*self.closes[:-1], closes[0]] if joins else self.closes
        return Span(
            self.first,
            other.last,
            self.lo,
            other.hi,
            self.opens + opens[skip:],
            mine + closes[skip:],
            self.before + ([value + shift for value in before[skip:]] if shift else before[skip:]),
            self.base,
            other.total + shift,
            self.days + other.days,
        )


def build(days: Days, zone: ZoneInfo, first: int, last: int) -> Span:
    """The span of whole years, counted from zero."""
    lo, hi = year_start(first), year_start(last + 1)
    january, december = date(first, 1, 1).toordinal(), date(last, 12, 31).toordinal()
    # Two days more on the early side: one for the zone's offset, one for an interval past midnight.
    stretches = periods(zone, lo, hi)
    open_ = to_instants(days.wall(january - 2, december + 1), stretches)
    opens = [start for start, _ in open_]
    closes = [end for _, end in open_]
    before: list[int] = []
    total = 0
    for start, end in open_:
        before.append(total)
        total += end - start
    working = [day for day in range(january, december + 1) if days.is_working(day)]
    return Span(first, last, lo, hi, opens, closes, before, 0, total, working)
