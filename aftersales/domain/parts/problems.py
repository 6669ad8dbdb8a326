"""Owns the refusals that the room of parts can give."""

from __future__ import annotations

from decimal import Decimal

from aftersales.foundation.problems import Problem
from aftersales.foundation.texts import Text


def taken(value: str) -> Problem:
    """A part number or name of a place that is in use."""
    return Problem("part.taken", Text(f"“{value}”已登记。", f"'{value}' is on file already."))


def unknown(part_no: str) -> Problem:
    """No part has this number."""
    return Problem(
        "part.unknown",
        Text(f"没有备件“{part_no}”。", f"There is no part '{part_no}'."),
        Text("请先登记备件，或在纸质报告上用文字写明。", "Register it first, or write it in words on a paper report."),
        field="parts_used",
    )


def short(name: str, has: Decimal, wants: Decimal) -> Problem:
    """A place has less than is asked for."""
    return Problem(
        "part.short",
        Text(
            f"“{name}”库存不足：现有 {has:f}，需要 {wants:f}。",
            f"Not enough of '{name}': {has:f} there, {wants:f} wanted.",
        ),
        field="quantity",
    )


NOTHING = Problem("part.nothing", Text("数量须大于零。", "The quantity must be above zero."), field="quantity")
