"""Owns how long personal values are kept: what rules let go is blanked once a day, and what a person asks at once."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator
from datetime import datetime
from itertools import groupby

from django.db import transaction
from django.db.models import Q

from aftersales.ledger import personal
from aftersales.ledger.editions import law
from aftersales.ledger.known import by_key
from aftersales.ledger.log import append
from aftersales.ledger.models import Document, Event, Matter, PeriodOpened, PersonalData
from aftersales.ledger.registry import registry
from aftersales.ledger.session import Session
from aftersales.policy.book import RuleBook
from aftersales.policy.kinds.keep.kind import Keep

BLANKED = "personal.blanked.v1"


def erase(matters: Collection[int], names: Collection[str] | None, at: datetime, *, party: int | None = None) -> int:
    """Blanks personal values of matters (and of a party), in the ledger and in the rooms' rows; says how many there were.

    ``names`` are the fields concerned, None for all. The log keeps its tokens, so the proof still holds.
    """
    rows = PersonalData.objects.filter(Q(matter__in=matters) | Q(party=party) if party else Q(matter__in=matters))
    found = personal.blank(rows if names is None else rows.filter(kind__in=names), at)
    for room in registry.erasers:
        room(matters, names)
    return found


def let_go(now: datetime) -> int:
    """Once a day: what the rules in force keep no longer is blanked, matter by matter; says how many matters."""
    book = law().book
    day = book.day(now)
    rules = [one for one in book.rules if isinstance(one, Keep) and book.current(one.id, day) is one]
    if not any(one.params.blank and one.params.for_ for one in rules):
        return 0
    span = {"began_at": now, "until": book.day_end(day), "recorded_at": now}
    _, first = PeriodOpened.objects.get_or_create(
        population="personal", every="day", period=day.isoformat(), defaults=span
    )
    return sum(_blank(matter, rule, names, now) for rule in rules for matter, names in _past(rule, book, now, first))


def _past(rule: Keep, book: RuleBook, now: datetime, first: bool) -> Iterator[tuple[int, list[str]]]:
    """Closed matters whose term has run out, with the names of what is still there."""
    if not first or rule.params.for_ is None:
        return
    of = list(rule.params.of)
    papers = Document.objects.filter(form__in=of).values("matter")
    rows = PersonalData.objects.filter(kind__in=list(rule.params.blank), blanked_at=None, matter__closed_at__lt=now)
    rows = rows.filter(Q(matter__kind__in=of) | Q(matter__in=papers)).order_by("matter", "kind")
    calendar = book.calendars[book.calendar]
    found = rows.values_list("matter", "matter__closed_at", "kind")
    for (matter, closed), group in groupby(found, key=lambda one: (one[0], one[1])):
        if calendar.due(closed, rule.params.for_) < now:
            yield matter, sorted({name for _, _, name in group})


def _blank(matter: int, rule: Keep, names: list[str], now: datetime) -> int:
    """One matter in one transaction, by the party "policy", with the rule named."""
    with transaction.atomic():
        row = Matter.objects.get(pk=matter)
        session = Session(law(), now)
        family = session.family(row.root_id or row.pk)
        erase([matter], names, now)
        words = f"{rule.id}\n{matter}\n{','.join(names)}\n{now.isoformat()}"
        event = append(
            family.root,
            Event(
                uid=f"kept{hashlib.sha256(words.encode()).hexdigest()[:24]}",
                name=BLANKED,
                at=now,
                recorded_at=now,
                matter_id=matter,
                by_id=by_key("policy").pk,
                source="policy",
                fields={"rule": rule.id, "names": names},
            ),
        )
        family.hear(event, row.parent_id)
        session.finish()
    return 1
