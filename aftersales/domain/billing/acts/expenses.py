"""Owns the acts on expense claims and on the limits of expenses."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from aftersales.domain.billing import events, problems
from aftersales.domain.billing.models import Expense, ExpenseLimit, ExpenseLine
from aftersales.domain.billing.queries import checked_rows, total_of, used_before
from aftersales.domain.workorders.queries import order_card
from aftersales.foundation.problems import Problem
from aftersales.foundation.texts import Text
from aftersales.ledger.acts import Doing, act, is_open
from aftersales.ledger.registry import registry
from aftersales.policy.catalogue import KindType

KINDS = (
    KindType("expense", Text("费用报销单", "Expense claim"), ("workorder",), "E"),
    KindType("expense_limit", Text("费用限额", "Expense limit")),
)
registry.add_kinds(KINDS)


def _one_currency(_do: Doing, given: events.Submit) -> Problem | None:
    return problems.CURRENCIES if len({line.amount.currency for line in given.lines}) != 1 else None


def _receipts_exist(do: Doing, given: events.RefuseLines) -> Problem | None:
    known = set(ExpenseLine.objects.filter(expense_id=do.on.pk).values_list("receipt_no", flat=True))
    named = (*given.refused, *(cut.receipt_no for cut in given.cut))
    return next((problems.no_receipt(number) for number in named if number not in known), None)


def _approved(do: Doing, _given: object) -> Problem | None:
    return None if Expense.objects.filter(pk=do.on.pk, approved_at__isnull=False).exists() else problems.NOT_APPROVED


@act(
    "expense.submit",
    on=("workorder",),
    makes="expense",
    states=events.SUBMITTED,
    given=events.Submit,
    computed=events.SubmitFacts,
    needs=[_one_currency],
    form="expense_claim",
    zh="提交报销",
    en="Claim expenses",
)
def submit(do: Doing, given: events.Submit) -> events.SubmitFacts:
    """A claim for the expenses of a trip, each receipt looked up in the books."""
    order = order_card(do.on.pk)
    currency = given.lines[0].amount.currency
    made = do.make(title=f"{do.by.name} {order.destination if order else ''}".strip(), state="submitted")
    row = Expense.objects.create(
        matter=made,
        claimant=do.by,
        trip_destination=order.destination if order else "",
        currency=currency,
        total=sum(line.amount.amount for line in given.lines),
        submitted_at=do.at,
    )
    seen: set[str] = set()
    for line in given.lines:
        number = line.receipt_no or ""
        ExpenseLine.objects.create(
            expense=row,
            kind=line.kind,
            place=line.place or "",
            receipt_no=number,
            amount=line.amount.amount,
            allowed=line.amount.amount,
            receipt_used=number in seen or used_before(number, row.pk),
        )
        seen.update({number} - {""})
    rows = checked_rows(row, _day(do))
    return events.SubmitFacts(
        receipts=rows,
        trip_destination=row.trip_destination or None,
        total=total_of(rows, currency),
        over_limit_count=sum(one.over_limit for one in rows),
        claimant=str(do.by.pk),
    )


@act(
    "expense.refuse_lines",
    on=("expense",),
    states=events.LINES_REFUSED,
    given=events.RefuseLines,
    computed=events.RefuseFacts,
    needs=[is_open, _receipts_exist],
    zh="拒付或核减",
    en="Refuse or cut lines",
)
def refuse_lines(do: Doing, given: events.RefuseLines) -> events.RefuseFacts:
    """Lines that are not paid, or not in full; what remains is stated anew."""
    lines = ExpenseLine.objects.filter(expense_id=do.on.pk)
    lines.filter(receipt_no__in=given.refused).update(refused=True)
    for cut in given.cut:
        lines.filter(receipt_no=cut.receipt_no).update(allowed=cut.allowed.amount)
    row = Expense.objects.get(pk=do.on.pk)
    rows = checked_rows(row, _day(do))
    total = total_of(rows, row.currency)
    Expense.objects.filter(pk=row.pk).update(total=total.amount)
    return events.RefuseFacts(receipts=rows, total=total, over_limit_count=sum(one.over_limit for one in rows))


@act("expense.approve", on=("expense",), states=events.APPROVED, needs=[is_open], zh="批准报销", en="Approve")
def approve(do: Doing, _given: object) -> None:
    """The claim may be paid."""
    Expense.objects.filter(pk=do.on.pk).update(approved_at=do.at)
    do.set_state("approved")


@act(
    "expense.mark_fraud",
    on=("expense",),
    states=events.MARKED_FRAUD,
    given=events.MarkFraud,
    zh="认定虚假报销",
    en="Mark as fraud",
)
def mark_fraud(do: Doing, _given: events.MarkFraud) -> None:
    """The claim is found to be false."""
    Expense.objects.filter(pk=do.on.pk).update(fraud_at=do.at)
    do.set_state("fraud")


@act("expense.pay", on=("expense",), states=events.PAID, needs=[is_open, _approved], zh="付款", en="Pay")
def pay(do: Doing, _given: object) -> None:
    """The claim is paid."""
    Expense.objects.filter(pk=do.on.pk).update(paid_at=do.at)
    do.close("paid")


@act(
    "expense_limit.set",
    makes="expense_limit",
    states=events.LIMIT_SET,
    given=events.SetLimit,
    zh="设定费用限额",
    en="Set an expense limit",
)
def set_limit(do: Doing, given: events.SetLimit) -> None:
    """How much of a kind of expense is paid at most, from a day on."""
    kind = events.EXPENSE_KINDS[given.expense_kind][0]
    ExpenseLimit.objects.create(
        matter=do.make(title=f"{kind} {given.place or ''} {given.limit}"),
        expense_kind=given.expense_kind,
        place=given.place or "",
        limit=given.limit.amount,
        currency=given.limit.currency,
        since=given.since,
        rule_title=given.rule_title or "",
    )


def _day(do: Doing) -> date:
    return timezone.localdate(do.at, timezone.get_default_timezone())
