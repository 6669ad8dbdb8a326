"""Owns the refusals that the room of cases can give."""

from __future__ import annotations

from aftersales.foundation.problems import Problem
from aftersales.foundation.texts import Text

NOT_THEIR_CONTRACT = Problem(
    "case.not_their_contract",
    Text("合同不属于该客户。", "The contract is not this customer's."),
    field="contract",
)
