"""The packs that are shipped, and where their stories begin: read as plain text, so that collecting tests costs nothing."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

from aftersales.config import resources

_BEGIN = re.compile(r"^- story: *(?P<title>.+)$")


class Begun(NamedTuple):
    """One story of a pack: its file, the line it begins on, its sentence."""

    pack: Path
    file: str
    line: int
    title: str

    def __str__(self) -> str:
        return f"{self.pack.name}/{self.file}:{self.line}"


PACKS = sorted(path.parent for path in Path(resources.packs()).glob("*/pack.yaml"))


def stories_of(pack: Path) -> list[Begun]:
    """The stories of a pack, file by file."""
    return [
        Begun(pack, path.name, number, found["title"])
        for path in sorted((pack / "stories").glob("*.yaml"))
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if (found := _BEGIN.match(line))
    ]


TOLD = [pack for pack in PACKS if stories_of(pack)]
STORIES = [story for pack in TOLD for story in stories_of(pack)]
