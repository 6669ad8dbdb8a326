"""Owns what the room of cases keeps of service jobs that began before the system did."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from aftersales.domain.cases.acts.jobs import note_fault, note_rating
from aftersales.domain.cases.models import Case
from aftersales.ledger.adopting import adopts, row_of
from aftersales.ledger.enrolment import Matter, Party


@adopts("case")
def case(matter: Matter, known: Mapping[str, Any], at: datetime, by: Party) -> None:
    """The job, the class of its fault and what the customer has said of it."""
    row_of(Case, matter, known, at, by)
    if known.get("fault_class"):
        note_fault(matter.pk, known["fault_class"], at)
    if known.get("user_rating"):
        note_rating(matter.pk, None, known["user_rating"], at)
