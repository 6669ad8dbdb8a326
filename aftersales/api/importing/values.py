"""Turns cells into typed values and typed values into an act's input; a cell that cannot be read says why."""

from __future__ import annotations

import re
from collections.abc import Mapping as Names
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from aftersales.api.importing.conditions import holds
from aftersales.api.importing.mapping import Column, Mapping
from aftersales.foundation.instants import from_wall, parse_instant
from aftersales.foundation.problems import Problem
from aftersales.foundation.texts import Text

YES, NO = {"true", "yes", "y", "1", "是", "t"}, {"false", "no", "n", "0", "否", "f"}
_WHOLE = re.compile(r"[+-]?\d+(\.0+)?")
_SLOT = re.compile(r"\{(\w+)\}")


class Unreadable(Exception):
    """A cell that is not what its column promises."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.said = Text(zh, en)


def read_row(mapping: Mapping, cells: Names[str, str]) -> tuple[dict[str, Any], list[Problem]]:
    """The row's typed values by name (None where missing), and every cell that cannot be read."""
    values: dict[str, Any] = {}
    problems: list[Problem] = []
    for name, column in mapping.columns.items():
        try:
            values[name] = read_cell(mapping, column, cells.get(column.column, ""))
        except Unreadable as wrong:
            problems.append(Problem("cell.unreadable", wrong.said, field=column.column))
    return values, problems


def read_cell(mapping: Mapping, column: Column, cell: str) -> Any:
    """One cell as the kind of its column."""
    text = cell.strip()
    if text in mapping.missing:
        if column.default is not None:
            return column.default
        if column.required:
            raise Unreadable(f"“{column.column}”是必填的，这里是空的。", f"'{column.column}' is needed and empty here.")
        return None
    if column.lookup and text in column.lookup:
        return column.lookup[text]
    if column.kind == "choice":
        if column.otherwise is not None or not column.required:
            return column.otherwise
        there = ", ".join(column.lookup)
        raise Unreadable(f"“{text}”不在 {there} 之中。", f"'{text}' is none of {there}.")
    return _READ[column.kind](mapping, column, text)


def _text(_mapping: Mapping, _column: Column, text: str) -> str:
    return text


def _number(_mapping: Mapping, _column: Column, text: str) -> Decimal:
    try:
        found = Decimal(text.replace(",", ""))
    except InvalidOperation:
        found = Decimal("NaN")
    if not found.is_finite():
        raise Unreadable(f"“{text}”不是数。", f"'{text}' is not a number.")
    return found


def _integer(_mapping: Mapping, _column: Column, text: str) -> int:
    """Whole numbers, also those that a spreadsheet has made ``10033.0``."""
    if not _WHOLE.fullmatch(text):
        raise Unreadable(f"“{text}”不是整数。", f"'{text}' is not a whole number.")
    return int(text.partition(".")[0])


def _digits(mapping: Mapping, column: Column, text: str) -> str:
    """A code that looks like a number: ``10033.0`` is ``10033``; leading zeros and letters stay."""
    return text.partition(".")[0] if _WHOLE.fullmatch(text) else _text(mapping, column, text)


def _bool(_mapping: Mapping, _column: Column, text: str) -> bool:
    if text.lower() in YES | NO:
        return text.lower() in YES
    raise Unreadable(f"“{text}”既不是“是”也不是“否”。", f"'{text}' is neither yes nor no.")


def _instant(mapping: Mapping, column: Column, text: str) -> datetime:
    for form in column.formats:
        try:
            wall = datetime.strptime(text, form)  # noqa: DTZ007 - the zone is the map's, put on below
        except ValueError:
            continue
        return wall if wall.tzinfo else from_wall(wall, mapping.tz)
    if not column.formats:
        try:
            return parse_instant(text, mapping.tz)
        except ValueError:
            pass
    forms = " / ".join(column.formats) or "ISO 8601"
    raise Unreadable(f"“{text}”不是时刻（{forms}）。", f"'{text}' is not an instant ({forms}).")


def _date(mapping: Mapping, column: Column, text: str) -> date:
    return _instant(mapping, column, text).date()


_READ = {
    "text": _text,
    "choice": _text,
    "number": _number,
    "integer": _integer,
    "digits": _digits,
    "bool": _bool,
    "instant": _instant,
    "date": _date,
}


def fill(template: Any, values: Names[str, Any]) -> Any:
    """An input made of a map's words: ``=name`` copies, ``{say: …}`` writes, ``{first: […]}`` chooses, ``{is: …}`` asks."""
    if isinstance(template, str) and template.startswith("="):
        return plain(values.get(template[1:]))
    if isinstance(template, dict) and set(template) == {"say"}:
        return say(template["say"], values)
    if isinstance(template, dict) and set(template) == {"is"}:
        return holds(template["is"], values)
    if isinstance(template, dict) and set(template) == {"first"}:
        return next((found for item in template["first"] if (found := fill(item, values)) not in (None, "")), None)
    if isinstance(template, dict):
        return {key: fill(item, values) for key, item in template.items()}
    if isinstance(template, list | tuple):
        return [fill(item, values) for item in template]
    return template


def say(words: str, values: Names[str, Any]) -> str:
    """A sentence with its ``{name}`` slots filled; a missing value leaves nothing behind."""
    filled = _SLOT.sub(lambda slot: str(plain(values.get(slot[1])) or ""), words)
    return re.sub(r"\s+", " ", filled).strip(" ,;·—-")


def plain(value: Any) -> Any:
    """A value as JSON says it."""
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    return value
