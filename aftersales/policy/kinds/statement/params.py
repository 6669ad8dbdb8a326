"""Owns the grammar of a statement: words of which nothing can arise in a machine."""

from __future__ import annotations

from typing import Literal

from aftersales.policy.language.common import Params
from aftersales.policy.language.who import Who


class StatementParams(Params):
    """Words that are shown, and read where it asks for that."""

    kind: Literal["statement"]
    acknowledge: Who | None = None
