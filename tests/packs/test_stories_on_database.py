"""Every story of every shipped pack a second time, through the real doors: rows as expected, facts as stated."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import transaction

from aftersales.config.wiring import catalogue
from aftersales.ledger.editions import Law, law, publish
from aftersales.ledger.known import by_key
from aftersales.ledger.stories import DatabaseTeller
from tests.packs.shipped import STORIES, Begun

pytestmark = pytest.mark.django_db
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def published(request: Any, django_db_setup: None, django_db_blocker: Any) -> Iterator[Law]:
    """The pack in force, published once for all its stories and taken back at the end."""
    catalogue()
    with django_db_blocker.unblock(), transaction.atomic():
        publish(request.param, by=by_key("installation"), at=LONG_AGO)
        yield law()
        transaction.set_rollback(True)


@pytest.mark.parametrize(
    ("published", "begun"),
    [(one.pack, one) for one in STORIES],
    indirect=["published"],
    ids=[str(one) for one in STORIES],
)
def test_a_story_comes_out_alike_on_a_database(published: Law, begun: Begun) -> None:
    """What the rows say is what the story expects, and the rooms compute what it states."""
    found = [
        one
        for one in published.pack.stories
        if one.place.file.endswith(begun.file) and abs(one.place.line - begun.line) < 1
    ]
    with transaction.atomic():
        differences = [str(one) for one in DatabaseTeller(found[0], published.book).run()]
        transaction.set_rollback(True)
    assert differences == []
