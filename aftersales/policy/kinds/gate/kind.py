"""Owns how a gate acts: before an act it names everything that is missing, and who may waive it."""

from __future__ import annotations

from collections.abc import Iterator

from aftersales.policy.effects import Effect
from aftersales.policy.kinds.base import Behaviour, Compile, Reason
from aftersales.policy.kinds.gate.requirements import compiled
from aftersales.policy.scene import Scene

REFUSED = "act.refused.v1"


class Gate(Behaviour):
    """What must be true before an act."""

    kind = "gate"

    def prepare(self, compile: Compile) -> None:
        self.checks = [compiled(item, compile) for item in self.params.require]
        self.mode: str = self.params.if_missing or "refuse"

    def acts(self) -> tuple[str, ...]:
        return tuple(self.params.before)

    def events(self) -> tuple[str, ...]:
        return (REFUSED,) if self.params.refused is not None else ()

    def before(self, scene: Scene) -> Iterator[Reason]:
        if not self.applies(scene) or self.waived(scene):
            return
        waive = self.params.waive
        waivers = tuple(who.role for who in waive.who if who.role) if waive else ()
        grounds = tuple(waive.grounds) if waive else ()
        for check in self.checks:
            for lack in check(scene):
                mode = "hold" if lack.consents else self.mode
                yield Reason(self.id, mode, lack.code, lack.said, lack.fields, lack.consents, waivers, grounds)

    def waived(self, scene: Scene) -> bool:
        """Whether somebody who may has waived this gate on the matter or above it."""
        return any(self.id in state.waived for state in scene.docket.chain(scene.matter.id))

    def concerns(self, scene: Scene) -> bool:
        return self.id in (scene.fields.get("cites") or ())  # the attempt was refused by this rule

    def hear(self, scene: Scene) -> Iterator[Effect]:
        refused = self.params.refused
        yield from self.tell(scene, refused.tell or (), "refused")
        yield from self.open(scene, refused.open)
