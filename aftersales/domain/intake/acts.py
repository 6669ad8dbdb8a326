"""Owns the acts on the register of calls, letters, visits and messages."""

from __future__ import annotations

from typing import Any

from aftersales.domain.intake import events, problems
from aftersales.domain.intake.models import Entry
from aftersales.domain.parties.queries import account_card
from aftersales.foundation.problems import Problem
from aftersales.foundation.texts import Text
from aftersales.ledger.acts import Doing, act
from aftersales.ledger.registry import registry
from aftersales.policy.catalogue import KindType

KINDS = (KindType("entry", Text("来电来函登记", "Register entry"), (None,), "R"),)
registry.add_kinds(KINDS)
_AMENDABLE = (
    "channel",
    "customer_name",
    "contact_name",
    "phone",
    "address",
    "product_model",
    "description",
    "needs_site_visit",
)


def _is_marked(do: Doing, _given: object) -> Problem | None:
    marked = Entry.objects.filter(pk=do.on.pk, dissatisfied=True).exists()
    return None if marked else problems.NOT_MARKED


def _amend(do: Doing, _old: Any, new: Any) -> None:
    """A correction reaches the register; the time of receipt is none of the fields."""
    row = Entry.objects.get(pk=do.on.pk)
    for name in _AMENDABLE:
        value = new.get(name) if isinstance(new, dict) else getattr(new, name, None)
        setattr(row, name, value if value is not None else ("" if name != "needs_site_visit" else False))
    row.save()


@act(
    "entry.register",
    makes="entry",
    states=events.REGISTERED,
    given=events.Register,
    computed=events.RegisterFacts,
    form="contact_register",
    amend=_amend,
    zh="登记来电来函",
    en="Register a message",
)
def register(do: Doing, given: events.Register) -> events.RegisterFacts:
    """A message gets the next number and a time that never changes."""
    customer = given.customer or (str(do.by.pk) if do.by.kind == "customer" else None)
    card = account_card(int(customer)) if customer else None
    name = given.customer_name or (card.name if card else "")
    unit = do.find(given.unit, "unit") if given.unit else None
    made = do.make(
        title=f"{name} {given.description}".strip(),
        customer=customer or (unit.customer_id if unit else None),
        branch=unit.branch_id if unit else (card.branch if card else None),
    )
    Entry.objects.create(
        matter=made,
        channel=given.channel,
        customer_name=name,
        contact_name=given.contact_name or "",
        phone=given.phone or "",
        address=given.address or (card.address if card else ""),
        unit=unit,
        product_model=given.product_model or "",
        description=given.description,
        needs_site_visit=given.needs_site_visit,
        dissatisfied=given.dissatisfied,
        person=do.party(given.person) if given.person else None,
        received_by=do.by,
        holder=do.by,
        received_at=do.at,
    )
    return events.RegisterFacts(received_by=str(do.by.pk), received_at=do.at)


@act("entry.answer", on=("entry",), states=events.ANSWERED, given=events.Answer, zh="答复", en="Answer")
def answer(do: Doing, given: events.Answer) -> None:
    """The answer to a message; the first one's time stays."""
    row = Entry.objects.get(pk=do.on.pk)
    row.reply = given.reply
    row.replied_at = row.replied_at or do.at
    row.save(update_fields=["reply", "replied_at"])
    do.set_state("answered")


@act("entry.transfer", on=("entry",), states=events.TRANSFERRED, given=events.Transfer, zh="转交", en="Transfer")
def transfer(do: Doing, given: events.Transfer) -> None:
    """Somebody else takes the message."""
    Entry.objects.filter(pk=do.on.pk).update(holder=do.party(given.to))


@act(
    "entry.mark_dissatisfied",
    on=("entry",),
    states=events.DISSATISFIED,
    given=events.MarkDissatisfied,
    computed=events.MarkFacts,
    zh="标记不满",
    en="Mark dissatisfied",
)
def mark(do: Doing, given: events.MarkDissatisfied) -> events.MarkFacts:
    """The customer turns out to be dissatisfied."""
    row = Entry.objects.get(pk=do.on.pk)
    row.dissatisfied = True
    if given.person:
        row.person = do.party(given.person)
    row.save(update_fields=["dissatisfied", "person"])
    return events.MarkFacts(dissatisfied=True)


@act(
    "entry.clear_dissatisfied",
    on=("entry",),
    states=events.CLEARED,
    given=events.GiveReason,
    computed=events.MarkFacts,
    needs=[_is_marked],
    zh="取消不满标记",
    en="Clear the mark",
)
def clear(do: Doing, _given: events.GiveReason) -> events.MarkFacts:
    """The mark goes; that it was there stays in the log."""
    Entry.objects.filter(pk=do.on.pk).update(dissatisfied=False)
    return events.MarkFacts(dissatisfied=False)


@act(
    "entry.delete", on=("entry",), states=events.DELETED, given=events.GiveReason, zh="删除登记", en="Delete the entry"
)
def delete(do: Doing, _given: events.GiveReason) -> None:
    """Where a policy lets an entry be struck out it keeps its number and its text."""
    do.close("deleted")
