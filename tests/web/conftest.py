"""Owns the company in which pages are tested."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from aftersales.foundation.clock import FixedClock
from aftersales.ledger import editions, present, session
from tests.web.company import START, Company, found, pack


@pytest.fixture(autouse=True)
def _static_folder() -> None:
    """Nothing is collected for tests, but the folder is there, as in every installation."""
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)


@pytest.fixture
def company(db: Any) -> Iterator[Company]:
    """The equipment maker on a Monday morning."""
    clock = FixedClock(START)
    session.dockets.clear()
    with present.clock(clock), editions.hold(pack()):
        yield found(clock)
    session.dockets.clear()
