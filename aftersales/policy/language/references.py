"""Owns the words of the policy language that point at something: names, conditions, durations and who.

A reference is text of a class of its own, so that one walker finds every one of them in any rule and knows
what it must resolve to, and against which names (``scope``) it is looked up.
"""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal, TypeVar

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    ValidationInfo,
    WithJsonSchema,
    model_validator,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from aftersales.foundation.money import Money
from aftersales.policy.language.written import (
    Day,
    DurationText,
    Hours,
    HoursText,
    Number,
    Percent,
    Period,
    PeriodText,
    Reminder,
    Shift,
    ShiftText,
    TargetText,
    amount,
    money,
)

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

Short = Annotated[str, Field(min_length=1, strict=True)]
Count = Annotated[int, Field(ge=1, strict=True)]
Flag = Annotated[bool, Field(strict=True)]


class Words(Frozen):
    """A text in both languages."""

    zh: Short
    en: Short


Amount = Annotated[Money | MoneyField, BeforeValidator(amount), WithJsonSchema({"type": ["string", "number"]})]

# the values that are written as words belong to the same vocabulary
__all__ = [
    "Day",
    "DurationText",
    "Hours",
    "HoursText",
    "Number",
    "Percent",
    "Period",
    "PeriodText",
    "Reminder",
    "Shift",
    "ShiftText",
    "TargetText",
    "amount",
    "money",
]
