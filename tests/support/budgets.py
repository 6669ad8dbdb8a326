"""Numbers that may only shrink: queries of a page, lines of a long function, in `tests/house/budgets.json`."""

import json
from pathlib import Path

PLACE = Path(__file__).resolve().parent.parent / "house" / "budgets.json"


def budgets(kind: str) -> dict[str, int]:
    """All numbers of one kind, by the name of what they measure."""
    numbers: dict[str, int] = json.loads(PLACE.read_text(encoding="utf-8")).get(kind, {})
    return numbers


def complaint(kind: str, name: str, measured: int, allowed: int | None) -> str:
    """What is wrong with a measured number, in a sentence; empty when it is just what the budget says."""
    if allowed is None:
        return f"{kind}: '{name}' needs {measured} and has no budget yet; write it into tests/house/budgets.json."
    if measured > allowed:
        return f"{kind}: '{name}' needs {measured}, but its budget is {allowed}; budgets only shrink."
    if measured < allowed:
        return f"{kind}: '{name}' needs only {measured} now; lower its budget from {allowed}, so that it stays so."
    return ""


def assert_budget(kind: str, name: str, measured: int) -> None:
    """For a test that has measured something: `assert_budget("queries", "inbox", len(captured))`."""
    said = complaint(kind, name, measured, budgets(kind).get(name))
    assert not said, said
