"""Owns the looking: what somebody owes, what may be done to a matter and why not, its story, and figures of the clauses."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, F, Q, QuerySet

from aftersales.foundation.problems import Problem
from aftersales.foundation.problems import Refused as Raised
from aftersales.foundation.texts import Text
from aftersales.ledger import lists, present
from aftersales.ledger.answers import roles_of as roles_of_party
from aftersales.ledger.doing import Doing
from aftersales.ledger.editions import law
from aftersales.ledger.fold import load
from aftersales.ledger.models import Approval, Event, Matter, Notice, Obligation, Party, RoleHolding
from aftersales.ledger.performing import problem_of
from aftersales.ledger.registry import ActSpec, registry
from aftersales.ledger.rights import holdings, may
from aftersales.ledger.session import Session
from aftersales.policy.catalogue import Field
from aftersales.policy.hearing import Hearing
from aftersales.policy.kinds.base import Reason

OWED = ("open", "suspended")


@dataclass(frozen=True, slots=True)
class ActCard:
    """One act on one matter for one viewer: open, or closed with every reason and its clauses."""

    name: str
    label: Text
    problems: tuple[Problem, ...]
    fields: tuple[Field, ...]
    makes: str | None = None
    form: str | None = None
    consents: tuple[str, ...] = ()  # rules that will hold it for somebody's consent
    asks_reason: tuple[str, ...] = ()  # rules that want a reason

    @property
    def allowed(self) -> bool:
        """Whether it may be done now."""
        return not self.problems


class _Blank:
    """Stands for input that nobody has given yet."""

    def __getattr__(self, _name: str) -> None:
        return None


def acts_on(matter: Matter, viewer: Party, *, at: datetime | None = None, generic: bool = False) -> list[ActCard]:
    """The acts that the viewer's roles have on the matter: open ones first, closed ones with the reasons."""
    moment = at or present.now()
    found = law()
    root = matter.root_or_self
    hearing = load(root, found.book).hearing
    session = Session(found, moment)
    cards = [
        _card(session, hearing, spec, matter, viewer, moment)
        for spec in registry.acts.values()
        if not spec.hidden
        and _offered(spec, matter, generic)
        and may(viewer, spec.type.name, matter, at=moment) is None
    ]
    return sorted(cards, key=lambda one: (not one.allowed, one.name))


available = acts_on


def _offered(spec: ActSpec, matter: Matter, generic: bool) -> bool:
    return (generic and spec.type.generic) or matter.kind in spec.type.on


def _card(session: Session, hearing: Hearing, spec: ActSpec, matter: Matter, viewer: Party, at: datetime) -> ActCard:
    problems = list(_needs(session, spec, matter, viewer, at))
    consents, asks = [], []
    reasons = hearing.attempt(spec.type, str(matter.pk), {}, by=str(viewer.pk), at=at)
    for one in reasons:
        if one.mode == "hold":
            consents.append(one.rule)
        elif one.mode == "ask_reason":
            asks.append(one.rule)
        elif one.mode != "flag" and not _about_input(one, spec):
            problems.append(problem_of(one, session))
    return ActCard(
        spec.type.name,
        spec.type.label,
        tuple(problems),
        tuple(spec.type.given.values()),
        spec.type.makes,
        spec.type.form,
        tuple(dict.fromkeys(consents)),
        tuple(dict.fromkeys(asks)),
    )


def _about_input(reason: Reason, spec: ActSpec) -> bool:
    """Whether the reason speaks only of what the form will ask for, or was found only because nothing is filled in."""
    event = registry.events.get(spec.type.states)
    asked = {*spec.type.given, *(event.fields if event else ())}
    return bool(reason.fields) and set(reason.fields) <= asked


def _needs(session: Session, spec: ActSpec, matter: Matter, viewer: Party, at: datetime) -> Iterable[Problem]:
    do = Doing(
        spec=spec,
        catalogue=session.law.book.catalogue,
        by=viewer,
        at=at,
        matter=matter,
        recorded_at=at,
        session=session,
    )
    for need in spec.needs:
        try:
            problem = need(do, _Blank())
        except (TypeError, ValueError, AttributeError, Raised):
            continue  # it can only be said once the form is filled in
        if problem is not None and problem.field not in spec.type.given:
            yield problem


def roles(party: Party, at: datetime | None = None) -> set[str]:
    """The roles of a party now."""
    return roles_of_party(party.pk, at or present.now())


def roles_of(parties: Iterable[int], at: datetime | None = None) -> dict[int, list[str]]:
    """The roles that each party itself holds now."""
    rows = RoleHolding.objects.on(at or present.now()).filter(party_id__in=list(parties)).order_by("role")
    found: dict[int, list[str]] = {}
    for party, role in rows.values_list("party_id", "role"):
        found.setdefault(party, []).append(role)
    return found


def worklist(party: Party, now: datetime | None = None) -> QuerySet[Obligation]:
    """What the party owes in person or through a role at its branches, what is due first on top."""
    at = now or present.now()
    mine = Q(person=party) | (_through_roles(party, at) & Q(taken_by__isnull=True))
    rows = Obligation.objects.filter(mine, state__in=OWED).select_related("matter", "person", "party")
    return rows.order_by(F("due_at").asc(nulls_last=True), "pk")


def _through_roles(party: Party, at: datetime) -> Q:
    """What falls to a role that the party holds there, itself or through its unit."""
    found = Q(pk__in=[])
    for role, branches in holdings(party, at).items():
        here = Q(role=role)
        found |= here if None in branches else here & (Q(branch_id__in=branches) | Q(branch__isnull=True))
    return found


def approvals_for(party: Party, now: datetime | None = None) -> QuerySet[Approval]:
    """The held acts that wait for the party."""
    at = now or present.now()
    rows = Approval.objects.filter(Q(person=party) | _through_roles(party, at), state="waiting").exclude(act__by=party)
    return rows.select_related("act", "act__by", "matter").order_by("at", "step")


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a matter's story."""

    at: datetime
    kind: str  # event, comment, document, notice
    row: Any


def timeline(matter: Matter, viewer: Party) -> list[Entry]:
    """Everything that happened on the matter, in effective order."""
    found = [Entry(one.at, "event", one) for one in lists.events(viewer).filter(matter=matter)]
    found += [Entry(one.at, "comment", one) for one in lists.comments(viewer).filter(matter=matter)]
    found += [Entry(one.filed_at, "document", one) for one in lists.documents(viewer).filter(matter=matter)]
    told = Notice.objects.filter(matter=matter).select_related("party")
    found += [
        Entry(one.at, "notice", one) for one in (told if viewer.kind in lists.STAFF else told.filter(party=viewer))
    ]
    return sorted(found, key=lambda one: (one.at, one.kind, one.row.pk))


def clocks(matter: Matter, viewer: Party) -> QuerySet[Obligation]:
    """What is and was owed on the matter and below it in its family."""
    return lists.obligations(viewer).filter(Q(matter=matter) | Q(matter__parent=matter)).order_by("due_at", "pk")


def by_clause(since: datetime, until: datetime) -> list[dict[str, Any]]:
    """For each clause how many obligations were opened in a span, kept in time, kept late, and broken."""
    rows = Obligation.objects.filter(at__gte=since, at__lt=until).values("clause").order_by("clause")
    counted = rows.annotate(
        opened=Count("pk"),
        kept=Count("pk", filter=Q(state="kept", breached_at__isnull=True)),
        late=Count("pk", filter=Q(state="kept", breached_at__isnull=False)),
        broken=Count("pk", filter=Q(breached_at__isnull=False)),
        open=Count("pk", filter=Q(state__in=OWED)),
    )
    return [dict(row) for row in counted]


def events_since(cursor: int, limit: int = 500) -> list[Event]:
    """Events after a place in the log, in the order in which they were written."""
    return list(Event.objects.filter(seq__gt=cursor).select_related("matter", "by").order_by("seq")[:limit])
