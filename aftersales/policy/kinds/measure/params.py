"""Owns the grammar of a measure: which figure of which events is held to which target, per member and period."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import model_validator

from aftersales.policy.language.common import Params
from aftersales.policy.language.references import (
    EventName,
    FigureField,
    MeasuredCondition,
    MemberField,
    Number,
    PeriodText,
    PopulationName,
    TargetText,
)


class MeasureParams(Params):
    """A figure and its target."""

    kind: Literal["measure"]
    population: PopulationName
    every: PeriodText
    figure: Literal["rate", "mean", "count", "percentile", "balance"]
    of: EventName
    member: MemberField
    field: FigureField | None = None
    percentile: Number | None = None
    where: MeasuredCondition | None = None
    good: MeasuredCondition | None = None
    tolerance: Number | None = None
    target: TargetText

    @model_validator(mode="after")
    def _enough_to_count(self) -> Self:
        if (self.figure == "rate") != (self.good is not None):
            raise ValueError("'good' belongs to a rate, and a rate needs it")
        if (self.figure in ("mean", "percentile", "balance")) != (self.field is not None):
            raise ValueError("'field' belongs to a mean, a percentile or a balance, and they need it")
        if (self.figure == "percentile") != (self.percentile is not None):
            raise ValueError("'percentile' (for example 90) belongs to a percentile, and it needs it")
        if self.tolerance is not None and self.figure != "balance":
            raise ValueError("'tolerance' belongs to a balance")
        return self
