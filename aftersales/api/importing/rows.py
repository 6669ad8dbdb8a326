"""Sorts a table's rows into cases, each row with its typed values and the values of the row before it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from collections.abc import Mapping as Names
from dataclasses import dataclass, field
from typing import Any

from aftersales.api.importing import conditions, values
from aftersales.api.importing.mapping import Mapping
from aftersales.api.importing.reader import Row, Table
from aftersales.foundation.problems import Problem
from aftersales.foundation.texts import Text


@dataclass(frozen=True, slots=True)
class Reject:
    """A row that could not be told, with every reason."""

    row: Row
    problems: tuple[Problem, ...]


@dataclass(slots=True)
class Told:
    """One readable row: its name within its case, its place in the order, its typed values."""

    row: Row
    key: str
    order: tuple[Any, ...]
    values: dict[str, Any]
    digest: str


@dataclass(slots=True)
class CaseRows:
    """All rows of one case that a file has, in their order."""

    case: str
    rows: list[Told] = field(default_factory=list)


@dataclass(slots=True)
class Sorted:
    """A file read under a map."""

    cases: list[CaseRows]
    rejects: list[Reject]
    read: int
    twice: int


def sort(mapping: Mapping, table: Table) -> Sorted:
    """The cases of a table, those that begin first in front; rows that cannot be read are rejects."""
    rejects = [Reject(row, (problem,)) for row, problem in table.broken]
    cases: dict[str, CaseRows] = {}
    seen: dict[tuple[str, str], str] = {}
    broken: dict[str, int] = {}  # where the first unreadable row of a case stands
    twice = 0
    for row in table.rows:
        read, problems = values.read_row(mapping, row.cells)
        if problems:
            rejects.append(Reject(row, tuple(problems)))
            broken.setdefault(str(read.get(mapping.case)), row.line)
            continue
        told = _told(mapping, row, read)
        case = str(read[mapping.case])
        known = seen.get((case, told.key))
        if known is None:
            seen[case, told.key] = told.digest
            cases.setdefault(case, CaseRows(case)).rows.append(told)
        elif known == told.digest:
            twice += 1
        else:
            rejects.append(Reject(row, (_same_name(told.key),)))
    for one in cases.values():
        rejects += _held_back(one, broken.get(one.case))
        one.rows.sort(key=lambda told: told.order)
    in_order = sorted((one for one in cases.values() if one.rows), key=lambda one: (one.rows[0].order, one.case))
    return Sorted(in_order, sorted(rejects, key=lambda one: one.row.line), len(table.rows) + len(table.broken), twice)


def _held_back(case: CaseRows, line: int | None) -> list[Reject]:
    """Rows that stand behind an unreadable one of their case wait for it: told now, they would be told out of order."""
    later = [told for told in case.rows if line is not None and told.row.line > line]
    case.rows = [told for told in case.rows if told not in later]
    return [Reject(told.row, (waits(line),)) for told in later]


def waits(line: int | None) -> Problem:
    """Why a readable row is not told."""
    said = Text(f"等待本案第 {line} 行更正后再导入。", f"It waits until line {line} of its case is mended.")
    return Problem("row.waits", said, Text("两行一起再导入。", "Send both again."))


def _told(mapping: Mapping, row: Row, read: dict[str, Any]) -> Told:
    key = " ".join(str(values.plain(read[name])) for name in mapping.row_key)
    order = tuple(_sortable(read[name]) for name in (*_order(mapping), *mapping.row_key))
    content = "\x1f".join(f"{name}={values.plain(value)}" for name, value in sorted(read.items()))
    return Told(row, key, order, read, hashlib.sha256(content.encode()).hexdigest()[:32])


def _order(mapping: Mapping) -> tuple[str, ...]:
    return mapping.order or tuple(dict.fromkeys(telling.at for telling in mapping.acts))[:1]


def _sortable(value: Any) -> tuple[int, Any]:
    """Missing values come first; everything else by itself."""
    return (0, "") if value is None else (1, value if not isinstance(value, str) else (len(value), value))


def looked_back(mapping: Mapping) -> tuple[str, ...]:
    """The names whose value on the row before some guard asks for."""
    asked = {name for telling in mapping.acts if telling.when for name in conditions.names_in(telling.when)}
    return tuple(sorted(name for name in mapping.columns if f"before_{name}" in asked))


def with_before(told: Told, before: Names[str, Any] | None, names: Iterable[str]) -> dict[str, Any]:
    """A row's values with those of the row before it, as guards see them."""
    earlier = {f"before_{name}": (before or {}).get(name) for name in names}
    return {**told.values, **earlier, "first": before is None}


def _same_name(key: str) -> Problem:
    said = Text(
        f"文件里另有一行也叫“{key}”，内容却不同。", f"Another row of the file is called '{key}' too, and differs."
    )
    return Problem("row.same_name", said)


def instants(mapping: Mapping, cases: Iterable[CaseRows]) -> Iterator[Any]:
    """Every instant at which some act of the file was done."""
    named = {telling.at for telling in mapping.acts}
    for case in cases:
        for told in case.rows:
            yield from (told.values[name] for name in named if told.values.get(name) is not None)
