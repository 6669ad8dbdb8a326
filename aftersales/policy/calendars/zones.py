"""Owns the way from what the wall shows to instants, through skipped and repeated hours.

A moment is open when the clock on the wall reads within open hours. So an hour that the clocks skip is not worked,
one that they show twice is worked twice, and a count of open seconds is a count of seconds that really pass.
"""

from __future__ import annotations

from bisect import bisect_right
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from aftersales.foundation.instants import DAY_SECONDS
from aftersales.policy.calendars.days import Wall, merged


def offset_at(zone: ZoneInfo, epoch: int) -> int:
    """Seconds that the walls of ``zone`` are ahead of UTC at an instant."""
    offset = datetime.fromtimestamp(epoch, zone).utcoffset()
    if offset is None:
        raise TypeError(f"{zone.key} does not know its offset")
    return offset.days * DAY_SECONDS + offset.seconds


def periods(zone: ZoneInfo, start: int, end: int) -> list[tuple[int, int, int]]:
    """The stretches ``(from, to, offset)`` of one offset each that make up the instants from ``start`` to ``end``."""
    found: list[tuple[int, int, int]] = []
    began, offset = start, offset_at(zone, start)
    for day in range(start, end, DAY_SECONDS):
        # No zone changes twice within a day, so looking once a day finds every change.
        after = offset_at(zone, min(day + DAY_SECONDS, end))
        if after != offset:
            change = _change(zone, day, min(day + DAY_SECONDS, end), offset)
            found.append((began, change, offset))
            began, offset = change, after
    if began < end:
        found.append((began, end, offset))
    return found


def _change(zone: ZoneInfo, low: int, high: int, offset: int) -> int:
    """The first second at which the offset is no longer ``offset``."""
    while high - low > 1:
        middle = (low + high) // 2
        if offset_at(zone, middle) == offset:
            low = middle
        else:
            high = middle
    return high


def to_instants(wall: Wall, stretches: list[tuple[int, int, int]]) -> Wall:
    """Open instants, merged and in order, of open wall time within the stretches."""
    starts = [start for start, _ in wall]
    pieces: Wall = []
    for begin, end, offset in stretches:
        low, high = begin + offset, end + offset
        at = max(bisect_right(starts, low) - 1, 0)
        while at < len(wall) and wall[at][0] < high:
            start, stop = max(wall[at][0], low), min(wall[at][1], high)
            if start < stop:
                pieces.append((start - offset, stop - offset))
            at += 1
    return merged(pieces)


def year_start(year: int) -> int:
    """The epoch second at which a year begins in UTC."""
    return int(datetime(year, 1, 1, tzinfo=UTC).timestamp())


def pieces_of(wall: Wall, zone: ZoneInfo) -> Wall:
    """The open instants of a few pieces of wall time, in order."""
    if not wall:
        return []
    # Walls are never as much as a day off UTC.
    return to_instants(wall, periods(zone, wall[0][0] - DAY_SECONDS, wall[-1][1] + DAY_SECONDS))
