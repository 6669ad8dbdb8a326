"""Checks instants and the clocks that give them."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from aftersales.foundation.clock import FixedClock, SystemClock
from aftersales.foundation.instants import (
    ensure_aware,
    format_instant,
    from_epoch,
    from_wall,
    parse_date,
    parse_instant,
    to_epoch,
)

NEW_YORK = ZoneInfo("America/New_York")


def test_an_instant_is_read_with_its_offset_or_as_wall_time_of_a_zone():
    assert format_instant(parse_instant("2026-03-02T09:00:00+08:00")) == "2026-03-02T09:00:00+08:00"
    assert parse_instant("2026-03-02T01:00Z") == datetime(2026, 3, 2, 1, tzinfo=UTC)
    assert parse_instant("2026-03-02 09:00", NEW_YORK).isoformat() == "2026-03-02T09:00:00-05:00"


@pytest.mark.parametrize("text", ["2026-03-02T09:00", "yesterday", "2026-13-01T00:00Z"])
def test_an_instant_without_zone_or_sense_is_refused(text):
    with pytest.raises(ValueError, match="write it as"):
        parse_instant(text)


def test_a_date_has_one_form():
    assert parse_date("2026-03-02").day == 2
    for text in ("20260302", "2026-W10-1", "2026-02-30"):
        with pytest.raises(ValueError, match="write it as"):
            parse_date(text)


def test_a_skipped_wall_time_moves_on_and_a_repeated_one_is_the_first():
    skipped = from_wall(datetime(2026, 3, 8, 2, 30), NEW_YORK)  # noqa: DTZ001 because it stands for the wall
    repeated = from_wall(datetime(2026, 11, 1, 1, 30), NEW_YORK)  # noqa: DTZ001 because it stands for the wall
    assert skipped.isoformat() == "2026-03-08T03:30:00-04:00"
    assert repeated.isoformat() == "2026-11-01T01:30:00-04:00"


def test_epoch_seconds_are_exact_before_1970_too():
    moment = datetime(1969, 12, 31, 23, 59, 59, 250_000, tzinfo=UTC)
    assert to_epoch(moment) == (-1, 250_000)
    assert from_epoch(-1, UTC, 250_000) == moment


def test_a_naive_datetime_is_no_instant():
    with pytest.raises(ValueError, match="names no time zone"):
        ensure_aware(datetime(2026, 3, 2))  # noqa: DTZ001 because that is the mistake


def test_a_fixed_clock_moves_only_when_it_is_moved():
    clock = FixedClock(datetime(2026, 3, 2, 9, tzinfo=NEW_YORK))
    assert clock.now() == clock.now() == datetime(2026, 3, 2, 14, tzinfo=UTC)
    assert clock.advance(timedelta(hours=1)).hour == 15
    clock.set(datetime(2026, 3, 3, tzinfo=UTC))
    assert clock.now().day == 3
    assert SystemClock().now().tzinfo is UTC
