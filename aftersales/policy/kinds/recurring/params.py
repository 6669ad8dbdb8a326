"""Owns the grammar of a recurring duty: what each member of a population owes in each period."""

from __future__ import annotations

from typing import ClassVar, Literal

from aftersales.policy.language.common import On, Params, Stage
from aftersales.policy.language.references import (
    ActName,
    DurationText,
    Flag,
    KeepingCondition,
    Many,
    PeriodText,
    PopulationName,
    Reminder,
)
from aftersales.policy.language.who import Who


class RecurringParams(Params):
    """A duty for each member of a population in each period."""

    before: ClassVar[None] = None

    kind: Literal["recurring"]
    population: PopulationName
    every: PeriodText
    who: Who
    must: Many[ActName]
    on: On = "self"
    by: DurationText | None = None
    spread: Flag = False
    keeps_if: KeepingCondition | None = None
    remind: Many[Reminder] = ()
    else_: Many[Stage] = ()
