"""Owns what the room of parties can be asked by rules: key accounts, the people and departments of field service."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q, QuerySet

from aftersales.domain.parties.models import Account, Post
from aftersales.domain.parties.queries import department_of, is_key
from aftersales.ledger.enrolment import Matter, Party
from aftersales.ledger.facts import fact, population, relation


@fact("is_key", on=("account",), kind="bool", zh="重点客户或区域", en="Key account")
def key_account(matter: Matter, at: datetime) -> bool:
    """Whether the account is a key account."""
    return is_key(matter.pk, at)


@relation("department_of", zh="所属部门", en="Department of a person", of="party")
def departments(party: Party, at: datetime) -> Iterable[int]:
    """The department that a person belongs to."""
    found = department_of(party.pk, at)
    return [found] if found else []


@population("key_customers", member="account", zh="重点客户", en="Key customers")
def key_customers(at: datetime) -> Iterable[int]:
    """Customers that are key accounts."""
    return _key("customer", at)


@population("key_regions", member="account", zh="重点销售区域", en="Key regions")
def key_regions(at: datetime) -> Iterable[int]:
    """Sales regions that are key accounts."""
    return _key("region", at)


@population("service_staff", member="post", zh="外勤服务人员", en="Field service staff")
def service_staff(at: datetime) -> Iterable[int]:
    """The seats of people in field service."""
    return _posts(at).filter(post_kind="person", field_service=True).values_list("pk", flat=True)


@population("service_departments", member="post", zh="外勤服务部门", en="Field service departments")
def service_departments(at: datetime) -> Iterable[int]:
    """The seats of departments of field service."""
    return _posts(at).filter(post_kind="department", field_service=True).values_list("pk", flat=True)


@population("all_staff", member="post", zh="全体人员", en="All staff")
def all_staff(at: datetime) -> Iterable[int]:
    """The seats of all people."""
    return _posts(at).filter(post_kind="person").values_list("pk", flat=True)


def _posts(at: datetime) -> QuerySet[Post]:
    return Post.objects.filter(since__lte=at).filter(Q(left_at__isnull=True) | Q(left_at__gt=at)).order_by("pk")


def _key(account_kind: str, at: datetime) -> list[int]:
    rows = Account.objects.filter(account_kind=account_kind, matter__opened_at__lte=at).order_by("pk")
    return [pk for pk in rows.values_list("pk", flat=True) if is_key(pk, at)]
