"""Owns due instants: when a duration is over, and what pauses give back."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta

from aftersales.foundation.durations import Duration
from aftersales.foundation.instants import ensure_aware, from_wall
from aftersales.policy.calendars.problems import refuse, too_far
from aftersales.policy.calendars.reading import LAST_YEAR
from aftersales.policy.calendars.working_time import WorkingTime

# From (inclusive) to (exclusive); without an end the clock still stands.
Pause = tuple[datetime, datetime | None]


def due(calendar: WorkingTime, start: datetime, duration: Duration) -> datetime:
    """When a duration that begins at start is over."""
    ensure_aware(start)
    try:
        return _due(calendar, start, duration)
    except (OverflowError, ValueError, OSError):
        raise too_far() from None


def _due(calendar: WorkingTime, start: datetime, duration: Duration) -> datetime:
    fixed = duration.fixed_seconds
    if fixed is not None:
        return calendar.add(start, fixed) if duration.working else _add_clock(calendar, start, timedelta(seconds=fixed))
    if duration.working:
        return calendar.add_days(start, duration.count)
    if duration.unit == "same_day":
        return calendar.same_day(start)
    if duration.unit == "shifts":
        return _end_of_shift(calendar, start, duration.count)
    months = duration.count * (12 if duration.unit == "years" else 1)
    return add_months(calendar, start, months)


def add_months(calendar: WorkingTime, start: datetime, months: int) -> datetime:
    """The same wall time so many months on; where the month is too short, on its last day."""
    local = start.astimezone(calendar.zone)
    if months == 0:
        return local
    year, month = divmod(local.year * 12 + local.month - 1 + months, 12)
    if not 1 <= year <= LAST_YEAR:
        raise too_far()
    day = min(local.day, monthrange(year, month + 1)[1])
    return from_wall(local.replace(year=year, month=month + 1, day=day, tzinfo=None, fold=0), calendar.zone)


def _add_clock(calendar: WorkingTime, start: datetime, span: timedelta) -> datetime:
    # In UTC, because arithmetic within a zone counts wall time.
    return (start.astimezone(UTC) + span).astimezone(calendar.zone)


def _end_of_shift(calendar: WorkingTime, start: datetime, count: int) -> datetime:
    """The close of the working day in which start lies, or of the next; a lunch break does not end a shift."""
    if count == 0:
        return start.astimezone(calendar.zone)
    moment = start.astimezone(UTC)
    # A shift past midnight belongs to the day on which it opened.
    day = start.astimezone(calendar.zone).date() - timedelta(days=1)
    while not (calendar.working_day(day) and calendar.close_of(day) > moment):
        day = calendar.working_date(day, 1)
    return calendar.close_of(calendar.working_date(day, count - 1) if count > 1 else day)


def merged_pauses(pauses: Iterable[Pause]) -> list[Pause]:
    """Pauses in order, in UTC, with what overlaps or meets joined; one that ends before it begins is refused."""
    joined: list[Pause] = []
    # In UTC, because two datetimes of one zone are compared and subtracted by their wall times.
    for begin, end in sorted(map(_in_utc, pauses), key=lambda pause: pause[0]):
        if end is not None and end < begin:
            raise refuse(
                "bad_pause",
                f"暂停 {begin.isoformat()} 的结束早于开始。",
                f"The pause of {begin.isoformat()} ends before it begins.",
            )
        last = joined[-1][1] if joined else None
        if not joined or (last is not None and begin > last):
            joined.append((begin, end))
        elif last is not None and (end is None or end > last):
            joined[-1] = (joined[-1][0], end)
    return [pause for pause in joined if pause[0] != pause[1]]


def _in_utc(pause: Pause) -> Pause:
    begin, end = pause
    return ensure_aware(begin).astimezone(UTC), None if end is None else ensure_aware(end).astimezone(UTC)


def due_with_pauses(
    calendar: WorkingTime, start: datetime, duration: Duration, pauses: Sequence[Pause]
) -> datetime | None:
    """When the duration is over if pauses do not count; None while it waits in a pause without an end.

    What a pause takes is given back after it: working time for working durations, clock time for the others.
    """
    end = due(calendar, start, duration)
    start = start.astimezone(UTC)
    for begin, resume in merged_pauses(pauses):
        # The instant of the deadline is in time, so a pause that begins there comes too late.
        if begin >= end:
            break
        if resume is None:
            return None
        if resume <= start:
            continue
        end = _given_back(calendar, end, max(begin, start), resume, duration.working)
    return end


def _given_back(calendar: WorkingTime, end: datetime, begin: datetime, resume: datetime, working: bool) -> datetime:
    try:
        if not working:
            return _add_clock(calendar, end, resume - begin)
        micros = calendar.micros_between(begin, resume)
        return calendar.add_micros(end, micros)
    except OverflowError:
        raise too_far() from None
