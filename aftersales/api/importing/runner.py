"""Tells the rows of a file as acts, case by case, in the order in which things happened."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from aftersales.api.importing import conditions, values
from aftersales.api.importing.desks import Desks
from aftersales.api.importing.mapping import Mapping, Telling
from aftersales.api.importing.memory import Memory
from aftersales.api.importing.rows import CaseRows, Reject, Sorted, Told, waits, with_before
from aftersales.api.models import ImportedCase
from aftersales.foundation.problems import Problem
from aftersales.foundation.texts import Text
from aftersales.ledger import doors
from aftersales.ledger.telling import Tell, telling

Progress = Callable[[int, int, str], None]
BATCH = 25  # cases in one transaction


@dataclass(slots=True)
class Result:
    """What an import did."""

    told: Counter[str] = field(default_factory=Counter)
    rows: int = 0
    known: int = 0
    cases: set[str] = field(default_factory=set)
    rejects: list[Reject] = field(default_factory=list)


class Runner:
    """One import of one file; each case is told whole before the next, for no case knows of another."""

    def __init__(self, mapping: Mapping, found: Sorted, desks: Desks, progress: Progress) -> None:
        self.mapping, self.found, self.desks, self.progress = mapping, found, desks, progress
        self.memory = Memory(mapping, found.cases)
        self.result = Result(rejects=list(found.rejects))
        self.tell: Tell

    def run(self) -> Result:
        """Tells everything that has not been told yet."""
        cases, of = self.found.cases, len(self.found.cases)
        for begin in range(0, of, BATCH):
            with transaction.atomic():
                for case in cases[begin : begin + BATCH]:
                    self._case(case)
            self.progress(min(begin + BATCH, of), of, self.mapping.map)
        self.result.rejects.sort(key=lambda reject: reject.row.line)
        return self.result

    def _case(self, case: CaseRows) -> None:
        known = self.memory.of(case.case)
        fresh = [told for told in case.rows if not self._known(known, told)]
        if fresh:
            with telling() as self.tell:
                self._rows(known, fresh)
            known.save()
        self.result.cases.add(case.case)

    def _rows(self, known: ImportedCase, fresh: list[Told]) -> None:
        """Tells the rows of a case in order; behind one that is refused the others wait."""
        stopped: int | None = None
        for told in fresh:
            problems = self._row(known, told) if stopped is None else [waits(stopped)]
            if problems:
                self.result.rejects.append(Reject(told.row, tuple(problems)))
                stopped = stopped or told.row.line
            else:
                self.memory.keep(known, told)
                self.result.rows += 1

    def _known(self, known: ImportedCase, told: Told) -> bool:
        """Whether this row was told before; the same row with other words is a reject, never a silent change."""
        before = known.rows.get(told.key)
        if before is None:
            return False
        if before["digest"] == told.digest:
            self.result.known += 1
        else:
            self.result.rejects.append(Reject(told.row, (_changed(told),)))
        return True

    def _row(self, known: ImportedCase, told: Told) -> list[Problem]:
        """Tells one row's acts; what one act is refused for keeps the row's other acts from being told."""
        seen = with_before(told, self.memory.before(known, told), self.memory.names)
        for index, what in self._due(known, seen):
            problems = self._tell(known, told, seen, index, what)
            if problems:
                return problems
        return []

    def _due(self, known: ImportedCase, seen: dict[str, Any]) -> Iterator[tuple[int, Telling]]:
        for index, what in enumerate(self.mapping.acts):
            done_once = what.once == "case" and str(index) in known.matters.get("once", ())
            if not done_once and (what.when is None or conditions.holds(what.when, seen)):
                yield index, what

    def _tell(self, known: ImportedCase, told: Told, seen: dict[str, Any], index: int, what: Telling) -> list[Problem]:
        at = told.values.get(what.at)
        if at is None:
            return [_no_time(what)]
        matter = known.matters.get(what.on) if what.on else None
        if what.on and matter is None:
            return [_no_matter(what)]
        given = {name: filled for name, item in what.given.items() if (filled := values.fill(item, seen)) is not None}
        outcome = self.tell(
            what.act,
            matter,
            given,
            by=self.desks.of(what.by or self.mapping.by, seen),
            at=at,
            request_id=self._request(known.case, "" if what.once == "case" else told.key, index),
        )
        if not isinstance(outcome, doors.Done):
            return list(getattr(outcome, "problems", ())) or [_held(what)]
        self.result.told[what.act] += 1
        stands = outcome.made or outcome.matter
        if what.keep and stands is not None:
            known.matters[what.keep] = stands.pk
        if what.once == "case":
            known.matters["once"] = [*known.matters.get("once", ()), str(index)]
        return []

    def _request(self, case: str, row: str, index: int) -> str:
        name = hashlib.sha256(f"{case}\x1f{row}\x1f{index}".encode()).hexdigest()[:40]
        return f"import:{self.mapping.map}:{name}"


def _changed(told: Told) -> Problem:
    said = Text(f"“{told.key}”已按别的内容导入过。", f"'{told.key}' was imported before with other content.")
    remedy = Text("更正请用“更正事件”。", "To correct what was told, correct the event.")
    return Problem("row.changed", said, remedy)


def _no_time(what: Telling) -> Problem:
    return Problem(
        "row.no_time",
        Text(f"“{what.act}”没有时间（{what.at}）。", f"{what.act} has no time ({what.at})."),
        field=what.at,
    )


def _no_matter(what: Telling) -> Problem:
    said = Text(f"没有可供“{what.act}”的事项。", f"There is nothing to do {what.act} on.")
    return Problem("row.no_matter", said, Text("先修正本案最早的行。", "Mend the first row of this case first."))


def _held(what: Telling) -> Problem:
    return Problem("row.held", Text(f"“{what.act}”需等批准。", f"{what.act} waits for consent."))
