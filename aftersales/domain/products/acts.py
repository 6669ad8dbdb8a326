"""Owns the acts on models, units, contracts and deliveries."""

from __future__ import annotations

from datetime import date

from aftersales.domain.products import events, problems
from aftersales.domain.products.models import Component, Contract, Delivery, ProductModel, Unit
from aftersales.domain.products.queries import contract_for
from aftersales.foundation.problems import Problem
from aftersales.foundation.texts import Text
from aftersales.ledger.acts import Doing, act
from aftersales.ledger.registry import registry
from aftersales.policy.catalogue import KindType

KINDS = (
    KindType("model", Text("产品型号", "Model")),
    KindType("contract", Text("合同", "Contract"), ("account",)),
    KindType("delivery", Text("交货", "Delivery"), ("contract", "account")),
    KindType("unit", Text("设备", "Unit"), ("account", "delivery", "contract", None)),
)
registry.add_kinds(KINDS)


def _model_is_new(_do: Doing, given: events.RegisterModel) -> Problem | None:
    known = ProductModel.objects.filter(product_model=given.product_model).exists()
    return problems.taken("product_model", given.product_model) if known else None


def _serial_is_new(_do: Doing, given: events.InstallUnit) -> Problem | None:
    known = Unit.objects.filter(serial_no=given.serial_no).exists()
    return problems.taken("serial_no", given.serial_no) if known else None


def _contract_is_new(_do: Doing, given: events.RegisterContract) -> Problem | None:
    known = Contract.objects.filter(contract_no=given.contract_no).exists()
    return problems.taken("contract_no", given.contract_no) if known else None


@act(
    "model.register",
    makes="model",
    states=events.MODEL_REGISTERED,
    given=events.RegisterModel,
    needs=[_model_is_new],
    zh="登记产品型号",
    en="Register a model",
)
def register_model(do: Doing, given: events.RegisterModel) -> None:
    """A model with its components."""
    made = do.make(title=f"{given.product_model} {given.name}")
    row = ProductModel.objects.create(
        matter=made, product_model=given.product_model, name=given.name, warranty_months=given.warranty_months
    )
    Component.objects.bulk_create(
        Component(model=row, code=part.code, name=part.name, warranty_months=part.warranty_months)
        for part in given.components
    )


@act(
    "contract.register",
    on=("account",),
    makes="contract",
    states=events.CONTRACT_REGISTERED,
    given=events.RegisterContract,
    needs=[_contract_is_new],
    form="service_contract",
    zh="登记合同",
    en="Register a contract",
)
def register_contract(do: Doing, given: events.RegisterContract) -> None:
    """A contract with its technical agreement."""
    made = do.make(title=f"{given.contract_no} {given.product_model or ''}".strip())
    Contract.objects.create(
        matter=made,
        customer_id=made.customer_id,
        contract_no=given.contract_no,
        since=do.at,
        product_model=given.product_model or "",
        service_scope=given.service_scope or "",
        warranty_until=given.warranty_until,
        installation_included=given.installation_included,
        training_included=given.training_included,
        limits=given.limits or "",
    )


@act(
    "contract.extend",
    on=("contract",),
    states=events.CONTRACT_EXTENDED,
    given=events.ExtendContract,
    zh="延长保修",
    en="Extend the warranty",
)
def extend_contract(do: Doing, given: events.ExtendContract) -> None:
    """The warranty of a contract and of its units ends later."""
    Contract.objects.filter(pk=do.on.pk).update(warranty_until=given.warranty_until)
    Unit.objects.filter(contract_id=do.on.pk).update(warranty_until=given.warranty_until)


@act(
    "unit.install",
    on=("account", "delivery", "contract", None),
    makes="unit",
    states=events.UNIT_INSTALLED,
    given=events.InstallUnit,
    needs=[_serial_is_new],
    zh="登记设备",
    en="Register a unit",
)
def install_unit(do: Doing, given: events.InstallUnit) -> None:
    """One machine stands at a customer's; its warranty follows from statement, contract or model, in this order."""
    made = do.make(title=f"{given.product_model} {given.serial_no}")
    contract = _contract_above(do, given.product_model)
    until = given.warranty_until or (contract.warranty_until if contract else None)
    Unit.objects.create(
        matter=made,
        serial_no=given.serial_no,
        product_model=given.product_model,
        customer_id=made.customer_id,
        contract=contract,
        installed_on=given.installed_on,
        address=given.address or "",
        warranty_until=until or _by_model(given.product_model, given.installed_on),
    )


@act(
    "delivery.record",
    on=("contract", "account"),
    makes="delivery",
    states=events.DELIVERED,
    given=events.RecordDelivery,
    computed=events.DeliveryFacts,
    zh="登记交货",
    en="Record a delivery",
)
def record_delivery(do: Doing, given: events.RecordDelivery) -> events.DeliveryFacts:
    """Goods have reached the customer; the contract says whether installation and training come with them."""
    contract = _contract_above(do, None)
    made = do.make(title=f"{contract.contract_no if contract else ''} 交货".strip())
    facts = events.DeliveryFacts(
        installation_included=bool(contract and contract.installation_included),
        training_included=bool(contract and contract.training_included),
    )
    Delivery.objects.create(
        matter=made,
        contract=contract,
        delivered_at=given.delivered_at,
        installation_due=given.installation_due,
        installation_included=facts.installation_included,
        training_included=facts.training_included,
    )
    return facts


@act(
    "delivery.commission",
    on=("delivery",),
    states=events.COMMISSIONED,
    given=events.Commission,
    zh="安装调试完成",
    en="Installation commissioned",
)
def commission(do: Doing, given: events.Commission) -> None:
    """Installation and commissioning are done."""
    Delivery.objects.filter(pk=do.on.pk).update(commissioned_at=given.finished_at or do.at)
    do.set_state("commissioned")


def _contract_above(do: Doing, product_model: str | None) -> Contract | None:
    above = do.matter
    if above is None:
        return None
    if above.kind == "contract":
        return Contract.objects.filter(pk=above.pk).first()
    if above.kind == "delivery":
        return Contract.objects.filter(deliveries__pk=above.pk).first()
    return contract_for(above.customer_id, product_model, do.at)


def _by_model(product_model: str, installed_on: date | None) -> date | None:
    months = ProductModel.objects.filter(product_model=product_model).values_list("warranty_months", flat=True).first()
    if installed_on is None or not months:
        return None
    years, month = divmod(installed_on.month - 1 + months, 12)
    first = date(installed_on.year + years, month + 1, 1)
    return first.replace(day=min(installed_on.day, _last_day(first)))


def _last_day(first: date) -> int:
    following = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return (following - first).days
