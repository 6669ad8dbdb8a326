"""Owns the refusals that the room of people can give."""

from __future__ import annotations

from aftersales.foundation.problems import Problem
from aftersales.foundation.texts import Text

NOT_THEIR_POST = Problem(
    "phone.not_their_post",
    Text("被呼叫人与席位不符。", "The person called does not hold this post."),
    field="person",
)
CHECKED_ALREADY = Problem("conduct.checked_already", Text("该报告已核查。", "The report has been checked."))
