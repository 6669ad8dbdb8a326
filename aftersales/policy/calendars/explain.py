"""Owns explanations: how a due instant came about, day by day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from aftersales.foundation.durations import Duration
from aftersales.foundation.instants import from_wall, to_epoch
from aftersales.foundation.texts import Text
from aftersales.policy.calendars.due import Pause, due, due_with_pauses, merged_pauses
from aftersales.policy.calendars.wording import note_of, row_line, total_line
from aftersales.policy.calendars.working_time import WorkingTime

# Ten years of days; who needs more is not reading them.
MAX_ROWS: Final = 3_660
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Row:
    """One civil day: why its hours are what they are, what was counted of it, and the total so far."""

    date: date
    why: tuple[str, ...]
    intervals: tuple[tuple[datetime, datetime], ...]
    counted: int
    total: int


@dataclass(frozen=True, slots=True)
class Explanation:
    """The way from a start to its due instant; ``unit`` says whether rows count seconds or working days."""

    start: datetime
    due: datetime | None
    duration: Duration | None
    zone: str
    unit: str
    rows: tuple[Row, ...]
    notes: tuple[Text, ...] = ()

    def lines(self, lang: str = "zh") -> list[str]:
        """The explanation in sentences."""
        first = note_of(
            "start",
            zone=self.zone,
            at=self.start.isoformat(timespec="seconds"),
            duration=self.duration.text if self.duration else None,
        )
        last = note_of("due", at=self.due.isoformat(timespec="seconds")) if self.due else note_of("paused")
        rows = [
            row_line(row.date, row.why, row.intervals, lang) + total_line(row.counted, row.total, self.unit, lang)
            for row in self.rows
        ]
        return [first.pick(lang), *rows, *(note.pick(lang) for note in self.notes), last.pick(lang)]

    def as_dict(self) -> dict[str, object]:
        """The JSON form."""
        return {
            "start": self.start.isoformat(),
            "due": self.due.isoformat() if self.due else None,
            "duration": str(self.duration) if self.duration else None,
            "timezone": self.zone,
            "unit": self.unit,
            "rows": [
                {
                    "date": row.date.isoformat(),
                    "why": list(row.why),
                    "intervals": [[begin.isoformat(), end.isoformat()] for begin, end in row.intervals],
                    "counted": row.counted,
                    "total": row.total,
                }
                for row in self.rows
            ],
            "notes": [note.as_dict() for note in self.notes],
            "lines": {"zh": self.lines("zh"), "en": self.lines("en")},
        }


def explain(calendar: WorkingTime, start: datetime, duration: Duration, pauses: Sequence[Pause] = ()) -> Explanation:
    """How the due instant of a duration comes about."""
    end = due_with_pauses(calendar, start, duration, pauses)
    stops = merged_pauses(pauses)
    until = end or max(stops[-1][0], start.astimezone(UTC))
    notes: list[Text] = []
    if duration.working and duration.unit == "days":
        unit = "days"
        rows = _day_rows(calendar, start, until, duration.count, stops)
        notes += _given_back(calendar, start, duration, end)
    elif duration.unit in ("months", "years"):
        unit = "seconds"
        rows = [_row(calendar, date_, (), 0, 0, stops) for date_ in _ends(calendar, start, until)]
        notes += [note_of("months", duration=duration.text), *_given_back(calendar, start, duration, end)]
    else:
        unit = "seconds"
        working = duration.working or duration.unit == "shifts"
        rows = span_rows(calendar, start, until, stops, working=working)
    if len(rows) == MAX_ROWS:
        notes.append(note_of("cut", rows=MAX_ROWS))
    return Explanation(
        start.astimezone(calendar.zone), end, duration, calendar.zone.key, unit, tuple(rows), tuple(notes)
    )


def explain_span(
    calendar: WorkingTime,
    start: datetime,
    end: datetime | None,
    until: datetime | None = None,
    pauses: Sequence[Pause] = (),
) -> Explanation:
    """The working time between two instants, day by day; ``until`` ends the rows where there is no end."""
    stop = end or until or start
    first, last = (start, stop) if start.astimezone(UTC) <= stop.astimezone(UTC) else (stop, start)
    rows = span_rows(calendar, first, last, merged_pauses(pauses), working=True)
    notes = (note_of("cut", rows=MAX_ROWS),) if len(rows) == MAX_ROWS else ()
    return Explanation(start.astimezone(calendar.zone), end, None, calendar.zone.key, "seconds", tuple(rows), notes)


def explain_days(calendar: WorkingTime, start: date, end: date, count: str = "(]") -> Explanation:
    """The working days between two dates, day by day; the bracket says which ends count."""
    first, last = min(start, end), max(start, end)
    left_out = {day for day, edge in ((first, count[0]), (last, count[1])) if edge in "()"}
    rows: list[Row] = []
    for day in _dates(first, last):
        counted = int(day not in left_out and calendar.working_day(day))
        total = (rows[-1].total if rows else 0) + counted
        rows.append(_row(calendar, day, calendar.own_pieces(day), counted, total, []))
    notes = (note_of("cut", rows=MAX_ROWS),) if len(rows) == MAX_ROWS else ()
    return Explanation(
        _midnight(calendar, start), _midnight(calendar, end), None, calendar.zone.key, "days", tuple(rows), notes
    )


def _given_back(calendar: WorkingTime, start: datetime, duration: Duration, end: datetime | None) -> list[Text]:
    without = due(calendar, start, duration)
    if end is None or end == without:
        return []
    return [note_of("given_back", before=without.isoformat(timespec="seconds"), at=end.isoformat(timespec="seconds"))]


def _days_of(calendar: WorkingTime, start: datetime, end: datetime) -> Iterator[date]:
    return _dates(start.astimezone(calendar.zone).date(), end.astimezone(calendar.zone).date())


def _dates(day: date, last: date) -> Iterator[date]:
    for _ in range(MAX_ROWS):
        if day > last:
            return
        yield day
        day += _DAY


def _ends(calendar: WorkingTime, start: datetime, end: datetime) -> list[date]:
    return sorted({moment.astimezone(calendar.zone).date() for moment in (start, end)})


def _day_rows(calendar: WorkingTime, start: datetime, end: datetime, count: int, pauses: list[Pause]) -> list[Row]:
    """One row a day; the day of the start is not counted, nor is a day after enough have been."""
    rows: list[Row] = []
    for index, day in enumerate(_days_of(calendar, start, end)):
        done = rows[-1].total if rows else 0
        counted = int(index > 0 and done < count and calendar.working_day(day))
        hours = calendar.own_pieces(day)
        rows.append(_row(calendar, day, hours, counted, done + counted, pauses))
    return rows


def span_rows(calendar: WorkingTime, start: datetime, end: datetime, pauses: list[Pause], working: bool) -> list[Row]:
    """One row a civil day with the time that counts of it."""
    rows: list[Row] = []
    begin, stop = _micros(start), _micros(end)
    total = 0
    for day in _days_of(calendar, start, end):
        low = max(begin, _micros(_midnight(calendar, day)))
        high = min(stop, _micros(_midnight(calendar, day + _DAY)))
        if high <= low and rows:
            continue
        pieces = _running(_open(calendar, low, high) if working else [(low, high)], pauses)
        before = total // 1_000_000
        total += sum(last - first for first, last in pieces)
        now = total // 1_000_000
        hours = tuple((_moment(calendar, first), _moment(calendar, last)) for first, last in pieces if first < last)
        rows.append(_row(calendar, day, hours, now - before, now, pauses, rule=None if working else "clock"))
    return rows


def _open(calendar: WorkingTime, low: int, high: int) -> list[tuple[int, int]]:
    pieces = calendar.open_pieces(low // 1_000_000, -(-high // 1_000_000))
    return [(max(first * 1_000_000, low), min(last * 1_000_000, high)) for first, last in pieces]


def _running(pieces: list[tuple[int, int]], pauses: list[Pause]) -> list[tuple[int, int]]:
    """The pieces without what falls into a pause."""
    for begin, resume in pauses:
        low = _micros(begin)
        cut: list[tuple[int, int]] = []
        for first, last in pieces:
            high = last if resume is None else _micros(resume)
            cut += [(first, min(last, low)), (max(first, high), last)] if low < high else [(first, last)]
        pieces = [(first, last) for first, last in cut if first < last]
    return pieces


def _row(
    calendar: WorkingTime,
    day: date,
    hours: tuple[tuple[datetime, datetime], ...],
    counted: int,
    total: int,
    pauses: list[Pause],
    *,
    rule: str | None = None,
) -> Row:
    ordinal = day.toordinal()
    why = [rule or calendar.days.rule(ordinal)[0]]
    if rule is None and calendar.days.has_break(ordinal):
        why.append("break")
    low, high = _midnight(calendar, day), _midnight(calendar, day + _DAY)
    if any(begin < high and (resume is None or resume > low) for begin, resume in pauses):
        why.append("pause")
    if rule is None and calendar.is_provisional(day.year):
        why.append("provisional")
    return Row(day, tuple(why), hours, counted, total)


def _midnight(calendar: WorkingTime, day: date) -> datetime:
    return from_wall(datetime.combine(day, time()), calendar.zone)


def _micros(moment: datetime) -> int:
    seconds, micros = to_epoch(moment)
    return seconds * 1_000_000 + micros


def _moment(calendar: WorkingTime, micros: int) -> datetime:
    return datetime.fromtimestamp(micros // 1_000_000, calendar.zone).replace(microsecond=micros % 1_000_000)
