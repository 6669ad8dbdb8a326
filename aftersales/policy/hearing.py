"""Owns the hearing: the fold of a family's events, in effective order, into its docket."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any

from aftersales.policy import effects as fx
from aftersales.policy.book import NOTED, RuleBook
from aftersales.policy.catalogue import ActType
from aftersales.policy.clerk import write
from aftersales.policy.docket import Docket, MatterState, Timer
from aftersales.policy.events import Event, Question
from aftersales.policy.judge import gates, judge
from aftersales.policy.kinds.base import Reason
from aftersales.policy.kinds.duty.kind import Duty
from aftersales.policy.moves import completed, heard, standing
from aftersales.policy.obligations import Obligation, Owing
from aftersales.policy.scene import Scene

World = Callable[[Question, datetime], Any]
LAW = "law"  # the party of events that the law itself states


class Hearing:
    """One family before the law.

    ``world`` answers what rules ask; ``stored`` holds the answers of events judged before, by event id. After a
    fold, ``answers`` holds those of every event heard, ``derived`` the events that the law stated, and ``wanted``
    the acts that the policy orders and nobody has done yet.
    """

    def __init__(
        self, book: RuleBook, docket: Docket, world: World, stored: Mapping[str, Mapping[str, Any]] | None = None
    ) -> None:
        self.book = book
        self.docket = docket
        self.world = world
        self.stored = stored or {}
        self.answers: dict[str, dict[str, Any]] = {}
        self.derived: list[Event] = []
        self.wanted: list[fx.Do] = []
        self.done: set[tuple[str, str]] = set()  # (event, rule) that the policy has acted on
        self._ids: set[str] = set()

    # the two ways in -----------------------------------------------------

    def fold(self, events: Iterable[Event]) -> None:
        """Hear many events; they must come in effective order."""
        for event in events:
            if event.cause is not None:
                self.done.add((event.cause.event, event.cause.rule))
        for event in events:
            self.hear(event)

    def hear(self, event: Event) -> None:
        """Time passes up to the event, then it is judged."""
        if event.cause is not None:
            self.done.add((event.cause.event, event.cause.rule))
        self.advance(event.at)
        self._hear(event)

    def advance(self, until: datetime) -> None:
        """Whatever fell due before ``until`` is marked, each at its own instant; the instant itself is in time."""
        while (at := self.docket.next_instant()) is not None and at < until:
            self._ring(heapq.heappop(self.docket.timers))

    # acts that are tried -------------------------------------------------

    def attempt(
        self, act: ActType, matter: str | None, fields: Mapping[str, Any], *, by: str, at: datetime
    ) -> list[Reason]:
        """Every reason that the law has against the act, refusals first found first; nothing is changed.

        ``fields`` are the act's input with what the room computed of it.
        """
        self.advance(at)
        state = self.docket.matters.get(matter) if matter else None
        if act.generic and matter:
            fields = completed(self.docket, act.name, matter, fields)
        scene = self._scene(act.states, f"try:{act.name}", at, by, state or MatterState("", "", None, at), fields, {})
        return [*standing(scene, act.name), *gates(scene, act.name)]

    def scene(self, matter: str, at: datetime) -> Scene:
        """A scene in which rules that answer questions (coverage, stand-in, keeping) can be asked."""
        state = self.docket.matters.get(matter) or MatterState(matter, "", None, at)
        return self._scene("", f"ask:{matter}", at, LAW, state, {}, {})

    # one event -----------------------------------------------------------

    def _scene(
        self,
        name: str,
        id: str,
        at: datetime,
        by: str,
        matter: MatterState,
        fields: Mapping[str, Any],
        answers: dict[str, Any],
    ) -> Scene:
        def ask(kind: str, asked: str, subject: str) -> Any:
            question = Question(kind, asked, subject)
            key = question.key()
            if key not in answers:
                answers[key] = self.world(question, at)
            return answers[key]

        return Scene(
            self.book,
            self.docket,
            ask,
            name=name,
            event_id=id,
            at=at,
            by=by,
            matter=matter,
            fields=fields,
            declared=self.book.declared.get(name, ()),  # type: ignore[arg-type]  # a set serves as well as a mapping
        )

    def _hear(self, event: Event) -> None:
        if event.id in self._ids:
            return
        self._ids.add(event.id)
        docket = self.docket
        if event.matter not in docket.matters:
            docket.open_matter(event.matter, event.makes or "", event.parent, event.at)
        matter = docket.matters[event.matter]
        answers = self.answers[event.id] = dict(event.answers or self.stored.get(event.id, {}))
        scene = self._scene(event.name, event.id, event.at, event.by, matter, event.fields, answers)
        self._note_flags(event, scene)
        self._remember(event, matter)
        for effect in heard(scene):
            self._apply(effect, scene)
        self._keep(event, scene)
        self._follow(event, scene)
        for effect in judge(scene):
            self._apply(effect, scene)

    def _note_flags(self, event: Event, scene: Scene) -> None:
        history = event.source == "history"
        if event.act is None or not (history or event.act in self.book.noting):
            return
        before = scene
        if event.makes is not None:
            above = self.docket.matters.get(event.parent or "") or MatterState("", "", None, event.at)
            before = self._scene(event.name, event.id, event.at, event.by, above, event.fields, self.answers[event.id])
        for reason in gates(before, event.act):
            if history or reason.mode in NOTED:
                key = f"{reason.rule}@{event.id}:{','.join(reason.fields) or reason.code}"
                self._apply(
                    fx.Flag(key, reason.rule, event.matter, reason.said, event.at, reason.mode, event.act), scene
                )

    def _remember(self, event: Event, matter: MatterState) -> None:
        matter.seen[event.name] = event.at
        if event.name not in self.book.remembered:
            return
        for name, value in event.fields.items():
            if value is not None:
                matter.memory[name] = value
        if event.form is not None:
            matter.forms[event.form] = {"by": event.by, "at": event.at, "signed": []}
        if "paused_for" in event.fields:
            self._pause(event, matter)

    @staticmethod
    def _pause(event: Event, matter: MatterState) -> None:
        if matter.pauses and matter.pauses[-1][2] is None:
            why, since, _ = matter.pauses[-1]
            matter.pauses[-1] = (why, since, event.at)
        matter.memory.pop("paused_for", None)
        if event.fields["paused_for"]:
            matter.memory["paused_for"] = event.fields["paused_for"]
            matter.pauses.append((str(event.fields["paused_for"]), event.at, None))

    def _keep(self, event: Event, scene: Scene) -> None:
        """What this event keeps, and what it breaks because it came before the act that was owed before it."""
        above = None
        for word in (event.act, event.name):
            for one in self.docket.owed_by_act(word) if word else ():
                if above is None:
                    above = {state.id for state in self.docket.chain(event.matter)}
                if one.matter not in above or not self._concerns(one, event):
                    continue
                if word == event.act:
                    self._kept(one, event, scene)
                if one.open and one.before == event.name and one.breached_at is None:
                    self._breach(one, event.at)

    @staticmethod
    def _concerns(one: Obligation, event: Event) -> bool:
        if one.subject is None:
            return True
        return one.subject in (event.fields.get("consequence"), event.fields.get("finding"))

    def _kept(self, one: Obligation, event: Event, scene: Scene) -> None:
        rule = self.book.edition(one.rule, one.edition)
        if isinstance(rule, Duty) and not rule.keeps(scene):
            return
        self._apply(fx.Keep(one.key, event.at, event.by, event.id), scene)
        if isinstance(rule, Duty):
            for effect in rule.again(scene, one):
                self._apply(effect, scene)

    def _follow(self, event: Event, scene: Scene) -> None:
        """Obligations whose date field moved, whose pause began or ended, or that this event lets lapse."""
        lapsing = self.book.lapsing.get(event.name)
        dates = self.book.by_fields
        moved: list[str] = []
        if event.name in self.book.remembered and not dates.keys().isdisjoint(
            event.fields
        ):  # the law's own words move no date
            moved = [rule for name in event.fields for rule in dates.get(name, ())]
        paused = "paused_for" in event.fields
        if not (lapsing or moved or paused):
            return
        family = {state.id for state in self.docket.chain(event.matter)}
        family.update(state.id for state in self.docket.below(event.matter))
        for one in list(self.docket.obligations.values()):
            if not one.open or one.matter not in family:
                continue
            if lapsing and one.rule in lapsing:
                self._apply(fx.End(one.key, "lapsed", event.at, event.name), scene)
            elif one.breached_at is None and (paused or one.rule in moved) and one.opened_by != event.id:
                rule = self.book.edition(one.rule, one.edition)
                if isinstance(rule, Duty):
                    own = self._scene(
                        event.name,
                        event.id,
                        event.at,
                        event.by,
                        self.docket.matters[one.matter],
                        event.fields,
                        self.answers[event.id],
                    )
                    for effect in rule.moved(own, one):
                        self._apply(effect, scene)

    # effects and what follows from them ----------------------------------

    def _apply(self, effect: fx.Effect, scene: Scene) -> None:
        if isinstance(effect, fx.Do):
            if (effect.cause, effect.key) not in self.done:
                self.wanted.append(effect)
            return
        if isinstance(effect, fx.Breach):
            self._breach(self.docket.obligations[effect.key], effect.at)
            return
        write(self.docket, effect)
        if isinstance(effect, fx.Open):
            self._arm(effect.obligation)
        elif isinstance(effect, (fx.Move, fx.DecideExtension)):
            self._arm(self.docket.obligations[effect.key])
        elif isinstance(effect, fx.Measured):
            self._measured(effect)

    def _arm(self, one: Obligation) -> None:
        rule = self.book.edition(one.rule, one.edition)
        if isinstance(rule, Duty) and one.breached_at is None and one.open:
            for index, at in rule.reminders(one):
                if at > one.opened_at:
                    self.docket.set_timer(at, one.key, f"remind:{index}", one.round)

    def _ring(self, timer: Timer) -> None:
        one = self.docket.obligations[timer.key]
        stage, _, index = timer.stage.partition(":")
        if stage == "due":
            if one.state == "open" and one.breached_at is None:
                self._breach(one, timer.at)
            return
        rule = self.book.edition(one.rule, one.edition)
        if not isinstance(rule, Duty):
            return
        scene = self._law_scene(one, f"{stage}{index}:{one.key}:{timer.at.isoformat()}", timer.at)
        if stage == "remind":
            holder = one.holder()
            to = Owing(party=holder) if holder else one.owing
            key = f"{one.key}:remind{index}:{timer.at.isoformat()}"
            self._apply(fx.Tell(key, one.rule, one.matter, to, timer.at, "remind", one.key), scene)
        else:
            for effect in rule.stage(scene, one, int(index)):
                self._apply(effect, scene)

    def _law_scene(self, one: Obligation, id: str, at: datetime, fields: Mapping[str, Any] | None = None) -> Scene:
        answers = self.answers.setdefault(id, dict(self.stored.get(id, {})))
        return self._scene("duty.breached.v1", id, at, LAW, self.docket.matters[one.matter], fields or {}, answers)

    def _breach(self, one: Obligation, at: datetime) -> None:
        write(self.docket, fx.Breach(one.key, at))
        event = Event(
            id=f"breach:{one.key}",
            name="duty.breached.v1",
            at=at,
            matter=one.matter,
            by=LAW,
            source="law",
            fields={
                "rule": one.rule,
                "obligation": one.key,
                "holder": one.breach_holder,
                "due": at,
                "must": list(one.must),
            },
        )
        rule = self.book.edition(one.rule, one.edition)
        if isinstance(rule, Duty):
            scene = self._law_scene(one, event.id, at, event.fields)
            for index, stage in enumerate(rule.stages()):
                if stage.after is None:
                    for effect in rule.stage(scene, one, index):
                        self._apply(effect, scene)
                else:
                    later = self.book.due(scene, one.matter, at, stage.after, ())
                    if later is not None:
                        self.docket.set_timer(later, one.key, f"else:{index}", one.round)
        self._state(event)

    def _measured(self, effect: fx.Measured) -> None:
        for name in ("measure.closed.v1", *(["measure.missed.v1"] if effect.missed else [])):
            self._state(
                Event(
                    id=f"{name}:{effect.rule}:{effect.matter}:{effect.until.isoformat()}",
                    name=name,
                    at=effect.until,
                    matter=effect.matter,
                    by=LAW,
                    source="law",
                    fields={
                        "rule": effect.rule,
                        "figure": effect.figure,
                        "target": effect.target,
                        "count": effect.count,
                        "from": effect.since,
                        "until": effect.until,
                    },
                )
            )

    def _state(self, event: Event) -> None:
        """The law states an event of its own, which rules hear like any other."""
        if event.id in self._ids:
            return
        self.derived.append(event)
        before = self.answers.get(event.id)
        self._hear(event)
        if before:
            self.answers[event.id] = {**before, **self.answers[event.id]}
