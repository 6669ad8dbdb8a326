"""Owns the grammar of a charge: what it costs, who pays, how it is collected."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import model_validator

from aftersales.policy.language.common import Hearing
from aftersales.policy.language.references import Amount, Frozen, Many, MoneyField, PartyName, Short


class Line(Frozen):
    """One line of a charge."""

    item: Literal["parts", "travel", "labour", "other"]
    amount: Amount


class ChargeParams(Hearing):
    """What somebody pays."""

    kind: Literal["charge"]
    payer: PartyName
    items: Many[Line] = ()
    total: MoneyField | None = None
    collect: Short | None = None

    @model_validator(mode="after")
    def _one_sum(self) -> Self:
        if bool(self.items) == (self.total is not None):
            raise ValueError("say what is paid by exactly one of items, total")
        return self
