"""Owns the grammar of keeping: how long a record is kept, who may see it, what is blanked."""

from __future__ import annotations

from typing import Literal

from aftersales.policy.language.common import Params
from aftersales.policy.language.references import BlankField, DurationText, KeptName, Many, RoleName


class KeepParams(Params):
    """How long, seen by whom, what is blanked afterwards."""

    kind: Literal["keep"]
    of: Many[KeptName]
    for_: DurationText | None = None
    see: Many[RoleName] = ()
    blank: Many[BlankField] = ()
