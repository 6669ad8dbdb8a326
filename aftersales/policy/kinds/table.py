"""Owns the table of the kinds of rule: a closed list, one line a kind."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from aftersales.policy.kinds.charge.params import ChargeParams
from aftersales.policy.kinds.coverage.params import CoverageParams
from aftersales.policy.kinds.duty.params import DutyParams
from aftersales.policy.kinds.gate.params import GateParams
from aftersales.policy.kinds.keep.params import KeepParams
from aftersales.policy.kinds.measure.params import MeasureParams
from aftersales.policy.kinds.penalty.params import PenaltyParams
from aftersales.policy.kinds.recurring.params import RecurringParams
from aftersales.policy.kinds.reward.params import RewardParams
from aftersales.policy.kinds.route.params import RouteParams
from aftersales.policy.kinds.stand_in.params import StandInParams
from aftersales.policy.kinds.statement.params import StatementParams
from aftersales.policy.language.common import Params


def named(entries: Iterable[tuple[str, type[Params]]]) -> Mapping[str, type[Params]]:
    """The table by name; the same name twice is a TypeError."""
    found: dict[str, type[Params]] = {}
    for name, params in entries:
        if name in found:
            raise TypeError(f"the kind '{name}' stands twice in the table")
        found[name] = params
    return MappingProxyType(found)


PARAMS: Mapping[str, type[Params]] = named(
    [
        ("duty", DutyParams),
        ("recurring", RecurringParams),
        ("gate", GateParams),
        ("route", RouteParams),
        ("coverage", CoverageParams),
        ("charge", ChargeParams),
        ("penalty", PenaltyParams),
        ("reward", RewardParams),
        ("measure", MeasureParams),
        ("stand_in", StandInParams),
        ("keep", KeepParams),
        ("statement", StatementParams),
    ]
)
