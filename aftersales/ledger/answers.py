"""Owns the answers to what rules ask: roles, named persons, relations, facts, as of an instant."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.core.exceptions import ObjectDoesNotExist

from aftersales.foundation.money import Money
from aftersales.ledger.figures import measured
from aftersales.ledger.known import party_of
from aftersales.ledger.models import Absence, Matter, Party, PartyRelation, RoleHolding, Setting
from aftersales.ledger.registry import registry
from aftersales.policy.book import RuleBook
from aftersales.policy.events import Question


class World:
    """What the law may ask of the ledger and, through their declarations, of the rooms."""

    def __init__(self, book: RuleBook) -> None:
        self.book = book

    def __call__(self, question: Question, at: datetime) -> Any:
        """The answer as of ``at``, in a form that JSON can hold."""
        try:
            return _ANSWERS[question.kind](self, question.name, question.subject, at)
        except ObjectDoesNotExist:
            return None  # the room has no row of this matter: nothing is known of it

    def role(self, name: str, subject: str, at: datetime) -> list[str]:
        """Who holds a role at the matter's branch, departments and posts as the persons in them."""
        return [str(one) for one in persons_of_role(name, branch_of(_matter(subject)), at)]

    def roles(self, _name: str, subject: str, at: datetime) -> list[str]:
        """The roles of a party, itself or through its posts and departments."""
        party = party_of(subject)
        return sorted(roles_of(party, at)) if party else []

    def person(self, name: str, subject: str, at: datetime) -> dict[str, Any]:
        """The one person who answers for a role or a party: ``{person, gap, for}``."""
        kind, _, what = name.partition(":")
        branch = branch_of(_matter(subject))
        if kind == "role":
            found, gap = named_for_role(what, branch, at)
        else:
            found, gap = named_for_party(party_of(what), at)
        stand_in = _stand_in(found, at)
        answer: dict[str, Any] = {"person": str(stand_in or found) if found else None, "gap": gap}
        return {**answer, "for": str(found)} if stand_in else answer

    def relation(self, name: str, subject: str, at: datetime) -> list[str]:
        """Who stands in a named relation to a matter or a party."""
        spec = registry.relations.get(name)
        party = subject.removeprefix("party:") if subject.startswith("party:") else None
        if spec is not None:
            of: Any = _party(party) if party else _matter(subject)
            return [str(getattr(one, "pk", one)) for one in spec.answer(of, at)] if of is not None else []
        base = party_of(party) if party else branch_of(_matter(subject))
        return [str(one) for one in related(name, base, at)]

    def fact(self, name: str, subject: str, at: datetime) -> Any:
        """What a room computes of a matter; an ancestor is asked where the fact is not of the matter's kind."""
        spec, matter = registry.facts.get(name), _matter(subject)
        while spec is not None and matter is not None:
            if matter.kind in spec.type.on or "*" in spec.type.on:
                value = spec.answer(matter, at)
                return str(value.pk) if hasattr(value, "pk") and not isinstance(value, Money) else value
            matter = matter.parent
        return None

    def population(self, name: str, _subject: str, at: datetime) -> list[str]:
        """The members of a population."""
        spec = registry.populations.get(name)
        return sorted((str(getattr(one, "pk", one)) for one in spec.answer(at)), key=int) if spec else []

    def measure(self, name: str, subject: str, _at: datetime) -> dict[str, Any]:
        """The figure of a rule for one member: ``matter|since|until``."""
        member, since, until = subject.split("|")
        return measured(self.book, name, int(member), datetime.fromisoformat(since), datetime.fromisoformat(until))

    def absent(self, _name: str, subject: str, at: datetime) -> bool:
        """Whether a party is away."""
        return Absence.objects.on(at).filter(party_id=party_of(subject) or 0).exists()

    def calendar(self, _name: str, subject: str, _at: datetime) -> str | None:
        """The key of the calendar by which the matter's branch works."""
        branch = branch_of(_matter(subject))
        row = Setting.objects.filter(key=f"calendar:{branch}").first() if branch else None
        return str(row.value) if row else None

    def certificate(self, name: str, subject: str, at: datetime) -> bool:
        """Whether a party holds a valid certificate; the room that keeps them answers."""
        party = _party(subject)
        return party is not None and any(fn(name, party, at) for fn in registry.certificates)


_ANSWERS: dict[str, Callable[[World, str, str, datetime], Any]] = {
    "role": World.role,
    "roles": World.roles,
    "person": World.person,
    "relation": World.relation,
    "fact": World.fact,
    "population": World.population,
    "measure": World.measure,
    "absent": World.absent,
    "calendar": World.calendar,
    "certificate": World.certificate,
}


def _matter(ref: str) -> Matter | None:
    return Matter.objects.select_related("parent").filter(pk=ref).first() if ref.isdigit() else None


def _party(ref: str) -> Party | None:
    found = party_of(ref)
    return Party.objects.filter(pk=found).first() if found is not None else None


def branch_of(matter: Matter | None) -> int | None:
    """The branch of a matter."""
    return matter.branch_id if matter is not None else None


def holders(role: str, branch: int | None, at: datetime) -> list[Party]:
    """Parties that hold a role at the branch, else company-wide, the longest first."""
    rows = RoleHolding.objects.on(at).filter(role=role, party__active=True).select_related("party")
    found = list(rows.order_by("since", "pk"))
    here = [row.party for row in found if row.branch_id == branch]
    return (
        here
        or [row.party for row in found if row.branch_id is None]
        or ([row.party for row in found] if branch is None else [])
    )


def persons_of_role(role: str, branch: int | None, at: datetime) -> list[int]:
    """The persons behind the holders of a role."""
    found: list[int] = []
    for party in holders(role, branch, at):
        found += [party.pk] if party.kind not in ("department", "post", "branch", "company") else members(party.pk, at)
    return list(dict.fromkeys(found))


def members(party: int, at: datetime) -> list[int]:
    """The persons in a department or at a post: its head first."""
    found = [*related("head_of", party, at), *related("holder_of", party, at), *related("member_of", party, at)]
    return list(dict.fromkeys(found))


def related(kind: str, other: int | None, at: datetime) -> list[int]:
    """Who stands to ``other`` as ``kind`` says; the superior of a person is, where none is named, their unit's head."""
    if other is None:
        return []
    rows = PartyRelation.objects.on(at).filter(kind=kind, other_id=other).order_by("since", "pk")
    found = list(rows.values_list("party_id", flat=True))
    if found or kind != "superior_of":
        return found
    units = PartyRelation.objects.on(at).filter(kind__in=("member_of", "holder_of"), party_id=other).order_by("pk")
    heads = [head for unit in units.values_list("other_id", flat=True) for head in related("head_of", unit, at)]
    return [head for head in heads if head != other]


def roles_of(party: int, at: datetime) -> set[str]:
    """The roles that a party holds anywhere, itself or through its posts and departments."""
    units = PartyRelation.objects.on(at).filter(party_id=party, kind__in=("member_of", "holder_of", "head_of"))
    parties = [party, *units.values_list("other_id", flat=True)]
    found = set(RoleHolding.objects.on(at).filter(party_id__in=parties).values_list("role", flat=True))
    row = Party.objects.filter(pk=party).values("kind", "key").first()
    return found | roles_by_nature(row["kind"], row["key"]) if row is not None else found


def roles_by_nature(kind: str, key: str | None) -> set[str]:
    """The roles that a party has by being what it is, whatever was recorded."""
    outside = {kind} & {"customer", "provider", "supplier"}
    return outside | ({key or ""} & {"policy", "installation", "system", "importer", "company"})


def named_for_role(role: str, branch: int | None, at: datetime) -> tuple[int | None, bool]:
    """The named person of a role, and whether nobody holds it: sole holder, else the post's head, else the branch head."""
    held = holders(role, branch, at)
    persons = persons_of_role(role, branch, at)
    if len(persons) == 1:
        return persons[0], False
    for unit in held:
        heads = related("head_of", unit.pk, at)
        if heads:
            return heads[0], False
    for post in PartyRelation.objects.on(at).filter(kind="head_of", party_id__in=persons).order_by("since", "pk"):
        if post.other.kind in ("post", "department"):
            return post.party_id, False
    head = branch_head(branch, at)
    if persons:
        return head or persons[0], False
    return head, True


def branch_head(branch: int | None, at: datetime) -> int | None:
    """The head of a branch, else of the company."""
    heads = related("head_of", branch, at) or related("head_of", party_of("company"), at)
    return heads[0] if heads else None


def named_for_party(party: int | None, at: datetime) -> tuple[int | None, bool]:
    """The named person of a party: themselves, or who heads it, or its only member."""
    row = Party.objects.filter(pk=party).first() if party else None
    if row is None:
        return None, True
    if row.kind not in ("department", "post", "branch", "company"):
        return row.pk, False
    inside = members(row.pk, at)
    heads = related("head_of", row.pk, at)
    if heads or len(inside) == 1:
        return (heads or inside)[0], False
    head = branch_head(row.branch_id, at)
    return head or (inside[0] if inside else None), not inside


def _stand_in(person: int | None, at: datetime) -> int | None:
    if person is None:
        return None
    row = Absence.objects.on(at).filter(party_id=person, stand_in__isnull=False).order_by("-since", "-pk").first()
    return row.stand_in_id if row else None
