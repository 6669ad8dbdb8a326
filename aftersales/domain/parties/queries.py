"""Owns the readers of customers' files and seats."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from aftersales.domain.parties.models import Account, Contact, KeyMark, Post
from aftersales.ledger.enrolment import units_of


@dataclass(frozen=True, slots=True)
class AccountCard:
    """A customer's file for strangers."""

    matter: int
    party: int
    name: str
    branch: int | None
    region: str
    contact_name: str
    phone: str
    address: str


@dataclass(frozen=True, slots=True)
class PostCard:
    """A seat for strangers."""

    matter: int
    party: int
    name: str
    post_kind: str
    field_service: bool
    phone: str


def account_card(party: int | None) -> AccountCard | None:
    """The file of a customer party."""
    row = Account.objects.select_related("party").filter(party_id=party).first() if party else None
    return _account(row) if row else None


def callers(phone: str) -> list[AccountCard]:
    """The customers whose file, or one of whose contacts, has this phone number."""
    contacts = Contact.objects.filter(phone=phone).values_list("account_id", flat=True)
    rows = Account.objects.select_related("party").filter(phone=phone)
    more = Account.objects.select_related("party").filter(pk__in=contacts)
    return [_account(row) for row in (rows | more).distinct().order_by("party__name")]


def person_of_post(matter: int) -> int | None:
    """The party whose seat a post is."""
    return Post.objects.filter(pk=matter).values_list("party_id", flat=True).first()


def post_of(party: int) -> int | None:
    """The seat of a party."""
    return Post.objects.filter(party_id=party).values_list("pk", flat=True).first()


def department_of(party: int, at: datetime) -> int | None:
    """The department that a person belongs to at an instant."""
    return next(iter(units_of(party, at, "department")), None)


def staff(*, field_service: bool | None = None) -> list[PostCard]:
    """The people who work here now, by name."""
    rows = Post.objects.select_related("party").filter(post_kind="person", left_at__isnull=True)
    if field_service is not None:
        rows = rows.filter(field_service=field_service)
    return [
        PostCard(row.pk, row.party_id, row.party.name, row.post_kind, row.field_service, row.phone)
        for row in rows.order_by("party__name")
    ]


def is_key(account: int, at: datetime) -> bool:
    """Whether an account is a key account at an instant: its last mark counts."""
    marks = KeyMark.objects.filter(account_id=account, since__lte=at).order_by("-since", "-pk")
    return bool(marks.values_list("key", flat=True).first())


def _account(row: Account) -> AccountCard:
    return AccountCard(
        matter=row.pk,
        party=row.party_id,
        name=row.party.name,
        branch=row.party.branch_id,
        region=row.region,
        contact_name=row.contact_name,
        phone=row.phone,
        address=row.address,
    )
