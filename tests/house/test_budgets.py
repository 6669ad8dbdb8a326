"""Budgets only shrink: a number that grew fails, and one that could be lower fails as well."""

import pytest

from tests.support.budgets import complaint


def test_a_number_that_is_met_is_welcome() -> None:
    assert complaint("queries", "inbox", 7, 7) == ""


@pytest.mark.parametrize(("allowed", "word"), [(None, "no budget"), (6, "only shrink"), (8, "lower its budget")])
def test_any_other_number_is_found(allowed: int | None, word: str) -> None:
    assert word in complaint("queries", "inbox", 7, allowed)
