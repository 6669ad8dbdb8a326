"""Owns the two ways in: somebody acts, or time passes; nothing else ever changes what the ledger holds."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

from django.db import DatabaseError, IntegrityError, OperationalError, connection, transaction

from aftersales.foundation.instants import ensure_aware
from aftersales.foundation.problems import Problem
from aftersales.foundation.problems import Refused as Raised
from aftersales.foundation.texts import Text
from aftersales.ledger import keeping, links, periods, present
from aftersales.ledger.editions import law
from aftersales.ledger.models import Act, Approval, CustomerLink, Matter, Party
from aftersales.ledger.outcomes import Done, Held, Outcome, Refused, told_again
from aftersales.ledger.performing import perform_in
from aftersales.ledger.requests import Request
from aftersales.ledger.session import Session

SKEW_BACK = timedelta(days=7)
SKEW_AHEAD = timedelta(minutes=5)
SOURCES = ("live", "device", "history")
TRIES = 5
Answer = TypeVar("Answer")


def perform(
    act: str,
    matter: Matter | int | None,
    given: Mapping[str, Any],
    *,
    by: Party,
    at: datetime | None = None,
    request_id: str,
    source: str = "live",
    reason: str = "",
    now: datetime | None = None,
    for_party: Party | None = None,
    link: CustomerLink | None = None,
    entered_by: Party | None = None,
) -> Outcome:
    """Does one act in one transaction: done, refused with every reason at once, or held until somebody consents.

    ``at`` is the server's instant; with source ``device`` it is the device's own, within a skew rule; with
    ``history`` whatever the record says, and ``entered_by`` must be allowed to enter it. The same ``request_id``
    again gives the first answer again.
    """
    moment = ensure_aware(at or now or present.now()).astimezone(UTC)  # instants are written in one way only
    instant = now or (moment if source == "live" else max(moment, present.now()) if source == "device" else moment)
    wrong = _wrong_source(source, moment, instant)
    if wrong is not None:
        return Refused((wrong,))
    request = Request(
        act,
        matter.pk if isinstance(matter, Matter) else matter,
        given,
        by,
        moment,
        request_id,
        source=source,
        reason=reason.strip(),
        device_at=moment if source == "device" else None,
        for_party=for_party,
        link=link,
        entered_by=entered_by,
    )
    return _again_on_clash(lambda: _perform(request, instant))


def _wrong_source(source: str, at: datetime, now: datetime) -> Problem | None:
    if source not in SOURCES:
        return Problem("act.source", Text(f"没有来源“{source}”。", f"There is no source '{source}'."))
    if source == "device" and not now - SKEW_BACK <= at <= now + SKEW_AHEAD:
        said = Text("设备时间与服务器相差过大。", "The device's time is too far from the server's.")
        return Problem("act.skew", said, field="at")
    return None


def _perform(request: Request, now: datetime) -> Outcome:
    with transaction.atomic():
        first = Act.objects.filter(request_id=request.request_id).first()
        if first is not None:
            return same_request(first, request)
        session = Session(law(), now)
        outcome = perform_in(session, request)
        if request.link is not None and isinstance(outcome, Done) and not links.use_link(request.link, now):
            raise _LinkSpent
        session.finish()
        if isinstance(outcome, Held):
            waiting = Approval.objects.filter(act=outcome.act, state="waiting").order_by("step")
            outcome = Held(tuple(waiting), outcome.act)
        elif isinstance(outcome, Done):
            outcome.event.refresh_from_db()
            for row in filter(None, (outcome.matter, outcome.made)):
                row.refresh_from_db()
        return outcome


class _LinkSpent(Exception):
    """The link was used by somebody else in this very moment."""


def same_request(first: Act, request: Request) -> Outcome:
    """The first answer to a request that comes again; another act under the same id is refused."""
    if first.name != request.act or first.by_id != request.by.pk:
        said = Text("此请求编号已用于另一个动作。", "This request id was used for another act.")
        return Refused((Problem("request.reused", said),))
    return told_again(first)


def _again_on_clash(run: Callable[[], Outcome]) -> Outcome:
    """Two at once may clash over a request id, a number or a lock: the later one looks again."""
    for left in reversed(range(TRIES)):
        try:
            return run()
        except _LinkSpent:
            said = Text("此链接已经使用过。", "This link has been used.")
            return Refused((Problem("link.spent", said),))
        except (IntegrityError, OperationalError) as clash:
            if not left or connection.in_atomic_block or not _is_clash(clash):
                raise
            time.sleep(0.02 * (TRIES - left))
    raise AssertionError("unreachable")


def _is_clash(wrong: DatabaseError) -> bool:
    if isinstance(wrong, IntegrityError):
        return True
    words = str(wrong).lower()
    return any(word in words for word in ("deadlock", "could not serialize", "locked", "lock timeout"))


def pass_time(now: datetime | None = None, *, limit: int = 100) -> int:
    """Marks what came due before ``now``, each at its own instant and once; says how many families woke."""
    instant = now or present.now()
    if not _has_law():
        return 0
    periods.begin(instant)
    keeping.let_go(instant)
    asleep: set[int] = set()
    woken = 0
    while woken < limit:
        root = _wake_one(instant, asleep)
        if root is None:
            break
        asleep.add(root)
        woken += 1
    return woken


def _has_law() -> bool:
    try:
        law()
    except Raised:
        return False
    return True


def _wake_one(now: datetime, asleep: set[int]) -> int | None:
    """One family in a transaction of its own; a family that another worker holds is left to it."""
    with transaction.atomic():
        due = Matter.objects.filter(wake_at__lt=now).exclude(pk__in=asleep).order_by("wake_at", "pk")
        if connection.features.has_select_for_update_skip_locked:
            due = due.select_for_update(skip_locked=True)
        root = due.values_list("pk", flat=True).first()
        if root is not None:
            session = Session(law(), now)
            session.family(root).changed = True
            session.finish()
        return root


__all__ = ["Done", "Held", "Outcome", "Refused", "pass_time", "perform"]
