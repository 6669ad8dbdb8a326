"""Owns how a route acts: the first row of its table that fits says who takes the matter."""

from __future__ import annotations

from collections.abc import Iterator

from aftersales.policy.effects import Effect, Tell
from aftersales.policy.effects import Route as Routed
from aftersales.policy.kinds.base import Behaviour, Compile
from aftersales.policy.scene import Scene


class Route(Behaviour):
    """A decision table: first match, with a default."""

    kind = "route"

    def prepare(self, compile: Compile) -> None:
        self.rows = [(compile(row.if_) if row.if_ else None, row.to) for row in self.params.table]

    def hear(self, scene: Scene) -> Iterator[Effect]:
        for condition, to in self.rows:
            if condition is not None and not condition(scene.value):
                continue
            for owing in scene.parties(to):
                yield Routed(self.id, scene.matter.id, owing, scene.at)
                yield Tell(
                    f"{self.id}@{scene.event_id}:routed:{owing}", self.id, scene.matter.id, owing, scene.at, "routed"
                )
                break
            else:
                continue  # the row names nobody here: the next row decides, the default at last
            break
        yield from self.common(scene)
