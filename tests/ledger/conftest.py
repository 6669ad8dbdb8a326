"""The lab's law and cast, for every test of the ledger that asks for them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from aftersales.foundation.clock import FixedClock
from aftersales.ledger import doors, editions, present, session
from aftersales.ledger.models import Matter, Party
from aftersales.policy.loading import load_pack
from tests.ledger.lab import START, Cast, OwnRegistry

PACKS = Path(__file__).parent / "packs"


@pytest.fixture
def law() -> Iterator[editions.Law]:
    """The lab's pack judges, and the clock stands at the story's beginning."""
    with OwnRegistry(), present.clock(FixedClock(START)):
        session.dockets.clear()
        with editions.hold(load_pack(PACKS / "lab", editions.catalogue())) as held:
            yield held
        session.dockets.clear()


@pytest.fixture
def cast(db: Any, law: editions.Law) -> Cast:
    """The cast, in the database."""
    return Cast()


class Tell:
    """Tells a story in acts by named people."""

    def __init__(self) -> None:
        self.numbers = count(1)

    def __call__(
        self, by: Party, act: str, on: Matter | None = None, at: datetime = START, request: str = "", **rest: Any
    ) -> Any:
        given = {name.rstrip("_"): value for name, value in rest.pop("given", rest).items() if name not in DOORS}
        named = {name: value for name, value in rest.items() if name in DOORS}
        key = request or f"r{next(self.numbers)}"
        return doors.perform(act, on, given, by=by, at=at, request_id=key, **named)


DOORS = ("source", "now", "link", "for_party")


@pytest.fixture
def tell(law: editions.Law) -> Tell:
    """The teller."""
    return Tell()


@pytest.fixture
def job(cast: Cast, tell: Tell) -> Callable[..., Matter]:
    """A job that Wang opened for Li."""

    def made(**given: Any) -> Matter:
        done = tell(cast.wang, "job.open", given={"title": "修理", "engineer": cast.li.pk, **given})
        assert done.ok, done
        matter: Matter = done.made
        return matter

    return made
