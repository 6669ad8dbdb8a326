"""Owns the readers of stock: balances are sums of moves."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Sum

from aftersales.domain.parts.models import Part, StockMove, StockPlace


@dataclass(frozen=True, slots=True)
class PartCard:
    """One part for strangers."""

    id: int
    part_no: str
    name: str


@dataclass(frozen=True, slots=True)
class Balance:
    """How much of a part lies at a place."""

    part: PartCard
    place: int
    place_name: str
    quantity: Decimal


def part_by_no(part_no: str) -> PartCard | None:
    """The part with this number."""
    row = Part.objects.filter(part_no=part_no).first()
    return PartCard(row.pk, row.part_no, row.name) if row else None


def balance(part: int, place: int) -> Decimal:
    """How much of the part lies at the place."""
    moves = StockMove.objects.filter(part_id=part)
    came = moves.filter(to_place_id=place).aggregate(sum=Sum("quantity"))["sum"] or Decimal(0)
    went = moves.filter(from_place_id=place).aggregate(sum=Sum("quantity"))["sum"] or Decimal(0)
    return Decimal(came) - Decimal(went)


def place_with(part: int, quantity: Decimal, keeper: int | None) -> int | None:
    """A place that has enough: what the person carries first, then warehouses without a keeper."""
    own = StockPlace.objects.filter(keeper_id=keeper).order_by("pk") if keeper else StockPlace.objects.none()
    for place in (*own, *StockPlace.objects.filter(keeper__isnull=True).order_by("pk")):
        if balance(part, place.pk) >= quantity:
            return int(place.pk)
    return None


def balances(place: int | None = None) -> list[Balance]:
    """Everything that lies somewhere, by place and part."""
    sums: dict[tuple[int, int], Decimal] = {}
    for move in StockMove.objects.all():
        part, quantity = move.part_id, move.quantity
        ends: tuple[tuple[int | None, int], ...] = ((move.from_place_id, -1), (move.to_place_id, 1))
        for where, sign in ends:
            if where is not None and place in (None, where):
                sums[where, part] = sums.get((where, part), Decimal(0)) + sign * quantity
    parts = {row.pk: PartCard(row.pk, row.part_no, row.name) for row in Part.objects.all()}
    names = dict(StockPlace.objects.values_list("pk", "name"))
    return [
        Balance(parts[part], where, names[where], quantity)
        for (where, part), quantity in sorted(sums.items())
        if quantity
    ]
