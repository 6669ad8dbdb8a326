"""Lists of matters, the search, and who may be calling."""

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
from aftersales.web.reading import named, rights, seen, words
from aftersales.web.reading.owed import OPEN


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
    rows = seen.matters(viewer).filter(kind__in=kinds, **narrow)
    if state == "open":
        rows = rows.filter(closed_at__isnull=True)
    elif state == "ended":
        rows = rows.filter(closed_at__isnull=False)
    overdue = seen.obligations(viewer).filter(matter=OuterRef("pk"), state__in=OPEN, due_at__lt=now)
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
        seen.matters(viewer)
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
    rows = lists.named(seen.matters(viewer), said) | seen.matters(viewer).filter(memory__serial_no__iexact=said)
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


def own_orders(viewer: Any, _now: datetime) -> list[Any]:
    """Work orders of the viewer's for which expenses can be claimed."""
    if not rights.may(viewer, "expense.submit", None):
        return []
    rows = seen.matters(viewer).filter(kind="workorder", memory__engineer=str(viewer.pk))
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
    rows = seen.matters(viewer).filter(kind__in=("account", "unit", "entry"))
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


def consequences(viewer: Any, _now: datetime, states: Iterable[str] | None = None) -> Any:
    """Consequences on matters that the viewer sees, and the viewer's own, newest first."""
    rows = seen.consequences(viewer)
    if states is not None:
        rows = rows.filter(state__in=list(states))
    return rows.order_by("-at", "-pk")
