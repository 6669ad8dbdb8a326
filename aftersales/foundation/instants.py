"""Owns instants: reading and writing moments of time, always with their zone."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, tzinfo

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
EPOCH_ORDINAL = EPOCH.toordinal()
DAY_SECONDS = 86_400
_SECOND = timedelta(seconds=1)
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


def parse_instant(text: str, zone: tzinfo | None = None) -> datetime:
    """An aware datetime from ISO 8601; without an offset it is the wall time of ``zone``, which must then be given."""
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        raise ValueError(
            f"'{text}' is not an instant; write it as 2026-03-02T09:00:00+08:00 or 2026-03-02T09:00"
        ) from None
    if moment.tzinfo is not None:
        return moment
    if zone is None:
        raise ValueError(f"'{text}' has no offset from UTC; write it as 2026-03-02T09:00:00+08:00 or with a Z")
    return from_wall(moment, zone)


def parse_date(text: str) -> date:
    """A date from ``YYYY-MM-DD``, and from nothing else."""
    try:
        if not _DATE.fullmatch(text):
            raise ValueError(text)
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"'{text}' is not a date; write it as 2026-03-02") from None


def format_instant(moment: datetime) -> str:
    """ISO 8601 with the offset, as results are printed."""
    return ensure_aware(moment).isoformat()


def ensure_aware(moment: datetime) -> datetime:
    """The same moment, or a ValueError where it names no zone."""
    if moment.utcoffset() is None:
        raise ValueError(f"{moment.isoformat()} names no time zone; an instant needs one")
    return moment


def from_wall(wall: datetime, zone: tzinfo) -> datetime:
    """The instant at which the clocks of ``zone`` show ``wall``.

    A wall time that clocks skip is read with the offset before the skip (02:30 becomes 03:30), one that they
    show twice is the one that ``wall.fold`` says, the first by default.
    """
    return wall.replace(tzinfo=zone).astimezone(UTC).astimezone(zone)


def to_epoch(moment: datetime) -> tuple[int, int]:
    """Whole seconds since 1970 (rounded down) and the microseconds on top of them, exactly."""
    since = moment - EPOCH
    return since.days * DAY_SECONDS + since.seconds, since.microseconds


def from_epoch(seconds: int, zone: tzinfo, micros: int = 0) -> datetime:
    """The aware datetime in ``zone`` of an epoch second."""
    moment = datetime.fromtimestamp(seconds, zone)
    return moment.replace(microsecond=micros) if micros else moment


def whole_seconds(span: timedelta) -> int:
    """The seconds of a span, rounded towards its beginning."""
    return span // _SECOND
