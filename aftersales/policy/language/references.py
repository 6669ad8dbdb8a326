"""Owns the words of the policy language that point at something: names, conditions, durations and who.

A reference is text of a class of its own, so that one walker finds every one of them in any rule and knows
what it must resolve to, and against which names (``scope``) it is looked up.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Annotated, Any, ClassVar, Literal, TypeVar

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    PlainValidator,
    ValidationInfo,
    WithJsonSchema,
    model_validator,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from aftersales.foundation.durations import Duration
from aftersales.foundation.instants import parse_date
from aftersales.foundation.money import Money

Scope = Literal["heard", "keeping", "measured", "form"]


class Reference(str):
    """Text that must resolve to something when the pack is checked."""

    __slots__ = ()

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_after_validator_function(cls, core_schema.str_schema(min_length=1, strict=True))


class EventName(Reference):
    """An event of the catalogue: ``workorder.dispatched.v1``."""


class ActName(Reference):
    """An act of the catalogue: ``workorder.arrive``."""


class ActPattern(Reference):
    """An act, or several with a star at the end: ``entry.*``."""


class KindName(Reference):
    """A kind of matter, or ``*``."""


class RoleName(Reference):
    """A role of the pack."""


class HolderName(Reference):
    """A role of the pack, or ``*`` for everybody."""


class GroundName(Reference):
    """A ground of the pack."""


class WaiverGround(GroundName):
    """A ground of the pack that waives."""


class RuleRef(Reference):
    """A rule (``S10-3.4b#arrive``) or all rules of a clause (``S10-3.4b``)."""


class RuleOrAct(Reference):
    """A rule, a clause, or an act that is owed."""


class PopulationName(Reference):
    """A population of the catalogue."""


class FormName(Reference):
    """A form or checklist of the pack."""


class KeptName(Reference):
    """What a record is: a form of the pack or a kind of matter."""


class RelationName(Reference):
    """A relation of the catalogue."""


class PartyName(Reference):
    """A party that every installation has: the company, the matter's customer, the policy, or a role."""


class CalendarName(Reference):
    """A calendar of the pack."""


class PauseReason(Reference):
    """A reason for which matters pause: a choice of a field ``paused_for``."""


class OfName(Reference):
    """What a field of a form holds: a role, a kind of party, a kind of matter."""


class ConditionText(Reference):
    """A condition over the names of what the rule hears."""

    scope: ClassVar[Scope] = "heard"


class KeepingCondition(ConditionText):
    """A condition over the event that keeps a duty."""

    scope: ClassVar[Scope] = "keeping"


class MeasuredCondition(ConditionText):
    """A condition over the event that a measure counts."""

    scope: ClassVar[Scope] = "measured"


class FieldName(Reference):
    """A field of what the rule hears, or of the matter's memory."""

    scope: ClassVar[Scope] = "heard"
    kinds: ClassVar[frozenset[str]] = frozenset()


class InstantField(FieldName):
    """A field that holds an instant or a date."""

    kinds: ClassVar[frozenset[str]] = frozenset({"instant", "date"})


class DateField(FieldName):
    """A field that holds a day or an instant whose day counts."""

    kinds: ClassVar[frozenset[str]] = frozenset({"date", "instant"})


class PartyField(FieldName):
    """A field that holds one party or several."""

    kinds: ClassVar[frozenset[str]] = frozenset({"party", "parties"})


class MatterField(FieldName):
    """A field that holds a matter."""

    kinds: ClassVar[frozenset[str]] = frozenset({"matter"})


class SubjectField(FieldName):
    """A field that a relation can start from: a party or a matter."""

    kinds: ClassVar[frozenset[str]] = frozenset({"party", "parties", "matter"})


class RowsField(FieldName):
    """A field that holds several rows or several values."""

    kinds: ClassVar[frozenset[str]] = frozenset({"rows", "parties", "matters", "texts"})


class MoneyField(FieldName):
    """A field that holds money."""

    kinds: ClassVar[frozenset[str]] = frozenset({"money"})


class FigureField(FieldName):
    """A field of the measured event."""

    scope: ClassVar[Scope] = "measured"
    kinds: ClassVar[frozenset[str]] = frozenset(
        {"number", "money", "bool", "duration", "party", "instant", "choice", "text"}
    )


class MemberField(FieldName):
    """The field of the measured event that says whose event it is: a party, or a matter of the population."""

    scope: ClassVar[Scope] = "measured"
    kinds: ClassVar[frozenset[str]] = frozenset({"party", "parties", "matter"})


class BlankField(FieldName):
    """A field of the form or kind that a ``keep`` rule names."""

    scope: ClassVar[Scope] = "form"


class Frozen(BaseModel):
    """A frozen value of a pack; keys it does not have are refused, trailing underscores are Python's affair."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", arbitrary_types_allowed=True, alias_generator=lambda name: name.rstrip("_")
    )

    @model_validator(mode="before")
    @classmethod
    def _note(cls, value: Any, info: ValidationInfo) -> Any:
        """Remember which model read which mapping, so that an unknown key can be answered with the known ones."""
        if isinstance(info.context, dict) and isinstance(value, dict):
            info.context[id(value)] = cls
        return value

    @classmethod
    def keys(cls) -> tuple[str, ...]:
        """The keys as they are written in a pack."""
        return tuple(field.alias or name for name, field in cls.model_fields.items())


class _OneOrMany:
    """One item where a list is asked for is a list of one."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_before_validator_function(_as_list, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        many = handler(schema)
        return {"anyOf": [many.get("items", {}), {**many, "minItems": 1}]}


def _as_list(value: Any) -> Any:
    if value is None or isinstance(value, (list, tuple)):
        if not value:
            raise ValueError("a list here cannot be empty")
        return value
    return [value]


T = TypeVar("T")
Many = Annotated[tuple[T, ...], _OneOrMany()]


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
Short = Annotated[str, Field(min_length=1, strict=True)]
Count = Annotated[int, Field(ge=1, strict=True)]
Flag = Annotated[bool, Field(strict=True)]


class Words(Frozen):
    """A text in both languages."""

    zh: Short
    en: Short


def money(value: Any, currency: str = "") -> Money:
    """``20``, ``20.50 CNY``; ValueError where it is neither. Without a currency it is the pack's."""
    if isinstance(value, bool) or not isinstance(value, (int, Decimal, str)):
        raise ValueError("write the amount as 20 CNY")
    found = Money.parse(str(value), currency)
    if re.fullmatch(r"[A-Z]{3}|", found.currency) is None:
        raise ValueError(f"'{found.currency}' is no currency; write it as CNY")
    return found


def _money(value: Any) -> Any:
    number = isinstance(value, (int, Decimal)) and not isinstance(value, bool)
    if number or (isinstance(value, str) and re.match(r"-?\d", value.strip())):
        return money(value)
    return value


Amount = Annotated[Money | MoneyField, BeforeValidator(_money), WithJsonSchema({"type": ["string", "number"]})]
