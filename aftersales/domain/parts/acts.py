"""Owns the acts on spare parts, and the writer by which a service report takes parts from stock."""

from __future__ import annotations

from decimal import Decimal

from aftersales.domain.parts import events, problems
from aftersales.domain.parts.models import Part, StockMove, StockPlace
from aftersales.domain.parts.queries import balance
from aftersales.foundation.problems import Problem
from aftersales.foundation.texts import Text
from aftersales.ledger.acts import Doing, act
from aftersales.ledger.registry import registry
from aftersales.policy.catalogue import KindType

KINDS = (KindType("part", Text("备件", "Part")), KindType("stock_place", Text("库位", "Stock place")))
registry.add_kinds(KINDS)


def _part_is_new(_do: Doing, given: events.RegisterPart) -> Problem | None:
    return problems.taken(given.part_no) if Part.objects.filter(part_no=given.part_no).exists() else None


def _place_is_new(_do: Doing, given: events.OpenPlace) -> Problem | None:
    return problems.taken(given.name) if StockPlace.objects.filter(name=given.name).exists() else None


def _something(_do: Doing, given: events.Receive | events.Move | events.Use) -> Problem | None:
    return None if given.quantity > 0 else problems.NOTHING


def _enough_to_move(do: Doing, given: events.Move) -> Problem | None:
    return _enough(do, do.on.pk, given.from_place, given.quantity)


def _enough_to_use(do: Doing, given: events.Use) -> Problem | None:
    return _enough(do, do.find(given.part, "part").pk, given.place, given.quantity)


@act(
    "part.register",
    makes="part",
    states=events.REGISTERED,
    given=events.RegisterPart,
    needs=[_part_is_new],
    zh="登记备件",
    en="Register a part",
)
def register(do: Doing, given: events.RegisterPart) -> None:
    """A spare part gets a file."""
    price = given.unit_price
    Part.objects.create(
        matter=do.make(title=f"{given.part_no} {given.name}"),
        part_no=given.part_no,
        name=given.name,
        unit_name=given.unit_name,
        abc_class=given.abc_class,
        unit_price=price.amount if price else None,
        currency=price.currency if price else "",
    )


@act(
    "place.open",
    makes="stock_place",
    states=events.PLACE_OPENED,
    given=events.OpenPlace,
    needs=[_place_is_new],
    zh="设立库位",
    en="Open a stock place",
)
def open_place(do: Doing, given: events.OpenPlace) -> None:
    """A warehouse, or the stock that one person carries."""
    keeper = do.party(given.keeper) if given.keeper else None
    StockPlace.objects.create(matter=do.make(title=given.name, branch=given.branch), name=given.name, keeper=keeper)


@act(
    "part.receive",
    on=("part",),
    states=events.RECEIVED,
    given=events.Receive,
    needs=[_something],
    zh="备件入库",
    en="Receive parts",
)
def receive(do: Doing, given: events.Receive) -> None:
    """Parts come in."""
    place = do.find(given.place, "stock_place").pk
    _move(do, do.on.pk, None, place, given.quantity, "receive", given.source or "")


@act(
    "part.move",
    on=("part",),
    states=events.MOVED,
    given=events.Move,
    needs=[_something, _enough_to_move],
    zh="备件移库",
    en="Move parts",
)
def move(do: Doing, given: events.Move) -> None:
    """Parts go from one place to another."""
    there = do.find(given.to_place, "stock_place").pk
    _move(do, do.on.pk, int(given.from_place), there, given.quantity, "move", given.reason or "")


@act(
    "part.count",
    on=("part",),
    states=events.COUNTED,
    given=events.Count,
    computed=events.CountFacts,
    zh="盘点",
    en="Count",
)
def count(do: Doing, given: events.Count) -> events.CountFacts:
    """What was found on the shelf; the difference is a move of its own."""
    place = do.find(given.place, "stock_place").pk
    difference = given.counted - balance(do.on.pk, place)
    if difference:
        goes, comes = (None, place) if difference > 0 else (place, None)
        _move(do, do.on.pk, goes, comes, abs(difference), "count", given.reason or "")
    return events.CountFacts(difference=difference)


@act(
    "part.use",
    on=("workorder",),
    states=events.USED,
    given=events.Use,
    needs=[_something, _enough_to_use],
    zh="领用备件",
    en="Use a part",
)
def use(do: Doing, given: events.Use) -> None:
    """A part was built in on a job."""
    take_for(do, int(given.part), int(given.place), given.quantity)


def take_for(do: Doing, part: int, place: int, quantity: Decimal) -> None:
    """Takes a part out of stock for the matter acted on."""
    _move(do, part, place, None, quantity, "use", "", do.on.pk)


def _move(
    do: Doing,
    part: int,
    from_place: int | None,
    to_place: int | None,
    quantity: Decimal,
    why: str,
    note: str,
    matter: int | None = None,
) -> None:
    StockMove.objects.create(
        part_id=part,
        from_place_id=from_place,
        to_place_id=to_place,
        quantity=quantity,
        why=why,
        note=note,
        matter_id=matter,
        at=do.at,
        by=do.by,
    )


def _enough(do: Doing, part: int, place: str, quantity: Decimal) -> Problem | None:
    where = do.find(place, "stock_place")
    has = balance(part, where.pk)
    return None if has >= quantity else problems.short(where.title, has, quantity)
