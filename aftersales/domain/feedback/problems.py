"""Owns the refusals that the room of feedback can give."""

from __future__ import annotations

from aftersales.foundation.problems import Problem
from aftersales.foundation.texts import Text

VISITED_ALREADY = Problem("visit.made_already", Text("该走访已完成。", "The visit has been made."))
ARCHIVED = Problem("survey.archived", Text("调查表已归档。", "The survey is filed away."))
