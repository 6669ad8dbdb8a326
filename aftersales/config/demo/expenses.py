"""Owns the expense claims of the demo's year: most are paid, some lines refused, one claim is false."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from aftersales.config.demo import people
from aftersales.config.demo.company import Company
from aftersales.ledger.models import Matter


def expenses(company: Company, at: datetime, one: people.Customer, order: Matter) -> Iterator[datetime]:
    at += timedelta(days=2)
    yield at
    stray = company.turn("stray", 6)
    number = f"{company.rng.randint(10_000_000, 99_999_999)}"
    claim = company.makes(
        order.workorder.engineer,
        "expense.submit",
        order,
        at,
        lines=[
            {
                "kind": "hotel",
                "place": one.city,
                "receipt_no": number,
                "amount": f"{company.rng.randint(200, 380)} CNY",
            },
            {"kind": "meal", "place": "成都" if stray else one.city, "receipt_no": f"{number}-2", "amount": "80 CNY"},
        ],
    )
    at += timedelta(days=company.rng.choice([1, 2, 3]))
    yield at
    if company.turn("fraud", 16):
        company.does("qian", "expense.mark_fraud", claim, at, reason="住宿票据系伪造")
        company.decides(claim, at + timedelta(hours=5), by="he", choice="demerit", reason="首次，金额小，已退款")
        return
    if stray:
        company.tries("qian", "expense.approve", claim, at)  # refused: the place does not match
        company.does(
            "qian",
            "expense.refuse_lines",
            claim,
            at + timedelta(hours=1),
            refused=[f"{number}-2"],
            reason="票据地点与出差地不符",
        )
    company.does("qian", "expense.approve", claim, at + timedelta(hours=2))
    company.does("qian", "expense.pay", claim, at + timedelta(hours=3))
