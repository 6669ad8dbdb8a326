"""Owns what rules of several kinds share: common keys, openings of matters, terms, stages of lateness."""

from __future__ import annotations

from typing import Any, Literal, Self

from pydantic import Field, model_validator

from aftersales.policy.language.references import (
    ActName,
    ConditionText,
    DateField,
    DurationText,
    EventName,
    Flag,
    FormName,
    Frozen,
    Many,
    MatterField,
    Number,
    RowsField,
    Short,
)
from aftersales.policy.language.who import Who


class OnField(Frozen):
    """The matter that a field names."""

    field: MatterField


On = Literal["self", "parent", "root"] | OnField


class Opening(Frozen):
    """An act that the policy itself does, citing the rule; ``=name`` in ``given`` copies what the rule sees."""

    act: ActName
    on: On = "self"
    given: dict[str, Any] = Field(default_factory=dict)
    for_each: RowsField | None = None
    owner: Who | None = None


class Term(Frozen):
    """A value that can be compared with the other layers' under the same key."""

    key: Short
    at_least: str | Number | None = None
    at_most: str | Number | None = None
    value: str | Number | None = None
    unit: Short | None = None
    direction: Literal["more", "less"] | None = None  # what is better for the customer
    unknown: Flag = False  # the law's number could not be read

    @model_validator(mode="after")
    def _one_value(self) -> Self:
        said = [v for v in (self.at_least, self.at_most, self.value) if v is not None]
        if len(said) != (0 if self.unknown else 1):
            raise ValueError("a term has exactly one of at_least, at_most, value (or unknown: true and none of them)")
        return self


class Stage(Frozen):
    """What happens once a duty is late: at once, or ``after`` a while."""

    after: DurationText | None = None
    tell: Many[Who] = ()
    hand_to: Who | None = None
    open: Opening | None = None

    @model_validator(mode="after")
    def _something(self) -> Self:
        if not self.tell and self.hand_to is None and self.open is None:
            raise ValueError("say at least one of tell, hand_to, open")
        return self


class Params(Frozen):
    """The keys that every rule may have."""

    kind: str
    if_: ConditionText | None = None
    edition_of: Literal["event", "matter"] | DateField = "event"
    tell: Many[Who] = ()
    open: Opening | None = None
    term: Term | None = None
    note: Short | None = None


class Hearing(Params):
    """A rule that hears events."""

    when: Many[EventName]
    form: FormName | None = None
