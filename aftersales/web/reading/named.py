"""Values with the names of what they refer to: all parties and matters of a page looked up at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import get_language

from aftersales.foundation.money import Money
from aftersales.ledger import editions, personal
from aftersales.ledger.registry import registry
from aftersales.policy.catalogue import Field
from aftersales.policy.values import from_json
from aftersales.web.reading import words
from aftersales.web.wording.facts import Fact, Names, facts, references

Said = tuple[Sequence[Field], Mapping[str, Any]]
SILENT = frozenset(
    {
        "obligation",
        "finding",
        "consequence",
        "approval",
        "document",
        "signature",
        "image",
        "rule",
        "codes",
        "cites",
        "owner",
        "owner_role",
        "request",
        "consents",
        "held",
    }
)


def shown(party_model: Any, matter_model: Any, said: Iterable[Said]) -> list[list[Fact]]:
    """Each set of values beside its labels."""
    pairs = [([item for item in fields if item.name not in SILENT], values) for fields, values in said]
    revealed: list[Any] = personal.reveal([dict(values) for _fields, values in pairs], get_language() or "zh")
    pairs = [(fields, values) for (fields, _old), values in zip(pairs, revealed, strict=True)]
    names = look_up(party_model, matter_model, pairs)
    return [facts(fields, values, names) for fields, values in pairs]


def look_up(party_model: Any, matter_model: Any, pairs: Iterable[Said]) -> Names:
    """The names of all parties and matters mentioned, in two queries."""
    parties: set[str] = set()
    matters: set[str] = set()
    for fields, values in pairs:
        more = references(fields, values)
        parties |= more[0]
        matters |= more[1]
    ids = [int(one) for one in parties if one.isdigit()]
    found = dict(party_model.objects.filter(pk__in=ids).values_list("pk", "name")) if ids else {}
    numbers = [int(one) for one in matters if one.isdigit()]
    rows = matter_model.objects.filter(pk__in=numbers).values_list("pk", "number", "title") if numbers else ()
    return Names(
        parties={str(key): name for key, name in found.items()},
        matters={str(key): number or title or f"#{key}" for key, number, title in rows},
        words=words.all_words(),
    )


def event_facts(rows: Sequence[Any]) -> list[list[Fact]]:
    """What each event said."""
    if not rows:
        return []
    models = type(rows[0].by), type(rows[0].matter)
    return shown(*models, [(words.event_fields(row.name), row.fields) for row in rows])


def given_facts(rows: Sequence[Any]) -> list[list[Fact]]:
    """What was entered for each act that is held."""
    if not rows:
        return []
    models = type(rows[0].by), type(rows[0].matter) if rows[0].matter is not None else None
    return shown(*models, [(words.act_fields(row.name), row.given) for row in rows])


def memory_facts(row: Any) -> list[Fact]:
    """What a matter remembers, each value beside the label of the field that said it."""
    fields = {
        item.name: item
        for name in sorted({event.name for event in _stated(row.kind)})
        for item in words.event_fields(name)
    }
    known = [item for name, item in fields.items() if name in row.memory]
    party_model = row._meta.get_field("customer").related_model  # noqa: SLF001 - Django's public name for it
    return shown(party_model, type(row), [(known, row.memory)])[0]


def _stated(kind: str) -> Iterable[Any]:
    return [event for event in registry.events.values() if kind in event.on]


LASTING = frozenset(
    {
        "customer", "customer_name", "contact_name", "phone", "address", "product_model", "serial_no", "unit", "contract",
        "destination", "engineer", "assigned_people", "person", "arrive_by", "description", "entry_no", "fault_class",
        "fault_cause", "solution", "parts_replaced", "customer_opinion", "advice_given", "service_people", "finished_at",
        "parts_cost", "travel_cost", "labour_cost", "other_cost", "region", "severity",
    }
)  # fmt: skip


def remembered(row: Any, names: Iterable[str]) -> dict[str, Any]:
    """What a matter and those above it remember of some fields, as a form shows it."""
    found: dict[str, Any] = {}
    wanted, at = set(names) & LASTING, row
    while at is not None and wanted:
        known = personal.reveal({name: at.memory[name] for name in wanted if at.memory.get(name) not in (None, "")})
        found.update({name: as_input(value) for name, value in known.items()})
        wanted -= set(found)
        at = at.parent
    return found


def as_input(value: Any) -> Any:
    """A stored value as an input of a page holds it."""
    plain = from_json(value)
    if isinstance(plain, datetime):
        return timezone.localtime(plain).strftime("%Y-%m-%dT%H:%M")
    if isinstance(plain, date):
        return plain.isoformat()
    if isinstance(plain, Money):
        return f"{plain.amount:f}"
    if isinstance(plain, bool):
        return "on" if plain else ""
    if isinstance(plain, (list, tuple)):
        return [str(one) for one in plain if not isinstance(one, dict)] or [
            one for one in plain if isinstance(one, dict)
        ]
    return plain if isinstance(plain, str) else str(plain)


def paper_facts(paper: Any) -> list[Fact]:
    """What a filed form says, beside the labels of the policy's form or of the act that filed it."""
    pack = editions.pack()
    form = pack.forms.get(paper.form) or pack.checklists.get(paper.form)
    fields = dict(form.fields) if form is not None else {}
    for spec in registry.acts.values():
        if spec.type.form == paper.form:
            fields = {**{item.name: item for item in words.event_fields(spec.type.states)}, **fields}
    known = [item for name, item in fields.items() if name in paper.values]
    return shown(type(paper.filed_by), type(paper.matter), [(known, paper.values)])[0]
