"""People, customers and what forms offer to choose among them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from aftersales.foundation.texts import Text
from aftersales.ledger import answers, editions, lists, present, queries
from aftersales.ledger.registry import registry
from aftersales.web.reading import words

Choice = tuple[str, str]
MOST = 300


def parties(of: str | None, viewer: Any, now: datetime) -> Sequence[Choice]:
    """Parties of a kind, or holders of a role, that the viewer may choose."""
    rows = lists.parties(viewer).filter(active=True)
    kinds = {"person", "post", "department", "branch", "company", "customer", "provider", "supplier"}
    if of in kinds:
        rows = rows.filter(kind=of)
    elif of:
        rows = rows.filter(pk__in=[party.pk for party in answers.holders(of, None, now)])
    else:
        rows = rows.filter(kind__in=("person", "department"))
    return [(str(pk), name) for pk, name in rows.order_by("names_pinyin", "name").values_list("pk", "name")[:MOST]]


def matter_choices(of: str | None, viewer: Any, _now: datetime, matter: Any) -> Sequence[Choice]:
    """Matters of a kind, those of the same customer first."""
    rows = lists.matters(viewer)
    if of:
        rows = rows.filter(kind=of)
    found = list(rows.order_by("-opened_at").values_list("pk", "number", "title", "customer_id")[:MOST])
    customer = matter.customer_id if matter is not None else None
    if customer is not None:
        found.sort(key=lambda row: row[3] != customer)
    return [
        (str(pk), " ".join(part for part in (number, title) if part) or f"#{pk}") for pk, number, title, _c in found
    ]


def roles_of(ids: Iterable[int]) -> Mapping[int, Sequence[Text]]:
    """The roles that some parties hold, in words; their names where nothing is published yet."""
    held = queries.roles_of(list(ids))
    if editions.current() is None:
        return {pk: [Text(name, name) for name in names] for pk, names in held.items()}
    return {pk: [words.role_label(name) for name in names] for pk, names in held.items()}


def all_roles_of(ids: Iterable[int]) -> Mapping[int, Sequence[Text]]:
    """The roles of some parties, those of their posts and departments too; a few queries for each of them."""
    if editions.current() is None:
        return {}
    now = present.now()
    return {pk: [words.role_label(name) for name in sorted(answers.roles_of(pk, now))] for pk in ids}


def names_of(viewer: Any, ids: Iterable[str]) -> Mapping[str, str]:
    """What some parties are called."""
    wanted = [int(one) for one in ids if one.isdigit()]
    rows = type(viewer).objects.filter(pk__in=wanted).values_list("pk", "name") if wanted else ()
    return {str(pk): name for pk, name in rows}


def party(pk: int, viewer: Any) -> Any:
    """One party that the viewer may know of."""
    if pk == viewer.pk:
        return viewer
    return lists.parties(viewer).filter(pk=pk).first()


def people(viewer: Any, said: str = "", kind: str = "person") -> Any:
    """Parties of a kind, by name."""
    rows = lists.parties(viewer).filter(kind=kind)
    if said:
        rows = rows.filter(names_pinyin__icontains=said) | rows.filter(name__icontains=said)
    return rows.order_by("-active", "names_pinyin", "name")


def act_names_on(kind: str | None) -> list[str]:
    """The acts that can be done on a kind of matter, in the order in which rooms declare them."""
    found = [name for name, spec in registry.acts.items() if not spec.hidden and kind in spec.type.on]
    return [name for name in found if not registry.acts[name].type.generic]
