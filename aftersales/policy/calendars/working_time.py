"""Owns working time: added, counted and looked up, exactly and at any distance."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from aftersales.foundation.instants import EPOCH, ensure_aware, from_epoch, from_wall, to_epoch
from aftersales.policy.calendars.days import Days
from aftersales.policy.calendars.problems import never, refuse, too_far
from aftersales.policy.calendars.spec import CalendarSpec
from aftersales.policy.calendars.timeline import Timeline
from aftersales.policy.calendars.zones import pieces_of

_DAY = timedelta(days=1)
_MICROS = 1_000_000
_from_timestamp = datetime.fromtimestamp


class WorkingTime:
    """The working time of a compiled calendar; it grows as it is asked further, and may be shared between threads."""

    __slots__ = ("_timeline", "days", "spec", "zone")

    def __init__(self, spec: CalendarSpec, first: int, last: int) -> None:
        self.spec = spec
        self.zone: ZoneInfo = spec.zone
        self.days = Days(spec)
        self._timeline = Timeline(self.days, self.zone, first, last)

    # -- seconds of working time

    def add_epoch(self, start: int, seconds: int) -> int:
        """The epoch second after so much working time (before it when negative); nothing added stays put."""
        span = self._timeline.span
        if seconds > 0 and span.lo <= start < span.hi:
            opens, closes, before = span.opens, span.closes, span.before
            at = bisect_right(opens, start) - 1
            if at >= 0:
                # The same as `worked` and `first_at` of the span, written out: this is the road that must be quick.
                close = closes[at]
                worked = (start if start < close else close) - opens[at]
                seconds += before[at] + worked
                if seconds <= span.total:
                    at = bisect_left(before, seconds) - 1
                    return opens[at] + seconds - before[at]
                return self._timeline.first_at(seconds)
        if seconds == 0:
            return start
        target = self._timeline.at(start).worked(start) + seconds
        return self._timeline.first_at(target) if seconds > 0 else self._timeline.last_at(target)

    def add(self, start: datetime, seconds: int) -> datetime:
        """The instant after so much working time (before it when negative), in the calendar's zone."""
        try:
            since = start - EPOCH
        except TypeError:
            ensure_aware(start)
            raise
        micros = since.microseconds
        epoch = since.days * 86_400 + since.seconds
        if micros:
            return self.add_micros(start, seconds * _MICROS)
        try:
            return _from_timestamp(self.add_epoch(epoch, seconds), self.zone)
        except (ValueError, OverflowError, OSError):
            raise too_far() from None

    def add_micros(self, start: datetime, micros: int) -> datetime:
        """The same as ``add``, to the microsecond."""
        if not micros:
            return start.astimezone(self.zone)
        whole, part = divmod(self._micros_worked(start) + micros, _MICROS)
        if part or micros < 0:
            # Within a second there is no edge, so only a whole target can be met at a closing.
            return self._local(self._timeline.last_at(whole), part)
        return self._local(self._timeline.first_at(whole))

    def _local(self, epoch: int, micros: int = 0) -> datetime:
        try:
            return from_epoch(epoch, self.zone, micros)
        except (ValueError, OverflowError, OSError):
            raise too_far() from None

    def between(self, start: datetime, end: datetime) -> int:
        """Whole seconds of working time from start to end; negative when the end comes first."""
        micros = self.micros_between(start, end)
        return micros // _MICROS if micros >= 0 else -(-micros // _MICROS)

    def micros_between(self, start: datetime, end: datetime) -> int:
        """The same, in microseconds."""
        return self._micros_worked(end) - self._micros_worked(start)

    def _micros_worked(self, moment: datetime) -> int:
        epoch, micros = to_epoch(ensure_aware(moment))
        span = self._timeline.at(epoch)
        return span.worked(epoch) * _MICROS + (micros if micros and span.is_open(epoch) else 0)

    # -- moments

    def working_at(self, moment: datetime) -> bool:
        """Whether the moment lies in working time; the closing moment does not."""
        epoch, _ = to_epoch(ensure_aware(moment))
        return self._timeline.at(epoch).is_open(epoch)

    def next_working(self, moment: datetime) -> datetime:
        """The first open moment at or after the given one."""
        return moment.astimezone(self.zone) if self.working_at(moment) else self.next_opening(moment)

    def prev_working(self, moment: datetime) -> datetime:
        """The last open moment at or before the given one, where a closing moment counts as open."""
        epoch, micros = to_epoch(ensure_aware(moment))
        span = self._timeline.at(epoch)
        while (at := bisect_right(span.opens, epoch) - 1) < 0:
            span = self._timeline.earlier(span)
        close = span.closes[at]
        if (epoch, micros) <= (close, 0):
            return moment.astimezone(self.zone)
        return self._local(close)

    def next_opening(self, moment: datetime) -> datetime:
        """The next moment, after the given one, at which working time begins."""
        epoch, _ = to_epoch(ensure_aware(moment))
        span = self._timeline.at(epoch)
        while (at := bisect_right(span.opens, epoch)) == len(span.opens):
            wider = self._timeline.later(span)
            if wider is None:
                raise never()
            span = wider
        return self._local(span.opens[at])

    def next_closing(self, moment: datetime) -> datetime:
        """The next moment, after the given one, at which working time ends."""
        epoch, _ = to_epoch(ensure_aware(moment))
        span = self._timeline.at(epoch)
        # An interval that ends where the span does may go on after it.
        while (at := bisect_right(span.closes, epoch)) == len(span.closes) or span.closes[at] == span.hi:
            wider = self._timeline.later(span)
            if wider is None:
                raise never()
            span = wider
        return self._local(span.closes[at])

    # -- days

    def working_day(self, day: date) -> bool:
        """Whether any working time opens on the date."""
        return self.days.is_working(day.toordinal())

    def add_days(self, start: datetime, days: int, end_of_day: bool = False) -> datetime:
        """The same wall time so many working days on, or the close of that day; no days added stays on the date."""
        local = ensure_aware(start).astimezone(self.zone)
        if days == 0 and not end_of_day:
            return local
        day = local.toordinal()
        if days:
            day = self._timeline.working_day(day, days)
        try:
            on = date.fromordinal(day)
            if end_of_day:
                return self.close_of(on)
            return from_wall(datetime.combine(on, local.time()), self.zone)
        except (ValueError, OverflowError, OSError):
            raise too_far() from None

    def close_of(self, day: date) -> datetime:
        """The moment at which the last interval that opens on the date closes."""
        pieces = self.own_pieces(day)
        if not pieces:
            raise refuse(
                "no_close",
                f"{day.isoformat()} 不是工作日，没有下班时刻。",
                f"{day.isoformat()} is not a working day, so it has no close.",
            )
        return pieces[-1][1]

    def own_pieces(self, day: date) -> tuple[tuple[datetime, datetime], ...]:
        """The working time that opens on the date; it may run into the next."""
        pieces = pieces_of(self.days.own_wall(day.toordinal()), self.zone)
        return tuple((self._local(begin), self._local(end)) for begin, end in pieces)

    def days_between(self, start: date, end: date, count: str = "(]") -> int:
        """Working days from start to end; the bracket says which ends count. Negative when the end comes first."""
        if count not in ("(]", "[)", "[]"):
            raise refuse(
                "bad_count",
                f"count 应为 (]、[) 或 []，不能是“{count}”。",
                f"count must be (], [) or [], not '{count}'.",
                "count",
            )
        if end < start:
            return -self.days_between(end, start, count)
        self._timeline.of_year(start.year)
        span = self._timeline.of_year(end.year)
        first = (
            bisect_right(span.days, start.toordinal()) if count[0] == "(" else bisect_left(span.days, start.toordinal())
        )
        last = bisect_left(span.days, end.toordinal()) if count[1] == ")" else bisect_right(span.days, end.toordinal())
        return max(last - first, 0)

    def working_date(self, day: date, steps: int) -> date:
        """The working day so many steps after the date, or before it when negative."""
        return date.fromordinal(self._timeline.working_day(day.toordinal(), steps))

    def open_pieces(self, start: int, end: int) -> list[tuple[int, int]]:
        """The open epoch seconds from start to end, as intervals in order."""
        self._timeline.at(start)
        span = self._timeline.at(end)
        first, last = bisect_right(span.closes, start), bisect_left(span.opens, end)
        pieces = zip(span.opens[first:last], span.closes[first:last], strict=True)
        return [(max(begin, start), min(stop, end)) for begin, stop in pieces]

    def same_day(self, moment: datetime) -> datetime:
        """The end of the moment's civil day: the next midnight, which as a deadline is still in time."""
        local = ensure_aware(moment).astimezone(self.zone)
        return from_wall(datetime.combine(local.date() + _DAY, time()), self.zone)

    def is_provisional(self, year: int) -> bool:
        """Whether the days of the year may still change."""
        return self.spec.is_provisional(year)
