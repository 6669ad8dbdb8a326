"""Owns the house in which rooms are tested: a policy without limits, a company, one technician, one customer."""

import pytest

from tests.domain.house import House, opened


@pytest.fixture
def house(db: None) -> House:
    """An open policy in force; Sun sends, Li repairs, Wang is the customer."""
    return opened()
