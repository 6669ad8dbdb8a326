"""Owns how coverage acts: asked about a line of work, it says who pays which share under which rule."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from aftersales.policy.kinds.base import Behaviour
from aftersales.policy.scene import Scene


@dataclass(frozen=True, slots=True)
class Share:
    """Who pays which part (0 to 1) of one kind of line, and the rule that says so."""

    line: str
    payer: str
    part: Decimal
    rule: str


class Coverage(Behaviour):
    """Component and kind of line, share and term: who pays."""

    kind = "coverage"

    def events(self) -> tuple[str, ...]:
        return ()

    def answer(self, scene: Scene, line: str) -> Share | None:
        """The share of one kind of line, or None where this rule does not cover it."""
        if line not in self.params.for_ or not self.applies(scene):
            return None
        return Share(line, self.params.payer, Decimal(self.params.share), self.id)
