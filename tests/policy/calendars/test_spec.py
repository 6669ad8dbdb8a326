"""Checks that a calendar's description is read in its forms and refused with all its mistakes at once."""

from datetime import date

import chinese_calendar
import pytest

from aftersales.policy.calendars import CalendarError, CalendarSpec, compile_calendar, public_days
from tests.policy.calendars.cast import WEEK, at, calendar


def test_all_mistakes_are_named_at_once():
    with pytest.raises(CalendarError) as refused:
        CalendarSpec.from_mapping(
            {
                "timezone": "Asia/Shangai",
                "weekly_hours": {"mon": [["9", "12:00"]], "mo": [], "tue": [["24:00", "25:00"]]},
                "holiday": [],
                "holidays": ["2026-02-30"],
                "yearly_holidays": ["13-01"],
                "breaks": {"2026-03-02": "noon"},
                "provisional_years": ["soon"],
            }
        )
    said = "\n".join(problem.said.en for problem in refused.value.problems)
    for words in (
        "Did you mean 'Asia/Shanghai'",
        "Did you mean 'holidays'",
        "Did you mean 'mon'",
        "'9' is not a time",
        "'25:00' is not a time",
        "'2026-02-30' is not a date",
        "'13-01' is not a day",
        "breaks.2026-03-02",
        "'soon' is not a year",
    ):
        assert words in said


@pytest.mark.parametrize("raw", [{}, {"timezone": "UTC"}, {"weekly_hours": {}}, [], None, {"timezone": 8}])
def test_what_is_missing_is_named(raw):
    with pytest.raises(CalendarError):
        CalendarSpec.from_mapping(raw)


def test_dates_and_hours_have_several_forms():
    found = calendar(
        holidays=[{"date": "2026-03-03", "name": "厂庆"}, "2026-03-03", date(2026, 3, 4)],
        extra_workdays=[{"date": "2026-03-07", "hours": ["09:00-10:00"]}],
        breaks=[
            {"date": "2026-03-02", "start": "09:00", "end": "10:00"},
            {"date": "2026-03-02", "hours": [{"from": "10:00", "to": "10:30"}]},
        ],
    )
    assert found.between(at("2026-03-02 00:00"), at("2026-03-08 00:00")) == (6 + 7.5 + 7.5 + 1) * 3600
    with pytest.raises(CalendarError, match="not listed in extra_workdays"):
        calendar(extra_workday_hours={"2026-03-07": [["09:00", "10:00"]]})


def test_public_days_agree_with_the_library_they_come_from():
    found = compile_calendar(
        CalendarSpec.from_mapping({"timezone": "Asia/Shanghai", "weekly_hours": WEEK, "public_days": "cn"})
    )
    for ordinal in range(date(2024, 1, 1).toordinal(), date(2027, 1, 1).toordinal()):
        day = date.fromordinal(ordinal)
        assert found.working_day(day) == chinese_calendar.is_workday(day), day
    table = public_days("cn")
    assert table.published_years == frozenset(range(2004, 2027))
    assert table.provisional_years == {2027}
    assert [found.is_provisional(year) for year in (2026, 2027, 2030)] == [False, True, True]
    with pytest.raises(CalendarError, match="There are: cn"):
        public_days("de")


def test_a_companys_own_day_wins_over_a_public_one():
    found = calendar(public_days="cn", extra_workdays=["2026-10-02"], holidays=["2026-10-10"])
    assert found.working_day(date(2026, 10, 2))
    assert not found.working_day(date(2026, 10, 10))
