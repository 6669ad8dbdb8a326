"""Owns how a charge acts: it books, line by line, what somebody pays."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from aftersales.foundation.money import Money
from aftersales.policy.effects import Charge as Charged
from aftersales.policy.effects import Effect
from aftersales.policy.kinds.base import Behaviour
from aftersales.policy.scene import Scene


class Charge(Behaviour):
    """What it costs, who pays it, when and how it is collected."""

    kind = "charge"

    def hear(self, scene: Scene) -> Iterator[Effect]:
        lines = [(line.item, line.amount) for line in self.params.items] or [("total", self.params.total)]
        for item, said in lines:
            amount = self._amount(scene, said)
            if amount is not None:
                key = f"{self.id}@{scene.event_id}:{item}"
                yield Charged(key, self.id, scene.matter.id, self.params.payer, item, amount, scene.at)
        yield from self.common(scene)

    @staticmethod
    def _amount(scene: Scene, amount: Any) -> Money | None:
        value = amount if isinstance(amount, Money) else scene.value(amount)
        if not isinstance(value, Money):
            return None
        return value if value.currency else Money(value.amount, scene.book.currency)
