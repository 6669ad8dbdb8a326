"""Owns the grammar of a duty: who owes which act by when, and what follows when it is late."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import model_validator

from aftersales.policy.language.common import Hearing, On, Stage
from aftersales.policy.language.references import (
    ActName,
    ConditionText,
    DurationText,
    EventName,
    InstantField,
    KeepingCondition,
    Many,
    PauseReason,
    Reminder,
    ShiftText,
)
from aftersales.policy.language.who import Who


class DutyParams(Hearing):
    """After an event somebody owes an act."""

    kind: Literal["duty"]
    who: Who
    must: Many[ActName]
    on: On = "self"
    within: DurationText | None = None
    from_: InstantField | None = None
    by: InstantField | None = None
    shift: ShiftText | None = None
    before: EventName | None = None
    every: DurationText | None = None
    while_: ConditionText | None = None
    keeps_if: KeepingCondition | None = None
    lapses: Many[EventName] = ()
    pauses: Many[PauseReason] = ()
    remind: Many[Reminder] = ()
    else_: Many[Stage] = ()

    @model_validator(mode="after")
    def _one_deadline(self) -> Self:
        timed = self.within is not None or self.by is not None
        if [timed, self.before is not None, self.every is not None].count(True) != 1:
            raise ValueError("say when it is due by exactly one of within and/or by, before, every")
        if (self.every is None) != (self.while_ is None):
            raise ValueError("'every' and 'while' belong together")
        if self.from_ is not None and self.within is None:
            raise ValueError("'from' belongs to 'within'")
        if self.shift is not None and self.by is None:
            raise ValueError("'shift' belongs to 'by'")
        return self
