"""Files and functions stay small enough to be read at one sitting; the exceptions begin empty and only shrink."""

import ast

import pytest

from tests.house.rule import ROOT, Offence, assert_kept, files, python_files
from tests.support.budgets import budgets, complaint

CODE, TESTS, CLAUSES, FUNCTION = 400, 600, 120, 40
EXCEPTIONS: frozenset[str] = frozenset()


def limit(path: str) -> int:
    """Lines that a file may have."""
    if "/clauses/" in path and path.startswith("packs/"):
        return CLAUSES
    return TESTS if path.startswith("tests/") else CODE


def offences(text: str, path: str) -> list[Offence]:
    """A file past its limit."""
    lines = len(text.splitlines())
    if lines <= limit(path) or path in EXCEPTIONS:
        return []
    return [Offence(limit(path), f"{lines} lines, where {limit(path)} are the end; divide it by what it owns.")]


def long_functions(text: str, path: str) -> dict[str, int]:
    """Functions that do not fit a screen, as `path::name` and their lines."""
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    found = [node for node in ast.walk(ast.parse(text)) if isinstance(node, kinds)]
    lengths = {f"{path}::{node.name}": _length(node) for node in found}
    return {name: length for name, length in lengths.items() if length > FUNCTION}


def _length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines from the name to the end; what a docstring explains makes nothing longer to read."""
    first = node.body[0]
    docstring = (
        isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and isinstance(first.value.value, str)
    )
    explained = (first.end_lineno or first.lineno) - first.lineno + 1 if docstring else 0
    return (node.end_lineno or node.lineno) - node.lineno + 1 - explained


@pytest.mark.parametrize("path", ["aftersales/ledger/doors.py", "tests/ledger/test_doors.py", "packs/x/clauses/1.yaml"])
def test_a_file_at_its_limit_is_welcome_and_one_line_more_is_found(path: str) -> None:
    assert offences("x = 1\n" * limit(path), path) == []
    assert len(offences("x = 1\n" * (limit(path) + 1), path)) == 1


def test_a_function_of_a_screen_is_welcome_and_one_line_more_is_found() -> None:
    screen = "def f():\n" + "    x = 1\n" * (FUNCTION - 1)
    assert long_functions(screen, "x.py") == {}
    assert long_functions(screen.replace("():\n", '():\n    """Says what it is for."""\n'), "x.py") == {}
    assert long_functions(screen + "    x = 1\n", "x.py") == {"x.py::f": FUNCTION + 1}


def test_no_file_is_past_its_limit() -> None:
    assert_kept(
        offences, [*python_files(), *files("*.yaml", "packs"), *files("*.html", "aftersales"), *files("*.js", "assets")]
    )


def test_functions_fit_a_screen() -> None:
    found: dict[str, int] = {}
    for file in python_files("aftersales", "tools"):
        found |= long_functions(file.read_text(encoding="utf-8"), file.relative_to(ROOT).as_posix())
    allowed = budgets("long_functions")
    said = [complaint("long_functions", name, lines, allowed.get(name)) for name, lines in found.items()]
    said += [
        f"long_functions: '{name}' is long no more; take it out of the budgets." for name in allowed.keys() - found
    ]
    assert not any(said), "\n" + "\n".join(filter(None, said))
