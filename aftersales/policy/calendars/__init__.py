"""Owns calendars: working hours, holidays, make-up workdays, and clocks that pause."""

from aftersales.policy.calendars.calendar import Calendar, compile_calendar
from aftersales.policy.calendars.due import Pause
from aftersales.policy.calendars.explain import Explanation, Row
from aftersales.policy.calendars.problems import CalendarError
from aftersales.policy.calendars.public_days import PublicDays, public_days
from aftersales.policy.calendars.spec import CalendarSpec

__all__ = [
    "Calendar",
    "CalendarError",
    "CalendarSpec",
    "Explanation",
    "Pause",
    "PublicDays",
    "Row",
    "compile_calendar",
    "public_days",
]
