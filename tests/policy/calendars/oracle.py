"""Owns an independent count of working time: it walks minute by minute and looks at the clock on the wall."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

NAMES = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MINUTE = timedelta(minutes=1)


def minutes(text):
    hour, minute = text.split(":")
    return int(hour) * 60 + int(minute)


class Oracle:
    """Written from the wording alone; shares no code with the calendars."""

    def __init__(self, raw):
        self.raw = raw
        self.zone = ZoneInfo(raw["timezone"])

    def hours(self, day: date):
        raw, iso, name = self.raw, day.isoformat(), NAMES[day.weekday()]
        week = raw["weekly_hours"]
        if iso in raw.get("extra_workdays", []):
            own = raw.get("extra_workday_hours", {}).get(iso)
            return own or week.get(name) or week.get("mon") or []
        if iso in raw.get("holidays", []) or iso[5:] in raw.get("yearly_holidays", []):
            return []
        if iso in raw.get("date_hours", {}):
            return raw["date_hours"][iso]
        return week.get(name) or []

    @staticmethod
    def holds(pairs, minute):
        """Whether a minute, counted from the midnight of the day the pairs belong to, lies in one of them."""
        for opening, closing in pairs:
            first, last = minutes(opening), minutes(closing)
            if last <= first:
                last += 1440
            if first <= minute < last:
                return True
        return False

    def open(self, at: datetime) -> bool:
        local = at.astimezone(self.zone)
        today, minute = local.date(), local.hour * 60 + local.minute
        yesterday = today - timedelta(days=1)
        breaks = self.raw.get("breaks", {})
        worked = self.holds(self.hours(today), minute) or self.holds(self.hours(yesterday), minute + 1440)
        stopped = self.holds(breaks.get(today.isoformat(), []), minute) or self.holds(
            breaks.get(yesterday.isoformat(), []), minute + 1440
        )
        return worked and not stopped

    def between(self, start: datetime, end: datetime) -> int:
        """Seconds from start to end, start first."""
        at, total = start.astimezone(UTC).replace(second=0, microsecond=0), 0
        start, end = start.astimezone(UTC), end.astimezone(UTC)
        while at < end:
            if self.open(at):
                total += int((min(end, at + MINUTE) - max(start, at)).total_seconds())
            at += MINUTE
        return total

    def add(self, start: datetime, seconds: int, limit: int) -> datetime | None:
        """The first instant by which the seconds have passed (the last one, going back); None past the limit."""
        start = start.astimezone(UTC)
        at = start.replace(second=0, microsecond=0)
        left = abs(seconds)
        if seconds < 0 and at == start:
            at -= MINUTE
        for _ in range(limit):
            low, high = (max(at, start), at + MINUTE) if seconds > 0 else (at, min(at + MINUTE, start))
            if self.open(at):
                room = int((high - low).total_seconds())
                if room >= left:
                    return low + timedelta(seconds=left) if seconds > 0 else high - timedelta(seconds=left)
                left -= room
            at += MINUTE if seconds > 0 else -MINUTE
        return None

    def working_day(self, day: date) -> bool:
        """Whether anything that opens on the date is left after breaks."""
        midnight = datetime(day.year, day.month, day.day)  # noqa: DTZ001 because it stands for the wall
        for opening, closing in self.hours(day):
            first, last = minutes(opening), minutes(closing)
            for minute in range(first, last if last > first else last + 1440):
                wall = midnight + timedelta(minutes=minute)
                iso = {back: (wall.date() - timedelta(days=back)).isoformat() for back in (0, 1)}
                clock = wall.hour * 60 + wall.minute
                breaks = self.raw.get("breaks", {})
                if not any(self.holds(breaks.get(iso[back], []), clock + back * 1440) for back in (0, 1)):
                    return True
        return False
