"""Owns the doors to the policy language: load a pack, check packs, with the table of kinds put in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from aftersales.foundation.places import Place
from aftersales.foundation.problems import Problem, Refused
from aftersales.foundation.texts import Text
from aftersales.policy.catalogue import Catalogue
from aftersales.policy.kinds.table import PARAMS
from aftersales.policy.language import load as _load
from aftersales.policy.language.declare import Written, write_down
from aftersales.policy.language.pack import Pack
from aftersales.policy.language.reader import FILES, FOLDERS, strangers
from aftersales.policy.language.schema import schemas
from aftersales.policy.language.shelf import Files, Published, shelf_of

_THERE = ", ".join([*FILES, *(f"{name}/*.yaml" for name in FOLDERS)])


def load_pack(folder: Path | str, catalogue: Catalogue) -> Pack:
    """The pack in a folder (those that it includes stand beside it); Refused with all its problems."""
    if lost := list(_lost(Path(folder))):
        raise Refused(lost)
    shelf, name = shelf_of(Path(folder))
    return _load.load(name, shelf, catalogue, PARAMS)


def _lost(folder: Path) -> Iterator[Problem]:
    """Files that would be passed over because of their name."""
    if not folder.is_dir():
        return
    for path in strangers(folder):
        said = Text(
            "制度里没有这样的文件或文件夹，它的内容不会生效。",
            "a pack has no such file or folder; what it says would not count.",
        )
        yield Problem("pack.stranger", said, Text(_THERE, _THERE), Place(path.as_posix()))


def load_published(name: str, packs: Mapping[str, Files], catalogue: Catalogue) -> Pack:
    """A pack from published files: pack name -> path inside the pack -> bytes."""
    return _load.load(name, Published(packs), catalogue, PARAMS)


def check_packs(folders: Iterable[Path | str], catalogue: Catalogue) -> list[Problem]:
    """Everything that is wrong with packs, what can only be noted included."""
    found: list[Problem] = []
    for folder in folders:
        found += _lost(Path(folder))
        shelf, name = shelf_of(Path(folder))
        found += _load.check(name, shelf, catalogue, PARAMS)
    return found


def declared(folders: Iterable[Path | str]) -> list[Written]:
    """What packs declare, read without judging it: for the vocabulary."""
    found = []
    for folder in folders:
        shelf, name = shelf_of(Path(folder))
        found.append(write_down(name, shelf.shown(name), shelf.files(name) or {}))
    return found


def file_schemas() -> dict[str, dict[str, Any]]:
    """The JSON Schema of every kind of file."""
    return schemas(PARAMS)
