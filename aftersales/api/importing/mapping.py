"""Says how a file's columns become acts: the map file's model, read with the place of every word."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import MarkedYAMLError

from aftersales.api.importing import conditions
from aftersales.foundation.places import Place
from aftersales.foundation.problems import Problem, Refused
from aftersales.foundation.texts import Text

MISSING = ("", "?", "N/A", "NA", "NULL", "null")


def _zone(name: str) -> str:
    try:
        return ZoneInfo(name).key
    except (ValueError, OSError, LookupError):
        raise ValueError(f"'{name}' is no time zone; write one as in Asia/Shanghai") from None


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Column(_Part):
    """One column read as one kind of value; ``name`` in the map is what acts and guards call it."""

    column: str
    kind: Literal["text", "number", "integer", "digits", "bool", "instant", "date", "choice"] = Field(
        default="text", alias="as"
    )
    formats: tuple[str, ...] = ()  # strptime forms of instants and dates; none means ISO 8601
    lookup: dict[str, Any] = {}  # what stands in the file -> what it means here
    otherwise: Any = None  # for a choice whose lookup does not name what stands there
    default: Any = None  # for an empty cell
    required: bool = False


class Desk(_Part):
    """Those in whose name rows are told: a member of staff with roles, in a branch of their own where one is named."""

    key: str | dict[str, Any]  # constant or copied, what tells desks apart
    name: str | dict[str, Any]
    branch: str | dict[str, Any] | None = None
    roles: tuple[str, ...] = ()


class Telling(_Part):
    """One act told for a row: which, on what, when it was done, whether at all, with what input."""

    act: str
    on: str | None = None  # the name under which an earlier act of the same case kept its matter
    keep: str | None = Field(default=None, alias="as")  # the name for the matter that this act makes
    at: str
    when: str | None = None
    once: Literal["row", "case"] = "row"
    by: str | None = None  # a desk of the map; the map's own `by` by default
    given: dict[str, Any] = {}


class Compare(_Part):
    """The file's own verdict on each case, to be set beside the policy's."""

    column: str  # a typed name; the last row of a case that has it speaks
    clauses: tuple[str, ...]  # the first is compared case by case, the others are counted


class Mapping(_Part):
    """A whole map file."""

    map: str = Field(pattern=r"^[a-z0-9][a-z0-9_-]*$")
    title: dict[str, str] = {}
    zone: Annotated[str, AfterValidator(_zone)] = "Asia/Shanghai"
    encoding: str | None = None
    delimiter: str | None = None
    sheet: str | None = None
    missing: tuple[str, ...] = MISSING
    case: str  # the typed name that says which case a row belongs to
    row: tuple[str, ...] = ()  # what tells this row from the others of its case
    order: tuple[str, ...] = ()
    columns: dict[str, Column]
    desks: dict[str, Desk] = {}
    by: str | None = None
    since: str | None = None  # from when desks hold their roles; the file's first instant by default
    acts: tuple[Telling, ...] = Field(min_length=1)
    compare: Compare | None = None

    @property
    def tz(self) -> ZoneInfo:
        """The zone of wall times in the file."""
        return ZoneInfo(self.zone)

    @property
    def row_key(self) -> tuple[str, ...]:
        """What names a row: its case and whatever tells it from the case's other rows."""
        return (self.case, *(name for name in self.row if name != self.case))


def load(path: Path) -> Mapping:
    """The map in ``path``; Refused lists everything that is wrong with it, each with its place."""
    if not path.is_file():
        said = Text(f"没有对照文件 {path}。", f"There is no map file {path}.")
        raise Refused([Problem("map.missing", said, place=Place(str(path)))])
    try:
        words = YAML(typ="rt").load(path.read_text(encoding="utf-8"))
    except MarkedYAMLError as wrong:
        mark = wrong.problem_mark
        place = Place(str(path), mark.line + 1, mark.column + 1) if mark else Place(str(path))
        raise Refused([Problem("map.yaml", Text.of(str(wrong.problem)), place=place)]) from None
    try:
        found = Mapping.model_validate(_plain(words))
    except ValidationError as wrong:
        raise Refused([_problem(path, words, error) for error in wrong.errors()]) from None
    problems = [*_guards(path, words, found), *_unknown(path, words, found)]
    if problems:
        raise Refused(problems)
    return found


def _plain(value: Any) -> Any:
    if isinstance(value, CommentedMap):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, CommentedSeq):
        return [_plain(item) for item in value]
    return value


def _problem(path: Path, words: Any, error: Any) -> Problem:
    where = ".".join(str(part) for part in error["loc"])
    said = Text(f"{where}：{error['msg']}", f"{where}: {error['msg']}")
    return Problem("map.wrong", said, place=place_of(path, words, error["loc"]), field=where)


def place_of(path: Path, words: Any, steps: tuple[Any, ...]) -> Place:
    """The line and column of the deepest word on the way ``steps``."""
    line, column = 0, 0
    for step in steps:
        try:
            if isinstance(words, CommentedMap):
                line, column = words.lc.key(step)
            elif isinstance(words, CommentedSeq):
                line, column = words.lc.item(step)
            words = words[step]
        except (KeyError, IndexError, TypeError, AttributeError):
            break
    return Place(str(path), line + 1, column + 1)


def _unknown(path: Path, words: Any, found: Mapping) -> list[Problem]:
    """Names that no column, no party and no earlier act of the map provides."""
    named: list[tuple[tuple[Any, ...], str, set[str]]] = []
    columns = set(found.columns)
    named.append((("case",), found.case, columns))
    named += [(("row", i), name, columns) for i, name in enumerate(found.row)]
    named += [(("order", i), name, columns) for i, name in enumerate(found.order)]
    desks = set(found.desks)
    if found.by:
        named.append((("by",), found.by, desks))
    for key, desk in found.desks.items():
        named += [(("desks", key), name, columns) for name in copied([desk.key, desk.name, desk.branch])]
    if found.compare:
        named.append((("compare", "column"), found.compare.column, columns))
    kept: set[str] = set()
    for i, telling in enumerate(found.acts):
        named.append((("acts", i, "at"), telling.at, columns))
        if telling.on:
            named.append((("acts", i, "on"), telling.on, set(kept)))
        if telling.by:
            named.append((("acts", i, "by"), telling.by, desks))
        named += [(("acts", i, "given"), name, columns) for name in copied(telling.given)]
        kept |= {telling.keep} if telling.keep else set()
    return [_no_name(path, words, steps, name, there) for steps, name, there in named if name not in there]


def copied(given: Any) -> list[str]:
    """The names that ``=name`` copies anywhere inside an input."""
    if isinstance(given, str):
        return [given[1:]] if given.startswith("=") else []
    if isinstance(given, dict):
        return [name for item in given.values() for name in copied(item)]
    if isinstance(given, list | tuple):
        return [name for item in given for name in copied(item)]
    return []


def _guards(path: Path, words: Any, found: Mapping) -> list[Problem]:
    """Guards that cannot be read, or that read names that are not there."""
    there = {"first", *found.columns, *(f"before_{name}" for name in found.columns)}
    problems: list[Problem] = []
    for i, telling in enumerate(found.acts):
        for guard in [telling.when] if telling.when else []:
            wrong = conditions.wrong_with(guard)
            steps = ("acts", i, "when")
            if wrong is not None:
                said = Text(f"条件无法读懂：{wrong}", f"The guard cannot be read: {wrong}")
                problems.append(Problem("map.guard", said, place=place_of(path, words, steps)))
                continue
            problems += [
                _no_name(path, words, steps, name, there) for name in sorted(conditions.names_in(guard) - there)
            ]
    return problems


def _no_name(path: Path, words: Any, steps: tuple[Any, ...], name: str, there: set[str]) -> Problem:
    has = ", ".join(sorted(there)) or "—"
    said = Text(f"没有“{name}”。有：{has}。", f"There is no '{name}'. There is: {has}.")
    return Problem("map.unknown_name", said, place=place_of(path, words, steps), field=name)
