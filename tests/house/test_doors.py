"""Rooms have doors: nobody takes rows from another room's `models`, and faces take none from the ledger either."""

import ast

import pytest

from tests.house.rule import Offence, assert_kept, python_files

REMEDY = "is another room's; ask its queries, or do an act. A foreign key names a row as a string."


def room_of(module: str) -> str:
    """`aftersales.domain.parts` for anything inside it, `aftersales.ledger` likewise."""
    parts = module.split(".")
    return ".".join(parts[:3] if parts[1:2] == ["domain"] else parts[:2])


def imported(text: str) -> list[tuple[int, str]]:
    """Every module, or name in a module, that a file imports, wherever in the file."""
    found = []
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            found += [(node.lineno, name.name) for name in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            found += [(node.lineno, f"{node.module}.{name.name}") for name in node.names]
    return found


def offences(text: str, path: str) -> list[Offence]:
    """An import that leads through `.models` of a room the file does not live in."""
    own = room_of(path.removesuffix(".py").replace("/", "."))
    if own == "aftersales.config":
        return []
    return [
        Offence(line, f"{name} {REMEDY}")
        for line, name in imported(text)
        if name.startswith("aftersales.") and "models" in name.split(".")[2:] and room_of(name) != own
    ]


@pytest.mark.parametrize(
    ("path", "good"),
    [
        ("aftersales/domain/parts/acts.py", "from aftersales.domain.parts.models import StockItem"),
        ("aftersales/domain/parts/acts.py", "from aftersales.domain.products.queries import unit_card"),
        ("aftersales/ledger/docket.py", "from aftersales.ledger.models import Obligation"),
        ("aftersales/web/forms.py", "from django.db import models"),
        ("aftersales/web/saved.py", "from aftersales.web.models import SavedView"),
    ],
)
def test_own_rows_and_others_cards_are_welcome(path: str, good: str) -> None:
    assert offences(good, path) == []


@pytest.mark.parametrize(
    ("path", "bad"),
    [
        ("aftersales/domain/parts/acts.py", "from aftersales.domain.cases.models import Case"),
        ("aftersales/domain/parts/acts.py", "def f():\n    from aftersales.domain.cases import models"),
        ("aftersales/domain/parts/acts.py", "import aftersales.domain.cases.models.case"),
        ("aftersales/web/pages/inbox.py", "from aftersales.ledger.models import Obligation"),
        ("aftersales/api/v1/cases.py", "from aftersales.domain.cases.models import Case"),
    ],
)
def test_another_rooms_rows_are_found(path: str, bad: str) -> None:
    assert len(offences(bad, path)) == 1


def test_nobody_reaches_into_another_room() -> None:
    assert_kept(offences, python_files("aftersales"))
