"""Owns the measure of the calendars' speed: due instants a second, and that distance costs nothing.

Run as ``python bench/calendars.py``; exits 1 below 200,000 a second from integers or 100,000 from aware datetimes.
Starts are random over three years, in and out of working hours, and every one is different: nothing is remembered.
"""
# ruff: noqa: INP001 because a measure is run as a file, not imported

from __future__ import annotations

import random
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar
from zoneinfo import ZoneInfo

import click

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from aftersales.policy.calendars import Calendar, CalendarSpec, compile_calendar

FLOOR_INTEGERS, FLOOR_DATETIMES = 200_000, 100_000
ROUNDS, STARTS = 5, 100_000
YEARS = (2024, 2026)
HOUR = 3_600
DAY_HOURS = [["09:00", "12:00"], ["13:00", "17:30"]]
Start = TypeVar("Start")


def the_calendar() -> CalendarSpec:
    """Five days with a lunch break, China's holidays and make-up days, and a few dates of a company's own."""
    return CalendarSpec.from_mapping(
        {
            "timezone": "Asia/Shanghai",
            "weekly_hours": dict.fromkeys(("mon", "tue", "wed", "thu", "fri"), DAY_HOURS),
            "public_days": "cn",
            "extra_workday_hours": [["09:00", "12:00"], ["13:00", "16:00"]],
            "date_hours": {"2025-12-31": [["09:00", "12:00"]]},
            "breaks": {"2025-06-18": [["15:00", "16:00"]]},
        }
    )


def rate(add: Callable[[Start, int], object], starts: Sequence[Start], lengths: Sequence[int]) -> float:
    """Calls a second, the median of five rounds."""
    found = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        for start, length in zip(starts, lengths, strict=True):
            add(start, length)
        found.append(len(starts) / (time.perf_counter() - began))
    return statistics.median(found)


def starts_of(chance: random.Random) -> list[int]:
    """Different epoch seconds of the three years, in no order."""
    low, high = (int(datetime(year, 1, 1, tzinfo=UTC).timestamp()) for year in (YEARS[0], YEARS[1] + 1))
    return chance.sample(range(low, high), STARTS)


def measure(calendar: Calendar) -> dict[str, float]:
    """All rates; the first questions that make the calendar grow are put before the clock runs, and timed."""
    chance = random.Random(20260302)  # noqa: S311 because it measures and keeps no secret
    starts = starts_of(chance)
    zone = ZoneInfo("Asia/Shanghai")
    aware = [datetime.fromtimestamp(start, zone) for start in starts]
    precise = [moment.replace(microsecond=chance.randrange(1, 1_000_000)) for moment in aware]
    usual = [chance.randrange(1, 400 * HOUR) for _ in starts]
    near, far = [HOUR] * STARTS, [40_000 * HOUR] * STARTS  # some twenty years of working hours
    began = time.perf_counter()
    calendar.add_epoch(max(starts), far[0])
    click.echo(f"growing to the far targets, once: {(time.perf_counter() - began) * 1000:.1f} ms")
    return {
        "integers": rate(calendar.add_epoch, starts, usual),
        "datetimes": rate(calendar.add, aware, usual),
        "datetimes with microseconds": rate(calendar.add, precise, usual),
        "integers, one hour on": rate(calendar.add_epoch, starts, near),
        "integers, 40,000 hours on": rate(calendar.add_epoch, starts, far),
    }


def main() -> int:
    """Prints the figures; 1 when one is below its floor."""
    spec = the_calendar()
    began = time.perf_counter()
    calendar = compile_calendar(spec, YEARS)
    click.echo(f"compile {YEARS[0]}-{YEARS[1]}: {(time.perf_counter() - began) * 1000:.1f} ms")
    rates = measure(calendar)
    for name, value in rates.items():
        click.echo(f"{name}: {value:,.0f} a second")
    click.echo(f"near to far: {rates['integers, one hour on'] / rates['integers, 40,000 hours on']:.2f}")
    slow = rates["integers"] < FLOOR_INTEGERS or rates["datetimes"] < FLOOR_DATETIMES
    click.echo("below the floor" if slow else f"above the floors of {FLOOR_INTEGERS:,} and {FLOOR_DATETIMES:,}")
    return int(slow)


if __name__ == "__main__":
    sys.exit(main())
