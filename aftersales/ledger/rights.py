"""Owns who may do and see what: the tables of the pack in force, applied to parties, matters and querysets."""

from __future__ import annotations

from datetime import datetime
from typing import Any, TypeVar

from django.db.models import Model, Q, QuerySet

from aftersales.foundation.problems import Problem
from aftersales.foundation.texts import Text
from aftersales.ledger import present
from aftersales.ledger.answers import roles_by_nature
from aftersales.ledger.editions import Law, law, pack
from aftersales.ledger.models import CustomerLink, Matter, Obligation, Party, PartyRelation, RoleHolding
from aftersales.policy.language.pack import Reach

Row = TypeVar("Row", bound=Model)
_WIDER = ("own", "branch", "all")
HISTORY = "history.enter"  # no act of its own; the tables of rights speak of it by this name
OUTSIDE = ("customer", "provider", "supplier")


def may(
    party: Party,
    act: str,
    matter: Matter | None,
    *,
    at: datetime | None = None,
    link: CustomerLink | None = None,
    found: Law | None = None,
) -> Problem | None:
    """None where ``party`` may do ``act`` on ``matter``, else the problem; refused by default.

    ``found`` is the law in force, where the caller has it in hand already.
    """
    at, rules = at or present.now(), found.pack if found else pack()
    if link is not None and not _through_link(link, act, matter):
        return _no(act)
    if party.key == "installation":
        return None if _nobody_administers(at) else _no(act)
    for role, branches in holdings(party, at).items():
        reach = rules.reach(role, act)
        if reach is not None and _reaches(reach, branches, party, matter, link):
            return None
    if link is not None:
        reach = rules.reach("link", act)
        if reach is not None:
            return None
    return _no(act)


def may_enter_history(party: Party, at: datetime, found: Law) -> Problem | None:
    """None where ``party`` may enter what happened before: the importer, and whoever may do everything."""
    if may(party, HISTORY, None, at=at, found=found) is None:
        return None
    said = Text("您无权补录历史。", "You may not enter what happened in the past.")
    return Problem("rights.history", said, Text("请由导入人员办理。", "Ask somebody who imports old records."))


def _no(act: str) -> Problem:
    found = law().book.catalogue.acts.get(act)
    label = found.label if found else Text(act, act)
    said = Text(f"您无权“{label.zh}”。", f"You may not do '{label.en}'.")
    return Problem("rights.may_not", said, Text("请由有此权限的人办理。", "Ask somebody whose role may."))


def _through_link(link: CustomerLink, act: str, matter: Matter | None) -> bool:
    if link.acts and act not in link.acts:
        return False
    return matter is None or link.matter_id in {one.pk for one in _chain(matter)}


def _nobody_administers(at: datetime) -> bool:
    role = pack().administers
    return role is None or not RoleHolding.objects.on(at).filter(role=role).exists()


def units_of(party: Party, at: datetime | None = None) -> list[int]:
    """The departments and posts that a party belongs to."""
    at = at or present.now()
    units = PartyRelation.objects.on(at).filter(party=party, kind__in=("member_of", "holder_of", "head_of"))
    return list(units.values_list("other_id", flat=True))


def holdings(party: Party, at: datetime | None = None) -> dict[str, set[int | None]]:
    """Each role of a party with the branches it is held at (None = everywhere)."""
    at = at or present.now()
    parties = [party.pk, *units_of(party, at)]
    found: dict[str, set[int | None]] = {}
    for role, branch in RoleHolding.objects.on(at).filter(party_id__in=parties).values_list("role", "branch_id"):
        found.setdefault(role, set()).add(branch)
    for role in roles_by_nature(party.kind, party.key):
        found.setdefault(role, {None})
    return found


def _reaches(
    reach: Reach, branches: set[int | None], party: Party, matter: Matter | None, link: CustomerLink | None
) -> bool:
    if reach == "all" or matter is None:
        return True
    if reach == "branch" and (None in branches or matter.branch_id is None or matter.branch_id in branches):
        return True
    return link is not None or owns(party, matter)


def owns(party: Party, matter: Matter) -> bool:
    """Whether the matter, or one above it, is the party's own: its customer, named in it, or owing something there."""
    chain = [one.pk for one in _chain(matter)]
    if any(one.customer_id == party.pk for one in _chain(matter)) or matter.named.filter(party=party).exists():
        return True
    owed = Obligation.objects.filter(matter__in=chain).filter(Q(person=party) | Q(party=party))
    return owed.exists() or party.events.filter(matter__in=chain, makes__gt="").exists()


def _chain(matter: Matter) -> list[Matter]:
    found: list[Matter] = []
    at: Matter | None = matter
    while at is not None:
        found.append(at)
        at = at.parent
    return found


def visible(rows: QuerySet[Row], viewer: Party, *, at: datetime | None = None, through: str = "") -> QuerySet[Row]:
    """The rows whose matter the viewer may see; ``through`` is the way from the row to its matter (``matter``)."""
    at = at or present.now()
    prefix = f"{through}__" if through else ""
    if viewer.key in ("installation", "policy", "system"):
        return rows
    seen = Q(pk__in=[])
    for role, branches in holdings(viewer, at).items():
        for kind, reach in _sights(role):
            seen |= _where(prefix, kind, reach, branches, viewer)
    return rows.filter(seen)


def _sights(role: str) -> list[tuple[str, Reach]]:
    """Kinds (or patterns) with their reach; outsiders see what the pack lets a customer see, and only their own."""
    found = [
        (kind, "own" if role in OUTSIDE else sight.scope)
        for name in (role, "*")
        for sight in pack().see.get(name, ())
        for kind in sight.kinds
    ]
    return sorted(set(found), key=lambda one: (_WIDER.index(one[1]), one[0]))


def _where(prefix: str, kind: str, reach: Reach, branches: set[int | None], viewer: Party) -> Q:
    if kind == "*":
        of_kind = Q(**{f"{prefix}pk__isnull": False}) if prefix else Q(pk__isnull=False)
    elif kind.endswith("*"):
        of_kind = Q(**{f"{prefix}kind__startswith": kind[:-1]})
    else:
        of_kind = Q(**{f"{prefix}kind": kind})
    if reach == "all" or (reach == "branch" and None in branches):
        return of_kind
    own = of_kind & Q(**{f"{prefix}pk__in": own_matters(viewer)})
    if reach == "branch":
        return (of_kind & Q(**{f"{prefix}branch_id__in": [b for b in branches if b is not None]})) | own
    return own


def own_matters(party: Party) -> QuerySet[Matter, Any]:
    """The ids of a party's own matters: its customer's, owing, opened by it, and whatever hangs below one that names it."""
    return Matter.objects.filter(
        Q(customer=party)
        | Q(pk__in=Obligation.objects.filter(Q(person=party) | Q(party=party)).values("matter"))
        | Q(pk__in=party.events.filter(makes__gt="").values("matter"))
        | Q(pk__in=party.named_in.values("matter"))
    ).values("pk")


def sees(viewer: Party, matter: Matter, *, at: datetime | None = None) -> bool:
    """Whether the viewer may see one matter."""
    return visible(Matter.objects.filter(pk=matter.pk), viewer, at=at).exists()
