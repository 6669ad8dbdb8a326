"""Owns the readers of products: the terms that a contract or a unit gives, as frozen cards."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from aftersales.domain.products.models import Contract, Delivery, Unit


@dataclass(frozen=True, slots=True)
class Terms:
    """What contract, technical agreement and unit say of service."""

    contract: int | None = None
    unit: int | None = None
    customer: int | None = None
    serial_no: str = ""
    product_model: str = ""
    address: str = ""
    warranty_until: date | None = None
    installation_included: bool = False
    training_included: bool = False
    service_scope: str = ""
    limits: str = ""


def unit_by_serial(serial_no: str | None) -> int | None:
    """The unit with this serial number."""
    if not serial_no:
        return None
    return Unit.objects.filter(serial_no=serial_no).values_list("pk", flat=True).first()


def contract_for(customer: int | None, product_model: str | None, at: datetime) -> Contract | None:
    """The customer's newest contract at an instant: for the model where one names it, else one for any model."""
    if customer is None:
        return None
    rows = Contract.objects.filter(customer_id=customer, since__lte=at).order_by("-since", "-pk")
    named = rows.filter(product_model=product_model).first() if product_model else None
    return named or rows.filter(product_model="").first() or (None if product_model else rows.first())


def contract_of_matter(kind: str, id: int) -> int | None:
    """The contract that a delivery or a unit stands under, or the contract itself."""
    if kind == "contract":
        return id
    if kind == "delivery":
        return Delivery.objects.filter(pk=id).values_list("contract_id", flat=True).first()
    if kind == "unit":
        return Unit.objects.filter(pk=id).values_list("contract_id", flat=True).first()
    return None


def terms(unit: int | None, contract: int | None) -> Terms:
    """The terms of a unit and of a contract together; the unit's own end of warranty comes first."""
    machine = Unit.objects.filter(pk=unit).first() if unit else None
    row = Contract.objects.filter(pk=contract or (machine.contract_id if machine else None)).first()
    until = machine.warranty_until if machine and machine.warranty_until else (row.warranty_until if row else None)
    return Terms(
        contract=row.pk if row else None,
        unit=machine.pk if machine else None,
        customer=(machine.customer_id if machine else None) or (row.customer_id if row else None),
        serial_no=machine.serial_no if machine else "",
        product_model=(machine.product_model if machine else "") or (row.product_model if row else ""),
        address=machine.address if machine else "",
        warranty_until=until,
        installation_included=bool(row and row.installation_included),
        training_included=bool(row and row.training_included),
        service_scope=row.service_scope if row else "",
        limits=row.limits if row else "",
    )
