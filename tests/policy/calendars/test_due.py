"""Checks due instants, pauses and the explanation of both."""

from datetime import timedelta

import pytest

from aftersales.foundation.durations import Duration
from aftersales.policy.calendars import CalendarError
from aftersales.policy.calendars.pauses import due_while_running, pauses_of
from tests.policy.calendars.cast import HOUR, NEW_YORK, at, calendar, nights, said


@pytest.mark.parametrize(
    ("start", "duration", "end"),
    [
        ("2026-03-06 17:00", "24h", "2026-03-07 17:00"),
        ("2026-03-06 17:00", "3d", "2026-03-09 17:00"),
        ("2026-03-06 17:00", "2w", "2026-03-20 17:00"),
        ("2026-01-31 17:00", "1 month", "2026-02-28 17:00"),
        ("2026-01-31 17:00", "13 months", "2027-02-28 17:00"),
        ("2024-02-29 17:00", "1 year", "2025-02-28 17:00"),
        ("2026-12-15 17:00", "1 month", "2027-01-15 17:00"),
        ("2026-03-06 17:00", "1 working hour", "2026-03-09 09:30"),
        ("2026-03-06 17:00", "2 working days", "2026-03-10 17:00"),
        ("2026-03-06 17:00", "same day", "2026-03-07 00:00"),
        ("2026-03-06 11:00", "1 shift", "2026-03-06 17:30"),  # lunch does not end a shift
        ("2026-03-06 17:30", "1 shift", "2026-03-09 17:30"),
        ("2026-03-07 10:00", "2 shifts", "2026-03-10 17:30"),
    ],
)
def test_a_duration_ends_when_its_unit_says(start, duration, end):
    assert said(calendar().due(at(start), Duration.parse(duration))) == end


def test_clock_time_is_elapsed_time_and_months_are_wall_time():
    found, start = calendar(timezone="America/New_York"), at("2026-03-07 12:00", NEW_YORK)
    assert said(found.due(start, Duration.parse("24h"))) == "2026-03-08 13:00"
    assert said(found.due(start, Duration.parse("1 month"))) == "2026-04-07 12:00"


def test_a_night_shift_ends_the_next_morning():
    assert said(nights().due(at("2026-03-03 02:00"), Duration.parse("1 shift"))) == "2026-03-03 06:00"
    assert said(nights().due(at("2026-03-03 07:00"), Duration.parse("1 shift"))) == "2026-03-04 06:00"


PAUSES = [
    ("8 working hours", [("2026-03-02 10:00", "2026-03-02 11:00")], "2026-03-03 10:30"),
    ("8 working hours", [("2026-03-02 12:00", "2026-03-02 13:00")], "2026-03-03 09:30"),  # lunch loses nothing
    ("8 working hours", [("2026-03-02 10:00", None)], "never"),
    ("3 working hours", [("2026-03-02 12:00", None)], "2026-03-02 12:00"),  # kept at the deadline itself
    ("3 working hours", [("2026-03-02 11:59", None)], "never"),
    (
        "8 working hours",
        [("2026-03-02 16:00", "2026-03-03 10:00"), ("2026-03-02 09:00", "2026-03-02 10:00")],
        "2026-03-03 14:00",
    ),
    (
        "8 working hours",
        [("2026-03-02 09:00", "2026-03-02 11:00"), ("2026-03-02 10:00", "2026-03-02 12:00")],
        "2026-03-03 13:30",
    ),
    ("8 working hours", [("2026-02-27 09:00", "2026-03-02 10:00")], "2026-03-03 10:30"),  # begun before the start
    ("8 working hours", [("2026-02-27 09:00", "2026-03-01 10:00")], "2026-03-03 09:30"),
    ("24h", [("2026-03-02 10:00", "2026-03-02 12:00")], "2026-03-03 11:00"),
    ("1 month", [("2026-03-02 10:00", "2026-03-04 10:00")], "2026-04-04 09:00"),
    ("same day", [("2026-03-02 10:00", "2026-03-02 12:00")], "2026-03-03 02:00"),
    ("2 working days", [("2026-03-03 09:00", "2026-03-03 10:00")], "2026-03-04 10:00"),
    ("2 working days", [("2026-03-05 09:00", None)], "2026-03-04 09:00"),
]


@pytest.mark.parametrize(("duration", "pauses", "end"), PAUSES)
def test_what_a_pause_takes_is_given_back(duration, pauses, end):
    spans = [(at(begin), at(stop) if stop else None) for begin, stop in pauses]
    found, length = calendar(), Duration.parse(duration)
    assert said(found.due_with_pauses(at("2026-03-02 09:00"), length, spans)) == end
    told = found.explain(at("2026-03-02 09:00"), length, spans)
    assert said(told.due) == end
    if told.due and length.fixed_seconds:
        assert told.rows[-1].total == length.fixed_seconds


def test_a_pause_that_ends_before_it_begins_is_refused():
    with pytest.raises(CalendarError, match="ends before it begins"):
        calendar().due_with_pauses(
            at("2026-03-02 09:00"), Duration.parse("1h"), [(at("2026-03-02 10:00"), at("2026-03-02 09:00"))]
        )


def test_events_of_a_clock_may_come_in_any_order_and_more_than_once():
    events = [
        (at("2026-03-03 09:00"), True),
        (at("2026-03-02 10:00"), False),
        (at("2026-03-02 09:00"), True),
        (at("2026-03-02 09:30"), True),
        (at("2026-03-02 11:00"), False),
    ]
    found = calendar()
    assert said(due_while_running(found, events, 2 * HOUR)) == "2026-03-03 10:00"
    start, pauses = pauses_of(events)
    assert start is not None
    assert found.due_with_pauses(start, Duration(2, "hours", True), pauses) == due_while_running(found, events, 7200)
    assert due_while_running(found, events[1:], 2 * HOUR) is None
    assert said(due_while_running(found, events[1:], HOUR)) == "2026-03-02 10:00"
    assert due_while_running(found, [(at("2026-03-02 09:00"), False)], HOUR) is None


def test_an_explanation_tells_each_day_and_why():
    found = calendar(
        holidays=["2026-10-01", "2026-10-02"],
        extra_workdays=["2026-10-03"],
        date_hours={"2026-10-05": [["10:00", "12:00"]]},
        breaks={"2026-10-06": [["09:00", "10:00"]]},
        provisional_years=[2026],
    )
    told = found.explain(
        at("2026-09-30 17:00"), Duration.parse("20 working hours"), [(at("2026-10-06 10:00"), at("2026-10-06 11:00"))]
    )
    why = {row.date.isoformat()[5:]: (row.why[0], *row.why[1:-1]) for row in told.rows}
    assert why == {
        "09-30": ("week",),
        "10-01": ("holiday",),
        "10-02": ("holiday",),
        "10-03": ("make_up",),
        "10-04": ("week",),
        "10-05": ("date_hours",),
        "10-06": ("week", "break", "pause"),
        "10-07": ("week",),
    }
    assert all(row.why[-1] == "provisional" for row in told.rows)
    assert [row.counted for row in told.rows] == [1800, 0, 0, 27_000, 0, 7_200, 19_800, 16_200]
    assert told.rows[-1].total == 20 * HOUR
    chinese, english = told.lines("zh"), told.lines("en")
    assert len(chinese) == len(english) == len(told.rows) + 2
    assert "2026-10-03 周六 [调休上班、该年安排尚未公布（暂定）] 09:00–12:00、13:00–17:30" in chinese[4]
    assert english[-1] == "Due: 2026-10-07T14:30:00+08:00"
    assert told.as_dict()["due"] == "2026-10-07T14:30:00+08:00"


def test_working_days_are_explained_by_days():
    told = calendar().explain(at("2026-03-06 17:00"), Duration.parse("2 working days"))
    assert [(row.date.day, row.counted, row.total) for row in told.rows] == [
        (6, 0, 0),
        (7, 0, 0),
        (8, 0, 0),
        (9, 1, 1),
        (10, 1, 2),
    ]


def test_a_long_way_is_cut_with_a_note():
    told = calendar().explain(at("2026-03-06 17:00"), Duration.parse("40000 working hours"))
    assert told.due == calendar().add(at("2026-03-06 17:00"), 40_000 * HOUR)
    assert "Only the first" in told.lines("en")[-2]
    assert told.rows[-1].date - told.rows[0].date == timedelta(days=len(told.rows) - 1)
