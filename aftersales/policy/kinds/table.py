"""Owns the table of the kinds of rule: a closed list, one line a kind, each with its words and how it acts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from aftersales.policy.kinds.base import Behaviour
from aftersales.policy.kinds.charge.kind import Charge
from aftersales.policy.kinds.charge.params import ChargeParams
from aftersales.policy.kinds.coverage.kind import Coverage
from aftersales.policy.kinds.coverage.params import CoverageParams
from aftersales.policy.kinds.duty.kind import Duty
from aftersales.policy.kinds.duty.params import DutyParams
from aftersales.policy.kinds.gate.kind import Gate
from aftersales.policy.kinds.gate.params import GateParams
from aftersales.policy.kinds.keep.kind import Keep
from aftersales.policy.kinds.keep.params import KeepParams
from aftersales.policy.kinds.measure.kind import Measure
from aftersales.policy.kinds.measure.params import MeasureParams
from aftersales.policy.kinds.penalty.kind import Penalty
from aftersales.policy.kinds.penalty.params import PenaltyParams
from aftersales.policy.kinds.recurring.kind import Recurring
from aftersales.policy.kinds.recurring.params import RecurringParams
from aftersales.policy.kinds.reward.kind import Reward
from aftersales.policy.kinds.reward.params import RewardParams
from aftersales.policy.kinds.route.kind import Route
from aftersales.policy.kinds.route.params import RouteParams
from aftersales.policy.kinds.stand_in.kind import StandIn
from aftersales.policy.kinds.stand_in.params import StandInParams
from aftersales.policy.kinds.statement.kind import Statement
from aftersales.policy.kinds.statement.params import StatementParams
from aftersales.policy.language.common import Params


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of rule: what it may say, and what it does."""

    name: str
    params: type[Params]
    behaviour: type[Behaviour]


def table(kinds: Iterable[Kind]) -> Mapping[str, Kind]:
    """The kinds by name; the same name twice is a TypeError."""
    found: dict[str, Kind] = {}
    for kind in kinds:
        if kind.name in found:
            raise TypeError(f"the kind '{kind.name}' stands twice in the table")
        found[kind.name] = kind
    return MappingProxyType(found)


KINDS: Mapping[str, Kind] = table(
    [
        Kind("duty", DutyParams, Duty),
        Kind("recurring", RecurringParams, Recurring),
        Kind("gate", GateParams, Gate),
        Kind("route", RouteParams, Route),
        Kind("coverage", CoverageParams, Coverage),
        Kind("charge", ChargeParams, Charge),
        Kind("penalty", PenaltyParams, Penalty),
        Kind("reward", RewardParams, Reward),
        Kind("measure", MeasureParams, Measure),
        Kind("stand_in", StandInParams, StandIn),
        Kind("keep", KeepParams, Keep),
        Kind("statement", StatementParams, Statement),
    ]
)
PARAMS: Mapping[str, type[Params]] = MappingProxyType({name: kind.params for name, kind in KINDS.items()})
