"""Owns the grammar of penalties and rewards: on which finding or event, for whom, what, decided by whom."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Literal, Self

from pydantic import model_validator

from aftersales.policy.language.common import Hearing
from aftersales.policy.language.references import (
    Amount,
    Count,
    DurationText,
    FieldName,
    Flag,
    Frozen,
    GroundName,
    KindName,
    Many,
    MoneyField,
    Number,
    RuleRef,
    Short,
)
from aftersales.policy.language.who import Who


class Deciding(Frozen):
    """Who decides on what is proposed, within which time."""

    who: Who
    within: DurationText | None = None
    may_drop: Flag = True


class Appealing(Frozen):
    """Within which time, and to whom, an appeal goes."""

    within: DurationText
    to: Who


class Factor(Frozen):
    """Twice the amount on these grounds; factors do not multiply, the highest counts."""

    times: Number
    grounds: Many[GroundName]


class ConsequenceParams(Hearing):
    """What penalties and rewards share."""

    OUTCOMES: ClassVar[tuple[str, ...]] = ()

    grounds: Many[GroundName] = ()
    on_kinds: Many[KindName] = ()
    breach_of: RuleRef | None = None
    lacks: Many[FieldName] = ()
    whom: Who
    currency: Short | None = None
    points: Number | None = None
    record: Short | None = None
    one_of: Many[Short] = ()
    per: Literal["occurrence"] = "occurrence"
    once_per: Literal["event", "finding", "matter", "month"] | None = None
    share: Literal["each", "equal", "joint"] = "each"
    factors: Many[Factor] = ()
    max_factor: Number | None = None
    decide: Deciding | None = None
    appeal: Appealing | None = None

    @model_validator(mode="after")
    def _one_outcome(self) -> Self:
        said = [name for name in self.OUTCOMES if getattr(self, name) not in (None, ())]
        if len(said) != 1:
            raise ValueError(f"say what follows by exactly one of {', '.join(self.OUTCOMES)}")
        if self.currency is not None and said[0] not in ("fine", "reward"):
            raise ValueError("'currency' belongs to an amount")
        return self

    def what(self) -> Mapping[str, Any]:
        """The outcome in the clause's own words, with what qualifies it."""
        name = next(name for name in self.OUTCOMES if getattr(self, name) not in (None, ()))
        found: dict[str, Any] = {name: getattr(self, name)}
        for extra in ("currency", "count"):
            if getattr(self, extra, None) is not None:
                found[extra] = getattr(self, extra)
        return found


class PenaltyParams(ConsequenceParams):
    """A fine, points, a demerit, a record, compensation, liability, or one of a scale."""

    OUTCOMES = ("fine", "points", "demerit", "record", "compensation", "liability", "one_of")

    kind: Literal["penalty"]
    fine: Number | MoneyField | None = None
    demerit: Literal["demerit", "major_demerit"] | None = None
    count: Count | None = None
    compensation: Amount | None = None
    liability: Short | None = None

    @model_validator(mode="after")
    def _counted(self) -> Self:
        if self.count is not None and self.demerit is None:
            raise ValueError("'count' belongs to 'demerit'")
        return self
