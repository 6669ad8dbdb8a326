"""Owns which typed names a rule can read: its event's or act's fields, the matter's memory, forms and facts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from aftersales.policy.catalogue import ANY, ActType, Catalogue, EventType, Field
from aftersales.policy.generic import BUILT_IN
from aftersales.policy.language.pack import Form

Names = Mapping[str, Field]
_TEXTS = {"text", "choice"}


def merged(one: Field, other: Field) -> Field:
    """One name met twice: the same kind stays, choices add up; anything else is marked as ambiguous."""
    if one.kind == other.kind:
        if one.kind != "choice" or one.choices == other.choices:
            return one
        known = {value for value, _ in one.choices}
        return replace(one, choices=(*one.choices, *(c for c in other.choices if c[0] not in known)))
    if {one.kind, other.kind} <= _TEXTS:
        return replace(one, kind="text", choices=())
    ambiguous: Any = "ambiguous"
    return replace(one, kind=ambiguous)


def union(many: Iterable[Names]) -> dict[str, Field]:
    """Every name of any of them."""
    found: dict[str, Field] = {}
    for names in many:
        for name, field in names.items():
            found[name] = merged(found[name], field) if name in found else field
    return found


def common(many: list[Names]) -> dict[str, Field]:
    """The names that all of them have."""
    if not many:
        return {}
    shared = set(many[0]).intersection(*many[1:])
    return union([{name: names[name] for name in names if name in shared} for names in many])


class Scopes:
    """What can be read, by event, act, kind of matter or population; worked out once a name."""

    def __init__(self, catalogue: Catalogue, forms: Mapping[str, Form]) -> None:
        self.catalogue = catalogue
        self.forms = forms
        self._kinds: dict[str, dict[str, Field]] = {}
        self._any: dict[str, Field] | None = None
        self._act_of = {act.states: act for act in catalogue.acts.values()}
        self._events_on: dict[str, list[EventType]] = {}
        for event in catalogue.events.values():
            for kind in event.on:
                self._events_on.setdefault(kind, []).append(event)

    def of_kind(self, kind: str) -> dict[str, Field]:
        """What a matter of ``kind`` can remember, with its ancestors', its forms, its facts."""
        if kind == ANY:
            return self._of_any()
        if kind not in self._kinds:
            chain = (*self.catalogue.ancestors(kind), ANY)
            self._kinds[kind] = union([dict(BUILT_IN), *(self._own(name) for name in chain), self._facts(chain)])
        return self._kinds[kind]

    def of_kinds(self, kinds: Iterable[str | None]) -> dict[str, Field]:
        """What a matter of any of the kinds can remember."""
        return union([dict(BUILT_IN), *(self.of_kind(kind) for kind in kinds if kind is not None)])

    def of_event(self, name: str, form: str | None = None, kinds: tuple[str, ...] = ()) -> dict[str, Field]:
        """What a rule that hears an event can read; the event's own fields come first."""
        event = self.catalogue.events.get(name)
        if event is None:
            return {}
        return {**self.of_kinds(kinds or event.on), **self.fields_of(event, form)}

    def fields_of(self, event: EventType, form: str | None = None) -> dict[str, Field]:
        """An event's own fields, with those of the form that it files."""
        found = dict(event.fields)
        act = self._act_of.get(event.name)
        carried = form or (act.form if act else None)
        if event.name == "form.filed.v1" and "form" in found:
            names = [(key, value.label) for key, value in self.forms.items()]
            found["form"] = replace(found["form"], kind="choice", choices=tuple(names))
        if carried is not None and carried in self.forms:
            found = {**self.forms[carried].fields, **found}
        return found

    def of_act(self, name: str) -> dict[str, Field]:
        """What a gate before an act can read: its input, what the room computes of it, and the matter's memory."""
        act = self.catalogue.acts.get(name)
        if act is None:
            return {}
        return {**self.of_kinds(act.on), **self.input_of(act)}

    def input_of(self, act: ActType) -> dict[str, Field]:
        """An act's input and computed fields, with those of its form."""
        event = self.catalogue.events.get(act.states)
        computed = dict(event.fields) if event else {}
        carried = self.forms[act.form].fields if act.form is not None and act.form in self.forms else {}
        found = {**carried, **computed, **act.given}
        if act.name == "form.file" and "form" in found:
            choices = tuple((key, value.label) for key, value in self.forms.items())
            found["form"] = replace(found["form"], kind="choice", choices=choices)
        return found

    def of_population(self, name: str) -> dict[str, Field]:
        """What a rule over a population can read of a member."""
        population = self.catalogue.populations.get(name)
        if population is None:
            return {}
        return {**self.of_kind(population.member), **self.catalogue.events["period.began.v1"].fields}

    def everything(self) -> dict[str, Field]:
        """Whatever any matter can remember."""
        return self._of_any()

    def stated(self) -> dict[str, Field]:
        """Whatever a story can state of what rooms compute: facts, and fields of their events."""
        fields = union(event.fields for event in self.catalogue.events.values())
        return {**self._facts((ANY, *self.catalogue.kinds)), **fields}

    def _of_any(self) -> dict[str, Field]:
        if self._any is None:
            self._any = union([dict(BUILT_IN), *(self.of_kind(kind) for kind in self.catalogue.kinds), self._own(ANY)])
        return self._any

    def _own(self, kind: str) -> dict[str, Field]:
        heard = [] if kind == ANY else self._events_on.get(kind, ())  # the law's own events are not remembered
        events = union([self.fields_of(event) for event in heard])
        filed = union([form.fields for form in self.forms.values() if kind in form.on])
        return union([events, filed])

    def _facts(self, kinds: tuple[str, ...]) -> dict[str, Field]:
        return {
            fact.name: Field(fact.name, fact.kind, fact.label)
            for fact in self.catalogue.facts.values()
            if any(kind in kinds for kind in fact.on)
        }


def row_names(field: Field) -> dict[str, Field]:
    """The names that one row of a list adds; a list of parties or texts has one: ``item``."""
    if field.kind == "rows":
        return {item.name: item for item in field.rows}
    one: Mapping[str, Any] = {"parties": "party", "matters": "matter", "texts": "text"}
    return {"item": Field("item", one[field.kind], field.label)}
