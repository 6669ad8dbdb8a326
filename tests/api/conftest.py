"""The policy of the equipment maker in force, and its company at the interface."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.core.cache import cache

from aftersales.foundation.clock import FixedClock
from aftersales.ledger import editions, present, session
from aftersales.policy.language.pack import Pack
from aftersales.policy.loading import load_pack
from tests.api.house import PACK, START, House


@pytest.fixture(scope="session")
def pack() -> Pack:
    """The pack, read once."""
    return load_pack(PACK, editions.catalogue())


@pytest.fixture(scope="session")
def law(pack: Pack) -> Any:
    """The pack with its compiled rules."""
    with editions.hold(pack) as held:
        return held


@pytest.fixture(scope="session")
def static_folder() -> Path:
    """The folder whose absence the static files' middleware would warn of."""
    place = Path(django_settings.STATIC_ROOT)
    place.mkdir(parents=True, exist_ok=True)
    return place


@pytest.fixture(autouse=True)
def addresses(settings: Any) -> None:
    """The interface is tested without the pages."""
    settings.ROOT_URLCONF = "tests.api.only"


@pytest.fixture
def house(db: Any, pack: Pack, law: Any, static_folder: Path) -> Iterator[House]:
    """The company, at nine in the morning of a Monday."""
    cache.clear()
    session.dockets.clear()
    with present.clock(FixedClock(START)), editions.hold(pack, law.book):
        made = House()
        made.settle(sorted(set(pack.roles) - {"customer", "importer", "policy", "link"}))
        yield made
    session.dockets.clear()
