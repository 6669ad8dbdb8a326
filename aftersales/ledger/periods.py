"""Owns the beginning and ending of periods: stated once for each member of each population, however late."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction

from aftersales.ledger.answers import World
from aftersales.ledger.editions import law
from aftersales.ledger.known import by_key
from aftersales.ledger.log import append
from aftersales.ledger.models import Event, Matter, PeriodOpened, Publication
from aftersales.ledger.session import Session
from aftersales.policy.book import RuleBook
from aftersales.policy.events import Question
from aftersales.policy.kinds.measure.kind import Measure
from aftersales.policy.kinds.recurring.kind import Recurring
from aftersales.policy.periods import Span, spans

FARTHEST = timedelta(days=370)
INSTANT = timedelta(microseconds=1)  # what begins or ends at this very instant has begun or ended


def begin(now: datetime) -> int:
    """Opens every period that began by ``now`` and closes every measured one that ended; says how many."""
    found = law()
    since = _since(now)
    done = 0
    for rule, name, span in _due(found.book, since, now):
        if not _known(rule.id, name, span):
            done += _open(rule, name, span, now)
    return done


def _since(now: datetime) -> datetime:
    first = Publication.objects.order_by("at").values_list("at", flat=True).first()
    return max(first or now - FARTHEST, now - FARTHEST)


def _due(book: RuleBook, since: datetime, now: datetime) -> Iterator[tuple[Any, str, Span]]:
    """Each recurring rule's periods that began, each measure's that ended, under the edition of their first day."""
    for rule in book.rules:
        if not isinstance(rule, Recurring | Measure):
            continue
        ended = isinstance(rule, Measure)
        for span in spans(rule.params.every, since - FARTHEST if ended else since, now + INSTANT, book.timezone):
            at = span.until if ended else span.since
            first = book.day(span.since)
            if since <= at <= now and rule.since <= first and (rule.until is None or first < rule.until):
                yield rule, "period.ended.v1" if ended else "period.began.v1", span


def _period(name: str, span: Span) -> str:
    return f"{'-' if name == 'period.ended.v1' else '+'}{span.since.isoformat()}"


def _known(rule: str, name: str, span: Span) -> bool:
    return PeriodOpened.objects.filter(population=rule, period=_period(name, span)).exists()


def _open(rule: Any, name: str, span: Span, now: datetime) -> int:
    """One period in one transaction: the row that is unique is what makes it happen once."""
    at = span.until if name == "period.ended.v1" else span.since
    every = str(rule.params.every)
    try:
        with transaction.atomic():
            world = World(law().book)
            members = world(Question("population", rule.params.population, ""), at)
            PeriodOpened.objects.create(
                population=rule.id,
                every=every,
                period=_period(name, span),
                began_at=span.since,
                until=span.until,
                recorded_at=now,
                members=len(members),
            )
            session = Session(law(), now)
            rows = Matter.objects.filter(pk__in=[int(one) for one in members]).order_by("root_id", "pk")
            for member in rows:
                _state(session, rule, name, span, at, member)
            session.finish()
    except IntegrityError:
        return 0
    return 1


def _state(session: Session, rule: Any, name: str, span: Span, at: datetime, member: Matter) -> None:
    digest = hashlib.sha256(f"{name}\n{rule.id}\n{span.since.isoformat()}\n{member.pk}".encode()).hexdigest()[:24]
    family = session.family(member.root_id or member.pk)
    if Event.objects.filter(uid=f"p{digest}").exists() or member.opened_at > at:
        return
    row = append(
        family.root,
        Event(
            uid=f"p{digest}",
            name=name,
            at=at,
            recorded_at=session.now,
            matter_id=member.pk,
            by_id=by_key("policy").pk,
            source="law",
            fields={
                "rule": rule.id,
                "population": rule.params.population,
                "period": str(rule.params.every),
                "from": span.since,
                "until": span.until,
            },
        ),
    )
    family.hear(row, member.parent_id)
