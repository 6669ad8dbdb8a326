"""What is owed: by the viewer, on a matter, and which act keeps it; consents and notices that wait for the viewer."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import F, Q

from aftersales.ledger import lists
from aftersales.web.reading import rights, seen
from aftersales.web.reading.families import family_below

SOONEST = F("due_at").asc(nulls_last=True)
OPEN = ("open", "suspended")


def owed_by(viewer: Any, _now: datetime) -> list[Any]:
    """What the viewer owes in person, the soonest first."""
    rows = seen.obligations(viewer).filter(state__in=OPEN, person=viewer)
    return list(rows.order_by(SOONEST, "pk")[:200])


def is_of(viewer: Any, row: Any) -> bool:
    """Whether an obligation falls to a role that the viewer holds where it is owed."""
    branches = rights.of(viewer).held.get(row.role)
    return branches is not None and (None in branches or row.branch_id is None or row.branch_id in branches)


def owed_on(row: Any) -> tuple[list[Any], list[Any]]:
    """What is owed on a matter and below it, and what has ended."""
    found = getattr(row, "web_owed", None)
    if found is None:
        ids = family_below(row)
        rows = row.obligation_rows.model.objects.filter(matter_id__in=ids).select_related(*seen.OWED_WITH)
        every = list(rows.order_by(SOONEST, "pk"))
        found = ([one for one in every if one.state in OPEN], [one for one in every if one.state not in OPEN])
        row.web_owed = found
    return found


ALLEGED = ("alleged", "heard")


def open_finding(row: Any, prefix: str = "finding") -> str:
    """The key of the allegation that waits for a decision on an obligation's matter; empty where there is none."""
    if prefix != "finding":
        return ""
    found = getattr(row, "web_finding", None)
    if found is None:
        found = (
            row.matter.finding_rows.filter(state__in=ALLEGED).order_by("at").values_list("key", flat=True).first() or ""
        )
        row.web_finding = found
    return str(found)


def steps_to(row: Any) -> list[str]:
    """The acts that keep an obligation; before a finding can be decided it has to be alleged."""
    if any(name in {"finding.uphold", "finding.dismiss"} for name in row.must) and not open_finding(row):
        return ["finding.allege"]
    return list(row.must)


def approvals_for(viewer: Any, _now: datetime) -> list[Any]:
    """Consents that wait for the viewer."""
    held = rights.of(viewer).held
    rows = seen.approvals(viewer).filter(state="waiting")
    return [
        row for row in rows.filter(Q(person=viewer) | Q(role__in=list(held))).order_by("at", "step") if _next_step(row)
    ]


def _next_step(row: Any) -> bool:
    return not type(row).objects.filter(event=row.event, state="waiting", step__lt=row.step).exists()


def approvals_on(row: Any) -> list[Any]:
    """What waits for consent on a matter and below."""
    rows = row.approval_rows.model.objects.filter(matter_id__in=family_below(row), state="waiting")
    return list(rows.select_related("matter", "act", "act__by").order_by("at", "step"))


def approvals_seen(viewer: Any, _now: datetime) -> Any:
    """All approvals on matters that the viewer sees."""
    return seen.approvals(viewer).order_by("-at", "-pk")


def notices_for(viewer: Any, _now: datetime) -> list[Any]:
    """What the viewer was told and has not read."""
    rows = seen.marked(viewer, lists.notices(viewer).filter(read_at__isnull=True))
    return list(rows.order_by("-at")[:30])


def mark_read(viewer: Any, now: datetime) -> None:
    """What the viewer was told is read."""
    lists.notices(viewer).filter(read_at__isnull=True, at__lte=now).update(read_at=now)
