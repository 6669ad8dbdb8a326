"""Packs in force for imports, and the real files where they are at hand."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from aftersales.api.importing import command
from aftersales.ledger import editions, session
from aftersales.policy.loading import load_pack

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT.parent / "shared" / "data"


def held(folder: Path) -> Iterator[Any]:
    session.dockets.clear()
    with editions.hold(load_pack(folder, editions.catalogue())) as law:
        yield law
    session.dockets.clear()


@pytest.fixture
def desk(db: Any) -> Iterator[Any]:
    """The incident desk's pack judges."""
    yield from held(ROOT / "examples" / "incident-desk")


@pytest.fixture
def maker(db: Any) -> Iterator[Any]:
    """The equipment maker's pack judges."""
    yield from held(ROOT / "packs" / "equipment-maker")


@pytest.fixture
def told(tmp_path: Path) -> Any:
    """Imports a file under one of the examples' maps."""

    def tell(file: Path, name: str, **options: Any) -> dict[str, Any]:
        wanted: dict[str, Any] = {"dry_run": False, "compare": True, "rejects_file": tmp_path / "rejects.csv"} | options
        return command.run(file, ROOT / "examples" / f"{name}.map.yaml", progress=lambda *_: None, **wanted)

    return tell


@pytest.fixture
def real() -> Any:
    """A real file, or the reason why the test is skipped."""

    def find(name: str) -> Path:
        place = DATA / name
        if not place.is_file():
            pytest.skip(f"{place} is not here: the real files are kept beside the project, not in it")
        return place

    return find
