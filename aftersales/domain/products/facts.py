"""Owns what the room of products can be asked by rules: whether a contract is on file."""

from __future__ import annotations

from datetime import datetime

from aftersales.domain.products.queries import contract_for, contract_of_matter
from aftersales.ledger.enrolment import Matter
from aftersales.ledger.facts import fact


@fact(
    "contract_on_file",
    on=("account", "entry", "delivery", "contract", "unit", "case"),
    kind="bool",
    zh="有在档合同",
    en="A contract is on file",
)
def contract_on_file(matter: Matter, at: datetime) -> bool:
    """Whether the matter stands under a contract, or its customer has one."""
    if contract_of_matter(matter.kind, matter.pk) is not None:
        return True
    return contract_for(matter.customer_id, None, at) is not None
