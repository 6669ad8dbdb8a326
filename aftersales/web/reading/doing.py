"""Doing acts through the ledger's door, and telling a page what came of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from aftersales.foundation.problems import Problem
from aftersales.ledger import doors


@dataclass(frozen=True)
class Attempt:
    """What became of an attempt: `done`, `held` or `refused`; the matter is the one made, else the one acted on."""

    outcome: str
    problems: Sequence[Problem] = ()
    matter: int | None = None
    made: Any = None

    @property
    def wants_reason(self) -> bool:
        """Whether it could be done if only a reason were given."""
        return any(problem.code == "gate.reason_needed" for problem in self.problems)


def perform(
    name: str,
    matter: Any,
    given: Mapping[str, Any],
    *,
    by: Any,
    at: datetime,
    request_id: str,
    reason: str = "",
    link: Any = None,
) -> Attempt:
    """One act, done now."""
    told = doors.perform(name, matter, given, by=by, at=at, now=at, request_id=request_id, reason=reason, link=link)
    if isinstance(told, doors.Done):
        standing = told.made or told.matter
        return Attempt("done", matter=standing.pk if standing is not None else None, made=told.made)
    if isinstance(told, doors.Held):
        return Attempt("held", matter=matter.pk if matter is not None else None)
    return Attempt("refused", told.problems)
