"""Owns the reading of a case's own fields: instants, dates, lengths and events."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from aftersales.foundation.instants import parse_date, parse_instant
from aftersales.foundation.problems import Problem
from aftersales.policy.calendars.problems import CalendarError, problem, refuse

_PER_UNIT = {"seconds": 1, "minutes": 60}


@dataclass(frozen=True, slots=True)
class CaseFields:
    """The fields of one case; an instant without an offset is wall time of the calendar's zone."""

    raw: Mapping[str, Any]
    zone: ZoneInfo

    def instant(self, name: str) -> datetime:
        """A moment, ISO 8601."""
        return self._instant(self.raw.get(name), name)

    def _instant(self, value: Any, name: str) -> datetime:
        try:
            if isinstance(value, str):
                return parse_instant(value, self.zone)
        except (ValueError, OverflowError):
            pass
        raise refuse(
            "bad_instant",
            f"{name}：“{value}”不是时刻，请写 2026-03-02T09:00:00+08:00。",
            f"{name}: '{value}' is not an instant; write 2026-03-02T09:00:00+08:00.",
            name,
        )

    def date(self, name: str) -> date:
        """A date; of an instant, the date in the calendar's zone."""
        value = self.raw.get(name)
        try:
            if isinstance(value, str):
                return (
                    parse_date(value) if len(value) <= 10 else self._instant(value, name).astimezone(self.zone).date()
                )
        except ValueError:
            pass
        raise refuse(
            "bad_date",
            f"{name}：“{value}”不是日期，请写 2026-03-02。",
            f"{name}: '{value}' is not a date; write 2026-03-02.",
            name,
        )

    def whole(self, name: str) -> int:
        """A whole number."""
        value = self.raw.get(name)
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        if isinstance(value, int) and not isinstance(value, bool):
            return value
        raise refuse("bad_number", f"{name}：“{value}”不是整数。", f"{name}: '{value}' is not a whole number.", name)

    def seconds(self, *names: str) -> int:
        """A length, given in exactly one of the fields, whose names end in their unit."""
        given = [name for name in names if name in self.raw]
        if len(given) != 1:
            zh, en = "或".join(names), " or ".join(names)
            raise refuse("one_length", f"{zh} 应恰好给出一个。", f"Give exactly one of {en}.", names[0])
        name = given[0]
        value = self.raw[name]
        if isinstance(value, int | float) and not isinstance(value, bool):
            total = value * _PER_UNIT[name.rpartition("_")[2]]
            if isinstance(total, int) or total.is_integer():
                return int(total)
        raise refuse(
            "bad_number", f"{name}：“{value}”不合整秒。", f"{name}: '{value}' is not a length in whole seconds.", name
        )

    def flag(self, name: str) -> bool:
        """True or false; false when absent."""
        value = self.raw.get(name, False)
        if isinstance(value, bool):
            return value
        raise refuse("bad_flag", f"{name}：应为 true 或 false。", f"{name} must be true or false.", name)

    def text(self, name: str, default: str) -> str:
        """Words, or the default."""
        return str(self.raw.get(name, default))

    def events(self, name: str) -> list[tuple[datetime, bool]]:
        """Moments at which a clock began to run (true) or stood still (false); all mistakes at once."""
        value = self.raw.get(name)
        if not isinstance(value, list):
            raise refuse("not_a_list", f"{name}：应为列表。", f"{name} must be a list.", name)
        found: list[tuple[datetime, bool]] = []
        wrong: list[Problem] = []
        for index, one in enumerate(value):
            try:
                found.append(self._event(one, f"{name}[{index}]"))
            except CalendarError as refused:
                wrong += refused.problems
        if wrong:
            raise CalendarError(wrong)
        return found

    def _event(self, one: Any, name: str) -> tuple[datetime, bool]:
        if not isinstance(one, Mapping) or not {"at", "state"} <= set(one) or one["state"] not in ("running", "paused"):
            raise CalendarError(
                [
                    problem(
                        "bad_event",
                        f"{name}：应为 at 加 state（running 或 paused）。",
                        f"{name} must have 'at' and 'state', which is running or paused.",
                        name,
                    )
                ]
            )
        return self._instant(one["at"], f"{name}.at"), one["state"] == "running"
