"""Routes for the policy in force: its clauses with rules and stories, what it covers, its forms, how it is lived up to."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Count, Q
from django.http import HttpRequest
from django.utils import timezone
from ninja import Field, P, PathEx, Query, Router

from aftersales.api.v1 import shapes, showing
from aftersales.api.v1.auth import reader
from aftersales.api.v1.forms import schema_of
from aftersales.api.v1.lists import Word
from aftersales.api.v1.paging import Page, Paging, by_id, by_place
from aftersales.api.v1.problems import absent
from aftersales.ledger import editions, lists, present
from aftersales.policy.language.coverage import coverage as covered

router = Router(tags=["policy"])


class ClauseFilter(Paging):
    """Clauses by words, kind of rule and day."""

    q: str | None = Word
    kind: str | None = Word
    status: str | None = Word
    on: date | None = Field(None, description="The day whose edition is shown; today where left out")


class PromiseFilter(Paging):
    """Promises by clause and by when they were made."""

    clause: str | None = Word
    since: date | None = None
    until: date | None = None


@router.get("/clauses", response=Page[shapes.ClauseOut], operation_id="list_clauses", summary="条款 · Clauses")
def clauses(request: HttpRequest, filters: Query[ClauseFilter]) -> Any:
    """Every clause in the edition that is in force, with its rules and the stories that show it."""
    reader(request)
    day = filters.on or timezone.localdate(present.now())
    found = [card for clause in editions.pack().clauses.values() if (card := _clause(clause, day)) is not None]
    if filters.status:
        found = [one for one in found if one.status == filters.status]
    if filters.kind:
        found = [one for one in found if any(rule.kind == filters.kind for rule in one.rules)]
    if filters.q:
        found = [one for one in found if filters.q in one.id or filters.q in one.text.zh or filters.q in one.text.en]
    return by_place(found, filters)


@router.get("/clauses/{clause_id}", response=shapes.ClauseOut, operation_id="read_clause", summary="一条 · One clause")
def clause(request: HttpRequest, clause_id: PathEx[str, P(max_length=120)], on: date | None = None) -> Any:
    """One clause on a day."""
    reader(request)
    found = editions.pack().clauses.get(clause_id)
    card = _clause(found, on or timezone.localdate(present.now())) if found is not None else None
    if card is None:
        raise absent()
    return card


def _clause(clause: Any, day: date) -> shapes.ClauseOut | None:
    edition = clause.on(day)
    if edition is None:
        return None
    return shapes.ClauseOut(
        id=clause.id,
        pack=clause.pack,
        title=showing.said(clause.title) if clause.title else None,
        text=showing.said(edition.text),
        status=edition.status,
        since=edition.since.isoformat(),
        until=edition.until.isoformat() if edition.until else None,
        note=edition.note,
        rules=[shapes.RuleOut(id=rule.id, kind=rule.kind, digest=rule.digest) for rule in edition.rules],
        stories=_stories(clause.id),
    )


def _stories(clause_id: str) -> list[shapes.StoryOut]:
    told = []
    for story in editions.pack().stories:
        expected = [one for one in story.expect if one.clause == clause_id]
        if expected:
            shows = "violated" if any(one.violated for one in expected) else "honoured"
            told.append(shapes.StoryOut(story=story.title.zh, en=story.title.en, shows=shows))
    return told


@router.get("/coverage", response=shapes.CoverageOut, operation_id="read_coverage", summary="覆盖 · Coverage")
def coverage(request: HttpRequest) -> Any:
    """What became of every clause of the policy."""
    reader(request)
    pack = editions.pack()
    found = covered(pack)
    counts: dict[str, int] = {}
    for one in found.values():
        counts[one["status"]] = counts.get(one["status"], 0) + 1
    rows: list[dict[str, Any]] = [{"clause": name, **one} for name, one in found.items()]
    return {"pack": pack.id, "counts": counts, "clauses": rows}


@router.get(
    "/forms/{key}/schema", response=dict[str, Any], operation_id="read_form_schema", summary="表单结构 · Form schema"
)
def form_schema(request: HttpRequest, key: PathEx[str, P(max_length=120)]) -> Any:
    """The JSON Schema of a form that the policy declares."""
    reader(request)
    pack = editions.pack()
    form = pack.forms.get(key) or pack.checklists.get(key)
    if form is None:
        raise absent()
    return schema_of(form)


@router.get("/promises", response=Page[shapes.PromiseOut], operation_id="list_promises", summary="承诺兑现 · Promises")
def promises(request: HttpRequest, filters: Query[PromiseFilter]) -> Any:
    """For each clause how many duties were opened, kept in time, kept late, and broken and still owed."""
    rows = lists.obligations(reader(request)).exclude(clause="")
    for name, column in (("clause", "clause"), ("since", "at__date__gte"), ("until", "at__date__lte")):
        value = getattr(filters, name)
        if value is not None:
            rows = rows.filter(**{column: value})
    late = Q(breached_at__isnull=False)
    owed = Q(state__in=lists.STILL_OWED)
    counted = (
        rows.order_by()
        .values("clause")
        .annotate(
            opened=Count("pk"),
            kept=Count("pk", filter=Q(kept_at__isnull=False) & ~late),
            late=Count("pk", filter=Q(kept_at__isnull=False) & late),
            broken_open=Count("pk", filter=late & owed),
            open=Count("pk", filter=owed),
        )
    )
    return by_place(sorted(counted, key=lambda one: one["clause"]), filters)


@router.get(
    "/unanswered", response=Page[shapes.UnansweredOut], operation_id="list_unanswered", summary="未答复 · Unanswered"
)
def unanswered(request: HttpRequest, filters: Query[Paging]) -> Any:
    """Open matters on which something is overdue or nobody is named: what would be forgotten elsewhere."""
    viewer = reader(request)
    owed = lists.obligations(viewer).filter(state__in=lists.STILL_OWED)
    waiting = owed.filter(Q(breached_at__isnull=False) | Q(person__isnull=True) | Q(gap=True))
    rows = lists.matters(viewer).filter(pk__in=waiting.values("matter"))

    def show(row: Any) -> shapes.UnansweredOut:
        duties = list(owed.filter(matter=row))
        holders = {one.person_id: one.person for one in duties if one.person_id}
        return shapes.UnansweredOut(
            matter=showing.matter_card(row),
            holders=[card for one in holders.values() if (card := showing.party_card(one)) is not None],
            duties=sorted(one.rule for one in duties),
        )

    return by_id(rows, filters, show)
