"""Owns the refusals that the room of quality can give."""

from __future__ import annotations

from aftersales.foundation.problems import Problem
from aftersales.foundation.texts import Text

NOT_ANSWERED = Problem("issue.not_answered", Text("责任部门尚未答复。", "The department has not answered yet."))
