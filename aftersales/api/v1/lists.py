"""Routes for lists: everything there is, filtered and paged, as far as the caller may see it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from ninja import Field, Query, Router

from aftersales.api.v1 import shapes, showing
from aftersales.api.v1.auth import reader
from aftersales.api.v1.bodies import Id
from aftersales.api.v1.paging import Page, Paging, by_id, cursor_of, place_of
from aftersales.api.v1.problems import one
from aftersales.ledger import lists

router = Router(tags=["lists"])
LARGEST_SEQ = 2**63 - 1
Word = Field(None, max_length=120)


class MatterFilter(Paging):
    """Matters by kind, state, place, customer, number or words."""

    kind: str | None = Word
    state: str | None = Word
    open: bool | None = None
    branch: Id | None = Field(None, pattern="^[0-9]{1,18}$")
    customer: Id | None = Field(None, pattern="^[0-9]{1,18}$")
    parent: Id | None = Field(None, pattern="^[0-9]{1,18}$")
    number: str | None = Word
    q: str | None = Word


class DutyFilter(Paging):
    """Duties by what they rest on, where they stand and who has them."""

    state: str | None = Word
    clause: str | None = Word
    rule: str | None = Word
    matter: Id | None = Field(None, pattern="^[0-9]{1,18}$")
    person: Id | None = Field(None, pattern="^[0-9]{1,18}$")
    mine: bool = False
    breached: bool | None = None
    due_before: datetime | None = None


class JudgedFilter(Paging):
    """What the law judged, by state, matter and clause."""

    state: str | None = Word
    matter: Id | None = Field(None, pattern="^[0-9]{1,18}$")
    clause: str | None = Word
    rule: str | None = Word
    mine: bool = False


class EventFilter(Paging):
    """Events after a place in the log."""

    since: int = Field(0, ge=0, le=LARGEST_SEQ, description="Only events recorded after this `seq`")
    name: str | None = Word
    matter: Id | None = Field(None, pattern="^[0-9]{1,18}$")


class NoticeFilter(Paging):
    """What the caller was told."""

    unread: bool | None = None
    clause: str | None = Word


class DocumentFilter(Paging):
    """Filed forms."""

    matter: Id | None = Field(None, pattern="^[0-9]{1,18}$")
    form: str | None = Word


class PartyFilter(Paging):
    """Parties by kind and name."""

    kind: str | None = Word
    q: str | None = Word
    active: bool | None = None


def _clean(words: str | None, field: str) -> str | None:
    """A filter's words; a zero byte is something no database looks for."""
    if words is not None and "\x00" in words:
        raise one(
            422, "input.characters", "含有不能查找的字符。", "It holds a character nothing is found by.", field=field
        )
    return words


def narrowed(rows: Any, filters: Any, **fields: str) -> Any:
    """The rows for which every filter that was given holds."""
    for name, column in fields.items():
        value = getattr(filters, name)
        if isinstance(value, str):
            value = _clean(value, name)
        if value is not None:
            rows = rows.filter(**{column: value})
    return rows


@router.get("/matters", response=Page[shapes.MatterOut], operation_id="list_matters", summary="事项 · Matters")
def matters(request: HttpRequest, filters: Query[MatterFilter]) -> Any:
    """Matters that the caller may see, the newest first."""
    rows = narrowed(
        lists.matters(reader(request)),
        filters,
        kind="kind",
        state="state",
        branch="branch_id",
        customer="customer_id",
        parent="parent_id",
        number="number",
    )
    if filters.open is not None:
        rows = rows.filter(closed_at__isnull=filters.open)
    if filters.q:
        rows = lists.named(rows, str(_clean(filters.q, "q")))
    return by_id(rows, filters, showing.matter_card)


@router.get(
    "/obligations", response=Page[shapes.ObligationOut], operation_id="list_obligations", summary="责任 · Duties"
)
def obligations(request: HttpRequest, filters: Query[DutyFilter]) -> Any:
    """What is owed, kept and broken."""
    viewer = reader(request)
    rows = narrowed(
        lists.obligations(viewer),
        filters,
        state="state",
        clause="clause",
        rule="rule",
        matter="matter_id",
        person="person_id",
        due_before="due_at__lt",
    )
    if filters.breached is not None:
        rows = rows.filter(breached_at__isnull=not filters.breached)
    if filters.mine:
        rows = rows.filter(person=viewer)
    return by_id(rows, filters, showing.obligation_card)


@router.get("/findings", response=Page[shapes.FindingOut], operation_id="list_findings", summary="查实 · Findings")
def findings(request: HttpRequest, filters: Query[JudgedFilter]) -> Any:
    """Allegations, and what became of them."""
    rows = narrowed(
        lists.findings(reader(request)), filters, state="state", matter="matter_id", clause="clause", rule="rule"
    )
    return by_id(rows, filters, showing.finding_card)


@router.get("/approvals", response=Page[shapes.ApprovalOut], operation_id="list_approvals", summary="审批 · Approvals")
def approvals(request: HttpRequest, filters: Query[JudgedFilter]) -> Any:
    """What waits for consent."""
    viewer = reader(request)
    rows = narrowed(lists.approvals(viewer), filters, state="state", matter="matter_id", clause="clause", rule="rule")
    return by_id(rows.filter(person=viewer) if filters.mine else rows, filters, showing.approval_card)


@router.get(
    "/consequences",
    response=Page[shapes.ConsequenceOut],
    operation_id="list_consequences",
    summary="奖惩 · Consequences",
)
def consequences(request: HttpRequest, filters: Query[JudgedFilter]) -> Any:
    """Fines, demerits, rewards."""
    viewer = reader(request)
    rows = narrowed(
        lists.consequences(viewer), filters, state="state", matter="matter_id", clause="clause", rule="rule"
    )
    return by_id(rows.filter(party=viewer) if filters.mine else rows, filters, showing.consequence_card)


@router.get("/charges", response=Page[shapes.ChargeOut], operation_id="list_charges", summary="费用 · Charges")
def charges(request: HttpRequest, filters: Query[JudgedFilter]) -> Any:
    """Who pays what."""
    rows = narrowed(lists.charges(reader(request)), filters, matter="matter_id", clause="clause", rule="rule")
    return by_id(rows, filters, showing.charge_card)


@router.get("/measures", response=Page[shapes.MeasureOut], operation_id="list_measures", summary="指标 · Measures")
def measures(request: HttpRequest, filters: Query[JudgedFilter]) -> Any:
    """Figures of members and periods, held to their targets."""
    rows = narrowed(
        lists.measures(reader(request)), filters, state="state", matter="matter_id", clause="clause", rule="rule"
    )
    return by_id(rows, filters, showing.measure_card)


@router.get("/events", response=Page[shapes.EventOut], operation_id="list_events", summary="事件 · Events")
def events(request: HttpRequest, filters: Query[EventFilter]) -> Any:
    """The log in the order in which the system learned of it; keep `next` and ask again for what is new."""
    rows = narrowed(lists.events(reader(request)), filters, name="name", matter="matter_id")
    place = place_of(filters.cursor, 1)
    since = place[0] if place is not None else filters.since
    if not isinstance(since, int) or not 0 <= since <= LARGEST_SEQ:
        raise one(422, "input.cursor", "游标无效。", "This cursor is not one of ours.", field="cursor")
    found = list(rows.filter(seq__gt=since).order_by("seq")[: filters.limit])
    return {"items": showing.event_cards(found), "next": cursor_of(found[-1].seq if found else since)}


@router.get("/notices", response=Page[shapes.NoticeOut], operation_id="list_notices", summary="通知 · Notices")
def notices(request: HttpRequest, filters: Query[NoticeFilter]) -> Any:
    """What the caller was told."""
    rows = narrowed(lists.notices(reader(request)), filters, clause="clause")
    if filters.unread is not None:
        rows = rows.filter(read_at__isnull=filters.unread)
    return by_id(rows, filters, showing.notice_card)


@router.get("/documents", response=Page[shapes.DocumentOut], operation_id="list_documents", summary="单据 · Documents")
def documents(request: HttpRequest, filters: Query[DocumentFilter]) -> Any:
    """Filed forms with their signatures."""
    rows = narrowed(lists.documents(reader(request)), filters, matter="matter_id", form="form")
    return by_id(rows, filters, showing.document_card)


@router.get("/parties", response=Page[shapes.PartyOut], operation_id="list_parties", summary="主体 · Parties")
def parties(request: HttpRequest, filters: Query[PartyFilter]) -> Any:
    """People, departments, branches and customers."""
    rows = narrowed(lists.parties(reader(request)), filters, kind="kind", active="active", q="name__icontains")
    return by_id(rows, filters, showing.party_card)
