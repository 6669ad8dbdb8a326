"""Owns the request: one act that somebody asks for, with all that decides how it is done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from aftersales.ledger.models import Act, CustomerLink, Party
from aftersales.policy.events import Cause
from aftersales.policy.obligations import Owing


@dataclass(frozen=True, slots=True)
class Request:
    """One act that somebody asks for."""

    act: str
    matter: int | None
    given: Mapping[str, Any]
    by: Party
    at: datetime
    request_id: str
    source: str = "live"
    reason: str = ""
    device_at: datetime | None = None
    for_party: Party | None = None
    cause: Cause | None = None
    owner: Owing | None = None
    link: CustomerLink | None = None
    consented: frozenset[str] = frozenset()
    uid: str = ""
    held: Act | None = None
    entered_by: Party | None = None  # who enters what somebody else did in the past
