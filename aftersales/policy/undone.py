"""Owns what becomes of an act of the policy's own that was refused or is held: somebody owes it until it is done."""

from __future__ import annotations

from collections.abc import Iterator

from aftersales.policy import effects as fx
from aftersales.policy import naming
from aftersales.policy.obligations import Obligation, Owing
from aftersales.policy.scene import Scene


def undone(scene: Scene) -> Iterator[fx.Effect]:
    """An act of the policy's own that was refused or is held: whom the rule names owes it, until it is done."""
    rule, owner = scene.fields.get("ordered_by"), scene.fields.get("owner")
    if rule is None:
        return
    role = scene.fields.get("owner_role")
    owing = Owing(role=role) if role else Owing(party=owner or "company")
    named = naming.named(scene, owing, scene.matter.id)
    yield fx.Open(
        Obligation(
            key=f"{rule}@{scene.event_id}",
            rule=str(rule),
            edition="",  # it is the ledger's own: no `else` and no `keeps_if` of the rule concerns it
            matter=scene.matter.id,
            owing=owing,
            must=(str(scene.fields["act"]),),
            opened_at=scene.at,
            opened_by=scene.event_id,
            start=scene.at,
            person=named.get("person"),
            gap=bool(named.get("gap")),
            standing_for=named.get("for"),
        )
    )
