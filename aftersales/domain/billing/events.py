"""Owns what the room of billing can be told and what it states: quotations, expense claims, limits."""

from __future__ import annotations

from typing import Literal

from aftersales.ledger.acts import Day, Given, MoneyIn, PartyRef, field

SENT = "quotation.sent.v1"
ACCEPTED = "quotation.accepted.v1"
DECLINED = "quotation.declined.v1"
SUBMITTED = "expense.submitted.v1"
APPROVED = "expense.approved.v1"
LINES_REFUSED = "expense.lines_refused.v1"
MARKED_FRAUD = "expense.marked_fraud.v1"
PAID = "expense.paid.v1"
LIMIT_SET = "expense_limit.set.v1"

ExpenseKind = Literal["transport", "hotel", "meal", "other"]
EXPENSE_KINDS = {
    "transport": ("交通", "Transport"),
    "hotel": ("住宿", "Hotel"),
    "meal": ("伙食", "Meal"),
    "other": ("其他", "Other"),
}


class Send(Given):
    """What the repair would cost."""

    parts_cost: MoneyIn | None = field("零配件费", "Parts", default=None)
    travel_cost: MoneyIn | None = field("出差费", "Travel", default=None)
    labour_cost: MoneyIn | None = field("人工费", "Labour", default=None)
    other_cost: MoneyIn | None = field("其他费用", "Other", default=None)


class SendFacts(Given):
    """The sum, and who quoted."""

    total: MoneyIn = field("合计", "Total")
    quoted_by: PartyRef = field("报价人", "Quoted by")


class Accept(Given):
    """The customer accepts."""

    name: str | None = field("确认人", "Accepted by", default=None)


class Decline(Given):
    """The customer declines."""

    reason: str | None = field("原因", "Reason", multiline=True, default=None)


class LineRow(Given):
    """One receipt."""

    kind: ExpenseKind = field("费用类别", "Kind", choices=EXPENSE_KINDS, default="transport")
    place: str | None = field("票据地点", "Place on the receipt", default=None)
    receipt_no: str | None = field("票据号码", "Receipt number", default=None)
    amount: MoneyIn = field("金额", "Amount")


class CheckedRow(Given):
    """One receipt with what the books say of it."""

    kind: ExpenseKind = field("费用类别", "Kind", choices=EXPENSE_KINDS)
    place: str | None = field("票据地点", "Place on the receipt", default=None)
    receipt_no: str | None = field("票据号码", "Receipt number", default=None)
    amount: MoneyIn = field("金额", "Amount")
    receipt_used: bool = field("票据已用过", "Receipt used before", default=False)
    place_matches: bool = field("与出差地一致", "Place matches", default=True)
    limit: MoneyIn | None = field("限额", "Limit", default=None)
    over_limit: bool = field("超限额", "Over the limit", default=False)


class Submit(Given):
    """A claim for the expenses of a trip."""

    lines: tuple[LineRow, ...] = field("票据", "Receipts")


class SubmitFacts(Given):
    """The claim as the books see it."""

    receipts: tuple[CheckedRow, ...] = field("票据核对", "Receipts checked")
    trip_destination: str | None = field("出差地", "Place of the trip", default=None)
    total: MoneyIn = field("合计", "Total")
    over_limit_count: int = field("超限额条数", "Lines over a limit", default=0)
    claimant: PartyRef = field("报销人", "Claimant", of="person")


class CutRow(Given):
    """A line of which only part is paid."""

    receipt_no: str = field("票据号码", "Receipt number")
    allowed: MoneyIn = field("准予金额", "Allowed")


class RefuseLines(Given):
    """Lines that are not paid, or not in full."""

    refused: tuple[str, ...] = field("拒付票据号码", "Refused receipts", default=())
    cut: tuple[CutRow, ...] = field("核减", "Cut", default=())
    reason: str = field("原因", "Reason", multiline=True)


class RefuseFacts(Given):
    """What remains of the claim."""

    receipts: tuple[CheckedRow, ...] = field("票据核对", "Receipts checked")
    total: MoneyIn = field("合计", "Total")
    over_limit_count: int = field("超限额条数", "Lines over a limit", default=0)


class MarkFraud(Given):
    """The claim is found to be false."""

    reason: str = field("原因", "Reason", multiline=True)


class SetLimit(Given):
    """How much of a kind of expense is paid at most."""

    expense_kind: ExpenseKind = field("费用类别", "Kind", choices=EXPENSE_KINDS)
    place: str | None = field("地点", "Place", default=None)
    limit: MoneyIn = field("限额", "Limit")
    since: Day = field("起始日期", "From")
    rule_title: str | None = field("依据", "By which rule", default=None)
