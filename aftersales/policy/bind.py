"""Owns the binding of packs into one rule book: every rule with its behaviour, calendars compiled, words at hand."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from zoneinfo import ZoneInfo

from aftersales.foundation.texts import Text
from aftersales.policy.book import RuleBook
from aftersales.policy.calendars import Calendar, CalendarSpec, compile_calendar
from aftersales.policy.catalogue import Catalogue
from aftersales.policy.kinds.base import Behaviour, Holds
from aftersales.policy.kinds.table import KINDS
from aftersales.policy.language.pack import Pack, Rule

ALWAYS = "always"  # the calendar of a policy that names none: every hour of every day


def behave(rule: Rule) -> Behaviour:
    """A rule of a pack, ready to act."""

    def condition(text: str) -> Holds:
        return rule.conditions[text]

    return KINDS[rule.kind].behaviour(rule, condition)


def bind(packs: Sequence[Pack], catalogue: Catalogue) -> RuleBook:
    """One book of all packs' rules; the last pack gives zone, calendar and currency where several do."""
    first = packs[-1]
    calendars: dict[str, Calendar] = {ALWAYS: compile_calendar(_always(first.timezone))}
    labels: dict[str, dict[str, Text]] = {"roles": {}, "forms": {}, "grounds": {}}
    for pack in packs:
        calendars.update({key: _compiled(spec, pack.timezone) for key, spec in pack.calendars.items()})
        for table in ("roles", "forms", "grounds"):
            labels[table].update({name: one.label for name, one in getattr(pack, table).items()})
    return RuleBook(
        catalogue=catalogue,
        timezone=ZoneInfo(first.timezone),
        rules=tuple(behave(rule) for pack in packs for rule in pack.rules),
        calendars=calendars,
        calendar=first.calendar or ALWAYS,
        labels=labels,
        currency=first.currency,
        digest=hashlib.sha256("".join(pack.digest for pack in packs).encode()).hexdigest(),
    )


def _compiled(spec: CalendarSpec | Mapping[str, object], timezone: str) -> Calendar:
    if isinstance(spec, CalendarSpec):
        return compile_calendar(spec)
    return compile_calendar(CalendarSpec.from_mapping({"timezone": timezone, **spec}))


def _always(timezone: str) -> CalendarSpec:
    day = [["00:00", "24:00"]]
    hours = dict.fromkeys(("mon", "tue", "wed", "thu", "fri", "sat", "sun"), day)
    return CalendarSpec.from_mapping({"timezone": timezone, "weekly_hours": hours})
