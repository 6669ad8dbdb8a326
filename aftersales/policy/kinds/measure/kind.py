"""Owns how a measure acts: at the end of each period a figure is taken for each member and held to its target."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

from aftersales.policy.effects import Effect, Measured
from aftersales.policy.kinds.base import Behaviour, Compile, Holds
from aftersales.policy.scene import Scene

_COMPARE: dict[str, Callable[[Any, Any], bool]] = {
    ">=": operator.ge,
    "<=": operator.le,
    ">": operator.gt,
    "<": operator.lt,
    "==": operator.eq,
}


def target(text: str) -> tuple[str, Decimal]:
    """``">= 90%"`` as comparison and number; a percentage stays a number of percent."""
    sign = next((s for s in (">=", "<=", "==", ">", "<") if text.strip().startswith(s)), None)
    if sign is None:
        raise ValueError(f"'{text}' is no target; write it as '>= 90%' or '<= 3'")
    return sign, Decimal(text.strip()[len(sign) :].strip().rstrip("%"))


class Measure(Behaviour):
    """A figure and its target per member and period."""

    kind = "measure"

    def prepare(self, compile: Compile) -> None:
        self.sign, self.number = target(self.params.target)
        self.where: Holds | None = compile(self.params.where) if self.params.where else None
        self.good: Holds | None = compile(self.params.good) if self.params.good else None

    def events(self) -> tuple[str, ...]:
        return ("period.ended.v1",)

    def applies(self, scene: Scene) -> bool:
        return scene.fields.get("rule") == self.id and super().applies(scene)

    def hear(self, scene: Scene) -> Iterator[Effect]:
        since, until = scene.fields["from"], scene.fields["until"]
        subject = f"{scene.matter.id}|{since.isoformat()}|{until.isoformat()}"
        taken = scene.ask("measure", self.id, subject)
        if not taken or taken.get("figure") is None:
            return  # nothing happened in the period: there is no figure to hold to the target
        figure = Decimal(str(taken["figure"]))
        missed = not _COMPARE[self.sign](figure, self.number)
        yield Measured(
            self.id, scene.matter.id, str(figure), self.params.target, missed, int(taken.get("count", 0)), since, until
        )
        if missed:
            yield from self.common(scene)
