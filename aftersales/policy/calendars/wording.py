"""Owns the words in which calendars explain themselves."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Final

from aftersales.foundation.texts import Text

REASONS: Final = {
    "week": Text("按周作息", "weekly hours"),
    "holiday": Text("节假日", "holiday"),
    "make_up": Text("调休上班", "make-up workday"),
    "date_hours": Text("当日特别作息", "special hours"),
    "break": Text("有停工时段", "break"),
    "pause": Text("有暂停", "paused for a time"),
    "provisional": Text("该年安排尚未公布（暂定）", "year not yet published (provisional)"),
    "clock": Text("按自然时间", "clock time"),
}
_NOTES: Final = {
    "start": Text("自 {at} 起（{zone}）", "From {at} ({zone})"),
    "due": Text("到期：{at}", "Due: {at}"),
    "paused": Text("仍在暂停中，没有到期时刻。", "Still paused, so nothing is due."),
    "months": Text(
        "{duration}：按日历顺延，保持时刻；当月没有该日的取月末。",
        "{duration}: counted on the calendar at the same wall time; a month too short gives its last day.",
    ),
    "given_back": Text(
        "暂停的时间补回：由 {before} 顺延至 {at}。", "What pauses took is given back: from {before} to {at}."
    ),
    "cut": Text("只列出前 {rows} 天。", "Only the first {rows} days are listed."),
}
_WEEKDAYS: Final = (
    Text("周一", "Mon"),
    Text("周二", "Tue"),
    Text("周三", "Wed"),
    Text("周四", "Thu"),
    Text("周五", "Fri"),
    Text("周六", "Sat"),
    Text("周日", "Sun"),
)


def note_of(name: str, *, duration: Text | None = None, **values: object) -> Text:
    """One of the fixed sentences, filled in."""
    words = _NOTES[name]
    said = Text(
        words.zh.format(**values, duration=duration.zh if duration else ""),
        words.en.format(**values, duration=duration.en if duration else ""),
    )
    if name == "start" and duration is not None:
        return Text(f"{said.zh}，{duration.zh}", f"{said.en}, {duration.en}")
    return said


def row_line(day: date, why: Sequence[str], hours: Sequence[tuple[datetime, datetime]], lang: str) -> str:
    """The day, the reasons and the hours of a row."""
    comma = "、" if lang.startswith("zh") else ", "
    reasons = comma.join(REASONS[one].pick(lang) for one in why)
    spans = comma.join(f"{_clock(begin, day)}–{_clock(end, day)}" for begin, end in hours) or "—"
    return f"{day.isoformat()} {_WEEKDAYS[day.weekday()].pick(lang)} [{reasons}] {spans}"


def total_line(counted: int, total: int, unit: str, lang: str) -> str:
    """What was counted of a day and in all."""
    if lang.startswith("zh"):
        return f" 计 {_amount(counted, unit, lang)}，累计 {_amount(total, unit, lang)}"
    return f" counted {_amount(counted, unit, lang)}, total {_amount(total, unit, lang)}"


def _amount(value: int, unit: str, lang: str) -> str:
    if unit == "days":
        return f"{value} 个工作日" if lang.startswith("zh") else f"{value} working {'day' if value == 1 else 'days'}"
    hours, rest = divmod(value, 3_600)
    return f"{hours}:{rest // 60:02d}:{rest % 60:02d}"


def _clock(moment: datetime, day: date) -> str:
    """The wall time within a day; what ends at or after the next midnight is counted on past 24:00."""
    later = (moment.date() - day).days * 24
    text = f"{moment.hour + later:02d}:{moment.minute:02d}"
    return f"{text}:{moment.second:02d}" if moment.second else text
