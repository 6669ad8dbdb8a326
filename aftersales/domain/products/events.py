"""Owns what the room of products can be told and what it states: models, units, contracts, deliveries."""

from __future__ import annotations

from aftersales.ledger.acts import Day, Given, Instant, field

MODEL_REGISTERED = "model.registered.v1"
UNIT_INSTALLED = "unit.installed.v1"
CONTRACT_REGISTERED = "contract.registered.v1"
CONTRACT_EXTENDED = "contract.extended.v1"
DELIVERED = "delivery.recorded.v1"
COMMISSIONED = "delivery.commissioned.v1"


class ComponentRow(Given):
    """One component of a model."""

    code: str = field("编码", "Code")
    name: str = field("名称", "Name")
    warranty_months: int | None = field("保修月数", "Months of warranty", default=None)


class RegisterModel(Given):
    """A model that the company sells."""

    product_model: str = field("产品型号", "Model")
    name: str = field("产品名称", "Product name")
    warranty_months: int | None = field("整机保修月数", "Months of warranty", default=None)
    components: tuple[ComponentRow, ...] = field("部件", "Components", default=())


class InstallUnit(Given):
    """One machine stands at a customer's."""

    serial_no: str = field("出厂编号", "Serial number")
    product_model: str = field("产品型号", "Model")
    installed_on: Day | None = field("安装日期", "Installed on", default=None)
    address: str | None = field("安装地址", "Address", default=None)
    warranty_until: Day | None = field("保修至", "Warranty until", default=None)


class RegisterContract(Given):
    """A contract with its technical agreement: which service is due, until when."""

    contract_no: str = field("合同编号", "Contract number")
    product_model: str | None = field("产品型号", "Model", default=None)
    service_scope: str | None = field("服务范围", "Scope of service", multiline=True, default=None)
    warranty_until: Day | None = field("保修至", "Warranty until", default=None)
    installation_included: bool = field("含安装调试", "Installation included", default=False)
    training_included: bool = field("含操作培训", "Training included", default=False)
    limits: str | None = field("限制条款", "Limits", multiline=True, default=None)


class ExtendContract(Given):
    """The warranty of a contract is prolonged."""

    warranty_until: Day = field("保修至", "Warranty until")
    reason: str | None = field("原因", "Reason", multiline=True, default=None)


class RecordDelivery(Given):
    """Goods have reached the customer."""

    delivered_at: Instant = field("交货时间", "Delivered at")
    units: tuple[str, ...] = field("设备（出厂编号）", "Units (serial numbers)", default=())
    installation_due: Instant | None = field("合同约定安装完成时间", "Installation due by contract", default=None)


class DeliveryFacts(Given):
    """What the contract says of this delivery."""

    installation_included: bool = field("含安装调试", "Installation included", default=False)
    training_included: bool = field("含操作培训", "Training included", default=False)


class Commission(Given):
    """Installation and commissioning are done."""

    finished_at: Instant | None = field("完成时间", "Finished at", default=None)
    note: str | None = field("备注", "Note", multiline=True, default=None)
