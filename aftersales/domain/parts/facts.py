"""Owns what the room of parts can be asked by rules: how much of a part there is."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from aftersales.domain.parts.models import StockMove
from aftersales.ledger.enrolment import Matter
from aftersales.ledger.facts import fact


@fact("stock_quantity", on=("part",), kind="number", zh="库存数量", en="Quantity in stock")
def stock_quantity(matter: Matter, at: datetime) -> Decimal:
    """How much of the part lay anywhere at an instant."""
    total = Decimal(0)
    moves = StockMove.objects.filter(part_id=matter.pk, at__lte=at)
    for came_from, went_to, quantity in moves.values_list("from_place_id", "to_place_id", "quantity"):
        total += quantity * ((went_to is not None) - (came_from is not None))
    return total
