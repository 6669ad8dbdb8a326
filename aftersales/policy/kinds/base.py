"""Owns what every kind of rule has in common: its edition, its condition, whom it tells and what it opens."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, ClassVar

from aftersales.foundation.texts import Text
from aftersales.policy.effects import Do, Effect, Tell
from aftersales.policy.scene import Scene

Holds = Callable[[Callable[[str], Any]], bool]
Compile = Callable[[str], Holds]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why an act may not be done now, or only with a reason, a consent or a note."""

    rule: str
    mode: str  # refuse | hold | ask_reason | flag
    code: str
    said: Text
    fields: tuple[str, ...] = ()
    consents: tuple[Any, ...] = ()
    waivers: tuple[str, ...] = ()
    grounds: tuple[str, ...] = ()


class Behaviour:
    """One edition of one rule, ready to act; subclasses say what it does when it hears an event."""

    kind: ClassVar[str]

    def __init__(self, rule: Any, compile: Compile) -> None:
        self.rule = rule
        self.id: str = rule.id
        self.params = rule.params
        self.since: date = rule.since
        self.until: date | None = rule.until
        self.edition: str = rule.since.isoformat()
        text = getattr(self.params, "if_", None)
        self.condition: Holds | None = compile(text) if text else None
        self.edition_of: str = getattr(self.params, "edition_of", None) or "event"
        self.prepare(compile)

    def prepare(self, compile: Compile) -> None:
        """Compile what else the rule's parameters hold."""

    def events(self) -> tuple[str, ...]:
        """The events that the rule hears."""
        return tuple(getattr(self.params, "when", None) or ())

    def acts(self) -> tuple[str, ...]:
        """The acts that the rule guards."""
        return ()

    def in_force(self, scene: Scene) -> bool:
        """Whether this edition governs: on the event's day, the matter's opening day, or a date field's."""
        day = self._day(scene)
        return self.since <= day and (self.until is None or day < self.until)

    def _day(self, scene: Scene) -> date:
        if self.edition_of == "matter":
            return scene.book.day(scene.matter.opened_at)
        value = None if self.edition_of == "event" else scene.value(self.edition_of)
        if isinstance(value, date) and not isinstance(value, datetime):
            return value
        return scene.book.day(value if isinstance(value, datetime) else scene.at)

    def applies(self, scene: Scene) -> bool:
        """Whether the edition governs and the condition holds."""
        return self.in_force(scene) and (self.condition is None or self.condition(scene.value))

    def concerns(self, scene: Scene) -> bool:
        """Whether the rule has something to say about the scene's event."""
        return self.applies(scene)

    def hear(self, scene: Scene) -> Iterator[Effect]:
        """What the rule asks for when it hears the scene's event."""
        yield from self.common(scene)

    def before(self, scene: Scene) -> Iterator[Reason]:
        """What stands in the way of the act that the scene tries."""
        yield from ()

    def common(self, scene: Scene) -> Iterator[Effect]:
        """What any rule may ask for besides its own: ``tell`` and ``open``."""
        yield from self.tell(scene, getattr(self.params, "tell", ()) or (), "told")
        yield from self.open(scene, getattr(self.params, "open", None))

    def tell(self, scene: Scene, whom: Any, topic: str, obligation: str | None = None) -> Iterator[Effect]:
        """One notice for each party told."""
        for who in whom:
            for owing in scene.parties(who):
                key = f"{self.id}@{scene.event_id}:{topic}:{owing}"
                yield Tell(key, self.id, scene.matter.id, owing, scene.at, topic, obligation)

    def open(self, scene: Scene, spec: Any) -> Iterator[Effect]:
        """The policy's own act, once or for each row of a list."""
        if spec is None:
            return
        rows: list[dict[str, Any]] = [{}]
        if spec.for_each:
            rows = [row if isinstance(row, dict) else {"item": row} for row in scene.value(spec.for_each) or ()]
        for index, row in enumerate(rows):
            seen = scene.with_fields(row) if row else scene
            given = {name: _given(seen, value) for name, value in spec.given.items()}
            owner = next(iter(scene.parties(spec.owner)), None) if spec.owner else None
            yield Do(
                self.id,
                scene.event_id,
                spec.act,
                scene.on(spec.on),
                {name: value for name, value in given.items() if value is not None},
                scene.at,
                owner,
                index,
            )


def _given(scene: Scene, value: Any) -> Any:
    if isinstance(value, str) and value.startswith("="):
        return scene.value(value[1:])
    return value
