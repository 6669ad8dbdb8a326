"""What all tests share: which tests run when, and the settings' own folder."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from tests.support.installation import Installation, installations

LATER = {"slow": "RUN_SLOW", "bench": "RUN_BENCH", "acceptance": "RUN_ACCEPTANCE"}
DATABASE_FIXTURES = {"db", "transactional_db", "django_db_reset_sequences", "live_server", "installation"}


def touches_database(item: pytest.Item) -> bool:
    """Whether a test must be run on each kind of database."""
    if item.get_closest_marker("database") or item.get_closest_marker("django_db"):
        return True
    return bool(DATABASE_FIXTURES & set(getattr(item, "fixturenames", ())))


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leaves out what is for later, and on the second database all tests that touch none."""
    only_database = os.environ.get("ONLY_DATABASE_TESTS") == "1"
    kept: list[pytest.Item] = []
    left: list[pytest.Item] = []
    for item in items:
        later = any(item.get_closest_marker(mark) and not os.environ.get(name) for mark, name in LATER.items())
        (left if later or (only_database and not touches_database(item)) else kept).append(item)
    if left:
        config.hook.pytest_deselected(items=left)
        items[:] = kept


@pytest.fixture
def data_folder() -> Path:
    """The data folder of the installation under test."""
    return Path(settings.DATA)


@pytest.fixture
def installation(tmp_path: Path) -> Iterator[Installation]:
    """An empty installation to run the program's own commands in, on the database of this run."""
    yield from installations(tmp_path)
