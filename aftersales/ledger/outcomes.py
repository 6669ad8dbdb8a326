"""Owns what a door answers: done, refused with every reason, or held until somebody consents."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from aftersales.foundation.places import Place
from aftersales.foundation.problems import Problem
from aftersales.foundation.texts import Text
from aftersales.ledger.models import Act, Approval, Event, Matter


@dataclass(frozen=True, slots=True)
class Done:
    """The act was done: its event, the matter it was done on (None where on none), the one it made."""

    event: Event
    matter: Matter | None
    made: Matter | None = None
    replay: bool = False
    ok = True


@dataclass(frozen=True, slots=True)
class Refused:
    """The act was not done, and nothing changed; every reason at once."""

    problems: tuple[Problem, ...]
    replay: bool = False
    ok = False


@dataclass(frozen=True, slots=True)
class Held:
    """The act waits, with its input, for consent."""

    approvals: tuple[Approval, ...]
    act: Act
    replay: bool = False
    ok = False


Outcome = Done | Refused | Held


def told_again(row: Act) -> Outcome:
    """The first answer to a request, from what was stored of it."""
    if row.outcome in ("held", "dropped"):
        return Held(tuple(row.approvals.order_by("step")), row, replay=True)
    if row.outcome == "refused":
        return Refused(tuple(problem_from(one) for one in row.problems), replay=True)
    event = Event.objects.select_related("matter", "matter__root", "matter__parent").get(uid=row.response["event"])
    made = Matter.objects.filter(pk=row.response.get("made")).first() if row.response.get("made") else None
    return Done(event, row.matter, made, replay=True)


def problem_from(raw: dict[str, Any]) -> Problem:
    """The problem that was stored with a refused act."""
    place, remedy = raw.get("place"), raw.get("remedy")
    return Problem(
        raw["code"],
        Text.of(raw["said"]),
        Text.of(remedy) if remedy else None,
        Place(**place) if place else None,
        tuple(raw.get("cites") or ()),
        raw.get("field"),
    )
