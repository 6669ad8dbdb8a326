"""Owns the browser (Debian's Chromium), the server it talks to, and the company that both know."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from playwright.sync_api import sync_playwright

from aftersales.foundation.clock import FixedClock
from aftersales.ledger import editions, present, session
from tests.web.company import START, Company, found, pack

CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
BUILT = Path(__file__).resolve().parents[2] / "aftersales/web/static/aftersales/dist/app.js"


@pytest.fixture(scope="session", autouse=True)
def _static_folder() -> None:
    """Nothing is collected for tests, but the folder is there, as in every installation."""
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """One Chromium for all tests; without one they are left out, except in CI, where they fail."""
    if not Path(CHROMIUM).exists() or not BUILT.exists():
        missing = "there is no Chromium, or the assets are not built: 'make test' sees to both"
        (pytest.fail if os.environ.get("CI") else pytest.skip)(missing)
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # Playwright's loop runs in this thread, Django's checks mistake it
    with sync_playwright() as started:
        chromium = started.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def company(browser: Any, transactional_db: Any) -> Iterator[Company]:
    """The equipment maker on a Monday morning, in a database that the server's thread sees too."""
    clock = FixedClock(START)
    session.dockets.clear()
    with present.clock(clock), editions.hold(pack()):
        yield found(clock)
    session.dockets.clear()
