"""Owns how a penalty acts: it proposes a consequence for each person, once, on a finding or a strict event."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from aftersales.policy.effects import Effect, Open, Propose
from aftersales.policy.kinds.base import Behaviour
from aftersales.policy.obligations import Obligation
from aftersales.policy.scene import Scene

DECIDING = ("consequence.confirm", "consequence.drop")


class Penalty(Behaviour):
    """Amount, points, demerit, compensation, or one of a scale, for those whom the clause names."""

    kind = "penalty"

    def fits(self, scene: Scene) -> bool:
        """Whether ground, kind of matter and breached rule are those of the clause."""
        params = self.params
        if params.grounds and scene.value("ground") not in params.grounds:
            return False
        if params.on_kinds and scene.matter.kind not in params.on_kinds:
            return False
        return not params.breach_of or scene.fields.get("rule") == params.breach_of

    def applies(self, scene: Scene) -> bool:
        return self.fits(scene) and super().applies(scene)

    def hear(self, scene: Scene) -> Iterator[Effect]:
        for owing in scene.parties(self.params.whom):
            for party in self._persons(scene, owing):
                yield from self.proposed(scene, party)
        yield from self.common(scene)

    @staticmethod
    def _persons(scene: Scene, owing: Any) -> tuple[str, ...]:
        if owing.party is not None:
            return (owing.party,)
        return tuple(str(p) for p in scene.ask("role", owing.role, scene.matter.id))

    def basis(self, scene: Scene) -> str:
        """What the consequence rests on; the same basis gives it once."""
        once = self.params.once_per or "event"
        if once == "matter":
            return scene.matter.id
        if once == "finding" and scene.fields.get("finding"):
            return str(scene.fields["finding"])
        if once == "month":
            return scene.book.day(scene.at).strftime("%Y-%m")
        return scene.event_id

    def proposed(self, scene: Scene, party: str) -> Iterator[Effect]:
        """One consequence, and the duty to decide on it."""
        key = f"{self.id}@{self.basis(scene)}:{party}"
        if key in scene.docket.consequences:
            return
        decide = self.params.decide
        owing = next(iter(scene.parties(decide.who)), None) if decide else None
        yield Propose(
            key, self.id, self.edition, scene.matter.id, party, self.what(), scene.at, scene.event_id, owing
        )
        if decide is not None and owing is not None:
            named = scene.ask("person", str(owing), scene.matter.id) or {}
            due = None
            if decide.within is not None:
                due = scene.book.due(scene, scene.matter.id, scene.at, decide.within, ())
            yield Open(
                Obligation(
                    key=f"{key}/decide", rule=self.id, edition=self.edition, matter=scene.matter.id, owing=owing,
                    must=DECIDING, opened_at=scene.at, opened_by=scene.event_id, start=scene.at, due=due,
                    subject=key, person=named.get("person"), gap=bool(named.get("gap")),
                )
            )

    def what(self) -> Mapping[str, Any]:
        """The clause's own words about the consequence, as a mapping."""
        return dict(self.params.what())

    def choices(self) -> tuple[str, ...]:
        """The steps of the scale, where the clause leaves a choice."""
        return tuple(self.params.one_of or ())
