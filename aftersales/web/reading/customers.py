"""What a customer may see and do through a link: promises, the matter's story without its inside, the acts allowed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ObjectDoesNotExist

from aftersales.foundation.problems import Refused
from aftersales.ledger import editions, known, present, rights
from aftersales.ledger.registry import registry
from aftersales.web.reading.acting import tried_now
from aftersales.web.reading.families import family, family_below
from aftersales.web.reading.misc import FOLLOWED
from aftersales.web.reading.owed import owed_on

TOLD = (
    "entry.registered.v1", "entry.answered.v1", "case.opened.v1", "case.closed.v1", "case.cancelled.v1", "quotation.sent.v1",
    "quotation.accepted.v1", "quotation.declined.v1", "workorder.dispatched.v1", "workorder.departed.v1",
    "workorder.arrived.v1", "workorder.completed.v1", "workorder.signed.v1", "survey.filled.v1", "complaint.opened.v1",
    "complaint.answered.v1", "complaint.closed.v1",
)  # fmt: skip
SHOWN_FIELDS = frozenset(
    {"reply", "solution", "parts_replaced", "arrive_by", "total", "satisfied", "description", "engineer", "result"}
)


@dataclass(frozen=True)
class Target:
    """The matter on which an act through a link is done; none for an act that begins something."""

    matter: Any


def promised(row: Any) -> list[Any]:
    """What the company owes on this matter and below, with a date."""
    return [one for one in owed_on(row)[0] if one.due_at is not None and one.party_id != row.customer_id]


def told_to_customer(row: Any) -> list[Any]:
    """The steps that concern the customer, newest first, without what is internal."""
    rows = row.events.model.objects.filter(
        matter_id__in=family_below(row), name__in=TOLD, withdrawn=False, superseded_by__isnull=True
    )
    found = list(rows.select_related("matter", "by").order_by("-at", "-seq")[:40])
    for event in found:
        event.fields = {key: value for key, value in event.fields.items() if key in SHOWN_FIELDS}
    return found


def allowed(link: Any, party: Any, name: str, row: Any) -> bool:
    """Whether the link lets its holder do an act on a matter."""
    return rights.may(party, name, row, link=link) is None


def customer_acts(link: Any, party: Any) -> list[tuple[str, Any]]:
    """The acts that the link allows now, each with the matter it would be done on."""
    names = link.acts or FOLLOWED
    found: list[tuple[str, Any]] = []
    below = set(family_below(link.matter))
    for row in (one for one in family(link.matter) if one.pk in below):
        for name in names:
            spec = registry.acts.get(name)
            if (
                spec is not None
                and row.kind in spec.type.on
                and allowed(link, party, name, row)
                and _now(row, party, name)
            ):
                found.append((name, row))
    return found


def _now(row: Any, party: Any, name: str) -> bool:
    tried = tried_now([name], row, party, present.now())
    return bool(tried) and not tried[0].problems


def customer_target(link: Any, party: Any, name: str, on: str | None) -> Target | None:
    """The matter on which the link's holder would do an act; None where the link does not open it."""
    spec = registry.acts.get(name)
    if spec is None or (link.acts and name not in link.acts):
        return None
    below = set(family_below(link.matter))
    rows = [one for one in family(link.matter) if one.pk in below and (one.kind in spec.type.on)]
    if on and on.isdigit():
        rows = [one for one in rows if one.pk == int(on)]
    for row in rows:
        if allowed(link, party, name, row):
            return Target(row)
    if None in spec.type.on and allowed(link, party, name, None):
        return Target(None)
    return None


def company_name() -> str:
    """What the company is called on its customers' pages."""
    return str(known.company().name)


def visitor() -> Any:
    """The party of those who come without a link; None before anything was published."""
    try:
        editions.pack()
        return known.by_key("visitor")
    except (Refused, ObjectDoesNotExist):
        return None


def made(result: Any) -> Any:
    """The matter that an attempt made."""
    return result.made
