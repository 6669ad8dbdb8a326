"""Owns the acts of the room of work orders: dispatch, the steps on site, the report, questions."""

from __future__ import annotations

from aftersales.domain.workorders.acts import dispatch, earlier, questions, report, site

KINDS = (*dispatch.KINDS, *questions.KINDS)

__all__ = ["KINDS", "dispatch", "earlier", "questions", "report", "site"]
