"""Owns the reading of what a pack declares: its head, roles, rights, grounds, forms, checklists, calendars."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from pydantic import BaseModel

from aftersales.foundation.places import Place
from aftersales.foundation.problems import Problem, Refused
from aftersales.foundation.texts import Text
from aftersales.policy.calendars.spec import CalendarSpec
from aftersales.policy.catalogue import Field, fields
from aftersales.policy.language.files import (
    ChecklistEntry,
    ClauseEntry,
    FieldEntry,
    FormEntry,
    GroundsFile,
    MayFile,
    PackFile,
    RolesFile,
)
from aftersales.policy.language.pack import Form, Ground, Right, Role, Sight
from aftersales.policy.language.reader import Reader, Seq, Source, locate
from aftersales.policy.language.references import Words
from aftersales.policy.language.shelf import Files, digest
from aftersales.policy.language.translate import read_as

M = TypeVar("M", bound=BaseModel)


@dataclass
class Written:
    """One pack as written: its parts with their raw trees; rules and stories are not yet read."""

    name: str
    shown: str
    digest: str
    head: PackFile | None = None
    head_raw: Any = None
    roles: dict[str, Role] = field(default_factory=dict)
    may: dict[str, tuple[Right, ...]] = field(default_factory=dict)
    see: dict[str, tuple[Sight, ...]] = field(default_factory=dict)
    grounds: dict[str, Ground] = field(default_factory=dict)
    forms: dict[str, Form] = field(default_factory=dict)
    checklists: dict[str, Form] = field(default_factory=dict)
    calendars: dict[str, Any] = field(default_factory=dict)
    clauses: list[tuple[ClauseEntry, Any]] = field(default_factory=list)
    stories: list[tuple[Any, Place]] = field(default_factory=list)
    entries: list[tuple[Any, Any]] = field(default_factory=list)  # models whose plain names are checked later
    problems: list[Problem] = field(default_factory=list)
    clause_ids: set[str] = field(default_factory=set)  # as written, whether or not the rest could be read
    unread: bool = False  # whether a file of clauses could not be read at all


def write_down(name: str, shown: str, files: Files) -> Written:
    """The parts of one pack from its files."""
    found = Written(name, shown, digest(files))
    reader = Reader()
    sources = {path: reader.read_bytes(files[path], f"{shown}/{path}") for path in sorted(files)}
    found.problems += reader.problems
    if "pack.yaml" not in sources:
        said = Text("缺少 pack.yaml。", "pack.yaml is missing.")
        found.problems.append(Problem("pack.no_head", said, None, Place(f"{shown}/pack.yaml")))
    for path, source in sources.items():
        if source.tree is not None or path == "pack.yaml":
            _file(found, path, source)
        else:
            found.unread = found.unread or path.startswith("clauses/")
            if not any(one.place and one.place.file == source.file for one in reader.problems):
                said = Text("文件是空的。", "the file is empty.")
                found.problems.append(Problem("yaml.empty", said, None, source.place))
    return found


def _file(found: Written, path: str, source: Source) -> None:
    _PARTS[path.partition("/")[0]](found, source)


def _head(found: Written, source: Source) -> None:
    found.head, found.head_raw = _read(found, PackFile, source.tree, source.place), source.tree


def _grounds(found: Written, source: Source) -> None:
    entry = _read(found, GroundsFile, source.tree, source.place)
    for key, one in entry.grounds.items() if entry else ():
        found.grounds[key] = Ground(key, text(one), one.waives)


def _clauses(found: Written, source: Source) -> None:
    for raw, start in _items(source):
        if isinstance(raw, dict):
            found.clause_ids.add(str(raw.get("clause")))
        entry = _read(found, ClauseEntry, raw, start)
        if entry is not None:
            found.clauses.append((entry, raw))


def _forms(found: Written, source: Source) -> None:
    for raw, start in _items(source):
        _form(found, raw, start)


def _checklists(found: Written, source: Source) -> None:
    for raw, start in _items(source):
        _checklist(found, raw, start)


def _stories(found: Written, source: Source) -> None:
    found.stories += _items(source)


def _read(found: Written, model: type[M], raw: Any, start: Place) -> M | None:
    entry, problems = read_as(model, raw, start=start)
    found.problems += problems
    return entry


def _items(source: Source) -> Iterator[tuple[Any, Place]]:
    """The items of a file that holds a list, or the one thing that it holds."""
    if isinstance(source.tree, Seq):
        yield from zip(source.tree, source.tree.item_places, strict=True)
    else:
        yield source.tree, source.place


def _roles(found: Written, source: Source) -> None:
    entry = _read(found, RolesFile, source.tree, source.place)
    for key, one in entry.roles.items() if entry else ():
        found.roles[key] = Role(key, text(one), one.kind)


def _may(found: Written, source: Source) -> None:
    entry = _read(found, MayFile, source.tree, source.place)
    if entry is None:
        return
    found.entries.append((entry, source.tree))
    for role, rights in entry.may.items():
        found.may[role] = tuple(Right(tuple(map(str, one.acts)), one.scope) for one in rights)
    for role, sights in entry.see.items():
        found.see[role] = tuple(
            Sight(tuple(map(str, one.kinds)), tuple(map(str, one.forms)), one.scope) for one in sights
        )


def _form(found: Written, raw: Any, start: Place) -> None:
    entry = _read(found, FormEntry, raw, start)
    if entry is None:
        return
    found.entries.append((entry, raw))
    columns = fields(*(to_field(name, one) for name, one in entry.fields.items()))
    form = Form(
        entry.form, text(entry.title), tuple(map(str, entry.on)), columns, tuple(map(str, entry.signers)), entry.layout,
        False, locate(raw, ("form",), start=start),
    )  # fmt: skip
    _once(found, form)
    found.forms[entry.form] = form


def _checklist(found: Written, raw: Any, start: Place) -> None:
    entry = _read(found, ChecklistEntry, raw, start)
    if entry is None:
        return
    found.entries.append((entry, raw))
    items = [Field(name, "bool", text(one), required=True) for name, one in entry.items.items()]
    more = [to_field(name, one) for name, one in entry.fields.items() if name not in entry.items]
    form = Form(
        entry.checklist, text(entry.title), tuple(map(str, entry.on)), fields(*items, *more),
        tuple(map(str, entry.signers)), None, True, locate(raw, ("checklist",), start=start),
    )  # fmt: skip
    _once(found, form)
    found.checklists[entry.checklist] = form


def _once(found: Written, form: Form) -> None:
    first = found.forms.get(form.name) or found.checklists.get(form.name)
    if first is not None:
        said = Text(
            f"单据“{form.name}”重复，前一次在 {first.place}。",
            f"the form '{form.name}' stands twice, first at {first.place}.",
        )
        found.problems.append(Problem("pack.twice", said, None, form.place))


def _calendar(found: Written, source: Source) -> None:
    key = source.file.rpartition("/")[2].removesuffix(".yaml")
    raw = plain(source.tree)
    title = raw.pop("title", None) if isinstance(raw, dict) else None
    if title is not None:
        _read(found, Words, source.tree["title"], source.place)
    try:
        CalendarSpec.from_mapping(raw)
    except Refused as refused:
        for one in refused.problems:
            place = locate(source.tree, (one.field or "",), start=source.place)
            found.problems.append(Problem(one.code, one.said, one.remedy, place, field=one.field))
    if isinstance(raw, dict):
        found.calendars[key] = raw


def text(words: Words) -> Text:
    """The text of both languages."""
    return Text(words.zh, words.en)


def to_field(name: str, one: FieldEntry) -> Field:
    """The typed field of a form."""
    return Field(
        name, one.kind, text(one), one.required, tuple((key, text(value)) for key, value in one.choices.items()), one.of,
        tuple(to_field(key, value) for key, value in one.rows.items()), one.multiline, text(one.help) if one.help else None,
    )  # fmt: skip


def plain(value: Any) -> Any:
    """The tree without its places."""
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [plain(item) for item in value]
    return value


_PARTS: Mapping[str, Callable[[Written, Source], None]] = {
    "pack.yaml": _head,
    "roles.yaml": _roles,
    "may.yaml": _may,
    "grounds.yaml": _grounds,
    "clauses": _clauses,
    "forms": _forms,
    "checklists": _checklists,
    "calendars": _calendar,
    "stories": _stories,
}
