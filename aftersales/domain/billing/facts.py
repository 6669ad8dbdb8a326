"""Owns what the room of billing can be asked by rules: whether a job was quoted, and accepted."""

from __future__ import annotations

from datetime import datetime

from aftersales.domain.billing.models import Quotation
from aftersales.ledger.enrolment import Matter
from aftersales.ledger.facts import fact


@fact("quotation_accepted", on=("case",), kind="bool", zh="报价已获用户接受", en="A quotation was accepted")
def quotation_accepted(matter: Matter, at: datetime) -> bool:
    """Whether the customer had accepted a quotation of this job."""
    return Quotation.objects.filter(matter__parent_id=matter.pk, accepted_at__lte=at).exists()
