"""A policy pack is data that its owner reads: no Python, no script, nothing a program would run."""

from pathlib import PurePosixPath

import pytest

from tests.house.rule import ROOT

DATA = {".yaml", ".yml", ".md", ".typ", ".svg", ".png", ".csv", ".json"}


def offences(paths: list[str]) -> list[str]:
    """Files that are no data."""
    return [f"{path}: a pack holds data only ({', '.join(sorted(DATA))})." for path in paths if _strange(path)]


def _strange(path: str) -> bool:
    return PurePosixPath(path).suffix not in DATA


@pytest.mark.parametrize("good", ["packs/x/pack.yaml", "packs/x/COVERAGE.md", "packs/x/layouts/form.typ"])
def test_data_is_welcome(good: str) -> None:
    assert offences([good]) == []


@pytest.mark.parametrize("bad", ["packs/x/rules.py", "packs/x/run.sh", "packs/x/Makefile"])
def test_anything_that_runs_is_found(bad: str) -> None:
    assert len(offences([bad])) == 1


def test_packs_hold_no_code() -> None:
    paths = [file.relative_to(ROOT).as_posix() for file in (ROOT / "packs").rglob("*") if file.is_file()]
    said = offences([path for path in paths if "__pycache__" not in path])
    assert not said, "\n" + "\n".join(said)
