"""Owns the telling of old records in runs: acts of one case through the same door, judged one by one, written once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.db import transaction

from aftersales.foundation.instants import ensure_aware
from aftersales.ledger.doors import same_request
from aftersales.ledger.editions import law
from aftersales.ledger.known import by_key
from aftersales.ledger.models import Act, Party
from aftersales.ledger.outcomes import Outcome
from aftersales.ledger.performing import perform_in
from aftersales.ledger.requests import Request
from aftersales.ledger.session import Session

Tell = Callable[..., Outcome]


@contextmanager
def telling() -> Iterator[Tell]:
    """Gives ``tell(act, matter, given, by=, at=, request_id=)``: `perform` with source ``history``, told in order.

    Everything told is one transaction: what follows from it is settled and written when the run ends.
    """
    with transaction.atomic():
        run = _Run()
        yield run.tell
        if run.session is not None:
            run.session.finish()


class _Run:
    def __init__(self) -> None:
        self.session: Session | None = None

    def tell(
        self, act: str, matter: int | None, given: Mapping[str, Any], *, by: Party, at: datetime, request_id: str
    ) -> Outcome:
        moment = ensure_aware(at)
        request = Request(act, matter, given, by, moment, request_id, source="history", entered_by=by_key("importer"))
        first = Act.objects.filter(request_id=request_id).first()
        if first is not None:
            return same_request(first, request)
        if self.session is None:
            self.session = Session(law(), moment)
        self.session.now = max(self.session.now, moment)
        return perform_in(self.session, request)
