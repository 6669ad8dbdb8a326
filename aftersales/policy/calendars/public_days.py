"""Owns the public holidays and make-up workdays of a country, as published year by year."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Final

from aftersales.foundation.texts import Text
from aftersales.policy.calendars.problems import CalendarError, unknown_name

COUNTRIES: Final = ("cn",)


@dataclass(frozen=True, slots=True)
class PublicDays:
    """The public days of a country; a year that is not published is provisional."""

    country: str
    source: str
    holidays: frozenset[int]
    extra_workdays: frozenset[int]
    published_years: frozenset[int]
    provisional_years: frozenset[int]
    names: dict[int, str]


@cache
def public_days(country: str) -> PublicDays:
    """The table of ``country``; CalendarError names the countries there are."""
    if country not in COUNTRIES:
        raise CalendarError([unknown_name(Text("国家", "country"), str(country), COUNTRIES, "public_days")])
    raw = json.loads((files(__package__) / "data" / f"{country}.json").read_text(encoding="utf-8"))
    holidays: dict[int, str] = {}
    extra: dict[int, str] = {}
    for year in raw["years"].values():
        holidays.update((_ordinal(day), name) for day, name in year["holidays"].items())
        extra.update((_ordinal(day), name) for day, name in year["extra_workdays"].items())
    states = {int(year): table["state"] for year, table in raw["years"].items()}
    return PublicDays(
        country=country,
        source=raw["source"],
        holidays=frozenset(holidays),
        extra_workdays=frozenset(extra),
        published_years=frozenset(year for year, state in states.items() if state == "published"),
        provisional_years=frozenset(year for year, state in states.items() if state == "provisional"),
        names=holidays | extra,
    )


def _ordinal(day: str) -> int:
    return date.fromisoformat(day).toordinal()
