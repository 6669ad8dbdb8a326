"""Owns the refusals that the room of work orders can give."""

from __future__ import annotations

from aftersales.foundation.problems import Problem
from aftersales.foundation.texts import Text

ARRIVED_ALREADY = Problem("workorder.arrived_already", Text("已登记到达。", "The arrival is on file already."))
NO_REPORT = Problem("workorder.no_report", Text("尚无服务报告单。", "There is no service report yet."))
NOT_LATE = Problem("workorder.not_late", Text("该派工单没有迟到。", "The order was not late."))
NO_TASK = Problem("question.answered_already", Text("该问题已解答。", "The question has been answered."))
NOT_DRAWN = Problem(
    "workorder.not_drawn", Text("请由签字人手写签名。", "The signer draws the signature."), field="image"
)
