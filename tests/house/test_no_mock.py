"""Tests use the real thing: no stand-ins for our own code that agree with whatever the test believes."""

import ast
from typing import TypeGuard

import pytest

from tests.house.rule import Offence, assert_kept, python_files

REMEDY = "Use the real thing (a database, a FixedClock, a small server on loopback) instead of a mock."
MODULES = {"mock", "unittest.mock", "pytest_mock"}


def offences(text: str, _: str) -> list[Offence]:
    """Imports of mocking libraries, and the fixture that hands one out."""
    return [Offence(node.lineno, REMEDY) for node in ast.walk(ast.parse(text)) if _mocks(node)]


def _mocks(node: ast.AST) -> TypeGuard[ast.stmt | ast.arg]:
    if isinstance(node, ast.Import):
        return bool(MODULES & {name.name for name in node.names})
    if isinstance(node, ast.ImportFrom):
        return node.module in MODULES or any(f"{node.module}.{name.name}" in MODULES for name in node.names)
    return isinstance(node, ast.arg) and node.arg == "mocker"


@pytest.mark.parametrize("good", ["import unittest", "from unittest import TestCase", "def mock(): ..."])
def test_the_real_thing_is_welcome(good: str) -> None:
    assert offences(good, "x.py") == []


@pytest.mark.parametrize(
    "bad",
    ["import unittest.mock", "from unittest import mock", "from unittest.mock import Mock", "def test_x(mocker): ..."],
)
def test_a_mock_is_found(bad: str) -> None:
    assert offences(bad, "x.py") == [Offence(1, REMEDY)]


def test_there_are_no_mocks() -> None:
    assert_kept(offences, python_files())
