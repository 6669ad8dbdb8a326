"""Owns the clock that the ledger asks: the machine's (in demo mode moved forward), unless a test or a story holds another."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from aftersales.foundation.clock import Clock, SystemClock
from aftersales.ledger.models import Setting

AHEAD = "demo.ahead"  # how many seconds the demo's clock is ahead
_clocks: list[Clock] = [SystemClock()]


def now() -> datetime:
    """The present instant."""
    return _clocks[-1].now() + ahead()


def ahead() -> timedelta:
    """How far the demo's clock was moved; nothing outside demo mode."""
    if not settings.DEMO:
        return timedelta(0)
    seconds = Setting.objects.filter(key=AHEAD).values_list("value", flat=True).first()
    return timedelta(seconds=int(seconds or 0))


def move(by: timedelta) -> datetime:
    """Moves the demo's clock forward and says what it shows; whoever moves it lets time pass at the doors."""
    if not settings.DEMO:
        raise LookupError("there is no clock to move outside demo mode")
    with transaction.atomic():
        before = now()
        row, _ = Setting.objects.select_for_update().get_or_create(key=AHEAD, defaults={"value": 0, "at": before})
        row.value, row.at = int(row.value) + int(by.total_seconds()), before
        row.save(update_fields=["value", "at"])
    return now()


@contextmanager
def clock(other: Clock) -> Iterator[Clock]:
    """For a while another clock is asked."""
    _clocks.append(other)
    try:
        yield other
    finally:
        _clocks.pop()
