"""Owns the grammar of a route: a decision table, first match, with a default that must exist."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import model_validator

from aftersales.policy.language.common import Hearing
from aftersales.policy.language.references import ConditionText, Frozen, Many
from aftersales.policy.language.who import Who


class Row(Frozen):
    """One row: on this condition, to them."""

    if_: ConditionText | None = None
    to: Who


class RouteParams(Hearing):
    """Who takes the matter."""

    kind: Literal["route"]
    table: Many[Row]

    @model_validator(mode="after")
    def _default_last(self) -> Self:
        bare = [index for index, row in enumerate(self.table) if row.if_ is None]
        if bare != [len(self.table) - 1]:
            raise ValueError("the last row, and only the last, has no 'if': it is the default")
        return self
