"""Owns the grammar of a reward: a penalty's, with the sign the other way."""

from __future__ import annotations

from typing import Literal

from aftersales.policy.kinds.penalty.params import ConsequenceParams
from aftersales.policy.language.references import MoneyField, Number


class RewardParams(ConsequenceParams):
    """A reward of money or points, a record, or one of a scale."""

    OUTCOMES = ("reward", "points", "record", "one_of")

    kind: Literal["reward"]
    reward: Number | MoneyField | None = None
