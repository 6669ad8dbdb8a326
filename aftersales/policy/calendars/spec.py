"""Owns the description of a calendar: what its owner writes down, checked as a whole."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from types import MappingProxyType
from typing import Any, Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from aftersales.foundation.texts import Text
from aftersales.policy.calendars.problems import CalendarError, problem, unknown_name
from aftersales.policy.calendars.public_days import PublicDays, public_days
from aftersales.policy.calendars.reading import Hours, Reader

FIELDS: Final = (
    "timezone",
    "weekly_hours",
    "holidays",
    "yearly_holidays",
    "extra_workdays",
    "extra_workday_hours",
    "date_hours",
    "breaks",
    "public_days",
    "provisional_years",
    "published_years",
)


def _no_hours() -> Mapping[int, Hours]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True)
class CalendarSpec:
    """A calendar as data; days are ordinals (``date.toordinal``), hours are seconds from the day's midnight."""

    timezone: str
    week: tuple[Hours, ...]
    holidays: frozenset[int] = frozenset()
    yearly_holidays: frozenset[tuple[int, int]] = frozenset()
    extra_workdays: frozenset[int] = frozenset()
    extra_workday_hours: Mapping[int, Hours] = field(default_factory=_no_hours)
    extra_hours_for_all: Hours = ()
    date_hours: Mapping[int, Hours] = field(default_factory=_no_hours)
    breaks: Mapping[int, Hours] = field(default_factory=_no_hours)
    provisional_years: frozenset[int] = frozenset()
    published_years: frozenset[int] | None = None

    @classmethod
    def from_mapping(cls, raw: Mapping[str, Any]) -> CalendarSpec:
        """The calendar that a mapping describes; CalendarError lists everything that is wrong with it."""
        if not isinstance(raw, Mapping):
            raise CalendarError([problem("not_a_mapping", "日历应为映射。", "a calendar must be a mapping.")])
        reader = Reader()
        reader.problems += [
            unknown_name(Text("字段", "field"), str(name), FIELDS) for name in raw if name not in FIELDS
        ]
        given = {name: value for name, value in raw.items() if value is not None}
        zone = _zone_name(reader, given)
        spec = _read(reader, given, zone)
        if reader.problems:
            raise CalendarError(reader.problems)
        return spec

    @property
    def zone(self) -> ZoneInfo:
        """The time zone whose walls show the hours."""
        return ZoneInfo(self.timezone)

    def is_provisional(self, year: int) -> bool:
        """Whether the days of ``year`` may still change."""
        if year in self.provisional_years:
            return True
        return self.published_years is not None and year not in self.published_years


def _read(reader: Reader, given: Mapping[str, Any], zone: str) -> CalendarSpec:
    if "weekly_hours" not in given:
        _missing(reader, "weekly_hours", '如 {"mon": [["09:00","18:00"]]}', 'such as {"mon": [["09:00", "18:00"]]}')
    extra_raw = given.get("extra_workdays", ())
    own, for_all = _extra_hours(reader, given.get("extra_workday_hours"))
    extra = reader.dates(extra_raw, "extra_workdays")
    own = _own_hours(reader, extra_raw, extra, own)
    public = _public(reader, given.get("public_days"))
    published = reader.years(given["published_years"], "published_years") if "published_years" in given else None
    if public is not None:
        published = public.published_years | (published or frozenset())
    closed = reader.dates(given.get("holidays", ()), "holidays")
    return CalendarSpec(
        timezone=zone,
        week=reader.week(given.get("weekly_hours", {}), "weekly_hours"),
        # A company's own day wins over a public one that says the opposite.
        holidays=closed | (public.holidays - extra if public else frozenset()),
        yearly_holidays=reader.month_days(given.get("yearly_holidays", ()), "yearly_holidays"),
        extra_workdays=extra | (public.extra_workdays - closed if public else frozenset()),
        extra_workday_hours=MappingProxyType(own),
        extra_hours_for_all=for_all,
        date_hours=MappingProxyType(reader.dated_hours(given.get("date_hours", {}), "date_hours")),
        breaks=MappingProxyType(reader.dated_hours(given.get("breaks", {}), "breaks")),
        provisional_years=reader.years(given.get("provisional_years", ()), "provisional_years"),
        published_years=published,
    )


def _missing(reader: Reader, name: str, zh: str, en: str) -> None:
    said = f"缺少字段“{name}”，{zh}。", f"The field '{name}' is missing, {en}."
    reader.problems.append(problem("missing_field", *said, name))


def _zone_name(reader: Reader, given: Mapping[str, Any]) -> str:
    name = given.get("timezone")
    if name is None:
        _missing(reader, "timezone", "如 Asia/Shanghai", "such as Asia/Shanghai")
        return "UTC"
    try:
        if not isinstance(name, str) or name.startswith(("posix/", "right/")):
            raise ValueError
        return ZoneInfo(name).key
    except (ValueError, OSError, ZoneInfoNotFoundError):
        near = get_close_matches(str(name), available_timezones(), n=1)
        reader.problems.append(
            problem(
                "unknown_time_zone",
                f"没有时区“{name}”，请写 Asia/Shanghai 这样的名称。" + (f"是否想写“{near[0]}”？" if near else ""),
                f"There is no time zone '{name}'; write a name such as Asia/Shanghai."
                + (f" Did you mean '{near[0]}'?" if near else ""),
                "timezone",
            )
        )
        return "UTC"


def _extra_hours(reader: Reader, raw: Any) -> tuple[dict[int, Hours], Hours]:
    """Hours of make-up days: by date, or one list that holds for all of them."""
    if raw is None:
        return {}, ()
    if isinstance(raw, list | tuple) and not any(isinstance(one, Mapping) and "date" in one for one in raw):
        return {}, reader.hours(raw, "extra_workday_hours")
    return reader.dated_hours(raw, "extra_workday_hours"), ()


def _own_hours(reader: Reader, raw: Any, extra: frozenset[int], own: dict[int, Hours]) -> dict[int, Hours]:
    """Hours written beside a make-up day join the table; hours of a day that is none are a mistake."""
    listed = (
        [one for one in raw if isinstance(one, Mapping) and {"hours", "intervals", "start"} & one.keys()]
        if isinstance(raw, list | tuple)
        else []
    )
    beside = reader.dated_hours(raw if isinstance(raw, Mapping) else listed, "extra_workdays")
    for day in sorted(own.keys() - extra):
        reader.wrong(
            "not_a_workday",
            "extra_workday_hours",
            f"{_iso(day)} 没有列在 extra_workdays 中。",
            f"{_iso(day)} is not listed in extra_workdays.",
        )
    return {**beside, **own}


def _public(reader: Reader, name: Any) -> PublicDays | None:
    if name is None:
        return None
    try:
        return public_days(name)
    except CalendarError as unknown:
        reader.problems += unknown.problems
        return None


def _iso(day: int) -> str:
    return date.fromordinal(day).isoformat()
