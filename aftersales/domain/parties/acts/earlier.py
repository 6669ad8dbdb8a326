"""Owns what the room of parties keeps of files and seats that began before the system did."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from aftersales.domain.parties.models import Account, KeyMark, Post
from aftersales.ledger.adopting import adopts, row_of
from aftersales.ledger.enrolment import Matter, Party, enrol, relate


@adopts("account")
def account(matter: Matter, known: Mapping[str, Any], at: datetime, by: Party) -> None:
    """The file of the customer named, else of a new one; whether it is a key account is known from then on."""
    if matter.customer is None:
        matter.customer = enrol("customer", str(known.get("name") or matter.title), matter.branch_id)
        matter.save(update_fields=["customer"])
    row = row_of(Account, matter, known, at, by, party=matter.customer)
    if known.get("key") or known.get("is_key"):
        KeyMark.objects.create(account=row, key=True, since=at)


@adopts("post")
def post(matter: Matter, known: Mapping[str, Any], at: datetime, by: Party) -> Mapping[str, Any]:
    """The seat of the party named, else of a new department."""
    ref = known.get("person") or known.get("party")
    kind = "person" if known.get("person") else "department"
    party = Party.objects.get(pk=ref) if ref else enrol(kind, matter.title, matter.branch_id)
    department = int(known["department"]) if known.get("department") else None
    row_of(Post, matter, known, at, by, party=party, post_kind=kind)
    if department is not None:
        relate("member_of", party.pk, department, at)
    return {"person" if kind == "person" else "party": str(party.pk)}
