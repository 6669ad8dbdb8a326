"""The rows that pages show: what is owed, approvals, notices, events, papers, consequences, lists and search."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from aftersales.foundation.texts import Text
from aftersales.ledger import lists
from aftersales.ledger.registry import registry
from aftersales.web.reading import named, rights, words

OPEN = ("open", "suspended")
OWED_WITH = ("matter", "party", "person", "taken_by", "matter__parent")


def owed_by(viewer: Any, _now: datetime) -> list[Any]:
    """What the viewer owes in person, the soonest first."""
    rows = lists.obligations(viewer).select_related(*OWED_WITH).filter(state__in=OPEN, person=viewer)
    return list(rows.order_by("due_at", "pk")[:200])


def owed_by_role(viewer: Any, _now: datetime) -> list[Any]:
    """What falls to a role of the viewer's and is in somebody else's hands, or in nobody's."""
    held = rights.of(viewer).held
    wanted = Q(pk__in=[])
    for role, branches in held.items():
        here = Q(role=role) if None in branches else Q(role=role, branch_id__in=[b for b in branches if b])
        wanted |= here
    rows = lists.obligations(viewer).select_related(*OWED_WITH).filter(wanted, state__in=OPEN).exclude(person=viewer)
    return list(rows.order_by("due_at", "pk")[:50])


def is_of(viewer: Any, row: Any) -> bool:
    """Whether an obligation falls to a role that the viewer holds where it is owed."""
    branches = rights.of(viewer).held.get(row.role)
    return branches is not None and (None in branches or row.branch_id is None or row.branch_id in branches)


def owed_on(row: Any) -> tuple[list[Any], list[Any]]:
    """What is owed on a matter and below it, and what has ended."""
    found = getattr(row, "web_owed", None)
    if found is None:
        ids = family_below(row)
        rows = row.obligation_rows.model.objects.filter(matter_id__in=ids).select_related(*OWED_WITH)
        every = list(rows.order_by("due_at", "pk"))
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


def family(row: Any) -> list[Any]:
    """All matters of the family, the oldest first."""
    found = getattr(row, "web_family", None)
    if found is None:
        found = list(
            type(row)
            .objects.filter(root_id=row.root_id or row.pk)
            .select_related("customer", "branch")
            .order_by("opened_at", "pk")
        )
        row.web_family = found
    return list(found)


def family_below(row: Any) -> list[int]:
    """The ids of a matter and everything under it."""
    below, found = {row.pk}, [row.pk]
    for one in family(row):
        if one.parent_id in below and one.pk not in below:
            below.add(one.pk)
            found.append(one.pk)
    return found


def relatives(row: Any, viewer: Any, _now: datetime) -> list[Any]:
    """The other matters of the family that the viewer may see."""
    seen = set(lists.matters(viewer).filter(root_id=row.root_id or row.pk).values_list("pk", flat=True))
    return [one for one in family(row) if one.pk in seen and one.pk != row.pk]


def approvals_for(viewer: Any, _now: datetime) -> list[Any]:
    """Consents that wait for the viewer."""
    held = rights.of(viewer).held
    rows = lists.approvals(viewer).select_related("matter", "act", "act__by").filter(state="waiting")
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
    return lists.approvals(viewer).order_by("-at", "-pk")


def notices_for(viewer: Any, _now: datetime) -> list[Any]:
    """What the viewer was told and has not read."""
    rows = lists.notices(viewer).filter(read_at__isnull=True).select_related("matter")
    return list(rows.order_by("-at")[:30])


def mark_read(viewer: Any, now: datetime) -> None:
    """What the viewer was told is read."""
    lists.notices(viewer).filter(read_at__isnull=True, at__lte=now).update(read_at=now)


def events(row: Any, most: int | None) -> list[Any]:
    """What happened on a matter and below it, newest first."""
    rows = row.events.model.objects.filter(matter_id__in=family_below(row), withdrawn=False).exclude(
        name="deadline.passed.v1"
    )
    rows = rows.select_related("matter", "by").order_by("-at", "-seq")
    return list(rows[:most] if most else rows)


def charges(row: Any) -> list[Any]:
    """Who pays what on a matter and below it."""
    return list(
        row.charge_rows.model.objects.filter(matter_id__in=family_below(row))
        .select_related("party")
        .order_by("at", "pk")
    )


def flags(row: Any) -> list[Any]:
    """Marks on a matter and below it."""
    return list(row.flag_rows.model.objects.filter(matter_id__in=family_below(row)).order_by("at", "pk"))


def flag_text(row: Any) -> Text:
    """What a mark says."""
    return Text.of(row.detail.get("said") or row.rule)


def documents(row: Any) -> list[Any]:
    """Filed forms on a matter and below it, as they stand now."""
    rows = row.documents.model.objects.filter(matter_id__in=family_below(row), replaced_by__isnull=True)
    return list(rows.prefetch_related("signatures").order_by("-filed_at"))


def attachments(row: Any, _viewer: Any) -> list[Any]:
    """Uploads on a matter and below it."""
    return list(
        row.attachments.model.objects.filter(matter_id__in=family_below(row)).select_related("by").order_by("-at")
    )


def matters(
    viewer: Any,
    now: datetime,
    *,
    kinds: Sequence[str],
    state: str = "",
    late: bool = False,
    words: str = "",
    **narrow: Any,
) -> Any:
    """Matters of some kinds with a mark where something on them is overdue, newest first."""
    rows = lists.matters(viewer).filter(kind__in=kinds, **narrow)
    if state == "open":
        rows = rows.filter(closed_at__isnull=True)
    elif state == "ended":
        rows = rows.filter(closed_at__isnull=False)
    overdue = lists.obligations(viewer).filter(matter=OuterRef("pk"), state__in=OPEN, due_at__lt=now)
    rows = rows.annotate(overdue=Exists(overdue))
    if late:
        rows = rows.filter(overdue=True)
    if words:
        rows = lists.named(rows, words)
    return rows.select_related("customer", "branch").order_by("-opened_at", "-pk")


def late_note(row: Any) -> str:
    """Whether something on a listed matter is overdue."""
    return _("overdue") if getattr(row, "overdue", False) else ""


@dataclass(frozen=True)
class Counted:
    """A kind of matter with how many there are."""

    kind: str
    open: int
    all: int


def kinds_seen(viewer: Any, _now: datetime) -> list[Counted]:
    """Kinds that the viewer sees, with how many are open and how many there are in all."""
    rows = (
        lists.matters(viewer)
        .order_by()
        .values("kind")
        .annotate(all=Count("pk"), open=Count("pk", filter=Q(closed_at__isnull=True)))
    )
    counted = {row["kind"]: Counted(row["kind"], row["open"], row["all"]) for row in rows}
    return [counted.get(name, Counted(name, 0, 0)) for name in registry.kinds if rights.sees_kind(viewer, name)]


@dataclass(frozen=True)
class Found:
    """Something that a search found."""

    label: str
    href: str
    kind: Text
    note: str = ""
    exact: bool = False


def search(viewer: Any, _now: datetime, said: str) -> list[Found]:
    """Matters and parties by number, title, name, pinyin, phone or serial."""
    rows = lists.named(lists.matters(viewer), said) | lists.matters(viewer).filter(memory__serial_no__iexact=said)
    found = [
        Found(
            " ".join(part for part in (row.number, row.title) if part), reverse("matter", args=[row.pk]),
            words.kind_label(row.kind), row.customer.name if row.customer is not None else "",
            exact=(row.number or "").casefold() == said.casefold(),
        )
        for row in rows.distinct().order_by("-opened_at")[:40]
    ]  # fmt: skip
    parties = lists.parties(viewer).filter(
        Q(name__icontains=said) | Q(names_pinyin__icontains=said) | Q(personal__value__icontains=said)
    )
    return found + [
        Found(party.name, reverse("person", args=[party.pk]), PARTY_KINDS.get(party.kind, Text(party.kind, party.kind)))
        for party in parties.distinct().order_by("name")[:20]
    ]


PARTY_KINDS = {
    "person": Text("人员", "Person"),
    "post": Text("岗位", "Post"),
    "department": Text("部门", "Department"),
    "branch": Text("分公司", "Branch"),
    "company": Text("公司", "Company"),
    "customer": Text("客户", "Customer"),
    "provider": Text("服务商", "Provider"),
    "supplier": Text("供应商", "Supplier"),
}


def consequences(viewer: Any, _now: datetime, states: Iterable[str] | None = None) -> Any:
    """Consequences on matters that the viewer sees, and the viewer's own, newest first."""
    rows = lists.consequences(viewer).select_related("matter", "party", "decided_by", "matter__parent")
    if states is not None:
        rows = rows.filter(state__in=list(states))
    return rows.order_by("-at", "-pk")


def own_orders(viewer: Any, _now: datetime) -> list[Any]:
    """Work orders of the viewer's for which expenses can be claimed."""
    if not rights.may(viewer, "expense.submit", None):
        return []
    rows = lists.matters(viewer).filter(kind="workorder", memory__engineer=str(viewer.pk))
    return list(rows.exclude(state="dispatched").order_by("-opened_at")[:25])


@dataclass(frozen=True)
class Caller:
    """Somebody who may be calling, and what the register takes over from their file."""

    name: str
    note: str
    fields: dict[str, str]


FILED = ("customer_name", "contact_name", "phone", "address", "product_model", "serial_no")


def callers(viewer: Any, _now: datetime, said: str) -> list[Caller]:
    """Customers' files and machines that fit a phone number, a name, pinyin or a serial number."""
    rows = lists.matters(viewer).filter(kind__in=("account", "unit", "entry"))
    fitting = (
        Q(customer__name__icontains=said) | Q(customer__names_pinyin__icontains=said)
        | Q(personal__kind="phone", personal__value__icontains=said)
        | Q(memory__phone__icontains=said) | Q(memory__serial_no__icontains=said)
    )  # fmt: skip
    found: dict[str, Caller] = {}
    for row in rows.filter(fitting).distinct().order_by("-opened_at")[:24]:
        known = {key: str(value) for key, value in named.remembered(row, FILED).items()}
        name = row.customer.name if row.customer is not None else known.get("customer_name", "")
        fields = {key: known.get(key, "") for key in FILED if key != "serial_no"}
        fields |= {
            "customer": str(row.customer_id or ""),
            "unit": str(row.pk) if row.kind == "unit" else "",
            "customer_name": name,
        }
        note = " · ".join(
            part
            for part in (known.get("phone"), known.get("address"), known.get("product_model"), known.get("serial_no"))
            if part
        )
        if name:
            found.setdefault(f"{name}|{fields['unit']}|{known.get('phone')}", Caller(name, note, fields))
    return list(found.values())[:8]
