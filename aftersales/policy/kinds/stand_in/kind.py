"""Owns how a stand-in rule acts: asked who acts for an absent holder, it names them."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from aftersales.policy.kinds.base import Behaviour
from aftersales.policy.obligations import Owing
from aftersales.policy.scene import Scene


class StandIn(Behaviour):
    """Who acts for whom, only inside a recorded absence."""

    kind = "stand_in"

    def events(self) -> tuple[str, ...]:
        return ()

    def stand_ins(self, scene: Scene, roles: Collection[str], person: str) -> Iterator[Owing]:
        """Who stands in for ``person``, who is absent and answers as a holder of ``roles``."""
        of = self.params.for_
        meant = of.role in roles if of.role else any(one.party == person for one in scene.parties(of))
        if meant and self.applies(scene):
            yield from scene.parties(self.params.by)
