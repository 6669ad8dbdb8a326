"""Owns what the room of parts can be told and what it states: parts, places, moves."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from aftersales.ledger.acts import Given, MatterRef, MoneyIn, Number, PartyRef, field

REGISTERED = "part.registered.v1"
PLACE_OPENED = "place.opened.v1"
RECEIVED = "part.received.v1"
MOVED = "part.moved.v1"
COUNTED = "part.counted.v1"
USED = "part.used.v1"

AbcClass = Literal["a", "b", "c"]
CLASSES = {
    "a": ("A 类", "Class A"),
    "b": ("B 类", "Class B"),
    "c": ("C 类", "Class C"),
}


class RegisterPart(Given):
    """A spare part gets a file."""

    part_no: str = field("备件编码", "Part number")
    name: str = field("备件名称", "Part name")
    unit_name: str = field("单位", "Unit of count", default="件")
    abc_class: AbcClass = field("ABC 类别", "ABC class", choices=CLASSES, default="c")
    unit_price: MoneyIn | None = field("单价", "Unit price", default=None)


class OpenPlace(Given):
    """A warehouse, or the stock that one person carries."""

    name: str = field("库位名称", "Name of the place")
    keeper: PartyRef | None = field("保管人", "Keeper", of="person", default=None)
    branch: PartyRef | None = field("分公司", "Branch", of="branch", default=None)


class Receive(Given):
    """Parts come in."""

    place: MatterRef = field("库位", "Place", of="stock_place")
    quantity: Number = field("数量", "Quantity")
    source: str | None = field("来源", "From", default=None)


class Move(Given):
    """Parts go from one place to another."""

    from_place: MatterRef = field("发出库位", "From place", of="stock_place")
    to_place: MatterRef = field("接收库位", "To place", of="stock_place")
    quantity: Number = field("数量", "Quantity")
    reason: str | None = field("原因", "Reason", multiline=True, default=None)


class Count(Given):
    """What was found when the shelf was counted."""

    place: MatterRef = field("库位", "Place", of="stock_place")
    counted: Number = field("实盘数量", "Counted")
    reason: str | None = field("原因", "Reason", multiline=True, default=None)


class CountFacts(Given):
    """How far the count is from the books."""

    difference: Number = field("差异", "Difference")


class Use(Given):
    """A part was built in on a job."""

    part: MatterRef = field("备件", "Part", of="part")
    place: MatterRef = field("库位", "Place", of="stock_place")
    quantity: Number = field("数量", "Quantity", default=Decimal(1))
