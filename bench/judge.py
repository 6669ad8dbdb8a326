"""Owns the measure of the law's speed: events heard a second on one core, under the policy of the equipment maker.

Run as ``python bench/judge.py``; exits 1 below 20,000 a second, or when fewer than half of the events meet a rule.
Each event is judged anew in a hearing of its own family, as at the ledger's door: the gates before its act, then all
rules that hear it, with the answers that were given the first time, while at least fifty obligations are open there.
The mix is that of the pack's stories, told over and over; ``--log FILE`` takes the families of an exported log instead.
"""
# ruff: noqa: INP001, E402 because a measure is run as a file, not imported, and Django has to be up before the rooms

from __future__ import annotations

import gc
import os
import statistics
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any
from unittest.mock import patch

import click

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.support.settings")

import django

django.setup()

from aftersales.config.wiring import catalogue
from aftersales.policy.bind import bind
from aftersales.policy.book import RuleBook
from aftersales.policy.clerk import write
from aftersales.policy.docket import Docket
from aftersales.policy.effects import Effect, Open
from aftersales.policy.events import Event, Question
from aftersales.policy.hearing import Hearing
from aftersales.policy.judge import judge
from aftersales.policy.language.pack import Pack
from aftersales.policy.loading import load_pack
from aftersales.policy.log import read_lines
from aftersales.policy.obligations import Obligation
from aftersales.policy.scene import Scene
from aftersales.policy.stories.told import Teller

PACK = ROOT / "packs" / "equipment-maker"
FLOOR, SHARE = 20_000, 0.5
OPEN, ROUNDS, EVENTS = 50, 5, 12_000
BY_THE_LAW = (
    "duty.breached.v1",
    "deadline.passed.v1",
    "measure.closed.v1",
    "measure.missed.v1",
    "judgement.withdrawn.v1",
)


World = Callable[[Question, datetime], Any]
Given = dict[tuple[str, datetime], Any]


@dataclass(frozen=True, slots=True)
class Family:
    """The events of one family in effective order, what was answered to whom when they were first judged, how it begins."""

    events: tuple[Event, ...]
    answers: Mapping[str, Mapping[str, Any]]
    given: Given
    begin: Callable[[], Docket]

    def world(self, question: Question, at: datetime) -> Any:
        """The answer of the first time; a question that was not put then is an error."""
        return self.given[question.key(), at]

    def hearing(self, book: RuleBook, docket: Docket) -> Hearing:
        """The family before the law again, with nothing heard yet."""
        return Hearing(book, docket, self.world, self.answers)


def judged(hearing: Hearing, event: Event) -> None:
    """What the ledger asks of the law for one event: may the act be done, and what follows from it."""
    if event.act is not None:
        act = hearing.book.catalogue.acts[event.act]
        on = event.parent if event.makes else event.matter
        hearing.attempt(act, on, event.fields, by=event.by, at=event.at)
    hearing.hear(event)


def told(pack: Pack, book: RuleBook) -> tuple[list[Family], list[Obligation]]:
    """The families of the pack's stories, and every obligation that arose in them."""
    families: list[Family] = []
    owed: list[Obligation] = []
    for story in pack.stories:
        teller = Teller(story, book)
        teller.run()
        events = [replace(one, fields=dict(one.fields)) for one in teller.log]
        families.append(_family(book, events, teller.world, partial(_begun, story, book)))
        owed += teller.hearing.docket.obligations.values()
    return families, owed


def _begun(story: Any, book: RuleBook) -> Docket:
    return Teller(story, book).hearing.docket


def exported(path: Path, book: RuleBook) -> tuple[list[Family], list[Obligation]]:
    """The families of an exported log, and every obligation that arose in them."""
    by_root: dict[str, list[Event]] = {}
    with path.open(encoding="utf-8") as lines:
        for root, event in read_lines(lines, str(path)):
            if event.name not in BY_THE_LAW:
                by_root.setdefault(root, []).append(event)
    families: list[Family] = []
    owed: list[Obligation] = []
    for events in by_root.values():
        hearing = Hearing(book, Docket(), lambda _question, _at: None)
        hearing.fold(sorted(events, key=lambda one: one.order))
        families.append(_family(book, events, lambda _question, _at: None, Docket))
        owed += hearing.docket.obligations.values()
    return families, owed


def _family(book: RuleBook, events: Sequence[Event], world: World, begin: Callable[[], Docket]) -> Family:
    """The events judged once, every answer noted."""
    given: Given = {}

    def noting(question: Question, at: datetime) -> Any:
        return given.setdefault((question.key(), at), world(question, at))

    in_order = sorted(events, key=lambda one: one.order)
    hearing = Hearing(book, begin(), noting)
    for event in in_order:
        judged(hearing, event)
    answered = tuple(replace(one, answers=hearing.answers.get(one.id, {})) for one in in_order)
    return Family(answered, hearing.answers, given, begin)


def crowded(family: Family, owed: Sequence[Obligation], place: int) -> Docket:
    """The docket as the family begins, with fifty of the obligations that the stories know open in it already."""
    docket = family.begin()
    top = next(iter(docket.matters), None)
    late = family.events[-1].at + timedelta(days=400)  # their time has not come
    for number in range(OPEN):
        like = owed[(place * OPEN + number) % len(owed)]
        matter = f"other{number}"
        docket.open_matter(matter, "case", top, family.events[0].at)
        write(
            docket,
            Open(
                Obligation(
                    f"other{number}:{like.key}",
                    like.rule,
                    like.edition,
                    matter,
                    like.owing,
                    like.must,
                    family.events[0].at,
                    "before",
                    family.events[0].at,
                    due=late + timedelta(hours=number),
                    before=like.before,
                    person=like.person,
                )
            ),
        )
    return docket


def hearings(families: Sequence[Family], owed: Sequence[Obligation], book: RuleBook) -> list[tuple[Hearing, Family]]:
    """So many families, each with a hearing of its own, that they have some twelve thousand events together."""
    found: list[tuple[Hearing, Family]] = []
    count = 0
    while count < EVENTS:
        family = families[len(found) % len(families)]
        found.append((family.hearing(book, crowded(family, owed, len(found))), family))
        count += len(family.events)
    return found


def meeting(families: Sequence[Family], book: RuleBook) -> float:
    """The share of events that a rule has something to say of: one hears it and its conditions hold, or guards the act."""
    met: set[str] = set()

    def noting(scene: Scene) -> Iterator[Effect]:
        if any(rule.concerns(scene) for rule in scene.book.for_event(scene.name)):
            met.add(scene.event_id)
        yield from judge(scene)

    found = 0
    with patch("aftersales.policy.hearing.judge", noting):
        for family in families:
            met.clear()
            hearing = family.hearing(book, family.begin())
            for event in family.events:
                judged(hearing, event)
            found += sum(one.id in met or bool(one.act and book.for_act(one.act)) for one in family.events)
    return found / sum(len(family.events) for family in families)


def one_round(ready: Iterable[tuple[Hearing, Family]]) -> float:
    """Events heard a second of one core: processor time, so that neighbours on the machine do not count."""
    heard = 0
    began = time.process_time()
    for hearing, family in ready:
        for event in family.events:
            judged(hearing, event)
        heard += len(family.events)
    return heard / (time.process_time() - began)


@click.command()
@click.option(
    "--log", type=click.Path(path_type=Path, exists=True, dir_okay=False), help="An exported log for the mix."
)
def main(log: Path | None) -> None:
    """Prints the figures; exits 1 when one is below its floor."""
    pack = load_pack(PACK, catalogue())
    book = bind([pack], catalogue())
    families, owed = exported(log, book) if log else told(pack, book)
    events = sum(len(one.events) for one in families)
    share = meeting(families, book)
    click.echo(
        f"{len(book.rules)} rules; {len(families)} families with {events} events; {share:.0%} of these meet a rule"
    )
    rates, fewest = [], OPEN
    for _ in range(ROUNDS):
        ready = hearings(families, owed, book)
        fewest = min(fewest, *(len(hearing.docket.open_obligations()) for hearing, _ in ready))
        gc.collect()
        gc.freeze()  # what was made ready beforehand is no burden on what is measured
        rates.append(one_round(ready))
        gc.unfreeze()
    rate = statistics.median(rates)
    click.echo(
        f"at least {fewest} obligations open in each family; rounds: {', '.join(f'{one:,.0f}' for one in rates)}"
    )
    click.echo(f"{rate:,.0f} events a second")
    slow = rate < FLOOR or share < SHARE or fewest < OPEN
    click.echo("below the floor" if slow else f"above the floor of {FLOOR:,} events a second")
    sys.exit(int(slow))


if __name__ == "__main__":
    main()
