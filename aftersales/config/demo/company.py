"""Owns how the demo acts: one door, people by name, and the company as it stood before its year begins."""

from __future__ import annotations

import random
from collections import Counter
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from aftersales.config.demo import people
from aftersales.ledger.doors import Done, Refused, perform
from aftersales.ledger.models import Consequence, Matter, Party, User

ZONE = ZoneInfo("Asia/Shanghai")


class Company:
    """Whoever acts does it through the door; what is refused is remembered, and raised where it was not expected."""

    def __init__(self, seed: int, begin: datetime) -> None:
        self.rng = random.Random(seed)  # noqa: S311 - the same company every time is wanted, not secrecy
        self.begin = begin
        self.acts = 0
        self.refused: list[str] = []
        self.party: dict[str, Party] = {"installation": Party.objects.get(key="installation")}
        self.post: dict[str, Matter] = {}
        self.account: dict[str, Matter] = {}
        self.contract: dict[str, Matter] = {}
        self.unit: dict[str, Matter] = {}
        self.turns: Counter[str] = Counter()

    def turn(self, what: str, every: int) -> bool:
        """Whether it is this one's turn: one in ``every``, so that nothing rare is left to chance."""
        self.turns[what] += 1
        return self.turns[what] % every == every // 2

    def crew(self, branch: str) -> Party:
        """Somebody of a branch's field service."""
        keys = [one.key for one in people.STAFF if one.field_service and one.department[:2] == branch[:2]]
        return self.party[self.rng.choice(keys)]

    def tries(self, by: str | Party, act: str, on: Matter | None, at: datetime, **given: Any) -> Done | None:
        """The act, or None where it was refused or is held."""
        self.acts += 1
        plain = {name: getattr(value, "pk", value) for name, value in given.items() if value is not None}
        who = self.party[by] if isinstance(by, str) else by
        outcome = perform(act, on, plain, by=who, at=at, request_id=f"demo-{self.acts}")
        if isinstance(outcome, Refused):
            self.refused.append(f"{act}: " + "; ".join(one.line() for one in outcome.problems))
        return outcome if isinstance(outcome, Done) else None

    def does(self, by: str | Party, act: str, on: Matter | None, at: datetime, **given: Any) -> Matter | None:
        """The matter that an act made; raises where the act was not done."""
        done = self.tries(by, act, on, at, **given)
        if done is None:
            raise RuntimeError(f"the demo's {self.refused[-1] if self.refused else act}")
        return done.made

    def makes(self, by: str | Party, act: str, on: Matter | None, at: datetime, **given: Any) -> Matter:
        """The same, where a matter must be made."""
        made = self.does(by, act, on, at, **given)
        if made is None:
            raise RuntimeError(f"the demo's {act} made nothing")
        return made

    def child(self, above: Matter, kind: str) -> Matter | None:
        """The newest matter of a kind under another: what the policy itself has opened."""
        return Matter.objects.filter(parent=above, kind=kind).order_by("-pk").first()

    def decides(self, matter: Matter, at: datetime, *, by: str = "sun", **given: Any) -> None:
        """Headquarters confirms what is proposed on a matter."""
        for row in Consequence.objects.filter(matter=matter, state="proposed"):
            self.tries(by, "consequence.confirm", matter, at, consequence=row.key, facts_checked=True, **given)

    def finds(self, matter: Matter, ground: str, person: Party, at: datetime) -> None:
        """Alleged, heard, upheld, and what follows confirmed."""
        self.tries("sun", "finding.allege", matter, at, ground=ground, against=[person.pk])
        self.tries(person, "finding.hear", matter, at + timedelta(hours=2), statement="情况属实，接受处理")
        done = self.tries(
            "sun", "finding.uphold", matter, at + timedelta(hours=4), ground=ground, responsible=[person.pk]
        )
        if done is not None:
            self.decides(matter, at + timedelta(hours=5))


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
    at, begin = company.begin - timedelta(days=1), company.begin
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


def sign_ins() -> tuple[tuple[str, str, str], ...]:
    """Role, sign-in name and password of one person for each role; everybody gets a password."""
    shown = {one.key: one.shown for one in people.STAFF} | {"admin": "admin"}
    found = []
    for user in User.objects.filter(username__in=shown).order_by("pk"):
        password = f"demo-{user.username}-2026"
        user.set_password(password)
        user.save(update_fields=["password"])
        if shown[user.username]:
            found.append((shown[user.username], user.username, password))
    return tuple(found)
