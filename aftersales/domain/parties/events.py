"""Owns what the room of parties can be told and what it states: companies, branches, departments, staff, customers."""

from __future__ import annotations

from typing import Literal

from aftersales.ledger.acts import Given, PartyRef, field

FOUNDED = "company.founded.v1"
BRANCH_OPENED = "branch.opened.v1"
DEPARTMENT_OPENED = "department.opened.v1"
HEAD_APPOINTED = "head.appointed.v1"
HIRED = "staff.hired.v1"
LEFT = "staff.left.v1"
ROLE_GRANTED = "role.granted.v1"
ROLE_ENDED = "role.ended.v1"
REGISTERED = "customer.registered.v1"
UPDATED = "customer.updated.v1"
KEY_MARKED = "account.key_marked.v1"
CONTACT_ADDED = "contact.added.v1"
PARTY_ERASED = "party.erased.v1"
SITE_ADDED = "site.added.v1"

AccountKind = Literal["customer", "region"]
ACCOUNT_KINDS = {
    "customer": ("客户", "Customer"),
    "region": ("销售区域", "Sales region"),
}
PostKind = Literal["person", "department", "branch", "company"]
POST_KINDS = {
    "person": ("人员", "Person"),
    "department": ("部门", "Department"),
    "branch": ("分公司", "Branch"),
    "company": ("公司", "Company"),
}


class Found(Given):
    """A company begins."""

    name: str = field("公司名称", "Company name")


class OpenBranch(Given):
    """A branch is opened."""

    name: str = field("分公司名称", "Branch name")
    region: str | None = field("所在区域", "Region", default=None)


class OpenDepartment(Given):
    """A department is opened."""

    name: str = field("部门名称", "Department name")
    branch: PartyRef | None = field("分公司", "Branch", of="branch", default=None)
    roles: tuple[str, ...] = field("部门角色", "Roles of the department", default=())
    field_service: bool = field("外勤服务部门", "Field service department", default=False)


class SeatFacts(Given):
    """The party whose seat it is."""

    party: PartyRef = field("主体", "Party")


class HireFacts(Given):
    """The person whose seat it is."""

    person: PartyRef = field("人员", "Person", of="person")


class AppointHead(Given):
    """Somebody becomes head of a department or branch."""

    person: PartyRef = field("负责人", "Head", of="person")


class Hire(Given):
    """Somebody joins the staff."""

    name: str = field("姓名", "Name")
    roles: tuple[str, ...] = field("角色", "Roles", default=())
    branch: PartyRef | None = field("分公司", "Branch", of="branch", default=None)
    department: PartyRef | None = field("部门", "Department", of="department", default=None)
    head: bool = field("部门负责人", "Heads the department", default=False)
    superior: PartyRef | None = field("上级", "Superior", of="person", default=None)
    phone: str | None = field("电话", "Phone", personal=True, default=None)
    email: str | None = field("邮箱", "E-mail", personal=True, default=None)
    username: str | None = field("登录名", "Sign-in name", default=None)
    field_service: bool = field("外勤服务人员", "Field service staff", default=False)


class Leave(Given):
    """Somebody leaves the staff."""

    reason: str = field("原因", "Reason", multiline=True)


class GrantRole(Given):
    """A role is given to the holder of a seat."""

    role: str = field("角色", "Role")
    branch: PartyRef | None = field("分公司", "Branch", of="branch", default=None)


class EndRole(Given):
    """A role is taken from the holder of a seat."""

    role: str = field("角色", "Role")
    reason: str = field("原因", "Reason", multiline=True)


class RegisterCustomer(Given):
    """A customer, or a sales region, gets a file."""

    name: str = field("客户名称", "Customer name")
    account_kind: AccountKind = field("档案类别", "Kind of file", choices=ACCOUNT_KINDS, default="customer")
    key: bool = field("重点", "Key account", default=False)
    branch: PartyRef | None = field("分公司", "Branch", of="branch", default=None)
    region: str | None = field("区域", "Region", default=None)
    contact_name: str | None = field("联系人", "Contact", personal=True, default=None)
    phone: str | None = field("电话", "Phone", personal=True, default=None)
    address: str | None = field("地址", "Address", default=None)


class CustomerFacts(Given):
    """The party whose file it is."""

    customer: PartyRef = field("客户", "Customer", of="customer")


class UpdateCustomer(Given):
    """What is known of a customer changes."""

    name: str | None = field("客户名称", "Customer name", default=None)
    region: str | None = field("区域", "Region", default=None)
    contact_name: str | None = field("联系人", "Contact", personal=True, default=None)
    phone: str | None = field("电话", "Phone", personal=True, default=None)
    address: str | None = field("地址", "Address", default=None)


class MarkKey(Given):
    """An account becomes a key account, or ceases to be one."""

    key: bool = field("重点", "Key account")
    reason: str | None = field("原因", "Reason", multiline=True, default=None)


class AddContact(Given):
    """One more person to speak to."""

    contact_name: str = field("联系人", "Contact", personal=True)
    phone: str | None = field("电话", "Phone", personal=True, default=None)
    email: str | None = field("邮箱", "E-mail", personal=True, default=None)
    title: str | None = field("职务", "Position", default=None)


class EraseParty(Given):
    """What is known of a customer as a person is erased."""

    reason: str = field("原因", "Reason", multiline=True)


class AddSite(Given):
    """One more place where the customer's machines stand."""

    site_name: str = field("场所名称", "Site name")
    address: str = field("地址", "Address")
