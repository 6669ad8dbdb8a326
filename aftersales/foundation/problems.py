"""Owns problems: what is wrong, where, and what would put it right, as values."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from aftersales.foundation.places import Place
from aftersales.foundation.texts import Text


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong.

    ``code`` is stable and dotted (``rule.unknown_field``); ``cites`` are rule ids (``S10-3.9b#entry``);
    ``field`` names the input field at fault, where there is one; ``fields`` all of them, where there are several.
    """

    code: str
    said: Text
    remedy: Text | None = None
    place: Place | None = None
    cites: tuple[str, ...] = ()
    field: str | None = None
    fields: tuple[str, ...] = ()

    def line(self, lang: str = "en") -> str:
        """One line for a terminal: ``file:line:column: message [code]``."""
        words = self.said.pick(lang)
        if self.remedy is not None:
            words = f"{words} {self.remedy.pick(lang)}"
        where = f"{self.place}: " if self.place else ""
        return f"{where}{words} [{self.code}]"

    def as_dict(self) -> dict[str, object]:
        """The JSON form that the command line and the API print."""
        place = self.place
        return {
            "code": self.code,
            "said": self.said.as_dict(),
            "remedy": self.remedy.as_dict() if self.remedy else None,
            "place": {"file": place.file, "line": place.line, "column": place.column} if place else None,
            "cites": list(self.cites),
            "field": self.field,
        }


class Refused(Exception):
    """Raised with every problem at once, never with the first alone."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(problems)
        super().__init__("; ".join(p.line() for p in self.problems))
