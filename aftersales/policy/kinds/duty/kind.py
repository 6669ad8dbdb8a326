"""Owns how a duty acts: it opens obligations, and says when each is due, kept, moved or told of."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from aftersales.policy import naming
from aftersales.policy.effects import Breach, Effect, HandOver, Keep, Move, Open
from aftersales.policy.kinds.base import Behaviour, Compile, Holds
from aftersales.policy.obligations import Obligation, Owing
from aftersales.policy.scene import Scene


class Duty(Behaviour):
    """After an event somebody owes an act by a time."""

    kind = "duty"

    def prepare(self, compile: Compile) -> None:
        keeps_if = self.params.keeps_if
        self.keeps_if: Holds | None = compile(keeps_if) if keeps_if else None
        while_ = getattr(self.params, "while_", None)
        self.while_: Holds | None = compile(while_) if while_ else None
        self.must: tuple[str, ...] = tuple(self.params.must)

    def hear(self, scene: Scene) -> Iterator[Effect]:
        yield from self.common(scene)
        owing = list(scene.parties(self.params.who))
        for one in owing:
            suffix = f":{one.party}" if len(owing) > 1 else ""
            key = f"{self.id}@{scene.event_id}{suffix}"
            yield from self.opened(scene, one, key)
            yield from self._at_once(scene, key)

    def _at_once(self, scene: Scene, key: str) -> Iterator[Effect]:
        """The keeping, where the event that opens the obligation is the act that is owed: late if it came too late."""
        if scene.book.act_of(scene.name) not in self.must or not self.keeps(scene):
            return
        due = scene.docket.obligations[key].due
        if due is not None and scene.at > due:
            yield Breach(key, due)
        yield Keep(key, scene.at, scene.by, scene.event_id)

    def opened(self, scene: Scene, owing: Owing, key: str) -> Iterator[Effect]:
        """The obligation, with its due instant and the person named for it."""
        matter = scene.on(self.params.on)
        start = self.start(scene)
        due = self.due(scene, matter, start)
        named = naming.named(scene, owing, matter)
        one = Obligation(
            key=key,
            rule=self.id,
            edition=self.edition,
            matter=matter,
            owing=owing,
            must=self.must,
            opened_at=scene.at,
            opened_by=scene.event_id,
            start=start,
            due=due,
            before=self.params.before,
            person=named.get("person"),
            gap=bool(named.get("gap")),
            standing_for=named.get("for"),
        )
        yield Open(one)

    def start(self, scene: Scene) -> datetime:
        """Where the clock begins: the event's instant, or the instant that a field names."""
        named = scene.value(self.params.from_) if self.params.from_ else None
        return named if isinstance(named, datetime) else scene.at

    def due(self, scene: Scene, matter: str, start: datetime) -> datetime | None:
        """The due instant as things stand; None while an event or the end of a pause is awaited."""
        params = self.params
        if params.by is not None:
            value = scene.value(params.by)
            if value is not None:
                at = value if isinstance(value, datetime) else scene.book.day_end(value)
                return self._shifted(scene, matter, at)
        length = params.within or params.every
        if length is None:
            return None
        return scene.book.due(scene, matter, start, length, params.pauses)

    def _shifted(self, scene: Scene, matter: str, at: datetime) -> datetime:
        shift: Any = self.params.shift
        if shift is None:
            return at
        return scene.book.shifted(scene, matter, at, shift)

    def keeps(self, scene: Scene) -> bool:
        """Whether the act just done, in this scene, is good enough."""
        return self.keeps_if is None or self.keeps_if(scene.value)

    def moved(self, scene: Scene, one: Obligation) -> Iterator[Effect]:
        """The new due instant, after a date field changed or a pause began or ended."""
        due = self.due(scene, one.matter, one.start)
        if due != one.due:
            yield Move(one.key, due, scene.name, paused=due is None and self.params.before is None)

    def again(self, scene: Scene, one: Obligation) -> Iterator[Effect]:
        """The next round of an ``every`` duty, while its condition holds."""
        if self.params.every is None or (self.while_ is not None and not self.while_(scene.value)):
            return
        stem, _, count = one.key.partition("#every")
        yield from self.opened(scene, one.owing, f"{stem}#every{int(count or 0) + 1}")

    def stages(self) -> tuple[Any, ...]:
        """What happens once it is late, stage by stage."""
        return tuple(self.params.else_ or ())

    def stage(self, scene: Scene, one: Obligation, index: int) -> Iterator[Effect]:
        """One stage of ``else``: told, handed on, or another matter opened."""
        stage = self.stages()[index]
        yield from self.tell(scene, stage.tell or (), f"late{index}", one.key)
        if stage.hand_to is not None:
            for to in scene.parties(stage.hand_to):
                yield HandOver(one.key, to, scene.at)
        yield from self.open(scene, stage.open)

    def reminders(self, one: Obligation) -> Iterator[tuple[int, datetime]]:
        """When the holder is reminded of what is not yet due."""
        if one.due is None:
            return
        for index, ahead in enumerate(self.params.remind or ()):
            yield index, one.due - timedelta(seconds=ahead.approx_seconds())
