"""Owns the acts on service jobs, and the writers by which rooms above tell what they found."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from django.utils import timezone

from aftersales.domain.cases import events, problems
from aftersales.domain.cases.models import Case, FaultSeen, Rating
from aftersales.domain.cases.queries import fault_of, rating_of
from aftersales.domain.intake.queries import entry_card
from aftersales.domain.parties.queries import account_card
from aftersales.domain.products.queries import Terms, contract_for, contract_of_matter, terms, unit_by_serial
from aftersales.foundation.problems import Problem
from aftersales.foundation.texts import Text
from aftersales.ledger.acts import Doing, act, is_open
from aftersales.ledger.registry import registry
from aftersales.policy.catalogue import KindType

KINDS = (KindType("case", Text("服务单", "Case"), ("entry", "delivery", "account", None), "C"),)
registry.add_kinds(KINDS)


def _own_contract(do: Doing, given: events.Open) -> Problem | None:
    if not given.contract:
        return None
    contract = do.find(given.contract, "contract")
    known = {int(given.customer) if given.customer else None, do.matter.customer_id if do.matter else None} - {None}
    wrong = known and contract.customer_id is not None and contract.customer_id not in known
    return problems.NOT_THEIR_CONTRACT if wrong else None


@act(
    "case.open",
    on=("entry", "delivery", "account", None),
    makes="case",
    states=events.OPENED,
    given=events.Open,
    computed=events.Terms,
    needs=[_own_contract],
    zh="开服务单",
    en="Open a case",
)
def open_case(do: Doing, given: events.Open) -> events.Terms:
    """A service job begins with the terms of the contract and of the machine."""
    found = _terms(do, given)
    entry = entry_card(do.matter.pk) if do.matter is not None and do.matter.kind == "entry" else None
    card = account_card(found.customer) if found.customer else None
    name = given.customer_name or (entry.customer_name if entry else "") or (card.name if card else "")
    model = given.product_model or found.product_model or (entry.product_model if entry else "")
    address = given.address or found.address or (entry.address if entry else "") or (card.address if card else "")
    in_warranty = found.warranty_until is not None and _day(do.at) <= found.warranty_until
    what = given.description or (entry.description if entry else "")
    made = do.make(
        title=f"{name} {model} {what}".strip(), customer=found.customer, branch=card.branch if card else None
    )
    Case.objects.create(
        matter=made,
        case_kind=given.case_kind,
        customer_name=name,
        address=address,
        product_model=model,
        serial_no=given.serial_no or found.serial_no,
        unit_id=found.unit,
        contract_id=found.contract,
        no_contract_reason=given.no_contract_reason or "",
        in_warranty=in_warranty,
        warranty_until=found.warranty_until,
        opened_at=do.at,
    )
    return events.Terms(
        contract_found=str(found.contract) if found.contract else None,
        in_warranty=in_warranty,
        warranty_until=found.warranty_until,
        installation_included=found.installation_included,
        training_included=found.training_included,
        service_scope=found.service_scope or None,
        limits=found.limits or None,
    )


@act(
    "case.diagnose",
    on=("case",),
    states=events.DIAGNOSED,
    given=events.Diagnose,
    needs=[is_open],
    zh="判定故障",
    en="Diagnose",
)
def diagnose(do: Doing, given: events.Diagnose) -> None:
    """The cause of the fault, by class."""
    note_fault(do.on.pk, given.fault_class, do.at)


@act("case.follow_up", on=("case",), states=events.FOLLOWED_UP, given=events.FollowUp, zh="跟进回访", en="Follow up")
def follow_up(do: Doing, given: events.FollowUp) -> None:
    """The customer was asked again; the log keeps what was said."""


@act(
    "case.close",
    on=("case",),
    states=events.CLOSED,
    given=events.Close,
    computed=events.CloseFacts,
    needs=[is_open],
    zh="结单",
    en="Close the case",
)
def close(do: Doing, given: events.Close) -> events.CloseFacts:
    """The job ends."""
    facts = events.CloseFacts(fault_class=fault_of(do.on.pk, do.at), user_rating=rating_of(do.on.pk, do.at))
    Case.objects.filter(pk=do.on.pk).update(
        result=given.result, closed_at=do.at, fault_class=facts.fault_class or "", user_rating=facts.user_rating or ""
    )
    do.close()
    return facts


@act(
    "case.cancel",
    on=("case",),
    states=events.CANCELLED,
    given=events.Cancel,
    needs=[is_open],
    zh="取消服务单",
    en="Cancel the case",
)
def cancel(do: Doing, _given: events.Cancel) -> None:
    """The job is called off."""
    Case.objects.filter(pk=do.on.pk).update(closed_at=do.at)
    do.close("cancelled")


def note_fault(case: int, fault_class: str, at: datetime) -> None:
    """Somebody found what class of fault it is."""
    row = Case.objects.filter(pk=case).first()
    if row is not None:
        FaultSeen.objects.create(case=row, fault_class=fault_class, at=at)
        Case.objects.filter(pk=case).update(fault_class=fault_of(case, at) or fault_class)


def note_rating(case: int, workorder: int | None, rating: str, at: datetime) -> None:
    """The customer has rated a dispatch of this job."""
    row = Case.objects.filter(pk=case).first()
    if row is not None:
        Rating.objects.create(case=row, workorder_id=workorder, rating=rating, at=at)
        Case.objects.filter(pk=case).update(user_rating=rating_of(case, at) or rating)


def _terms(do: Doing, given: events.Open) -> Terms:
    """From the unit, the contract named or found on file; with a stated reason none is looked for."""
    above = do.matter
    entry = entry_card(above.pk) if above is not None and above.kind == "entry" else None
    unit = int(given.unit) if given.unit else (unit_by_serial(given.serial_no) or (entry.unit if entry else None))
    contract = int(given.contract) if given.contract else None
    if contract is None and above is not None:
        contract = contract_of_matter(above.kind, above.pk)
    customer = int(given.customer) if given.customer else (above.customer_id if above is not None else None)
    found = terms(unit, contract)
    customer = customer or found.customer
    if found.contract is None and given.no_contract_reason is None:
        model = given.product_model or found.product_model or (entry.product_model if entry else None)
        on_file = contract_for(customer, model, do.at)
        found = terms(unit, on_file.pk if on_file else None)
    return replace(found, customer=customer or found.customer)


def _day(at: datetime) -> date:
    return timezone.localdate(at, timezone.get_default_timezone())
