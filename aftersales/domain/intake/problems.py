"""Owns the refusals that the room of intake can give."""

from __future__ import annotations

from aftersales.foundation.problems import Problem
from aftersales.foundation.texts import Text

NOT_MARKED = Problem("entry.not_marked", Text("该登记未标记不满。", "The entry is not marked dissatisfied."))
