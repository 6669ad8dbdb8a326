"""Owns the calendars that the tests speak of."""

from datetime import datetime
from zoneinfo import ZoneInfo

from aftersales.policy.calendars import Calendar, CalendarSpec, compile_calendar

SHANGHAI = ZoneInfo("Asia/Shanghai")
NEW_YORK = ZoneInfo("America/New_York")
DAY = [["09:00", "12:00"], ["13:00", "17:30"]]
WORKDAYS = ("mon", "tue", "wed", "thu", "fri")
WEEK = dict.fromkeys(WORKDAYS, DAY)
HOUR = 3_600


def calendar(**fields) -> Calendar:
    """Monday to Friday with a lunch break in Shanghai, unless the fields say otherwise."""
    return compile_calendar(CalendarSpec.from_mapping({"timezone": "Asia/Shanghai", "weekly_hours": WEEK} | fields))


def nights(**fields) -> Calendar:
    """Monday to Friday from 22:00 to 06:00 of the next day."""
    hours = {day: [["22:00", "06:00"]] for day in WORKDAYS}
    return calendar(weekly_hours=hours, **fields)


def always(**fields) -> Calendar:
    """Never closed."""
    hours = {day: [["00:00", "24:00"]] for day in (*WORKDAYS, "sat", "sun")}
    return calendar(weekly_hours=hours, **fields)


def at(text: str, zone: ZoneInfo = SHANGHAI) -> datetime:
    """The instant at which the wall of a zone shows the text."""
    return datetime.fromisoformat(text).replace(tzinfo=zone)


def said(moment: datetime | None) -> str:
    """The wall time of an instant, to the minute, in its own zone."""
    return "never" if moment is None else moment.strftime("%Y-%m-%d %H:%M")
