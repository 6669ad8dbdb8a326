"""Owns how a stand-in rule acts: asked who acts for an absent holder, it names them."""

from __future__ import annotations

from collections.abc import Iterator

from aftersales.policy.kinds.base import Behaviour
from aftersales.policy.obligations import Owing
from aftersales.policy.scene import Scene


class StandIn(Behaviour):
    """Who acts for whom, only inside a recorded absence."""

    kind = "stand_in"

    def events(self) -> tuple[str, ...]:
        return ()

    def stand_ins(self, scene: Scene, role: str) -> Iterator[Owing]:
        """Who stands in for an absent holder of ``role``."""
        if self.params.for_.role == role and self.applies(scene):
            yield from scene.parties(self.params.by)
