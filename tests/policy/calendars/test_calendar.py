"""Checks calendars by examples: March and October 2026 in Shanghai, unless a test says otherwise."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta

import pytest

from aftersales.policy.calendars import CalendarError, compile_calendar
from tests.policy.calendars.cast import HOUR, NEW_YORK, WEEK, always, at, calendar, nights, said


@pytest.mark.parametrize(
    ("start", "hours", "end"),
    [
        ("2026-03-02 09:00", 3, "2026-03-02 12:00"),  # met at closing: that closing
        ("2026-03-02 09:00", 4, "2026-03-02 14:00"),  # over lunch
        ("2026-03-02 12:00", 1, "2026-03-02 14:00"),  # from a closing
        ("2026-03-02 12:30", 1, "2026-03-02 14:00"),  # from lunch
        ("2026-03-02 17:30", 1, "2026-03-03 10:00"),
        ("2026-03-06 17:00", 1, "2026-03-09 09:30"),  # over a weekend
        ("2026-03-07 11:00", 7.5, "2026-03-09 17:30"),  # from a Saturday
        ("2026-03-07 11:00", 0, "2026-03-07 11:00"),  # nothing added stays where it is
        ("2026-03-02 14:00", -1, "2026-03-02 13:00"),  # met at opening: that opening
        ("2026-03-02 14:00", -2, "2026-03-02 11:00"),
        ("2026-03-07 11:00", -1, "2026-03-06 16:30"),
        ("2026-03-02 09:00", -1, "2026-02-27 16:30"),
    ],
)
def test_working_hours_are_added(start, hours, end):
    assert said(calendar().add(at(start), int(hours * HOUR))) == end


def test_a_make_up_workday_wins_over_holiday_and_week_and_has_the_hours_it_is_given():
    days = {"holidays": ["2026-10-10", "2026-10-08"], "extra_workdays": ["2026-10-10"]}
    saturday = at("2026-10-10 09:00")
    monday = calendar(**days)
    assert monday.between(saturday, at("2026-10-11 00:00")) == 7.5 * HOUR
    own = calendar(**days, extra_workday_hours={"2026-10-10": [["10:00", "12:00"]]})
    assert own.between(saturday, at("2026-10-11 00:00")) == 2 * HOUR
    for_all = calendar(**days, extra_workday_hours=[["10:00", "11:00"]])
    assert for_all.between(saturday, at("2026-10-11 00:00")) == HOUR
    short = calendar(weekly_hours=WEEK | {"sat": [["09:00", "10:00"]]}, **days)
    assert short.between(saturday, at("2026-10-11 00:00")) == HOUR


def test_a_holiday_wins_over_special_hours_and_special_hours_over_the_week():
    special = {"date_hours": {"2026-03-03": [["10:00", "11:00"]], "2026-03-04": [], "2026-03-05": [["08:00", "09:00"]]}}
    found = calendar(holidays=["2026-03-05"], **special)
    worked = [found.between(at(f"2026-03-0{day} 00:00"), at(f"2026-03-0{day + 1} 00:00")) for day in (2, 3, 4, 5)]
    assert worked == [27_000, 3_600, 0, 0]
    assert [found.working_day(date(2026, 3, day)) for day in (2, 3, 4, 5)] == [True, True, False, False]


def test_yearly_holidays_hold_every_year_unless_made_up_for():
    found = calendar(yearly_holidays=["10-01", "02-29"], extra_workdays=["2027-10-01"])
    assert [found.working_day(date(year, 10, 1)) for year in (2025, 2026, 2027, 2029)] == [False, False, True, False]
    assert not found.working_day(date(2028, 2, 29))


def test_breaks_are_cut_out_wherever_they_fall():
    found = nights(breaks={"2026-03-03": [["01:00", "02:00"], ["23:30", "00:30"]]})
    assert found.between(at("2026-03-02 22:00"), at("2026-03-03 06:00")) == 7 * HOUR
    assert found.between(at("2026-03-03 22:00"), at("2026-03-04 06:00")) == 7 * HOUR
    listed = calendar(breaks=[{"date": "2026-03-02", "start": "09:00", "end": "17:30"}])
    assert not listed.working_day(date(2026, 3, 2))


def test_a_night_belongs_to_the_day_it_opens():
    found = nights(holidays=["2026-03-04"])
    assert found.working_at(at("2026-03-04 05:59"))  # Tuesday's night runs to its end
    assert not found.working_at(at("2026-03-04 23:00"))
    assert not found.working_at(at("2026-03-05 01:00"))  # and the holiday's does not begin
    assert found.working_at(at("2026-03-07 03:00"))  # Friday's
    assert not found.working_day(date(2026, 3, 7))
    assert said(found.add_days(at("2026-03-02 23:00"), 1, end_of_day=True)) == "2026-03-04 06:00"


def test_hours_that_overlap_or_meet_are_one():
    found = calendar(
        weekly_hours={
            "mon": [["20:00", "04:00"]],
            "tue": [["02:00", "12:00"], ["12:00", "24:00"]],
            "wed": [["00:00", "01:00"]],
        }
    )
    assert found.between(at("2026-03-02 00:00"), at("2026-03-05 00:00")) == 29 * HOUR
    assert said(found.next_closing(at("2026-03-02 21:00"))) == "2026-03-04 01:00"
    assert said(found.next_opening(at("2026-03-02 21:00"))) == "2026-03-09 20:00"


def test_equal_opening_and_closing_is_a_whole_day():
    assert (
        calendar(weekly_hours={"mon": [["09:00", "09:00"]]}).between(at("2026-03-02 00:00"), at("2026-03-04 00:00"))
        == 24 * HOUR
    )


def test_edges_of_working_time():
    found = calendar()
    opening, closing, saturday = at("2026-03-02 09:00"), at("2026-03-06 17:30"), at("2026-03-07 10:00")
    assert (found.working_at(opening), found.working_at(closing)) == (True, False)
    assert (found.next_working(opening), found.prev_working(opening)) == (opening, opening)
    assert said(found.next_working(closing)) == "2026-03-09 09:00"
    assert found.prev_working(closing) == closing == found.prev_working(saturday)
    assert said(found.next_opening(opening)) == "2026-03-02 13:00"
    assert said(found.next_opening(at("2026-03-02 08:59"))) == "2026-03-02 09:00"
    assert said(found.next_closing(at("2026-03-02 12:00"))) == "2026-03-02 17:30"


@pytest.mark.parametrize(
    ("start", "days", "end_of_day", "end"),
    [
        ("2026-03-06 20:15", 1, False, "2026-03-09 20:15"),
        ("2026-03-06 20:15", 1, True, "2026-03-09 17:30"),
        ("2026-03-07 10:00", 1, False, "2026-03-09 10:00"),
        ("2026-03-07 10:00", -1, False, "2026-03-06 10:00"),
        ("2026-03-09 10:00", -6, False, "2026-02-27 10:00"),
        ("2026-03-07 10:00", 0, False, "2026-03-07 10:00"),
        ("2026-03-06 10:00", 0, True, "2026-03-06 17:30"),
    ],
)
def test_working_days_keep_the_wall_time_or_take_the_close(start, days, end_of_day, end):
    assert said(calendar().add_days(at(start), days, end_of_day)) == end


def test_the_close_of_a_day_without_hours_is_refused():
    with pytest.raises(CalendarError, match="not a working day"):
        calendar().add_days(at("2026-03-07 10:00"), 0, end_of_day=True)


def test_days_between_says_which_ends_count():
    found, friday, monday = calendar(), date(2026, 3, 6), date(2026, 3, 9)
    assert [found.days_between(friday, monday, count) for count in ("(]", "[)", "[]")] == [1, 1, 2]
    assert found.days_between(monday, friday) == -1
    assert found.days_between(friday, friday) == 0
    assert found.days_between(friday, friday, "[]") == 1
    with pytest.raises(CalendarError, match=r"must be"):
        found.days_between(friday, monday, "()")


def test_the_same_day_ends_at_the_next_midnight():
    assert said(calendar().same_day(at("2026-03-02 00:00"))) == "2026-03-03 00:00"
    assert calendar().same_day(at("2026-03-02 23:59")).isoformat() == "2026-03-03T00:00:00+08:00"


def test_an_hour_that_is_skipped_is_not_worked_and_one_shown_twice_is_worked_twice():
    found = always(timezone="America/New_York")
    assert found.between(at("2026-03-08 00:00", NEW_YORK), at("2026-03-09 00:00", NEW_YORK)) == 23 * HOUR
    assert found.between(at("2026-11-01 00:00", NEW_YORK), at("2026-11-02 00:00", NEW_YORK)) == 25 * HOUR
    early = calendar(timezone="America/New_York", weekly_hours={"sun": [["02:30", "04:00"]]})
    assert early.next_opening(at("2026-03-07 12:00", NEW_YORK)).isoformat() == "2026-03-08T03:00:00-04:00"
    kept = early.add_days(at("2026-03-07 02:30", NEW_YORK), 1)
    assert kept.isoformat() == "2026-03-08T03:30:00-04:00"


def test_fractions_of_a_second_are_kept():
    start = at("2026-03-02 11:59:59.250000")
    assert calendar().add(start, 1) == at("2026-03-02 13:00:00.250000")
    assert calendar().add(start, -1) == at("2026-03-02 11:59:58.250000")
    assert calendar().add(at("2026-03-02 12:00:00.500000"), 1) == at("2026-03-02 13:00:01")
    assert calendar().add(at("2026-03-02 12:00:00.500000"), -1) == at("2026-03-02 11:59:59")
    assert calendar().micros_between(start, at("2026-03-02 13:00:00.5")) == 1_250_000


def test_the_result_stands_in_the_zone_of_the_calendar():
    assert calendar().add(datetime(2026, 3, 2, 1, tzinfo=UTC), HOUR).isoformat() == "2026-03-02T10:00:00+08:00"
    with pytest.raises(ValueError, match="time zone"):
        calendar().add(datetime(2026, 3, 2, 1), HOUR)  # noqa: DTZ001 because that is the mistake


def test_distance_is_no_obstacle():
    found = calendar()
    week = 37.5 * HOUR
    assert said(found.add(at("2026-03-02 09:00"), int(week * 20_871))) == "2426-02-27 17:30"
    assert said(found.add(at("2026-03-02 09:00"), int(week * 20_871 * 10))) == "6026-02-27 17:30"
    assert said(found.add_days(at("2026-03-02 09:00"), 5 * 20_871 * 10)) == "6026-03-02 09:00"
    assert said(found.add(at("2026-03-02 09:00"), -int(week * 52))) == "2025-03-03 09:00"
    with pytest.raises(CalendarError, match="beyond the year 9999"):
        found.add(at("2026-03-02 09:00"), 10**15)
    with pytest.raises(CalendarError, match="since 1900"):
        found.add(at("2026-03-02 09:00"), -(10**12))


@pytest.mark.parametrize("years", [(2026, 2026), (2027, 2027), (2026, 2027)])
def test_a_night_over_new_year_is_one_whichever_years_were_compiled_first(years):
    spec = nights(timezone="Asia/Shanghai").spec
    found = compile_calendar(spec, years)
    assert found.between(at("2027-01-01 00:00"), at("2027-01-01 12:00")) == 6 * HOUR
    assert found.between(at("2026-12-31 20:00"), at("2027-01-01 12:00")) == 8 * HOUR
    assert said(found.next_closing(at("2026-12-31 23:00"))) == "2027-01-01 06:00"
    assert said(found.add(at("2026-12-31 22:00"), 8 * HOUR)) == "2027-01-01 06:00"
    assert said(found.add(at("2027-01-01 06:00"), -8 * HOUR)) == "2026-12-31 22:00"
    # In UTC the year turns at 08:00 of Shanghai, in the middle of these hours.
    day = compile_calendar(calendar(weekly_hours={"fri": [["06:00", "10:00"]]}).spec, years)
    assert said(day.next_closing(at("2027-01-01 07:00"))) == "2027-01-01 10:00"
    assert said(day.next_opening(at("2027-01-01 07:00"))) == "2027-01-08 06:00"
    assert said(day.prev_working(at("2027-01-01 08:00"))) == "2027-01-01 08:00"


def test_without_working_time_there_is_an_error_and_no_endless_search():
    empty = calendar(weekly_hours={})
    start = at("2026-03-02 09:00")
    assert empty.between(start, start + timedelta(days=900)) == 0
    for ask in (
        lambda: empty.add(start, 1),
        lambda: empty.add_days(start, 1),
        lambda: empty.next_working(start),
        lambda: empty.next_closing(start),
        lambda: empty.add(start, -1),
    ):
        with pytest.raises(CalendarError):
            ask()
    once = calendar(weekly_hours={}, date_hours={"2030-05-06": [["09:00", "10:00"]]})
    assert said(once.add(start, HOUR)) == "2030-05-06 10:00"
    with pytest.raises(CalendarError, match="no such working time"):
        once.add(start, HOUR + 1)
    with pytest.raises(CalendarError, match="no such working time"):
        always().next_closing(start)


def test_a_calendar_grows_the_same_whoever_asks_first():
    zero, moments = at("2026-03-02 09:00"), [at(f"{year}-06-01 10:00") for year in range(1950, 2080, 7)]
    shared = calendar()
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(lambda moment: shared.between(zero, moment), moments * 4))
    assert together == [calendar().between(zero, moment) for moment in moments] * 4


def test_a_year_is_provisional_until_published():
    found = calendar(provisional_years=[2027])
    assert (found.is_provisional(2026), found.is_provisional(2027)) == (False, True)
    listed = calendar(published_years=[2026])
    assert (listed.is_provisional(2026), listed.is_provisional(2031)) == (False, True)
