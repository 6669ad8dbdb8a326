"""Owns the values that a pack writes as words: durations, shifts, periods, hours, shares, targets, amounts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Annotated, Any, Literal

from pydantic import PlainValidator, WithJsonSchema

from aftersales.foundation.durations import Duration
from aftersales.foundation.instants import parse_date
from aftersales.foundation.money import Money


def _parsed(parse: Any, kind: type | tuple[type, ...], example: str) -> Any:
    def read(value: Any) -> Any:
        if isinstance(value, bool) or not isinstance(value, kind):
            raise ValueError(f"write it as {example}")
        return parse(value if isinstance(value, str) else str(value))

    return read


@dataclass(frozen=True, slots=True)
class Shift:
    """A duration with a direction."""

    duration: Duration
    later: bool

    @classmethod
    def parse(cls, text: str) -> Shift:
        """``-2d`` or ``+2 working days``."""
        sign, rest = (text[0], text[1:]) if text[:1] in "+-" and text else ("+", text)
        return cls(Duration.parse(rest), sign == "+")

    def __str__(self) -> str:
        return f"{'+' if self.later else '-'}{self.duration}"


@dataclass(frozen=True, slots=True)
class Period:
    """A recurring span of the calendar."""

    count: int
    unit: Literal["day", "week", "month", "quarter", "year"]

    @classmethod
    def parse(cls, text: str) -> Period:
        """``month``, ``6 months``, ``quarter``."""
        found = re.fullmatch(r"(?:(\d{1,3})\s+)?(day|week|month|quarter|year)s?", text.strip().lower())
        if found is None or found[1] == "0":
            raise ValueError(f"'{text}' is no period; write day, week, month, quarter, year or 6 months")
        unit: Any = found[2]
        return cls(int(found[1] or 1), unit)

    def __str__(self) -> str:
        return self.unit if self.count == 1 else f"{self.count} {self.unit}s"


@dataclass(frozen=True, slots=True)
class Hours:
    """A window of the day in minutes since midnight; it may run past midnight."""

    begin: int
    end: int

    @classmethod
    def parse(cls, text: str) -> Hours:
        """``08:00-22:00``."""
        found = re.fullmatch(r"([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-4]):([0-5]\d)", text.strip())
        if found is None or (found[3] == "24" and found[4] != "00"):
            raise ValueError(f"'{text}' is no window of the day; write it as 08:00-22:00")
        return cls(int(found[1]) * 60 + int(found[2]), int(found[3]) * 60 + int(found[4]))

    def __str__(self) -> str:
        return "-".join(f"{m // 60:02d}:{m % 60:02d}" for m in (self.begin, self.end))


def _target(text: str) -> str:
    if re.fullmatch(r"\s*(>=|<=|>|<|==)\s*-?\d+(\.\d+)?\s*%?\s*", text) is None:
        raise ValueError(f"'{text}' is no target; write it as >= 90% or <= 24")
    return text.strip()


def _before(text: str) -> Duration:
    words = text.strip()
    if not words.endswith(" before"):
        raise ValueError(f"'{text}' is no reminder; write it as 2h before")
    return Duration.parse(words.removesuffix(" before"))


def _percent(text: str) -> Decimal:
    words = text.strip()
    if not words.endswith("%"):
        raise ValueError(f"'{text}' is no share; write it as 100%")
    return _number(words[:-1]) / 100


def _number(text: str) -> Decimal:
    try:
        number = Decimal(text.strip())
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite():
        raise ValueError(f"'{text}' is not a number")
    return number


def _text_schema(example: str) -> WithJsonSchema:
    return WithJsonSchema({"type": "string", "examples": [example]})


DurationText = Annotated[Duration, PlainValidator(_parsed(Duration.parse, str, "24h")), _text_schema("24h")]
ShiftText = Annotated[Shift, PlainValidator(_parsed(Shift.parse, str, "-2d")), _text_schema("-2d")]
PeriodText = Annotated[Period, PlainValidator(_parsed(Period.parse, str, "month")), _text_schema("month")]
TargetText = Annotated[str, PlainValidator(_parsed(_target, str, ">= 90%")), _text_schema(">= 90%")]
HoursText = Annotated[Hours, PlainValidator(_parsed(Hours.parse, str, "08:00-22:00")), _text_schema("08:00-22:00")]
Reminder = Annotated[Duration, PlainValidator(_parsed(_before, str, "2h before")), _text_schema("2h before")]
Percent = Annotated[Decimal, PlainValidator(_parsed(_percent, str, "100%")), _text_schema("100%")]
Number = Annotated[
    Decimal, PlainValidator(_parsed(_number, (int, Decimal), "20 or 20.5")), WithJsonSchema({"type": "number"})
]
Day = Annotated[
    date, PlainValidator(_parsed(parse_date, str, "2026-03-02")), WithJsonSchema({"type": "string", "format": "date"})
]


def money(value: Any, currency: str = "") -> Money:
    """``20``, ``20.50 CNY``; ValueError where it is neither. Without a currency it is the pack's."""
    if isinstance(value, bool) or not isinstance(value, (int, Decimal, str)):
        raise ValueError("write the amount as 20 CNY")
    found = Money.parse(str(value), currency)
    if re.fullmatch(r"[A-Z]{3}|", found.currency) is None:
        raise ValueError(f"'{found.currency}' is no currency; write it as CNY")
    return found


def amount(value: Any) -> Any:
    number = isinstance(value, (int, Decimal)) and not isinstance(value, bool)
    if number or (isinstance(value, str) and re.match(r"-?\d", value.strip())):
        return money(value)
    return value
