"""A file begins by saying what it is: the first line of every module is one sentence."""

import ast

import pytest

from tests.house.rule import Offence, assert_kept, python_files

REMEDY = "Begin the module with a docstring whose first line is one sentence: what the module owns."


def offences(text: str, _: str) -> list[Offence]:
    """The docstring is there, begins on the first line and its first line ends as a sentence does."""
    words = ast.get_docstring(ast.parse(text)) or ""
    first = words.splitlines()[0].strip() if words.strip() else ""
    good = first.endswith((".", "。", "?", ":")) and text.lstrip().startswith(('"""', 'r"""'))
    return [] if good else [Offence(1, REMEDY)]


@pytest.mark.parametrize(
    "good", ['"""Owns the clock."""\n', '"""管住时钟。"""\nimport os\n', '"""Owns two things:\n\n- a\n"""']
)
def test_a_sentence_is_welcome(good: str) -> None:
    assert offences(good, "x.py") == []


@pytest.mark.parametrize("bad", ["", "import os\n", '"""clock helpers"""\n', 'import os\n"""Owns the clock."""\n'])
def test_a_file_without_its_sentence_is_found(bad: str) -> None:
    assert offences(bad, "x.py") == [Offence(1, REMEDY)]


def test_every_module_says_what_it_owns() -> None:
    assert_kept(offences, python_files())
