"""Owns how the demo company is founded: units, people, models, stock, customers, contracts and machines."""

from __future__ import annotations

from datetime import timedelta

from aftersales.config.demo import people
from aftersales.config.demo.company import Company
from aftersales.ledger.models import Matter, Party


def found(company: Company) -> None:
    """The company with its units, people, models, stock, customers, contracts and machines."""
    _units_and_people(company)
    _products(company)
    for place, one in enumerate(people.CUSTOMERS):
        _customer(company, place, one)
    for name, branch in people.REGIONS:
        company.account[name] = company.makes(
            "sun",
            "customer.register",
            None,
            company.begin,
            name=name,
            account_kind="region",
            key=True,
            branch=company.party[branch],
        )


def _units_and_people(company: Company) -> None:
    at = company.begin - timedelta(days=3)
    admin = company.makes("installation", "staff.hire", None, at, name="周管理", roles=["admin"], username="admin")
    company.party["admin"] = _party(admin)
    at += timedelta(minutes=1)
    seat = company.makes("admin", "company.found", None, at, name=people.COMPANY)
    for name in people.BRANCHES:
        company.party[name] = _party(company.makes("admin", "branch.open", None, at, name=name))
    for unit in people.UNITS:
        made = company.makes(
            "admin",
            "department.open",
            None,
            at,
            name=unit.name,
            roles=list(unit.roles),
            field_service=unit.field_service,
            branch=company.party.get(unit.branch),
        )
        company.party[unit.name] = _party(made)
    for one in people.STAFF:
        made = company.makes(
            "admin",
            "staff.hire",
            None,
            at + timedelta(minutes=1),
            name=one.name,
            roles=list(one.roles),
            department=company.party.get(one.department),
            head=one.head,
            field_service=one.field_service,
            username=one.key,
        )
        company.post[one.key], company.party[one.key] = made, _party(made)
    company.does("admin", "department.appoint_head", seat, at + timedelta(minutes=2), person=company.party["he"])


def _products(company: Company) -> None:
    at = company.begin - timedelta(days=2)
    for model, name, months, components in people.MODELS:
        rows = [{"code": code, "name": part, "warranty_months": term} for code, part, term in components]
        company.does(
            "admin", "model.register", None, at, product_model=model, name=name, warranty_months=months, components=rows
        )
    store = company.makes("admin", "place.open", None, at, name="总部备件库")
    for number, name, grade, price in people.PARTS:
        part = company.makes(
            "admin", "part.register", None, at, part_no=number, name=name, abc_class=grade, unit_price=f"{price} CNY"
        )
        company.does("sun", "part.receive", part, at, place=store, quantity="200", source="期初库存")
    for kind, limit in (("hotel", "380"), ("meal", "120"), ("transport", "1200")):
        company.does(
            "admin",
            "expense_limit.set",
            None,
            at,
            expense_kind=kind,
            limit=f"{limit} CNY",
            since=at.date().isoformat(),
            rule_title="财务制度：差旅费标准",
        )


def _customer(company: Company, place: int, one: people.Customer) -> None:
    at = company.begin - timedelta(days=1)
    account = company.makes(
        "sun",
        "customer.register",
        None,
        at,
        name=one.name,
        key=one.key,
        branch=company.party[one.branch],
        contact_name=one.contact,
        phone=f"1380000{place:04d}",
        address=f"{one.city}市高新区创业路{place + 1}号",
        region=one.city,
    )
    company.account[one.name] = account
    if account.customer is not None:
        company.party[one.name] = account.customer
    _machine(company, place, one, account)


def _machine(company: Company, place: int, one: people.Customer, account: Matter) -> None:
    at, begin = company.begin - timedelta(days=1), company.begin
    until = (begin + timedelta(days=30 * one.months)).date().isoformat()
    company.contract[one.name] = company.makes(
        "wang",
        "contract.register",
        account,
        at,
        contract_no=f"HL-{begin.year}-{place + 1:03d}",
        product_model=one.model,
        service_scope="整机及随机附件",
        warranty_until=until,
        installation_included=place % 2 == 0,
        training_included=place % 4 == 0,
        limits="不含耗材",
    )
    company.unit[one.name] = company.makes(
        "sun",
        "unit.install",
        company.contract[one.name],
        at,
        serial_no=f"{one.model}-{1000 + place}",
        product_model=one.model,
        installed_on=begin.date().isoformat(),
        address=f"{one.city}市高新区创业路{place + 1}号",
    )


def _party(post: Matter) -> Party:
    return Party.objects.get(post=post.pk)
