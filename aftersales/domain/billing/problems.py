"""Owns the refusals that the room of billing can give."""

from __future__ import annotations

from aftersales.foundation.problems import Problem
from aftersales.foundation.texts import Text

NOT_APPROVED = Problem("expense.not_approved", Text("报销单尚未批准。", "The claim is not approved."))
DECIDED = Problem("quotation.decided", Text("报价已有答复。", "The quotation has been answered."))
CURRENCIES = Problem("expense.currencies", Text("一张单据只能用一种币种。", "One claim, one currency."), field="lines")


def no_receipt(number: str) -> Problem:
    """The claim has no receipt of this number."""
    return Problem(
        "expense.no_receipt",
        Text(f"报销单中没有票据“{number}”。", f"The claim has no receipt '{number}'."),
        field="refused",
    )
