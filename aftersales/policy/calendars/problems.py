"""Owns what can be wrong with a calendar or with a question put to it."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from aftersales.foundation.problems import Problem, Refused
from aftersales.foundation.texts import Text


class CalendarError(Refused):
    """A calendar that cannot be, or a question it has no answer to; carries every problem at once."""

    def said(self, lang: str = "en") -> str:
        """All problems as sentences, without codes."""
        return " ".join(problem.said.pick(lang) for problem in self.problems)


def problem(code: str, zh: str, en: str, field: str | None = None) -> Problem:
    """One problem of a calendar."""
    return Problem(code=f"calendar.{code}", said=Text(zh, en), field=field)


def refuse(code: str, zh: str, en: str, field: str | None = None) -> CalendarError:
    """An error with one problem, ready to be raised."""
    return CalendarError([problem(code, zh, en, field)])


def unknown_name(what: Text, name: str, known: Iterable[str], field: str | None = None) -> Problem:
    """A name that does not exist, with what there is and the nearest."""
    names = sorted(known)
    near = get_close_matches(name, names, n=1)
    zh = f"没有{what.zh}“{name}”。可用的有：{'、'.join(names)}。"
    en = f"There is no {what.en} '{name}'. There are: {', '.join(names)}."
    if near:
        zh += f"是否想写“{near[0]}”？"
        en += f" Did you mean '{near[0]}'?"
    return problem(f"unknown_{what.en.replace(' ', '_')}", zh, en, field or name)


def too_far() -> CalendarError:
    """The refusal of an instant that no datetime can hold."""
    return refuse("too_far", "结果超出了 9999 年。", "The result lies beyond the year 9999.")


def never() -> CalendarError:
    """The refusal of a calendar that has no such working time."""
    return refuse("never", "该日历再没有这样的工作时间。", "This calendar has no such working time any more.")
