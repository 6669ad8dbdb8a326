"""The acts that a page offers on a matter: those open now, and those closed, with every reason the law gives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from aftersales.foundation.problems import Problem, Refused
from aftersales.ledger import editions, fold
from aftersales.ledger.doing import Doing
from aftersales.ledger.performing import problem_of
from aftersales.ledger.registry import ActSpec, registry
from aftersales.ledger.session import Session
from aftersales.web.reading import rights
from aftersales.web.reading.parties import act_names_on

ALWAYS = ("matter.comment", "form.file", "finding.allege", "absence.record")  # generic acts that need no subject


@dataclass(frozen=True)
class ActNow:
    """An act with what stands in its way, if anything does."""

    name: str
    problems: Sequence[Problem] = ()
    generic: bool = False


def acts_on(row: Any, viewer: Any, now: datetime) -> list[ActNow]:
    """Acts that the viewer's role may do on this matter; closed ones carry what closes them."""
    names = [name for name in act_names_on(row.kind) if rights.may(viewer, name, row)]
    generic = [ActNow(name, generic=True) for name in ALWAYS if name in registry.acts and rights.may(viewer, name, row)]
    if not names:
        return generic
    return [*tried_now(names, row, viewer, now), *generic]


def tried_now(names: Sequence[str], row: Any, viewer: Any, now: datetime) -> list[ActNow]:
    """Asks the law about each act without a lock and without writing anything: the family is folded for this look alone."""
    law = editions.law()
    session, family = Session(law, now), fold.load(row.root_or_self, law.book)
    hearing = family.before(now) if family.is_late(now) else family.hearing
    found: list[ActNow] = []
    for name in names:
        spec = registry.acts[name]
        if not _time_has_come(spec, row, viewer, now, session):
            continue
        fields = {
            key: value for key in spec.type.given if (value := hearing.docket.value(str(row.pk), key)) is not None
        }
        reasons = hearing.attempt(spec.type, str(row.pk), fields, by=str(viewer.pk), at=now)
        closing = [
            one
            for one in reasons
            if one.mode == "refuse" and not (one.fields and set(one.fields) <= set(spec.type.given))
        ]
        found.append(ActNow(name, tuple(problem_of(one, session) for one in closing)))
    return found


def _time_has_come(spec: ActSpec, row: Any, viewer: Any, now: datetime, session: Session) -> bool:
    """Whether the room would let it be done in the matter's present state; what reads the input is judged with it."""
    do = Doing(
        spec=spec, catalogue=session.law.book.catalogue, by=viewer, at=now, matter=row, recorded_at=now, session=session
    )
    for need in spec.needs:
        try:
            problem = need(do, _Blank())
        except (AttributeError, LookupError, TypeError, ValueError, Refused):
            continue  # it can only be said once the form is filled in
        if problem is not None and problem.field not in spec.type.given:
            return False
    return True


class _Blank:
    """Stands for input that nobody has given yet."""

    def __getattr__(self, _name: str) -> None:
        return None
