"""Owns periods: when a day, week, month, quarter or several of them begin and end in the policy's zone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from aftersales.policy.language.references import Period

_MONTHS = {"month": 1, "quarter": 3, "year": 12}


@dataclass(frozen=True, slots=True)
class Span:
    """One period, as instants; the end is the beginning of the next."""

    since: datetime
    until: datetime


def first_day(period: Period, day: date) -> date:
    """The first day of the period that ``day`` lies in; months count from January, weeks from Monday, days from 2000."""
    if period.unit == "day":
        return day - timedelta(days=(day - date(2000, 1, 1)).days % period.count)
    if period.unit == "week":
        monday = day - timedelta(days=day.weekday())
        return monday - timedelta(weeks=(monday - date(2000, 1, 3)).days // 7 % period.count)
    months = _MONTHS[period.unit] * period.count
    count = day.year * 12 + day.month - 1
    count -= count % months
    return date(count // 12, count % 12 + 1, 1)


def next_day(period: Period, first: date) -> date:
    """The first day of the period after the one that begins on ``first``."""
    if period.unit == "day":
        return first + timedelta(days=period.count)
    if period.unit == "week":
        return first + timedelta(weeks=period.count)
    count = first.year * 12 + first.month - 1 + _MONTHS[period.unit] * period.count
    return date(count // 12, count % 12 + 1, 1)


def span(period: Period, at: datetime, zone: ZoneInfo) -> Span:
    """The period that holds an instant."""
    first = first_day(period, at.astimezone(zone).date())
    return Span(_midnight(first, zone), _midnight(next_day(period, first), zone))


def spans(period: Period, since: datetime, until: datetime, zone: ZoneInfo) -> Iterator[Span]:
    """Every period that begins in ``[since, until)``, in order."""
    one = span(period, since, zone)
    while one.since < until:
        if one.since >= since:
            yield one
        one = span(period, one.until, zone)


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(), zone).astimezone(UTC)
