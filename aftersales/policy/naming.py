"""Owns who is named for what is owed: the holder, or in a recorded absence whoever stands in for them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from aftersales.policy.obligations import Owing
from aftersales.policy.scene import Scene


def named(scene: Scene, owing: Owing, matter: str, *, never: str | None = None) -> Mapping[str, Any]:
    """``{person, gap, for}``: the person who answers for ``owing``, and for whom they stand in.

    Whom the absence itself names comes first, else whom the rules name. ``never`` is the person whose own request
    or case it is: they stand in for nobody here.
    """
    found: Mapping[str, Any] = scene.ask("person", str(owing), matter) or {}
    if found.get("for") and found.get("person") == never:
        found = {"person": found["for"], "gap": found.get("gap")}
    person = found.get("person")
    if person is None or found.get("for") or not scene.book.stand_ins():
        return found
    if not scene.ask("absent", "", person):
        return found
    other = next((one for one in _stand_ins(scene, owing, person, matter) if one not in (person, never)), None)
    return {**found, "person": other, "for": person} if other is not None else found


def _stand_ins(scene: Scene, owing: Owing, person: str, matter: str) -> Iterator[str]:
    """Whom the rules name for an absent person who answers for ``owing``; whoever is away stands in for nobody."""
    roles = (owing.role,) if owing.role else scene.roles_of(person)
    for rule in scene.book.stand_ins():
        for by in rule.stand_ins(scene, roles, person):
            found = scene.ask("person", str(by), matter) or {}
            other = found.get("person")
            if other is not None and not scene.ask("absent", "", other):
                yield str(other)
