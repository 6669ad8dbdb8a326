"""How the house writes instants, spans of time and bilingual texts on a page."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from aftersales.foundation.texts import Text

MINUTE, HOUR, DAY = 60, 3600, 86400


def say(text: Text | str | None) -> str:
    """A bilingual text in the viewer's language."""
    if text is None:
        return ""
    return text.pick(get_language() or "zh-hans") if isinstance(text, Text) else str(text)


def instant(at: datetime | date | None) -> str:
    """Wall time of the house: `2026-03-09 10:00`; a date stays a date."""
    if at is None:
        return ""
    if not isinstance(at, datetime):
        return at.isoformat()
    return timezone.localtime(at).strftime("%Y-%m-%d %H:%M")


def span(length: timedelta) -> str:
    """A length of time in its largest unit and, for days and hours, the next one."""
    seconds = int(abs(length.total_seconds()))
    days, hours, minutes = seconds // DAY, seconds % DAY // HOUR, seconds % HOUR // MINUTE
    said_days = ngettext("%(n)d day", "%(n)d days", days) % {"n": days}
    said_hours = ngettext("%(n)d hour", "%(n)d hours", hours) % {"n": hours}
    said_minutes = ngettext("%(n)d minute", "%(n)d minutes", minutes) % {"n": minutes}
    if days >= 3 or (days and not hours):
        return said_days
    if days:
        return f"{said_days} {said_hours}"
    if hours >= 6 or (hours and not minutes):
        return said_hours
    if hours:
        return f"{said_hours} {said_minutes}"
    return said_minutes if minutes else _("less than a minute")
