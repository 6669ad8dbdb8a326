"""Reads tables out of CSV and Excel files, row by row, each with the line on which it stands."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from aftersales.foundation.places import Place
from aftersales.foundation.problems import Problem, Refused
from aftersales.foundation.texts import Text

ENCODINGS = ("utf-8-sig", "gb18030", "cp1252")
OWN = "_"  # columns that a file of rejects adds; they are no part of the row
LARGEST_FILE = 200 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Row:
    """One row as it stands in the file: its line (from 1, the heading counted) and its cells as text."""

    line: int
    cells: dict[str, str]


@dataclass(frozen=True, slots=True)
class Table:
    """A file's heading and rows, and the rows whose number of cells does not fit the heading."""

    file: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    broken: tuple[tuple[Row, Problem], ...] = ()


def read(path: Path, *, sheet: str | None = None, encoding: str | None = None, delimiter: str | None = None) -> Table:
    """The table in ``path``; Refused says what is wrong with the file as a whole."""
    if not path.is_file():
        raise Refused([_wrong(path, "file.missing", f"没有文件 {path}。", f"There is no file {path}.")])
    if path.stat().st_size > LARGEST_FILE:
        raise Refused([_wrong(path, "file.too_large", "文件超过 200 MB。", "The file is larger than 200 MB.")])
    excel = path.suffix.lower() in {".xlsx", ".xls", ".xlsb", ".ods"}
    return _table(path, _excel(path, sheet) if excel else _csv(path, encoding, delimiter))


def _csv(path: Path, encoding: str | None, delimiter: str | None) -> Iterator[tuple[int, list[str]]]:
    text = _decoded(path, encoding)
    first = text.split("\n", 1)[0]
    mark = delimiter or max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark)
    begins = 1
    try:
        for cells in reader:
            yield begins, cells
            begins = reader.line_num + 1
    except csv.Error as wrong:
        said = f"第 {begins} 行无法读取：{wrong}。", f"Line {begins} cannot be read: {wrong}."
        raise Refused([_wrong(path, "file.line", *said)]) from None


def _decoded(path: Path, encoding: str | None) -> str:
    content = path.read_bytes()
    for name in (encoding,) if encoding else ENCODINGS:
        try:
            return content.decode(name)
        except UnicodeDecodeError:
            continue
        except LookupError:
            raise Refused(
                [_wrong(path, "file.encoding", f"没有编码 {name}。", f"There is no encoding {name}.")]
            ) from None
    raise Refused([_wrong(path, "file.encoding", "文件的编码无法识别。", "The file's encoding cannot be told.")])


def _excel(path: Path, sheet: str | None) -> Iterator[tuple[int, list[str]]]:
    from python_calamine import CalamineError, CalamineWorkbook  # noqa: PLC0415 - only Excel files need it

    try:
        book = CalamineWorkbook.from_path(str(path))
    except CalamineError as wrong:
        raise Refused(
            [_wrong(path, "file.unreadable", f"无法读取：{wrong}。", f"The file cannot be read: {wrong}.")]
        ) from None
    if sheet is not None and sheet not in book.sheet_names:
        there = ", ".join(book.sheet_names)
        raise Refused(
            [_wrong(path, "file.no_sheet", f"没有工作表 {sheet}；有：{there}。", f"No sheet {sheet}: {there}.")]
        )
    name = sheet or book.sheet_names[0]
    for number, cells in enumerate(book.get_sheet_by_name(name).to_python(skip_empty_area=False), start=1):
        yield number, [_text(cell) for cell in cells]


def _text(cell: Any) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, (datetime, date)):
        return cell.isoformat()
    return str(cell)


def _table(path: Path, lines: Iterator[tuple[int, list[str]]]) -> Table:
    filled = ((number, cells) for number, cells in lines if any(cell.strip() for cell in cells))
    heading = next(filled, None)
    if heading is None:
        raise Refused([_wrong(path, "file.empty", "文件是空的。", "The file is empty.")])
    columns = tuple(name.strip() for name in heading[1])
    twice = sorted({name for name in columns if name and columns.count(name) > 1})
    if twice:
        there = ", ".join(twice)
        raise Refused([_wrong(path, "file.column_twice", f"列名重复：{there}。", f"Columns stand twice: {there}.")])
    rows: list[Row] = []
    broken: list[tuple[Row, Problem]] = []
    for number, cells in filled:
        row = Row(number, {name: cell.strip() for name, cell in zip(columns, cells, strict=False) if name})
        extra = any(cell.strip() for cell in cells[len(columns) :])
        if extra or len(cells) < len(columns):
            broken.append((row, _cells(path, number, len(cells), len(columns))))
        else:
            rows.append(row)
    return Table(path.name, tuple(c for c in columns if c and not c.startswith(OWN)), tuple(rows), tuple(broken))


def _cells(path: Path, line: int, found: int, wanted: int) -> Problem:
    said = Text(f"这一行有 {found} 格，表头有 {wanted} 列。", f"This row has {found} cells, the heading {wanted}.")
    return Problem("row.cells", said, place=Place(path.name, line))


def _wrong(path: Path, code: str, zh: str, en: str) -> Problem:
    return Problem(code, Text(zh, en), place=Place(path.name))
