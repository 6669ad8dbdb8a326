"""Owns the reading of a calendar's raw values: hours, dates and years, with every mistake kept."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any, Final

from aftersales.foundation.instants import DAY_SECONDS, parse_date
from aftersales.foundation.problems import Problem
from aftersales.foundation.texts import Text
from aftersales.policy.calendars.problems import problem, unknown_name

# Seconds from a day's midnight, from and to; `to` may run into the next day.
Hours = tuple[tuple[int, int], ...]

WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
# A calendar can be asked about any year of these; a date of its own must lie in a narrower span, because
# beyond it the pattern repeats and is computed once.
FIRST_YEAR: Final = 1900
LAST_YEAR: Final = 9999
LAST_DATED_YEAR: Final = 2399
_TIME = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2}))?")
_SPAN = re.compile(r"\s*([\d:]+)\s*[-–—~]\s*([\d:]+)\s*")
_MONTH_DAY = re.compile(r"(\d{2})-(\d{2})")


class Reader:
    """Reads values and gathers what is wrong with them instead of stopping at the first mistake."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def wrong(self, code: str, field: str, zh: str, en: str) -> None:
        """Note a mistake in ``field``."""
        self.problems.append(problem(code, f"{field}：{zh}", f"{field}: {en}", field))

    def time(self, value: Any, field: str) -> int | None:
        """Seconds from midnight of ``HH:MM`` or ``HH:MM:SS``, up to 24:00."""
        found = _TIME.fullmatch(value) if isinstance(value, str) else None
        if found is not None:
            hour, minute, second = int(found[1]), int(found[2]), int(found[3] or 0)
            total = hour * 3_600 + minute * 60 + second
            if minute < 60 and second < 60 and total <= DAY_SECONDS:
                return total
        self.wrong(
            "bad_time",
            field,
            f"“{value}”不是时刻，请写 09:00 至 24:00。",
            f"'{value}' is not a time of day; write 09:00, up to 24:00.",
        )
        return None

    def hours(self, value: Any, field: str) -> Hours:
        """Intervals of a day in order; one that closes at or before its opening runs past midnight."""
        if isinstance(value, list | tuple):
            pairs = [self._pair(one, field) for one in value]
            return tuple(sorted({pair for pair in pairs if pair is not None}))
        self.wrong(
            "bad_hours",
            field,
            '时段应为列表，如 [["09:00","12:00"]]。',
            'hours must be a list such as [["09:00", "12:00"]].',
        )
        return ()

    def _pair(self, value: Any, field: str) -> tuple[int, int] | None:
        ends = _two_ends(value)
        if ends is None:
            self.wrong(
                "bad_interval",
                field,
                f'“{value}”不是时段，请写 ["09:00", "12:00"]。',
                f'\'{value}\' is not an interval; write ["09:00", "12:00"].',
            )
            return None
        opening, closing = self.time(ends[0], field), self.time(ends[1], field)
        if opening is None or closing is None:
            return None
        if opening == DAY_SECONDS:
            self.wrong("bad_interval", field, "24:00 只能作为结束时刻。", "24:00 can end an interval, not begin one.")
            return None
        return opening, closing if closing > opening else closing + DAY_SECONDS

    def date(self, value: Any, field: str) -> int | None:
        """The ordinal of ``YYYY-MM-DD``."""
        if isinstance(value, date) and not isinstance(value, datetime):
            value = value.isoformat()  # YAML readers give dates
        try:
            day = parse_date(value) if isinstance(value, str) else None
        except ValueError:
            day = None
        if day is None:
            self.wrong(
                "bad_date",
                field,
                f"“{value}”不是日期，请写 2026-03-02。",
                f"'{value}' is not a date; write 2026-03-02.",
            )
            return None
        if not FIRST_YEAR <= day.year <= LAST_DATED_YEAR:
            self.wrong(
                "far_date",
                field,
                f"“{value}”不在 {FIRST_YEAR} 年至 {LAST_DATED_YEAR} 年之间。",
                f"'{value}' lies outside the years {FIRST_YEAR} to {LAST_DATED_YEAR}.",
            )
            return None
        return day.toordinal()

    def dates(self, value: Any, field: str) -> frozenset[int]:
        """Dates as a list, as a list of ``{date: …, name: …}``, or as the keys of a mapping."""
        found = [
            self.date(one.get("date") if isinstance(one, Mapping) else one, field) for one in self.items(value, field)
        ]
        return frozenset(day for day in found if day is not None)

    def items(self, value: Any, field: str) -> Iterator[Any]:
        """The members of a list or mapping; anything else is a mistake."""
        if isinstance(value, list | tuple | set | frozenset | Mapping):
            return iter(value)
        self.wrong("not_a_list", field, "应为列表。", "must be a list.")
        return iter(())

    def dated_hours(self, value: Any, field: str) -> dict[int, Hours]:
        """Hours by date: a mapping, or a list of ``{date, hours}`` or ``{date, start, end}``."""
        table: dict[int, Hours] = {}
        for key, raw in self._dated(value, field):
            day = self.date(key, field)
            hours = self.hours(raw, f"{field}.{key}")
            if day is not None:
                table[day] = tuple(sorted({*table.get(day, ()), *hours}))
        return table

    def _dated(self, value: Any, field: str) -> Iterator[tuple[Any, Any]]:
        if isinstance(value, Mapping):
            yield from value.items()
            return
        for one in self.items(value, field):
            if isinstance(one, Mapping) and "date" in one:
                hours = next((one[key] for key in ("hours", "intervals") if key in one), None)
                yield one["date"], [one] if hours is None else hours
            else:
                self.wrong("no_date", field, f"“{one}”没有日期（date）。", f"'{one}' has no date.")

    def month_days(self, value: Any, field: str) -> frozenset[tuple[int, int]]:
        """Days of every year, ``MM-DD``."""
        days: set[tuple[int, int]] = set()
        for one in self.items(value, field):
            raw = one.get("date") if isinstance(one, Mapping) else one
            found = _MONTH_DAY.fullmatch(raw) if isinstance(raw, str) else None
            try:
                # 2000 is a leap year, so 02-29 is a day of some years.
                day = date(2000, int(found[1]), int(found[2])) if found else None
            except ValueError:
                day = None
            if day is None:
                self.wrong(
                    "bad_month_day",
                    field,
                    f"“{raw}”不是每年的日子，请写 10-01。",
                    f"'{raw}' is not a day of the year; write 10-01.",
                )
            else:
                days.add((day.month, day.day))
        return frozenset(days)

    def years(self, value: Any, field: str) -> frozenset[int]:
        """Years as whole numbers."""
        years: set[int] = set()
        for one in self.items(value, field):
            if isinstance(one, str) and one.isdigit():
                years.add(int(one))
            elif isinstance(one, int) and not isinstance(one, bool):
                years.add(one)
            else:
                self.wrong("bad_year", field, f"“{one}”不是年份。", f"'{one}' is not a year.")
        return frozenset(years)

    def week(self, value: Any, field: str) -> tuple[Hours, ...]:
        """The hours of the seven weekdays, Monday first."""
        table: list[Hours] = [()] * 7
        if not isinstance(value, Mapping):
            self.wrong(
                "bad_week",
                field,
                '应为 {"mon": [["09:00","18:00"]]} 这样的映射。',
                'must be a mapping such as {"mon": [["09:00", "18:00"]]}.',
            )
            return tuple(table)
        for key, raw in value.items():
            name = str(key).lower()
            if name not in WEEKDAYS:
                self.problems.append(unknown_name(Text("星期", "weekday"), str(key), WEEKDAYS, field))
                continue
            table[WEEKDAYS.index(name)] = self.hours(raw, f"{field}.{name}") if raw is not None else ()
        return tuple(table)


def _two_ends(value: Any) -> tuple[Any, Any] | None:
    if isinstance(value, str):
        found = _SPAN.fullmatch(value)
        return (found[1], found[2]) if found else None
    if isinstance(value, Mapping):
        for first, last in (("start", "end"), ("from", "to"), ("open", "close")):
            if first in value and last in value:
                return value[first], value[last]
        return None
    if isinstance(value, list | tuple) and len(value) == 2:
        return value[0], value[1]
    return None
