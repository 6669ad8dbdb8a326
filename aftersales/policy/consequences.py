"""Owns the consequence: fine, points, demerit, reward or compensation, and how it is decided."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

#: state -> the acts that may follow it, and the state each leads to
MOVES: dict[str, dict[str, str]] = {
    "proposed": {"consequence.confirm": "confirmed", "consequence.drop": "dropped"},
    "confirmed": {
        "consequence.appeal": "appealed",
        "consequence.reverse": "reversed",
        "consequence.settle": "settled",
    },
    "appealed": {"consequence.sustain": "upheld", "consequence.reverse": "reversed"},
    "upheld": {"consequence.settle": "settled", "consequence.reverse": "reversed"},
    "dropped": {},
    "reversed": {},
    "settled": {"consequence.reverse": "reversed"},
}


@dataclass(slots=True)
class Consequence:
    """What follows for one party from one finding or event; ``what`` is the rule's own words as a mapping.

    ``basis`` names the event or finding it rests on: when that falls away, so does the consequence.
    """

    key: str
    rule: str
    edition: str
    matter: str
    party: str
    what: Mapping[str, Any]
    proposed_at: datetime
    basis: str
    state: str = "proposed"
    choice: str | None = None
    decided_at: datetime | None = None
    decided_by: str | None = None
    reason: str = ""

    def after(self, act: str) -> str | None:
        """The state that ``act`` would lead to, None where it may not be done now."""
        return MOVES[self.state].get(act)
