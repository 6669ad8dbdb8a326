"""Migrations are named for what they do and stand in one line: `0007_obligation_suspended_until`."""

import re
from collections.abc import Iterable

import pytest

from tests.house.rule import ROOT

NAME = re.compile(r"^\d{4}_[a-z][a-z0-9_]+$")


def offences(names: Iterable[str]) -> list[str]:
    """Names of one app's migrations that say nothing, and numbers that two of them share."""
    said, seen = [], set()
    for name in sorted(names):
        number = name[:4]
        if not NAME.match(name) or "auto" in name.split("_"):
            said.append(f"{name}: say what it does, as in 0007_obligation_suspended_until (makemigrations --name).")
        if number in seen:
            said.append(f"{name}: another migration has the number {number}; make it follow that one.")
        seen.add(number)
    return said


def test_a_line_of_named_migrations_is_welcome() -> None:
    assert offences(["0001_initial", "0002_obligation_suspended_until"]) == []


@pytest.mark.parametrize("bad", [["0002_auto_20260101_1200"], ["fix"], ["0001_initial", "0001_other"], ["0003_"]])
def test_anything_else_is_found(bad: list[str]) -> None:
    assert len(offences(bad)) == 1


def test_our_migrations_have_names_and_an_order() -> None:
    said = []
    for folder in (ROOT / "aftersales").rglob("migrations"):
        names = [file.stem for file in folder.glob("*.py") if file.stem != "__init__"]
        said += [f"{folder.relative_to(ROOT)}/{sentence}" for sentence in offences(names)]
    assert not said, "\n" + "\n".join(said)
