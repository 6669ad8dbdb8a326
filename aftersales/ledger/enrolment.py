"""Owns how parties come to be and stand to one another: the writers of parties, relations, roles and sign-ins for rooms."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from pypinyin import Style, lazy_pinyin

from aftersales.ledger.known import company
from aftersales.ledger.models import Matter, Party, PartyRelation, RoleHolding, User


def pinyin(name: str) -> str:
    """How a Chinese name is typed: in full and by its first letters."""
    full = "".join(lazy_pinyin(name)).lower()
    first = "".join(lazy_pinyin(name, style=Style.FIRST_LETTER)).lower()
    return f"{full} {first}"[:400]


def enrol(kind: str, name: str, branch: int | None = None) -> Party:
    """A new party."""
    return Party.objects.create(kind=kind, name=name, names_pinyin=pinyin(name), branch_id=branch)


def rename(party: int, name: str) -> None:
    """The party bears another name from now on."""
    Party.objects.filter(pk=party).update(name=name, names_pinyin=pinyin(name))


def retire(party: int, at: datetime) -> None:
    """The party acts no more: its roles, relations and sign-in end."""
    end_roles(party, at)
    PartyRelation.objects.filter(party_id=party, until__isnull=True, since__lt=at).update(until=at)
    Party.objects.filter(pk=party).update(active=False)
    User.objects.filter(party_id=party).update(is_active=False)


def relate(kind: str, party: int, other: int, at: datetime) -> None:
    """``party`` stands to ``other`` as ``kind`` says, from an instant on."""
    rows = PartyRelation.objects.filter(kind=kind, party_id=party, other_id=other, until__isnull=True)
    if not rows.exists():
        PartyRelation.objects.create(kind=kind, party_id=party, other_id=other, since=at)


def end_heads(unit: int, at: datetime) -> None:
    """Nobody heads the unit any longer."""
    PartyRelation.objects.filter(kind="head_of", other_id=unit, until__isnull=True, since__lt=at).update(until=at)


def units_of(party: int, at: datetime, kind: str) -> list[int]:
    """The departments, posts or branches that a person belongs to or heads at an instant, the newest first."""
    rows = PartyRelation.objects.on(at).filter(party_id=party, kind__in=("member_of", "head_of"), other__kind=kind)
    return list(rows.order_by("-since", "-pk").values_list("other_id", flat=True))


def grant(party: int, roles: Iterable[str], branch: int | None, at: datetime) -> None:
    """The party holds the roles at the branch (everywhere where it is None), from an instant on."""
    for role in roles:
        rows = RoleHolding.objects.filter(party_id=party, role=role, branch_id=branch, until__isnull=True)
        if not rows.exists():
            RoleHolding.objects.create(party_id=party, role=role, branch_id=branch, since=at)


def holds(party: int, role: str) -> bool:
    """Whether the party itself holds the role now."""
    return RoleHolding.objects.filter(party_id=party, role=role, until__isnull=True).exists()


def end_roles(party: int, at: datetime, role: str | None = None) -> None:
    """The party holds the role, or any, no longer."""
    rows = RoleHolding.objects.filter(party_id=party, until__isnull=True, since__lt=at)
    (rows.filter(role=role) if role else rows).update(until=at)


def username_taken(username: str) -> bool:
    """Whether somebody signs in by this name."""
    return User.objects.filter(username=username).exists()


def sign_in(username: str, party: int) -> None:
    """The party may sign in by this name, once a password is set."""
    user = User(username=username, party_id=party)
    user.set_unusable_password()
    user.save()


__all__ = [
    "Matter",
    "Party",
    "company",
    "end_heads",
    "end_roles",
    "enrol",
    "grant",
    "holds",
    "pinyin",
    "relate",
    "rename",
    "retire",
    "sign_in",
    "units_of",
    "username_taken",
]
