"""Small questions that pages ask: publications, links, the basis of a consequence, whose customers are whose."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from aftersales.domain.workorders.queries import dispatch_defaults
from aftersales.ledger import editions
from aftersales.ledger import links as ledger_links
from aftersales.policy.catalogue import Field
from aftersales.web.reading import named, rights, seen, words
from aftersales.web.wording.facts import Fact
from aftersales.web.wording.words import say

LINKED = frozenset({"entry", "case", "workorder", "unit", "account", "quotation", "complaint"})
FOLLOWED = (
    "quotation.accept",
    "quotation.decline",
    "workorder.sign",
    "survey.fill",
    "complaint.open",
    "entry.register",
)


def fields(name: str, _matter: Any) -> list[Field]:
    """The input of an act as a form asks for it."""
    return list(words.act_fields(name))


def proposed_values(name: str, row: Any) -> dict[str, str]:
    """What rooms propose for the form of an act."""
    if name == "workorder.dispatch" and row is not None:
        return dispatch_defaults(row.pk)
    return {}


def may_link(viewer: Any, row: Any) -> bool:
    """Whether the viewer may hand out the customer's link: whoever deals with the matter's customer."""
    return rights.may(viewer, "matter.comment", row)


def make_link(
    row: Any,
    *,
    by: Any,
    at: datetime,
    purpose: str = "follow",
    acts: tuple[str, ...] = FOLLOWED,
    once: bool = False,
    lifetime: timedelta = ledger_links.LIFETIME,
) -> str:
    """The token of a new link."""
    return ledger_links.make_link(row, by=by, at=at, purpose=purpose, acts=acts, single_use=once, lifetime=lifetime)


def published() -> Any:
    """The publication in force, for its day and digest."""
    return editions.current()


def basis(row: Any) -> list[Fact]:
    """The facts that a consequence rests on: what the event said that it follows from, and the finding's decision."""
    finding = row.matter.finding_rows.filter(key=row.basis).select_related("decided_by").first()
    uid = finding.event if finding is not None and finding.event else row.basis
    event = (
        row.matter.family_events.model.objects.filter(root_id=row.root_id, uid=uid)
        .select_related("by", "matter")
        .first()
    )
    found: list[Fact] = []
    if event is not None:
        found.append(Fact(say(words.event_label(event.name)), event.by.name))
        found += named.event_facts([event])[0]
    if finding is not None and finding.decided_by is not None:
        found.append(Fact(say(words.event_label("finding.upheld.v1")), finding.decided_by.name))
    return found + named.memory_facts(row.matter)


def related_owed(row: Any, viewer: Any) -> list[Any]:
    """The obligations of a person, on matters that the viewer sees."""
    return list(seen.obligations(viewer).filter(person=row).order_by("-at")[:50])
