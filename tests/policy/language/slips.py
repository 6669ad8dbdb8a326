"""Owns slips of the pen: the sample pack as trees, one slip made in it, and what the check then says."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from aftersales.foundation.problems import Problem
from aftersales.policy.kinds.table import PARAMS
from aftersales.policy.language import reader
from aftersales.policy.language.load import check
from aftersales.policy.language.reader import Reader, pack_files
from aftersales.policy.language.shelf import Published
from tests.policy.support import PACKS, catalogue

Path_ = tuple[str | int, ...]
# below these keys a pack names its own things: another name there is another thing, not a slip
OWN_NAMES = frozenset({"roles", "grounds", "rules", "choices", "rows", "items", "people"})
CATALOGUE = catalogue()


class Pairs(list[tuple[str, Any]]):
    """A mapping that may hold a key twice."""


def files(name: str) -> dict[str, bytes]:
    """A pack's files by path."""
    folder = PACKS / name
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in pack_files(folder)}


def tree(data: bytes) -> Any:
    """A file's tree without places."""
    return strip(Reader().read_bytes(data, "x").tree)


def strip(value: Any) -> Any:
    """Plain values."""
    if isinstance(value, dict):
        return {key: strip(item) for key, item in value.items()}
    if isinstance(value, list):
        return [strip(item) for item in value]
    return value


def dump(value: Any) -> str:
    """A tree as text (JSON is YAML), doubled keys included."""
    if isinstance(value, Pairs):
        return "{" + ", ".join(f"{json.dumps(k, ensure_ascii=False)}: {dump(v)}" for k, v in value) + "}"
    if isinstance(value, dict):
        return dump(Pairs(value.items()))
    if isinstance(value, list):
        return "[" + ", ".join(dump(item) for item in value) + "]"
    return str(value) if isinstance(value, Decimal) else json.dumps(value, ensure_ascii=False)


def nodes(value: Any, path: Path_ = ()) -> Iterator[tuple[Path_, Any]]:
    """Every value of a tree with its path."""
    yield path, value
    if isinstance(value, dict):
        for key, item in value.items():
            yield from nodes(item, (*path, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from nodes(item, (*path, index))


def keys(value: Any) -> Iterator[Path_]:
    """The path of every key of a tree."""
    return (path for path, _ in nodes(value) if path and isinstance(path[-1], str))


def replaced(value: Any, path: Path_, new: Any) -> Any:
    """The tree with another value at ``path``."""
    if not path:
        return new
    found = copy.copy(value)
    found[path[0]] = replaced(value[path[0]], path[1:], new)
    return found


def at(value: Any, path: Path_) -> Any:
    """The value at ``path``."""
    for part in path:
        value = value[part]
    return value


def with_mapping(value: Any, path: Path_, pairs: list[tuple[str, Any]]) -> Any:
    """The tree with the mapping at ``path`` made of these pairs."""
    return replaced(value, path, Pairs(pairs))


class Bench:
    """The sample pack, checked again and again with one file changed."""

    def __init__(self) -> None:
        self.sample, self.common = files("sample"), files("common")
        self.trees = {path: tree(data) for path, data in self.sample.items()}

    def problems(self, path: str, changed: Any) -> list[Problem]:
        """What the check says with this file changed."""
        packs = {"sample": {**self.sample, path: dump(changed).encode()}, "common": self.common}
        return check("sample", Published(packs), CATALOGUE, PARAMS)


@pytest.fixture(scope="session")
def bench() -> Iterator[Bench]:
    """The sample pack; the files that do not change are parsed once."""
    plain = reader.compose
    reader.compose = lru_cache(maxsize=64)(plain)
    yield Bench()
    reader.compose = plain


PATHS = sorted(files("sample"))
assert Path(PACKS / "sample").is_dir()
