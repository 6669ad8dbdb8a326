"""Owns where packs are taken from: folders beside one another, or files that were published."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Protocol

from aftersales.policy.language.reader import pack_files

Files = Mapping[str, bytes]


class Shelf(Protocol):
    """Whatever has packs by name."""

    def files(self, name: str) -> Files | None:
        """The files of a pack by their path inside it, or None where there is no such pack."""
        ...

    def shown(self, name: str) -> str:
        """The path that problems are reported under."""
        ...

    def names(self) -> list[str]:
        """The packs there are."""
        ...


class Folders:
    """Packs as folders; ``root`` holds them all, included ones are found beside the one that names them."""

    def __init__(self, root: Path, places: Mapping[str, Path] | None = None) -> None:
        self.root = root
        self._places = dict(places or {})

    def _folder(self, name: str) -> Path:
        return self._places.get(name, self.root / name)

    def files(self, name: str) -> Files | None:
        folder = self._folder(name)
        if not folder.is_dir():
            return None
        return {path.relative_to(folder).as_posix(): path.read_bytes() for path in pack_files(folder)}

    def shown(self, name: str) -> str:
        return self._folder(name).as_posix()

    def names(self) -> list[str]:
        return sorted(
            path.parent.relative_to(self.root).as_posix()
            for path in [*self.root.glob("*/pack.yaml"), *self.root.glob("*/*/pack.yaml")]
        )


class Published:
    """Packs as files that were copied byte for byte."""

    def __init__(self, packs: Mapping[str, Files]) -> None:
        self._packs = packs

    def files(self, name: str) -> Files | None:
        return self._packs.get(name)

    def shown(self, name: str) -> str:
        return name

    def names(self) -> list[str]:
        return sorted(self._packs)


def digest(files: Files) -> str:
    """The SHA-256 over names and bytes of the files, in name order."""
    found = sha256()
    for name in sorted(files):
        data = files[name]
        found.update(f"{name}\0{len(data)}\0".encode())
        found.update(data)
    return found.hexdigest()


def shelf_of(folder: Path) -> tuple[Folders, str]:
    """The shelf that a pack's folder stands on, and its name there."""
    folder = Path(folder)
    root = folder.parent
    if root.name == "law" and not (root / "pack.yaml").exists():
        root = root.parent  # packs/law/<pack>
    return Folders(root), folder.relative_to(root).as_posix()
