"""Reads what a browser sent for the fields of an act: typed given values, and a problem beside each field that cannot be read."""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import tzinfo
from decimal import Decimal, InvalidOperation
from typing import Any, TypeAlias

from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from aftersales.foundation.instants import parse_date, parse_instant
from aftersales.foundation.money import Money
from aftersales.foundation.problems import Problem
from aftersales.foundation.texts import Text
from aftersales.policy.catalogue import Field

DRAWN = "data:image/png;base64,"
Upload: TypeAlias = "UploadedFile[bytes]"  # of a kind of content only for the checker of types
Keep = Callable[[Upload], Any]  # checks and stores an upload; ValueError where it must not be kept


@dataclass
class Read:
    """What was read: `given` for the act, `values` to show the form again, `problems` beside fields."""

    given: dict[str, Any] = field(default_factory=dict)
    values: dict[str, Any] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def read(
    fields: Iterable[Field], post: QueryDict, *, zone: tzinfo, files: MultiValueDict[str, Upload], keep: Keep
) -> Read:
    """The given values of an act from a form; an empty input is a value not given."""
    found = Read()
    for item in fields:
        if item.kind == "rows":
            _read_rows(item, post, zone, found)
        elif item.kind == "file":
            _read_file(item, files.get(item.name) or drawn(post.get(item.name, "")), keep, found)
        else:
            _read_one(item, post, zone, found)
    return found


def _read_one(item: Field, post: QueryDict, zone: tzinfo, found: Read) -> None:
    several = item.kind in {"parties", "matters"} or (item.kind == "texts" and (item.choices or item.of))
    raw: Any = [one for one in post.getlist(item.name) if one] if several else post.get(item.name, "").strip()
    found.values[item.name] = raw
    if not raw and item.kind != "bool":
        return
    try:
        found.given[item.name] = _value(item, raw, zone)
    except (ValueError, InvalidOperation):
        found.problems.append(unreadable(item, item.name))


def _read_rows(item: Field, post: QueryDict, zone: tzinfo, found: Read) -> None:
    indices = sorted(
        {int(p[1]) for k in post if len(p := k.split("-", 2)) == 3 and p[0] == item.name and p[1].isdigit()}
    )
    lines: list[dict[str, Any]] = []
    shown: list[dict[str, str]] = []
    for index in indices:
        raw = {c.name: post.get(f"{item.name}-{index}-{c.name}", "").strip() for c in item.rows}
        if not any(value for value in raw.values()):
            continue
        line: dict[str, Any] = {}
        for cell in item.rows:
            try:
                if raw[cell.name] or cell.kind == "bool":
                    line[cell.name] = _value(cell, raw[cell.name], zone)
            except (ValueError, InvalidOperation):
                found.problems.append(unreadable(cell, f"{item.name}.{len(lines)}.{cell.name}"))
        lines.append(line)
        shown.append(raw)
    found.values[item.name] = shown
    if lines:
        found.given[item.name] = lines


def drawn(said: str) -> Upload | None:
    """A picture that was drawn by hand on the page, which sends it as a data address; None where there is none."""
    if not said.startswith(DRAWN):
        return None
    try:
        picture = base64.b64decode(said.removeprefix(DRAWN), validate=True)
    except ValueError:
        return None
    return SimpleUploadedFile("signature.png", picture, "image/png")


def _read_file(item: Field, upload: Upload | None, keep: Keep, found: Read) -> None:
    if upload is None:
        return
    try:
        found.given[item.name] = keep(upload)
    except ValueError as problem:
        said = problem.args[0] if isinstance(problem.args[0], Text) else Text.of(str(problem))
        found.problems.append(Problem("form.file_refused", said, field=item.name))


def _value(item: Field, raw: Any, zone: tzinfo) -> Any:
    reader = READERS.get(item.kind)
    return reader(raw, zone) if reader is not None else raw


READERS: Mapping[str, Callable[[Any, tzinfo], Any]] = {
    "number": lambda text, _: _number(text),
    "money": lambda text, _: Money.parse(text.replace(",", "").replace("¥", "")),
    "instant": parse_instant,
    "date": lambda text, _: parse_date(text),
    "bool": lambda text, _: text in {"on", "true", "1", "yes"},
    "party": lambda text, _: _id(text),
    "matter": lambda text, _: _id(text),
    "parties": lambda texts, _: [_id(text) for text in texts],
    "matters": lambda texts, _: [_id(text) for text in texts],
    "texts": lambda said, _: (
        said if isinstance(said, list) else [line.strip() for line in said.splitlines() if line.strip()]
    ),
}


def _id(text: str) -> str:
    if not (text.isascii() and text.isdigit() and len(text) <= 18):
        raise ValueError
    return text


def _number(text: str) -> Decimal:
    number = Decimal(text)
    if not number.is_finite():
        raise ValueError
    return number


def unreadable(item: Field, name: str) -> Problem:
    """The problem of an input that cannot be read as its kind."""
    examples = {
        "number": "12.5",
        "money": "20.50",
        "instant": "2026-03-02 09:00",
        "date": "2026-03-02",
    }
    example = examples.get(item.kind, "")
    zh = f"“{item.label.zh}”读不懂" + (f"，请写成 {example}" if example else "，请重新选择") + "。"
    en = f"'{item.label.en}' cannot be read; " + (f"write it as {example}." if example else "please choose again.")
    return Problem("form.unreadable", Text(zh, en), field=name)
