"""Owns the grammar of a gate: what must be true before an act, and what happens when it is not."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import model_validator

from aftersales.policy.kinds.gate.items import Item, wordless
from aftersales.policy.language.common import Opening, Params
from aftersales.policy.language.references import ActName, Frozen, Many, WaiverGround
from aftersales.policy.language.who import Who


class Waive(Frozen):
    """Who may waive the gate, and on which grounds."""

    who: Many[Who]
    grounds: Many[WaiverGround]


class RefusedParams(Frozen):
    """What a refusal itself brings about."""

    tell: Many[Who] = ()
    open: Opening | None = None


class GateParams(Params):
    """Before an act."""

    kind: Literal["gate"]
    before: Many[ActName]
    require: Many[Item]
    if_missing: Literal["refuse", "hold", "ask_reason", "flag"] = "refuse"
    waive: Waive | None = None
    refused: RefusedParams | None = None

    @model_validator(mode="after")
    def _with_words(self) -> Self:
        if wordless(self.require):
            raise ValueError("a requirement by 'expr' needs 'say': what is wrong, in words, where it does not hold")
        return self

    @model_validator(mode="after")
    def _no_effects(self) -> Self:
        if self.open is not None:
            raise ValueError("a gate opens only when it refuses: write it under 'refused'")
        return self
