"""Owns the judgement: what the rules ask for when an event is heard, and what they say before an act."""

from __future__ import annotations

from collections.abc import Iterator

from aftersales.policy.effects import Effect
from aftersales.policy.kinds.base import Reason
from aftersales.policy.scene import Scene


def judge(scene: Scene) -> Iterator[Effect]:
    """The effects of the scene's event under every rule that hears it, in the order of the book.

    Pure: what the scene does not hold it asks, and every answer is stored with the event, so that the same event
    with its answers is judged alike for ever.
    """
    for rule in scene.book.for_event(scene.name):
        if rule.concerns(scene):
            yield from rule.hear(scene)


def gates(scene: Scene, act: str) -> Iterator[Reason]:
    """Everything that stands in the way of ``act``, from every gate at once."""
    for rule in scene.book.for_act(act):
        yield from rule.before(scene)
