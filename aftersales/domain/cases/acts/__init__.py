"""Owns the acts of the room of cases: on service jobs and on complaints."""

from __future__ import annotations

from aftersales.domain.cases.acts import earlier as earlier
from aftersales.domain.cases.acts import progress as progress
from aftersales.domain.cases.acts.complaints import KINDS as COMPLAINT_KINDS
from aftersales.domain.cases.acts.jobs import KINDS as JOB_KINDS
from aftersales.domain.cases.acts.jobs import note_fault, note_rating

KINDS = (*JOB_KINDS, *COMPLAINT_KINDS)

__all__ = ["KINDS", "note_fault", "note_rating"]
