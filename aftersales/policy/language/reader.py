"""Owns the reading of YAML: plain values in which every key and value keeps its file, line and column."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from aftersales.foundation.places import Place
from aftersales.foundation.problems import Problem
from aftersales.foundation.texts import Text

FOLDERS = ("clauses", "forms", "checklists", "calendars", "stories")
FILES = ("pack.yaml", "roles.yaml", "may.yaml", "grounds.yaml")
BESIDE = ("COVERAGE.md", "survivors.yaml", "LICENSE")  # for people and tools, not the law
_TAG = "tag:yaml.org,2002:"


class Map(dict[str, Any]):
    """A mapping that knows where it, its keys and its values stand."""

    def __init__(self, place: Place) -> None:
        super().__init__()
        self.place = place
        self.key_places: dict[str, Place] = {}
        self.value_places: dict[str, Place] = {}


class Seq(list[Any]):
    """A list that knows where it and its items stand."""

    def __init__(self, place: Place) -> None:
        super().__init__()
        self.place = place
        self.item_places: list[Place] = []


@dataclass(frozen=True)
class Source:
    """One file as read: its path inside the packs folder, its bytes and its tree (None when it could not be read)."""

    file: str
    data: bytes
    tree: Any
    place: Place


def locate(tree: Any, path: tuple[str | int, ...], *, key: bool = False, start: Place | None = None) -> Place:
    """Where ``path`` leads; parts that the file does not have (a normalised short form) are passed over.

    With ``key`` the place of the last key is given rather than of its value.
    """
    place = getattr(tree, "place", None) or start or Place("?")
    node = tree
    for index, part in enumerate(path):
        if isinstance(node, Map) and part in node:
            name = str(part)
            last = key and index == len(path) - 1
            place = node.key_places[name] if last else node.value_places[name]
            node = node[name]
        elif isinstance(node, Seq) and isinstance(part, int) and 0 <= part < len(node):
            place = node.item_places[part]
            node = node[part]
    return place


def value_at(tree: Any, path: tuple[str | int, ...]) -> Any:
    """The value where ``path`` leads, passing over parts that the file does not have."""
    node = tree
    for part in path:
        if isinstance(node, Map):
            node = node.get(str(part), node)
        elif isinstance(node, Seq) and isinstance(part, int) and 0 <= part < len(node):
            node = node[part]
    return node


class Reader:
    """Reads files into trees and gathers what is wrong with their writing."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def read_folder(self, folder: Path) -> list[Source]:
        """Every file of a pack, in name order."""
        return [self.read(path, f"{folder.name}/{path.relative_to(folder).as_posix()}") for path in pack_files(folder)]

    def read(self, path: Path, shown: str) -> Source:
        """One file."""
        data = path.read_bytes()
        return self.read_bytes(data, shown)

    def read_bytes(self, data: bytes, shown: str) -> Source:
        """One file from its bytes."""
        start = Place(shown)
        try:
            text = data.decode("utf-8")
            node = compose(text)
        except UnicodeDecodeError:
            self._refuse("yaml.encoding", Text("文件不是 UTF-8 编码。", "the file is not written in UTF-8."), start)
            return Source(shown, data, None, start)
        except MarkedYAMLError as wrong:
            self._refuse("yaml.syntax", _said(wrong), _place_of_error(wrong, shown))
            return Source(shown, data, None, start)
        except RecursionError:
            self._refuse("yaml.deep", Text("嵌套太深，无法阅读。", "it is nested too deep to be read."), start)
            return Source(shown, data, None, start)
        except (YAMLError, ValueError) as wrong:
            self._refuse("yaml.syntax", Text(f"不是有效的 YAML：{wrong}", f"not valid YAML: {wrong}"), start)
            return Source(shown, data, None, start)
        tree = None if node is None else self._value(node, shown, ())
        return Source(shown, data, tree, start)

    def _refuse(self, code: str, said: Text, place: Place) -> None:
        self.problems.append(Problem(code, said, None, place))

    def _value(self, node: Node, file: str, above: tuple[int, ...]) -> Any:
        place = _place(node, file)
        if id(node) in above:
            self._refuse("yaml.circle", Text("别名指向了自己的上级。", "an alias points at what it stands in."), place)
            return None
        inside = (*above, id(node))
        if isinstance(node, MappingNode):
            return self._mapping(node, file, inside)
        if isinstance(node, SequenceNode):
            items = Seq(place)
            for item in node.value:
                items.append(self._value(item, file, inside))
                items.item_places.append(_place(item, file))
            return items
        return self._scalar(node, place)

    def _mapping(self, node: MappingNode, file: str, above: tuple[int, ...]) -> Map:
        found = Map(_place(node, file))
        for key_node, value_node in node.value:
            place = _place(key_node, file)
            if not isinstance(key_node, ScalarNode) or str(key_node.tag) == f"{_TAG}merge":
                self._refuse("yaml.key", Text("键必须是一个词。", "a key must be one word."), place)
                continue
            key = str(key_node.value)
            if key in found:
                first = found.key_places[key]
                self._refuse(
                    "yaml.duplicate_key",
                    Text(
                        f"键“{key}”重复，前一次在第 {first.line} 行。",
                        f"the key '{key}' stands twice, first in line {first.line}.",
                    ),
                    place,
                )
                continue
            found[key] = self._value(value_node, file, above)
            found.key_places[key] = place
            found.value_places[key] = _place(value_node, file)
        return found

    def _scalar(self, node: Node, place: Place) -> Any:
        text, tag = str(node.value), str(node.tag).removeprefix(_TAG)
        if tag in ("str", "timestamp", "merge", "value"):
            return text
        if tag == "null":
            return None
        if tag == "bool":
            return text.lower() == "true"
        try:
            if tag == "int":
                return int(text, 0) if text.lower().lstrip("+-").startswith(("0x", "0o")) else int(text)
            if tag == "float":
                return Decimal(text)
        except (ValueError, InvalidOperation):
            self._refuse("yaml.number", Text(f"“{text}”不是数字。", f"'{text}' is not a number."), place)
            return text
        self._refuse("yaml.tag", Text(f"不接受标记“{node.tag}”。", f"the tag '{node.tag}' is not accepted."), place)
        return text


def compose(text: str) -> Node | None:
    """The tree of nodes of a YAML text."""
    node: Node | None = YAML(typ="rt", pure=True).compose(text)
    return node


def pack_files(folder: Path) -> list[Path]:
    """The files that make up a pack, in name order; other files are not the law."""
    return sorted(_files(folder), key=lambda path: path.relative_to(folder).as_posix())


def _files(folder: Path) -> Iterator[Path]:
    for name in FILES:
        if (folder / name).is_file():
            yield folder / name
    for name in FOLDERS:
        if (folder / name).is_dir():
            yield from (path for path in (folder / name).glob("*.yaml") if path.is_file())


def strangers(folder: Path) -> list[Path]:
    """What lies in a pack's folder and would not be read: a slip of the pen in a name must not lose a clause."""
    known = {*FILES, *BESIDE}
    found = [path for path in folder.iterdir() if path.is_file() and path.name not in known]
    found += [path for path in folder.iterdir() if path.is_dir() and path.name not in FOLDERS]
    for name in FOLDERS:
        if (folder / name).is_dir():
            found += [path for path in (folder / name).iterdir() if path.suffix != ".yaml" or not path.is_file()]
    return sorted(path for path in found if not path.name.startswith((".", "README")))


def _place(node: Node, file: str) -> Place:
    mark = node.start_mark
    return Place(file, mark.line + 1, mark.column + 1)


def _place_of_error(wrong: MarkedYAMLError, file: str) -> Place:
    mark = wrong.problem_mark or wrong.context_mark
    return Place(file) if mark is None else Place(file, mark.line + 1, mark.column + 1)


def _said(wrong: MarkedYAMLError) -> Text:
    words = " ".join(str(part).strip() for part in (wrong.context, wrong.problem) if part)
    return Text(f"不是有效的 YAML：{words}", f"not valid YAML: {words}")
