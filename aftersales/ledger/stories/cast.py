"""Owns who and what is in a story: its labels for the parties and matters that stand for them in the ledger."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from aftersales.ledger.answers import World
from aftersales.ledger.doors import Done, Outcome, perform
from aftersales.ledger.enrolment import enrol, grant, relate
from aftersales.ledger.generic.adoption import known_fields
from aftersales.ledger.known import company
from aftersales.ledger.models import Matter, Party
from aftersales.ledger.registry import registry
from aftersales.policy.book import RuleBook
from aftersales.policy.catalogue import Field
from aftersales.policy.events import Question
from aftersales.policy.values import from_json

BEFORE = timedelta(days=400)  # how long people have had their roles when a story begins
OUTSIDE = ("customer", "provider", "supplier")
IMPORTER = "importer"


class Cast:
    """Parties and matters by label, and labels by id."""

    def __init__(self, story: Any, book: RuleBook, begin: datetime) -> None:
        self.story, self.book, self.begin = story, book, begin
        self.parties: dict[str, Party] = {}
        self.matters: dict[str, Matter] = {}
        self.labels: dict[int, str] = {row.pk: str(row.key) for row in Party.objects.filter(key__isnull=False)}
        self.named: dict[int, str] = {}
        last = Matter.objects.order_by("-pk").values_list("pk", flat=True).first()
        self.before = last or 0

    # the house is filled ---------------------------------------------------

    def enrol(self) -> None:
        """Every person with their role, at their branch where they have one, since long before the story."""
        since = self.begin - BEFORE
        company()
        branches: dict[str, Party] = {}
        for label, person in self.story.people.items():
            branch = None
            if person.branch:
                branch = branches.setdefault(
                    person.branch, branches.get(person.branch) or enrol("branch", person.branch)
                )
            kind = person.role if person.role in OUTSIDE else "person"
            party = enrol(kind, label, branch.pk if branch else None)
            self.parties[label], self.labels[party.pk] = party, label
            if kind == "person":
                grant(party.pk, [person.role], branch.pk if branch else None, since)
        for kind, told in self.story.relations.items():
            for subject, others in told.items():
                if kind not in registry.relations and subject in self.parties:
                    for other in others:
                        relate(kind, self.parties[other].pk, self.parties[subject].pk, since)

    def adopt(self, importer: Party) -> list[str]:
        """Every matter that is given, through the door by which old matters come; says what went wrong."""
        problems = []
        for label, given in self.story.given.items():
            at = given.opened_at or self.begin
            known = self.inward_all(known_fields(given.kind), given.fields)
            outcome = perform(
                "matter.adopt",
                self.matters[given.parent] if given.parent else None,
                {"kind": given.kind, "title": label, "fields": known},
                by=importer,
                at=at,
                now=at,
                request_id=f"given:{label}:{self.before}",
                source="history",
            )
            if isinstance(outcome, Done) and outcome.made is not None:
                self.name(outcome.made, label)
                self._label_party(label, from_json(outcome.event.fields).get("fields") or {})
            else:
                problems.append(f"the given matter '{label}' cannot be adopted: {said(outcome)}")
        return problems

    def _label_party(self, label: str, known: Mapping[str, Any]) -> None:
        """A department that came with its seat is called as the seat is."""
        ref = known.get("party")
        if ref is not None and int(ref) not in self.labels:
            self.parties[label], self.labels[int(ref)] = Party.objects.get(pk=ref), label

    def compared_with_rooms(self, at: datetime) -> list[tuple[str, str]]:
        """Populations and relations that the story states and the rooms answer otherwise."""
        found, world = [], World(self.book)
        for name, members in self.story.populations.items():
            there = {self.named.get(int(one), one) for one in world(Question("population", name, ""), at)}
            if there != set(members):
                found.append((name, f"population: stated {sorted(members)}, the room says {sorted(there)}"))
        for name, told in self.story.relations.items():
            for subject, others in told.items():
                of = f"party:{self.parties[subject].pk}" if subject in self.parties else self.ref(subject)
                there = {self.party(one) for one in world(Question("relation", name, of), at)}
                if there != set(others):
                    found.append(
                        (name, f"relation of {subject}: stated {sorted(others)}, came {sorted(map(str, there))}")
                    )
        return found

    # labels ----------------------------------------------------------------

    def name(self, matter: Matter, label: str | None = None) -> None:
        """A matter gets its label; one that the story does not name is called by its kind."""
        if matter.pk in self.named:
            return
        wanted, number = label or matter.kind, 1
        while label is None and wanted in self.matters:
            number += 1
            wanted = f"{matter.kind}{number}"
        self.matters[wanted], self.named[matter.pk] = matter, wanted

    def name_new(self) -> None:
        """Every matter that has begun meanwhile gets a label."""
        for matter in Matter.objects.filter(pk__gt=self.before).exclude(pk__in=self.named).order_by("pk"):
            self.name(matter)

    def ref(self, label: str) -> str:
        """The id behind the label of a matter."""
        return str(self.matters[label].pk) if label in self.matters else label

    def party(self, ref: Any) -> str | None:
        """The label of a party."""
        if ref is None:
            return None
        return self.labels.get(int(ref), str(ref)) if str(ref).isdigit() else str(ref)

    def matter(self, ref: Any) -> str:
        """The label of a matter."""
        return self.named.get(int(ref), str(ref)) if str(ref).isdigit() else str(ref)

    # values ----------------------------------------------------------------

    def inward_all(self, table: Mapping[str, Field], values: Mapping[str, Any]) -> dict[str, Any]:
        """A story's values with ids in place of labels."""
        return {name: self.inward(table.get(name), value) for name, value in values.items()}

    def inward(self, item: Field | None, value: Any) -> Any:
        """One value with ids in place of labels."""
        if item is None or value is None:
            return value
        if item.kind in ("party", "parties"):
            return _each(value, self._party_ref)
        if item.kind in ("matter", "matters"):
            return _each(value, self.ref)
        if item.kind == "rows" and isinstance(value, list | tuple):
            inner = {one.name: one for one in item.rows}
            return [self.inward_all(inner, row) if isinstance(row, Mapping) else row for row in value]
        return value

    def _party_ref(self, label: str) -> str:
        if label in self.parties:
            return str(self.parties[label].pk)
        known = Party.objects.filter(key=label).first()
        return str(known.pk) if known else label

    def outward(self, item: Field | None, value: Any) -> Any:
        """One value of the ledger's with labels in place of ids, in a form in which equal values are equal."""
        if value is None or item is None:
            return plain(value)
        if item.kind in ("party", "parties"):
            return _each(value, lambda one: str(self.party(one)))
        if item.kind in ("matter", "matters"):
            return _each(value, self.matter)
        if item.kind == "rows" and isinstance(value, list | tuple):
            inner = {one.name: one for one in item.rows}
            return [
                {name: self.outward(inner.get(name), one) for name, one in row.items()}
                if isinstance(row, Mapping)
                else row
                for row in value
            ]
        return plain(value)


def said(outcome: Outcome) -> str:
    """Why an act was not done, in words."""
    problems = getattr(outcome, "problems", ())
    return "; ".join(f"{one.code}{f' ({one.field})' if one.field else ''} {one.said.en}" for one in problems) or "held"


def plain(value: Any) -> Any:
    """A value in which lists and tuples, instants of all zones and numbers of all kinds are alike."""
    if isinstance(value, Mapping):
        return {str(name): plain(one) for name, one in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(one) for one in value]
    if isinstance(value, datetime):
        return value.timestamp()
    if isinstance(value, date):
        return value.isoformat()
    return value


def _each(value: Any, turn: Any) -> Any:
    if isinstance(value, list | tuple):
        return [turn(str(one)) for one in value]
    return turn(str(value))
