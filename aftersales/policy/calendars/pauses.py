"""Owns clocks that pause: what events make of them, in any order they arrive."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from aftersales.policy.calendars.due import Pause
from aftersales.policy.calendars.working_time import WorkingTime

# A moment, and whether the clock runs from it on.
ClockEvent = tuple[datetime, bool]


def in_order(events: Iterable[ClockEvent]) -> list[ClockEvent]:
    """Events by time, in UTC, without those that change nothing; of several at one instant the last one holds."""
    at: dict[datetime, bool] = {}
    for moment, runs in events:
        at[moment.astimezone(UTC)] = runs
    changes: list[ClockEvent] = []
    running = False
    for moment, runs in sorted(at.items()):
        if runs != running:
            changes.append((moment, runs))
            running = runs
    return changes


def pauses_of(events: Iterable[ClockEvent]) -> tuple[datetime | None, list[Pause]]:
    """When the clock first ran (None if it never did), and its pauses since."""
    changes = in_order(events)
    if not changes:
        return None, []
    stops = changes[1:]
    pauses: list[Pause] = [
        (moment, stops[index + 1][0] if index + 1 < len(stops) else None)
        for index, (moment, runs) in enumerate(stops)
        if not runs
    ]
    return changes[0][0], pauses


def due_while_running(calendar: WorkingTime, events: Iterable[ClockEvent], target: int) -> datetime | None:
    """When so many seconds of working time have passed while the clock ran; None while it stands before that."""
    left = target * 1_000_000
    changes = in_order(events)
    for index, (begin, runs) in enumerate(changes):
        if not runs:
            continue
        if index + 1 == len(changes):
            return calendar.add_micros(begin, left)
        stop = changes[index + 1][0]
        worked = calendar.micros_between(begin, stop)
        if worked >= left:
            return calendar.add_micros(begin, left)
        left -= worked
    return None
