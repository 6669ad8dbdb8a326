"""Owns durations: how long something may take, in clock time or in working time."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal, get_args

from aftersales.foundation.texts import Text

Unit = Literal["seconds", "minutes", "hours", "days", "weeks", "months", "years", "same_day", "shifts"]

SECONDS_OF: Final[dict[Unit, int]] = {
    "seconds": 1,
    "minutes": 60,
    "hours": 3_600,
    "days": 86_400,
    "weeks": 604_800,
}
# Only for comparing terms with one another: months and years have no fixed length.
_ABOUT: Final[dict[Unit, int]] = {
    **SECONDS_OF,
    "months": 2_629_746,
    "years": 31_556_952,
    "same_day": 86_400,
    "shifts": 28_800,
}
_NAMES: Final[dict[str, Unit]] = {
    **dict.fromkeys(("s", "sec", "secs", "second", "seconds"), "seconds"),
    **dict.fromkeys(("min", "mins", "minute", "minutes"), "minutes"),
    **dict.fromkeys(("h", "hr", "hrs", "hour", "hours"), "hours"),
    **dict.fromkeys(("d", "day", "days"), "days"),
    **dict.fromkeys(("w", "week", "weeks"), "weeks"),
    **dict.fromkeys(("month", "months"), "months"),
    **dict.fromkeys(("y", "year", "years"), "years"),
    **dict.fromkeys(("shift", "shifts"), "shifts"),
}
_SHORT: Final[dict[Unit, str]] = {"seconds": "s", "minutes": "min", "hours": "h", "days": "d", "weeks": "w"}
_CHINESE: Final[dict[Unit, str]] = {
    "seconds": "秒",
    "minutes": "分钟",
    "hours": "小时",
    "days": "天",
    "weeks": "周",
    "months": "个月",
    "years": "年",
    "shifts": "个班次",
}
_WORKING_UNITS: Final[tuple[Unit, ...]] = ("seconds", "minutes", "hours", "days")
MOST_DIGITS = 7  # nobody promises anything for ten million hours
_FORM = re.compile(r"(?P<count>\d+)\s*(?P<working>working\s+)?(?P<unit>[a-z]+)")
FORMS: Final = "20s, 30min, 24h, 3d, 2w, 1 month, 2 years, 1 shift, 8 working hours, 2 working days or same day"


@dataclass(frozen=True, slots=True)
class Duration:
    """A number of units; ``working`` durations run on a calendar's open hours, the others on the clock."""

    count: int
    unit: Unit
    working: bool = False

    def __post_init__(self) -> None:
        if self.unit not in get_args(Unit):
            raise ValueError(f"'{self.unit}' is no unit of a duration; there are {', '.join(get_args(Unit))}")
        if self.count < 0:
            raise ValueError("a duration cannot be negative")
        if self.unit == "same_day" and self.count != 1:
            raise ValueError("'same day' takes no number")
        if self.working and self.unit not in _WORKING_UNITS:
            raise ValueError(f"working time is counted in {', '.join(_WORKING_UNITS)}, not in {self.unit}")

    @classmethod
    def parse(cls, text: str) -> Duration:
        """The duration that ``text`` says; ValueError says which forms exist."""
        said = " ".join(text.strip().lower().split())
        if said in ("same day", "same_day"):
            return cls(1, "same_day")
        found = _FORM.fullmatch(said)
        unit = _NAMES.get(found["unit"]) if found else None
        if found is None or unit is None:
            raise ValueError(f"'{text}' is not a duration; the forms are {FORMS}")
        if len(found["count"]) > MOST_DIGITS:
            raise ValueError(f"'{text}' is longer than any promise; the forms are {FORMS}")
        try:
            return cls(int(found["count"]), unit, found["working"] is not None)
        except ValueError as wrong:
            raise ValueError(f"'{text}' is not a duration: {wrong}; the forms are {FORMS}") from None

    def __str__(self) -> str:
        if self.unit == "same_day":
            return "same day"
        if self.working:
            return f"{self.count} working {self._plain_unit()}"
        if self.unit in _SHORT:
            return f"{self.count}{_SHORT[self.unit]}"
        return f"{self.count} {self._plain_unit()}"

    def _plain_unit(self) -> str:
        return self.unit.removesuffix("s") if self.count == 1 else self.unit

    @property
    def text(self) -> Text:
        """The duration in words for people."""
        if self.unit == "same_day":
            return Text("当天", "the same day")
        if self.working:
            zh = " 个工作日" if self.unit == "days" else f" {_CHINESE[self.unit]}（工作时间）"
            return Text(f"{self.count}{zh}", f"{self.count} working {self._plain_unit()}")
        return Text(f"{self.count} {_CHINESE[self.unit]}", f"{self.count} {self._plain_unit()}")

    @property
    def fixed_seconds(self) -> int | None:
        """Its length where every second of it is counted; None for calendar units and working days."""
        if self.working and self.unit == "days":
            return None
        per_unit = SECONDS_OF.get(self.unit)
        return None if per_unit is None else self.count * per_unit

    def approx_seconds(self) -> int:
        """A length for comparing terms only; a month is a twelfth of a mean year, a shift eight hours."""
        return self.count * _ABOUT[self.unit]
