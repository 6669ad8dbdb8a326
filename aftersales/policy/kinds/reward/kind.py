"""Owns how a reward acts: as a penalty does, with the sign the other way."""

from __future__ import annotations

from aftersales.policy.kinds.penalty.kind import Penalty


class Reward(Penalty):
    """A proposed reward, decided like any consequence."""

    kind = "reward"
