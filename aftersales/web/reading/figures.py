"""Promises kept and broken, counted by clause, person and branch, on what the viewer may see; and the proof of answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, F, Q

from aftersales.ledger import verify
from aftersales.ledger.registry import registry
from aftersales.web.reading import seen
from aftersales.web.reading.owed import OPEN

LATE = Q(breached_at__isnull=False)
KEPT = Q(state="kept", breached_at__isnull=True)


@dataclass(frozen=True)
class Figures:
    """How often something was owed, kept in time, broken, and is open still."""

    key: Any
    name: str
    opened: int
    kept: int
    broken: int
    open: int

    @property
    def share(self) -> str:
        """Kept in time among what has been decided either way."""
        decided = self.kept + self.broken
        return f"{round(100 * self.kept / decided)}%" if decided else "—"


COUNTS = {
    "opened": Count("pk"),
    "kept": Count("pk", filter=KEPT),
    "broken": Count("pk", filter=LATE),
    "open": Count("pk", filter=Q(state__in=OPEN)),
}


def clause_figures(viewer: Any, _now: datetime) -> Mapping[str, Figures]:
    """Counts of every clause, for all time."""
    rows = seen.obligations(viewer).order_by().values("clause").annotate(**COUNTS)
    return {row["clause"]: _figures(row, "clause") for row in rows}


def _figures(row: Mapping[str, Any], key: str, name: str = "") -> Figures:
    return Figures(
        row[key], row.get(name) or str(row[key] or ""), row["opened"], row["kept"], row["broken"], row["open"]
    )


def obligations(viewer: Any, since: datetime, until: datetime) -> Any:
    """What was owed in a period: opened in it, or due in it, or broken in it."""
    inside = (
        Q(at__gte=since, at__lt=until)
        | Q(due_at__gte=since, due_at__lt=until)
        | Q(breached_at__gte=since, breached_at__lt=until)
    )
    return seen.obligations(viewer).filter(inside)


def overview(viewer: Any, since: datetime, until: datetime) -> Figures:
    """All promises of a period together."""
    row = obligations(viewer, since, until).order_by().aggregate(**COUNTS)
    return Figures("", "", row["opened"], row["kept"], row["broken"], row["open"])


def by(viewer: Any, since: datetime, until: datetime, what: str) -> list[Figures]:
    """Counts by `clause`, `person` or `branch`, the most broken first."""
    rows = obligations(viewer, since, until).order_by()
    if what == "clause":
        found = [_figures(row, "clause") for row in rows.values("clause").annotate(**COUNTS)]
    else:
        keyed = rows.values(whose=F(f"{what}_id"), whose_name=F(f"{what}__name")).annotate(**COUNTS)
        found = [_figures(row, "whose", "whose_name") for row in keyed]
    return sorted(found, key=lambda one: (-one.broken, -one.opened, one.name))


def promises(viewer: Any, since: datetime, until: datetime, chosen: Mapping[str, str]) -> Any:
    """The obligations behind a figure."""
    rows = obligations(viewer, since, until)
    if chosen.get("clause"):
        rows = rows.filter(clause=chosen["clause"])
    for name in ("person", "branch"):
        if chosen.get(name, "").isdigit():
            rows = rows.filter(**{name: int(chosen[name])})
    wanted = {"broken": LATE, "kept": KEPT, "open": Q(state__in=OPEN)}.get(chosen.get("state", ""))
    if wanted is not None:
        rows = rows.filter(wanted)
    return rows.order_by("-at", "-pk")


@dataclass(frozen=True)
class Answered:
    """A matter that calls for an answer and how it stands: answered, ended, or owed by somebody with a name, or neither."""

    matter: Any
    answered: datetime | None
    owed: Any
    closed: bool
    holds: bool


def proof(viewer: Any, since: datetime | None = None) -> list[Answered]:
    """Whatever calls for an answer, with the answer or with who owes one; those with neither come first."""
    acts = [name for name in registry.acts if name.endswith(".answer")]
    kinds = {kind for name in acts for kind in registry.acts[name].type.on if kind}
    rows = seen.matters(viewer).filter(kind__in=kinds).order_by("-opened_at", "-pk")
    asked = list(rows.filter(opened_at__gte=since) if since is not None else rows)
    ids = [one.pk for one in asked]
    missing = {one.pk for one in verify.unanswered()}
    answered: dict[int, datetime] = {}
    owed: dict[int, Any] = {}
    for start in range(0, len(ids), 500):
        part = ids[start : start + 500]
        for event in seen.events(viewer).filter(matter_id__in=part, act_name__in=acts).order_by("at", "seq"):
            answered.setdefault(event.matter_id, event.at)
        open_ = seen.obligations(viewer).filter(state__in=OPEN, person__isnull=False)
        for one in open_.filter(Q(matter_id__in=part) | Q(matter__parent_id__in=part)).order_by("-due_at"):
            owed[one.matter_id] = owed[one.matter.parent_id] = one
    found = [
        Answered(one, answered.get(one.pk), owed.get(one.pk), one.closed_at is not None, one.pk not in missing)
        for one in asked
    ]
    return sorted(found, key=lambda one: one.holds)
