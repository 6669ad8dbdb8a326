"""Owns the grammar of coverage: who pays which kind of line, and which share of it."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from aftersales.policy.language.common import Params
from aftersales.policy.language.references import Many, PartyName, Percent


class CoverageParams(Params):
    """Who pays which line."""

    kind: Literal["coverage"]
    for_: Many[Literal["parts", "labour", "travel", "other"]]
    payer: PartyName
    share: Percent = Decimal(1)
