"""Owns the vocabulary: every word that a pack may use, with its type and meaning, as JSON values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from aftersales.foundation.problems import Problem
from aftersales.foundation.texts import Text
from aftersales.policy.catalogue import ANY, Catalogue, Field
from aftersales.policy.generic import BUILT_IN, PARTIES, with_law
from aftersales.policy.language.declare import Written
from aftersales.policy.language.pack import Form


def vocabulary(catalogue: Catalogue, packs: Iterable[Written] = ()) -> dict[str, Any]:
    """Events, acts, kinds, facts, relations and populations of the rooms; roles, grounds and documents of the packs."""
    words = with_law(catalogue)
    declared = list(packs)
    return {
        "kinds": {
            k.name: {"label": k.label.as_dict(), "parents": list(k.parents), "book": k.book} for k in words.kinds.values()
        },
        "acts": {
            a.name: {
                "label": a.label.as_dict(), "on": list(a.on), "makes": a.makes, "states": a.states, "form": a.form,
                "given": _fields(a.given),
            }
            for a in words.acts.values()
        },
        "events": {
            e.name: {"label": e.label.as_dict(), "on": list(e.on), "derived": e.derived, "fields": _fields(e.fields)}
            for e in words.events.values()
        },
        "facts": {
            f.name: {"label": f.label.as_dict(), "on": list(f.on), "kind": f.kind, "dated": f.dated}
            for f in words.facts.values()
        },
        "relations": {r.name: {"label": r.label.as_dict(), "of": r.of} for r in words.relations.values()},
        "populations": {p.name: {"label": p.label.as_dict(), "member": p.member} for p in words.populations.values()},
        "always": _fields(BUILT_IN),
        "parties": list(PARTIES),
        "roles": {r.name: {"label": r.label.as_dict(), "kind": r.kind} for one in declared for r in one.roles.values()},
        "grounds": {
            g.name: {"label": g.label.as_dict(), "waives": g.waives} for one in declared for g in one.grounds.values()
        },
        "documents": {form.name: _form(form) for one in declared for form in (*one.forms.values(), *one.checklists.values())},
    }  # fmt: skip


def _form(form: Form) -> dict[str, Any]:
    return {
        "label": form.label.as_dict(), "on": list(form.on), "fields": _fields(form.fields), "signers": list(form.signers),
        "layout": form.layout, "checklist": form.checklist,
    }  # fmt: skip


def _fields(items: Mapping[str, Field]) -> dict[str, Any]:
    return {name: dict(_field(item)) for name, item in items.items()}


def _field(item: Field) -> Iterator[tuple[str, Any]]:
    yield "kind", item.kind
    yield "label", item.label.as_dict()
    yield "required", item.required
    if item.choices:
        yield "choices", {value: label.as_dict() for value, label in item.choices}
    if item.of:
        yield "of", item.of
    if item.rows:
        yield "rows", {row.name: dict(_field(row)) for row in item.rows}


def check_catalogue(catalogue: Catalogue) -> list[Problem]:
    """Names that mean two things on one chain of kinds: memory and conditions could not tell them apart."""
    found: dict[tuple[str, str], Problem] = {}
    for kind in catalogue.kinds:
        first: dict[str, tuple[str, Field]] = {}
        for above in catalogue.ancestors(kind):
            for event in catalogue.events.values():
                if above not in event.on or ANY in event.on:
                    continue
                for item in event.fields.values():
                    other, field = first.setdefault(item.name, (event.name, item))
                    if field.kind != item.kind and {field.kind, item.kind} != {"text", "choice"}:
                        said = Text(
                            f"“{item.name}”在 {other} 是 {field.kind}，在 {event.name} 是 {item.kind}，而两者在同一条事项链上。",
                            f"'{item.name}' is {field.kind} in {other} but {item.kind} in {event.name}, on one chain of matters.",
                        )
                        found.setdefault((item.name, event.name), Problem("catalogue.two_kinds", said, field=item.name))
    return list(found.values())
