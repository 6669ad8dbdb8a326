"""Owns how a recurring duty acts: one obligation for each member of a population in each period."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from datetime import datetime

from aftersales.policy.effects import Effect
from aftersales.policy.kinds.base import Compile
from aftersales.policy.kinds.duty.kind import Duty
from aftersales.policy.scene import Scene


class Recurring(Duty):
    """A duty for each member in each period, opened once even if the clock stood still."""

    kind = "recurring"

    def prepare(self, compile: Compile) -> None:
        keeps_if = getattr(self.params, "keeps_if", None)
        self.keeps_if = compile(keeps_if) if keeps_if else None
        self.while_ = None
        self.must = tuple(self.params.must)

    def events(self) -> tuple[str, ...]:
        return ("period.began.v1",)

    def applies(self, scene: Scene) -> bool:
        return scene.fields.get("rule") == self.id and super().applies(scene)

    def start(self, scene: Scene) -> datetime:
        begun: datetime = scene.fields["from"]
        return begun

    def due(self, scene: Scene, matter: str, start: datetime) -> datetime | None:
        if self.params.by is not None:
            return scene.book.due(scene, matter, start, self.params.by, ())
        until: datetime = scene.fields["until"]
        if not self.params.spread:
            return until
        # spread: members fall due one after another over the period, each always at its own place
        share = zlib.crc32(matter.encode()) / 2**32
        return start + (until - start) * (0.1 + 0.9 * share)

    def moved(self, scene: Scene, one: object) -> Iterator[Effect]:
        yield from ()

    def again(self, scene: Scene, one: object) -> Iterator[Effect]:
        yield from ()
