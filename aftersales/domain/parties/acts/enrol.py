"""Owns how parties of the company come to be: names with their pinyin, dated relations, role holdings."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from pypinyin import Style, lazy_pinyin

from aftersales.ledger.models import Party, PartyRelation, RoleHolding


def pinyin(name: str) -> str:
    """How a Chinese name is typed: in full and by its first letters."""
    full = "".join(lazy_pinyin(name)).lower()
    first = "".join(lazy_pinyin(name, style=Style.FIRST_LETTER)).lower()
    return f"{full} {first}"[:400]


def enrol(kind: str, name: str, branch: int | None = None) -> Party:
    """A new party."""
    return Party.objects.create(kind=kind, name=name, names_pinyin=pinyin(name), branch_id=branch)


def rename(party: Party, name: str) -> None:
    """The party bears another name from now on."""
    Party.objects.filter(pk=party.pk).update(name=name, names_pinyin=pinyin(name))


def relate(kind: str, party: int, other: int, at: datetime) -> None:
    """``party`` stands to ``other`` as ``kind`` says, from an instant on."""
    rows = PartyRelation.objects.filter(kind=kind, party_id=party, other_id=other, until__isnull=True)
    if not rows.exists():
        PartyRelation.objects.create(kind=kind, party_id=party, other_id=other, since=at)


def grant(party: int, roles: Iterable[str], branch: int | None, at: datetime) -> None:
    """The party holds the roles at the branch, from an instant on."""
    for role in roles:
        rows = RoleHolding.objects.filter(party_id=party, role=role, branch_id=branch, until__isnull=True)
        if not rows.exists():
            RoleHolding.objects.create(party_id=party, role=role, branch_id=branch, since=at)


def holds(party: int, role: str) -> bool:
    """Whether the party holds the role now."""
    return RoleHolding.objects.filter(party_id=party, role=role, until__isnull=True).exists()


def end_roles(party: int, at: datetime, role: str | None = None) -> None:
    """The party holds the role, or any, no longer."""
    rows = RoleHolding.objects.filter(party_id=party, until__isnull=True, since__lt=at)
    (rows.filter(role=role) if role else rows).update(until=at)


def end_relations(party: int, at: datetime) -> None:
    """The party stands in no relation any longer."""
    PartyRelation.objects.filter(party_id=party, until__isnull=True, since__lt=at).update(until=at)


def end_heads(unit: int, at: datetime) -> None:
    """Nobody heads the unit any longer."""
    PartyRelation.objects.filter(kind="head_of", other_id=unit, until__isnull=True, since__lt=at).update(until=at)
