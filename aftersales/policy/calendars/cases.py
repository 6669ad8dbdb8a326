"""Owns questions to calendars as data: a case names a calendar and a kind of question, and gets a result or an error."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from difflib import get_close_matches
from typing import Any, Final

from aftersales.foundation.texts import Text
from aftersales.policy.calendars.calendar import Calendar, compile_calendar
from aftersales.policy.calendars.case_fields import CaseFields
from aftersales.policy.calendars.explain import Explanation, explain_days, explain_span
from aftersales.policy.calendars.pauses import due_while_running, pauses_of
from aftersales.policy.calendars.problems import CalendarError, problem, refuse, unknown_name
from aftersales.policy.calendars.spec import FIELDS, CalendarSpec

Result = str | int | float | bool | None
# What a case may carry for its readers; the answer does not depend on it.
REMARKS: Final = ("note", "comment", "title", "why", "source", "expect", "expected")


@dataclass(frozen=True, slots=True)
class Answer:
    """What came out, and how."""

    result: Result
    explain: Callable[[], Explanation]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of question: the fields it must have, those it may have, and how it is answered."""

    ask: Callable[[Calendar, CaseFields], Answer]
    needs: tuple[str, ...]
    may: tuple[str, ...] = field(default=())


def _add(calendar: Calendar, case: CaseFields) -> Answer:
    start, seconds = case.instant("start"), case.seconds("add_seconds", "add_minutes")
    end = calendar.add(start, seconds)
    return Answer(end.isoformat(), lambda: explain_span(calendar, start, end))


def _between(calendar: Calendar, case: CaseFields) -> Answer:
    start, end = case.instant("start"), case.instant("end")
    seconds, micros = divmod(calendar.micros_between(start, end), 1_000_000)
    return Answer(seconds + micros / 1_000_000 if micros else seconds, lambda: explain_span(calendar, start, end))


def _add_days(calendar: Calendar, case: CaseFields) -> Answer:
    start, days = case.instant("start"), case.whole("add_days")
    end = calendar.add_days(start, days, case.flag("end_of_working_day"))
    # The day on which the count begins is left out, which is the later one when it goes back.
    first = start.astimezone(calendar.zone).date()
    last = calendar.working_date(first, days) if days else first
    return Answer(end.isoformat(), lambda: explain_days(calendar, first, last, "[)" if days < 0 else "(]"))


def _days_between(calendar: Calendar, case: CaseFields) -> Answer:
    start, end, count = case.date("start"), case.date("end"), case.text("count", "(]")
    return Answer(calendar.days_between(start, end, count), lambda: explain_days(calendar, start, end, count))


def _working_at(calendar: Calendar, case: CaseFields) -> Answer:
    at = case.instant("at")
    day = at.astimezone(calendar.zone).date()
    return Answer(calendar.working_at(at), lambda: explain_days(calendar, day, day, "[]"))


def _working_day(calendar: Calendar, case: CaseFields) -> Answer:
    day = case.date("date")
    return Answer(calendar.working_day(day), lambda: explain_days(calendar, day, day, "[]"))


def _moment(look: Callable[[Calendar, datetime], datetime]) -> Kind:
    def ask(calendar: Calendar, case: CaseFields) -> Answer:
        at = case.instant("at")
        found = look(calendar, at)
        return Answer(found.isoformat(), lambda: explain_span(calendar, at, found))

    return Kind(ask, ("at",))


def _pause(calendar: Calendar, case: CaseFields) -> Answer:
    events = case.events("events")
    if "start" in case.raw:
        events = [(case.instant("start"), True), *events]
    if not events:
        raise refuse("no_events", "events 中没有事件。", "events holds no event.", "events")
    target = case.seconds("target_seconds", "target_minutes")
    if target < 0:
        raise refuse("bad_target", "目标时长不能为负。", "The target cannot be negative.", "target_minutes")
    end = due_while_running(calendar, events, target)
    start, pauses = pauses_of(events)
    last = max(moment.astimezone(UTC) for moment, _ in events)
    return Answer(end.isoformat() if end else None, lambda: explain_span(calendar, start or last, end, last, pauses))


KINDS: Final[Mapping[str, Kind]] = {
    "add": Kind(_add, ("start",), ("add_seconds", "add_minutes")),
    "between": Kind(_between, ("start", "end")),
    "add_days": Kind(_add_days, ("start", "add_days"), ("end_of_working_day",)),
    "days_between": Kind(_days_between, ("start", "end"), ("count",)),
    "working_at": Kind(_working_at, ("at",)),
    "working_day": Kind(_working_day, ("date",)),
    "next_working": _moment(Calendar.next_working),
    "prev_working": _moment(Calendar.prev_working),
    "next_opening": _moment(Calendar.next_opening),
    "next_closing": _moment(Calendar.next_closing),
    "pause": Kind(_pause, ("events",), ("target_minutes", "target_seconds", "start")),
}


class Evaluator:
    """Answers cases; calendars that several cases share are compiled once."""

    def __init__(self) -> None:
        self._calendars: dict[str, Calendar] = {}

    def all(self, cases: Iterable[Any], *, explain: bool = False, lang: str = "zh") -> list[dict[str, Any]]:
        """One ``{id, result}`` or ``{id, error}`` for each case, in order."""
        return [self.one(case, explain=explain, lang=lang) for case in cases]

    def one(self, case: Any, *, explain: bool = False, lang: str = "zh") -> dict[str, Any]:
        """The printed form of one answer."""
        name = case.get("id") if isinstance(case, Mapping) else None
        try:
            answer = self.answer(case)
        except CalendarError as wrong:
            return {"id": name, "error": wrong.said(lang)}
        except (ValueError, OverflowError) as wrong:
            # What only the standard library could tell, such as a date before the year 1.
            return {"id": name, "error": refuse("bad_value", f"无法计算：{wrong}。", f"No answer: {wrong}.").said(lang)}
        printed = {"id": name, "result": answer.result}
        if explain:
            printed["explanation"] = _told(answer)
        return printed

    def answer(self, case: Any) -> Answer:
        """The answer to a case; CalendarError says all that is wrong with it."""
        if not isinstance(case, Mapping):
            raise refuse("bad_case", "每个案例应为映射。", "A case must be a mapping.")
        kind = _kind(case)
        wrong = list(_field_problems(case, kind))
        known = {name: case[name] for name in FIELDS if name in case}
        key = json.dumps(known, sort_keys=True, default=str)
        calendar = self._calendars.get(key)
        if calendar is None:
            try:
                calendar = compile_calendar(CalendarSpec.from_mapping(known))
            except CalendarError as refused:
                raise CalendarError([*wrong, *refused.problems]) from None
            self._calendars[key] = calendar
        if wrong:
            raise CalendarError(wrong)
        given = {name: value for name, value in case.items() if value is not None}
        return kind.ask(calendar, CaseFields(given, calendar.zone))


def _told(answer: Answer) -> dict[str, object] | None:
    try:
        return answer.explain().as_dict()
    except CalendarError:
        # The result may lie further than a calendar can be shown day by day.
        return None


def _kind(case: Mapping[str, Any]) -> Kind:
    name = case.get("kind")
    if name is None:
        raise refuse("missing_field", "缺少字段“kind”。", "The field 'kind' is missing.", "kind")
    if not isinstance(name, str) or name not in KINDS:
        raise CalendarError([unknown_name(Text("种类", "kind"), str(name), KINDS, "kind")])
    return KINDS[name]


def _field_problems(case: Mapping[str, Any], kind: Kind) -> Iterable[Any]:
    known = {"id", "kind", *FIELDS, *kind.needs, *kind.may}
    elsewhere = {name for other in KINDS.values() for name in (*other.needs, *other.may)}
    for name in case:
        if name in known or name in elsewhere or name in REMARKS:
            continue  # what another kind of question reads changes nothing here
        if get_close_matches(str(name), [*known, *elsewhere], n=1, cutoff=0.8):
            yield unknown_name(Text("字段", "field"), str(name), known)  # a slip of the pen must not pass for a remark
    for name in ("id", *kind.needs):
        if case.get(name) is None:
            yield problem("missing_field", f"缺少字段“{name}”。", f"The field '{name}' is missing.", name)
