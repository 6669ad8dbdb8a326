"""Owns the grammar of a stand-in: who acts for whom, only inside a recorded absence."""

from __future__ import annotations

from typing import Literal

from aftersales.policy.language.common import Params
from aftersales.policy.language.who import Who


class StandInParams(Params):
    """Who acts for whom."""

    kind: Literal["stand_in"]
    for_: Who
    by: Who
