"""Owns the acts on quotations."""

from __future__ import annotations

from decimal import Decimal

from aftersales.domain.billing import events, problems
from aftersales.domain.billing.models import Quotation
from aftersales.foundation.money import Money
from aftersales.foundation.problems import Problem
from aftersales.foundation.texts import Text
from aftersales.ledger.acts import Doing, act
from aftersales.ledger.registry import registry
from aftersales.policy.catalogue import KindType

KINDS = (KindType("quotation", Text("维修报价单", "Quotation"), ("case",), "Q"),)
registry.add_kinds(KINDS)


def _undecided(do: Doing, _given: object) -> Problem | None:
    row = Quotation.objects.get(pk=do.on.pk)
    return problems.DECIDED if row.accepted_at or row.declined_at else None


def _one_currency(_do: Doing, given: events.Send) -> Problem | None:
    costs = (given.parts_cost, given.travel_cost, given.labour_cost, given.other_cost)
    return problems.CURRENCIES if len({cost.currency for cost in costs if cost}) > 1 else None


@act(
    "quotation.send",
    on=("case",),
    makes="quotation",
    states=events.SENT,
    given=events.Send,
    computed=events.SendFacts,
    needs=[_one_currency],
    form="quotation",
    zh="发送报价",
    en="Send a quotation",
)
def send(do: Doing, given: events.Send) -> events.SendFacts:
    """What the repair would cost."""
    costs = {name: getattr(given, name) for name in ("parts_cost", "travel_cost", "labour_cost", "other_cost")}
    currency = next((cost.currency for cost in costs.values() if cost), "CNY")
    total = sum((cost for cost in costs.values() if cost), Money(Decimal(0), currency))
    Quotation.objects.create(
        matter=do.make(title=f"{do.on.title} 报价 {total}"),
        total=total.amount,
        currency=currency,
        quoted_by=do.by,
        sent_at=do.at,
        **{name: cost.amount if cost else Decimal(0) for name, cost in costs.items()},
    )
    return events.SendFacts(total=total, quoted_by=str(do.by.pk))


@act(
    "quotation.accept",
    on=("quotation",),
    states=events.ACCEPTED,
    given=events.Accept,
    needs=[_undecided],
    zh="接受报价",
    en="Accept the quotation",
)
def accept(do: Doing, _given: events.Accept) -> None:
    """The customer accepts."""
    Quotation.objects.filter(pk=do.on.pk).update(accepted_at=do.at)
    do.set_state("accepted")


@act(
    "quotation.decline",
    on=("quotation",),
    states=events.DECLINED,
    given=events.Decline,
    needs=[_undecided],
    zh="不接受报价",
    en="Decline the quotation",
)
def decline(do: Doing, _given: events.Decline) -> None:
    """The customer declines."""
    Quotation.objects.filter(pk=do.on.pk).update(declined_at=do.at)
    do.close("declined")
