"""Owns the telling of one story through the ledger's doors: acts, sweeps, and whether the rows say what was expected."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from aftersales.foundation.clock import FixedClock
from aftersales.ledger import models, present
from aftersales.ledger.doors import Done, Held, Refused, pass_time, perform
from aftersales.ledger.editions import law
from aftersales.ledger.known import by_key
from aftersales.ledger.registry import registry
from aftersales.ledger.session import Session
from aftersales.ledger.stories.cast import Cast, plain, said
from aftersales.ledger.stories.rows import docket_of
from aftersales.policy.docket import Docket
from aftersales.policy.stories.compare import Difference, compare
from aftersales.policy.stories.outcomes import Namer, Outcome, Refusal, consequence, outcomes
from aftersales.policy.stories.told import LINES, Teller
from aftersales.policy.values import from_json


@dataclass(slots=True)
class DatabaseTeller(Teller):
    """One story told on an empty ledger with the pack in force; ``run`` gives its differences."""

    cast: Cast = field(init=False)
    seen: int = 0  # the last event whose facts were compared
    clock: FixedClock = field(init=False)

    def run(self) -> list[Difference]:
        """Tell every line through the doors, then compare rows with what is expected, and facts with what was stated."""
        begin = self.story.happens[0].at.astimezone(UTC)
        self.clock = FixedClock(begin)
        with present.clock(self.clock):
            self._prepare(begin)
            for line in self.story.happens:
                self._line(line)
            expected = self.expected()
            found = [*self.outcomes(), *self._covered(expected)]
        names = frozenset(self.story.names)
        return [*self.problems, *compare(expected, found, names, self.typed)]

    def _prepare(self, begin: datetime) -> None:
        models.Publication.objects.filter(current=True).update(at=begin)  # the installation begins with the story
        self.cast = Cast(self.story, self.book, begin)
        self.cast.enrol()
        self.problems += [Difference("", words) for words in self.cast.adopt(by_key("installation"))]
        self.problems += [Difference(name, words) for name, words in self.cast.compared_with_rooms(begin)]
        self.seen = models.Event.objects.order_by("-seq").values_list("seq", flat=True).first() or 0

    # one line ---------------------------------------------------------------

    def _line(self, line: Any) -> None:
        at = line.at.astimezone(UTC)
        late = self.last is not None and at < self.last
        before = docket_of(self.cast)
        now = max(at, self.last) if self.last else at
        self.clock.set(now)
        if not late:
            pass_time(now, limit=10_000)
            self.cast.name_new()
        if line.act is not None:
            self._perform(line, at, now)
        self.cast.name_new()
        self._compare_facts(line)
        self._note_gone(before, docket_of(self.cast), at)
        self.last = now

    def _perform(self, line: Any, at: datetime, now: datetime) -> None:
        spec = registry.acts[line.act]
        matter = self.cast.matters.get(line.on) if line.on else None
        if line.on and matter is None:
            self.problems.append(
                Difference("", f"{line.at:%m-%d %H:%M} {line.act}: there is no '{line.on}' in the ledger")
            )
            return
        given = self.cast.inward_all(spec.type.given, line.given)
        number = models.Act.objects.count()
        outcome = perform(
            line.act,
            matter.pk if matter else None,
            given,
            by=self.cast.parties[line.actor],
            at=at,
            now=now,
            request_id=f"line:{number}:{self.cast.before}",
            source=line.source,
            reason=line.reason,
            entered_by=by_key("importer") if line.source == "history" else None,
        )
        if isinstance(outcome, Done):
            if outcome.made is not None:
                self.cast.name(outcome.made, line.named)
        elif isinstance(outcome, Refused) and not any(problem.cites for problem in outcome.problems):
            self.problems.append(Difference("", f"{line.at:%m-%d %H:%M} {line.act} was refused: {said(outcome)}"))

    # what came of it ---------------------------------------------------------

    def outcomes(self) -> list[Outcome]:
        """Everything that came of the rules, as the tables say."""
        docket = docket_of(self.cast)
        found = list(outcomes(docket, Namer(self.roles), self._refusals(), self._opened(), self.gone))
        for row in self._events().filter(name="gate.waived.v1"):
            told = {"waived": self.cast.party(row.by_id), "on": self.cast.matter(row.matter_id), "at": row.at}
            found.append(Outcome(str(from_json(row.fields)["rule"]), "waived", told))
        return found

    def _events(self) -> Any:
        rows = models.Event.objects.filter(matter_id__gt=self.cast.before, withdrawn=False, superseded_by__isnull=True)
        return rows.select_related("matter", "act").order_by("seq")

    def _refusals(self) -> list[Refusal]:
        found = []
        for act in models.Act.objects.filter(outcome__in=("refused", "held")).order_by("pk"):
            by_rule: dict[str, list[str]] = {}
            for problem in act.problems:
                for cite in problem.get("cites") or ():
                    by_rule.setdefault(cite, []).extend(_lacks(problem))
            found += [Refusal(rule, act.name, act.at, "refuse", tuple(lacks)) for rule, lacks in by_rule.items()]
            asked: dict[str, list[str]] = {}
            for one in models.Approval.objects.filter(act=act).order_by("step"):
                asked.setdefault(one.rule, []).append(one.role or str(self.cast.party(one.person_id)))
            found += [Refusal(rule, act.name, act.at, "hold", tuple(whom)) for rule, whom in asked.items()]
        return found

    def _opened(self) -> list[tuple[str, str, str]]:
        found = []
        for row in self._events().exclude(cause_rule="").exclude(act_name=""):
            on = row.matter.parent_id if row.makes else row.matter_id
            label = self.cast.matter(on) if on else self._caused_on(row)
            found.append((row.cause_rule.partition("/")[0], row.makes or row.act_name, label))
        return found

    def _caused_on(self, row: Any) -> str:
        cause = models.Event.objects.filter(uid=row.cause_event).first()
        return self.cast.matter(cause.matter_id) if cause else ""

    def _covered(self, expected: list[dict[str, Any]]) -> list[Outcome]:
        found = []
        at = self.last or self.story.happens[0].at
        for one in expected:
            if "covers" not in one:
                continue
            matter = models.Matter.objects.get(pk=int(self.cast.ref(str(one["on"]))))
            scene = Session(law(), at).hearing(matter, at).scene(str(matter.pk), at)
            shares = [s for s in self.book.shares(scene, LINES) if s.rule == one["rule"]]
            covers: Any = {s.line: f"{s.part * 100:.0f}%" for s in shares} or "none"
            told = {"covers": covers, "on": one["on"], "payer": shares[0].payer if shares else None}
            found.append(Outcome(str(one["rule"]), "covers", told))
        return found

    def _note_gone(self, before: Docket, after: Docket, at: datetime) -> None:
        for key, one in before.obligations.items():
            if one.breached_at is not None and (
                key not in after.obligations or after.obligations[key].breached_at is None
            ):
                self.gone[f"breach:{key}"] = {"rule": one.rule, "at": at}
        for key, had in before.consequences.items():
            if key not in after.consequences:
                self.gone[f"consequence:{key}"] = {**consequence(had), "state": "reversed"}

    # facts --------------------------------------------------------------------

    def _compare_facts(self, line: Any) -> None:
        """What the story stated of the line with what the rooms computed for the events that came of it."""
        stated = {**self.story.facts, **line.facts}
        for row in self._events().filter(seq__gt=self.seen):
            said_of_act = dict(self.story.facts.get(row.act_name) or {}) if row.cause_rule else {}
            self._compare_event(row, {**stated, **said_of_act})
            self.seen = max(self.seen, row.seq)

    def _compare_event(self, row: Any, stated: Mapping[str, Any]) -> None:
        spec, kind = registry.acts.get(row.act_name), self.book.catalogue.events.get(row.name)
        computed = from_json(row.fields)
        where = f"{row.at.astimezone(self.book.timezone):%m-%d %H:%M} {row.act_name or row.name}"
        if spec is not None and kind is not None:
            for name in sorted((kind.fields.keys() - spec.type.given.keys()) & stated.keys()):
                self._differ(where, name, stated[name], self.cast.outward(kind.fields[name], computed.get(name)))
        for key, answer in from_json(row.answers).items():
            asked, name, subject = key.split(":", 2)
            if asked == "fact" and name in stated:
                self._differ(f"{where} (of {self.cast.matter(subject)})", name, stated[name], plain(answer))

    def _differ(self, where: str, name: str, stated: Any, computed: Any) -> None:
        wanted = plain(stated)
        if not _agrees(wanted, computed):
            self.problems.append(Difference(name, f"{where}: stated {wanted}, the room computed {computed}"))


def _lacks(problem: Mapping[str, Any]) -> list[str]:
    return [str(one) for one in problem.get("fields") or ([problem["field"]] if problem.get("field") else ())]


def _agrees(stated: Any, computed: Any) -> bool:
    """Whether all that is stated was computed; of a row no more than its stated columns count."""
    if isinstance(stated, Mapping):
        return isinstance(computed, Mapping) and all(_agrees(one, computed.get(name)) for name, one in stated.items())
    if isinstance(stated, list):
        return isinstance(computed, list) and len(stated) == len(computed) and all(map(_agrees, stated, computed))
    return bool(stated == computed) or (stated in (None, "", []) and computed in (None, "", []))


__all__ = ["DatabaseTeller", "Held"]
