"""Owns the resolving of references: one walk over any rule finds every name in it and checks that it exists."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from pydantic import BaseModel

from aftersales.foundation.places import Place
from aftersales.foundation.problems import Problem, Refused
from aftersales.foundation.texts import Text
from aftersales.policy.catalogue import ANY, Catalogue, Field
from aftersales.policy.generic import PARTIES, PARTY_KINDS
from aftersales.policy.language import references as ref
from aftersales.policy.language.common import Hearing, Opening
from aftersales.policy.language.conditions import Compiled, Condition
from aftersales.policy.language.names import there_is, unknown
from aftersales.policy.language.pack import Form, Ground, Role, matches
from aftersales.policy.language.reader import locate
from aftersales.policy.language.scope import Names, Scopes, common, row_names

Path = tuple[str | int, ...]


@dataclass
class Declared:
    """What the pack and those that it includes declare."""

    roles: dict[str, Role] = field(default_factory=dict)
    grounds: dict[str, Ground] = field(default_factory=dict)
    forms: dict[str, Form] = field(default_factory=dict)
    calendars: dict[str, Any] = field(default_factory=dict)
    rules: set[str] = field(default_factory=set)
    clauses: set[str] = field(default_factory=set)


@dataclass(frozen=True)
class Met:
    """A reference met on a walk: what it says, where, inside which row of a list."""

    value: Any
    path: Path
    rows: tuple[str, ...]


def walk(value: Any, path: Path = (), rows: tuple[str, ...] = ()) -> Iterator[Met]:
    """Every reference under a value, and every opening, with its path as written."""
    if isinstance(value, (ref.Reference, Opening)):
        yield Met(value, path, rows)
    if isinstance(value, BaseModel):
        inner = rows
        each = getattr(value, "each", None) or getattr(value, "for_each", None)
        for name, info in type(value).model_fields.items():
            if name in ("require", "given") and each is not None:
                inner = (*rows, str(each))
            yield from walk(getattr(value, name), (*path, info.alias or name), inner)
            inner = rows
    elif isinstance(value, (tuple, list)):
        for index, item in enumerate(value):
            yield from walk(item, (*path, index), rows)
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from walk(item, (*path, key), rows)


class Resolver:
    """Checks the references of one rule after another."""

    def __init__(self, catalogue: Catalogue, declared: Declared) -> None:
        self.catalogue = catalogue
        self.declared = declared
        self.scopes = Scopes(catalogue, declared.forms)
        self.problems: list[Problem] = []
        self._tables: Mapping[type[ref.Reference], tuple[str, Text, Callable[[], Any]]] = {
            ref.EventName: ("rule.unknown_event", Text("事件", "event"), lambda: catalogue.events),
            ref.ActName: ("rule.unknown_act", Text("动作", "act"), lambda: catalogue.acts),
            ref.KindName: ("rule.unknown_kind", Text("事项种类", "kind of matter"), lambda: [*catalogue.kinds, ANY]),
            ref.RoleName: ("rule.unknown_role", Text("角色", "role"), lambda: declared.roles),
            ref.HolderName: ("rule.unknown_role", Text("角色", "role"), lambda: [*declared.roles, ANY]),
            ref.GroundName: ("rule.unknown_ground", Text("事由", "ground"), lambda: declared.grounds),
            ref.WaiverGround: (
                "rule.unknown_ground", Text("可据以放行的事由", "ground that waives"),
                lambda: [name for name, ground in declared.grounds.items() if ground.waives],
            ),
            ref.RuleRef: (
                "rule.unknown_rule", Text("规则", "rule"), lambda: declared.rules | declared.clauses),
            ref.RuleOrAct: (
                "rule.unknown_rule", Text("规则或动作", "rule or act"),
                lambda: declared.rules | declared.clauses | set(catalogue.acts)),
            ref.PopulationName: ("rule.unknown_population", Text("范围", "population"), lambda: catalogue.populations),
            ref.FormName: ("rule.unknown_form", Text("单据", "form"), lambda: declared.forms),
            ref.KeptName: (
                "rule.unknown_form", Text("单据或事项种类", "form or kind of matter"),
                lambda: [*declared.forms, *catalogue.kinds]),
            ref.RelationName: ("rule.unknown_relation", Text("关系", "relation"), lambda: catalogue.relations),
            ref.PartyName: ("rule.unknown_party", Text("主体", "party"), lambda: [*PARTIES, *declared.roles]),
            ref.PauseReason: ("rule.unknown_pause", Text("暂停原因", "reason for a pause"), self._pauses),
            ref.OfName: (
                "form.unknown_of", Text("角色、主体种类或事项种类", "role, kind of party or kind of matter"),
                lambda: [*declared.roles, *catalogue.kinds, *PARTY_KINDS]),
            ref.CalendarName: ("rule.unknown_calendar", Text("日历", "calendar"), lambda: declared.calendars),
        }  # fmt: skip

    def _pauses(self) -> list[str]:
        fields = [
            event.fields["paused_for"] for event in self.catalogue.events.values() if "paused_for" in event.fields
        ]
        return [value for field in fields for value, _ in field.choices]

    def rule(self, params: Any, raw: Any, cite: str) -> dict[str, Compiled]:
        """Check every reference of a rule; give its conditions, compiled, by their text."""
        compiled: dict[str, Compiled] = {}
        scopes: dict[tuple[str, tuple[str, ...]], Names] = {}
        for met in walk(params):
            place = locate(raw, met.path)
            if isinstance(met.value, Opening):
                self._opening(params, met, raw, cite)
            elif isinstance(met.value, (ref.ConditionText, ref.FieldName)):
                key = (type(met.value).scope, met.rows)
                if key not in scopes:
                    scopes[key] = self.names(params, *key)
                names = scopes[key]
                if isinstance(met.value, ref.ConditionText):
                    self._condition(met.value, names, compiled, place, cite, self._timed(params))
                else:
                    self._field(met.value, names, params, place, cite)
            else:
                self.name(met.value, place, cite)
        return compiled

    def anything(self, value: Any, raw: Any) -> None:
        """Check the plain names (roles, kinds, acts, calendars …) of anything else than a rule."""
        for met in walk(value):
            if isinstance(met.value, ref.Reference):
                self.name(met.value, locate(raw, met.path), "")

    def name(self, value: ref.Reference, place: Place, cite: str) -> None:
        """Check that one plain name exists."""
        if isinstance(value, ref.ActPattern):
            acts = self.catalogue.acts
            if not any(matches(value, act) for act in acts):
                self.problems.append(unknown("may.unknown_act", Text("动作", "act"), value, acts, place, cite))
            return
        entry = self._tables.get(type(value))
        if entry is None:
            return
        code, what, known = entry
        if value not in known():
            self.problems.append(unknown(code, what, value, known(), place, cite))

    def names(self, params: Any, scope: ref.Scope, rows: tuple[str, ...] = ()) -> Names:
        """The names that a condition or field of this rule can read."""
        found = self._scope(params, scope)
        for name in rows:
            if name in found and found[name].kind in ref.RowsField.kinds:
                found = {**found, **row_names(found[name])}
        return found

    def _scope(self, params: Any, scope: ref.Scope) -> Names:
        scopes = self.scopes
        if scope == "keeping":
            events = [self.catalogue.acts[act].states for act in params.must if act in self.catalogue.acts]
            return common([scopes.of_event(name) for name in events])
        if scope == "measured":
            return scopes.of_event(params.of)
        if scope == "form":
            kept = [self._kept(name) for name in params.of]
            return {name: item for names in kept for name, item in names.items()}
        if isinstance(params, Hearing):
            kinds = tuple(getattr(params, "on_kinds", ()))
            heard = [name for name in params.when if name in self.catalogue.events]
            return common([scopes.of_event(name, params.form, kinds) for name in heard])
        population = getattr(params, "population", None)
        if population is not None:
            return scopes.of_population(population)
        before = getattr(params, "before", None)
        if before:
            return common([scopes.of_act(act) for act in before if act in self.catalogue.acts])
        return scopes.everything()

    def _kept(self, name: str) -> Names:
        if name in self.declared.forms:
            return self.declared.forms[name].fields
        return self.scopes.of_kind(name)

    def _condition(
        self, text: ref.ConditionText, names: Names, compiled: dict[str, Compiled], place: Place, cite: str, timed: bool
    ) -> None:
        if not names:
            return  # the event or act itself is unknown, and that is already said
        try:
            compiled[str(text)] = Condition(str(text)).compile(names)
        except Refused as refused:
            for one in refused.problems:
                self.problems.append(Problem(one.code, one.said, one.remedy, place, (cite,)))
            return
        if timed:
            self._dated(compiled[str(text)].names, place, cite)

    def _dated(self, read: frozenset[str], place: Place, cite: str) -> None:
        """What time itself triggers cannot read a fact that has no past."""
        for name in sorted(read):
            fact = self.catalogue.facts.get(name)
            if fact is not None and not fact.dated:
                said = Text(
                    f"事实“{name}”没有历史，由时间触发的规则不能读它。",
                    f"the fact '{name}' has no past and cannot be read by a rule that time triggers.",
                )
                self.problems.append(Problem("fact.undated", said, None, place, (cite,)))

    def _timed(self, params: Any) -> bool:
        events = [self.catalogue.events.get(name) for name in getattr(params, "when", ())]
        derived = any(event is not None and event.derived for event in events)
        return derived or any(getattr(params, name, None) is not None for name in ("population", "while_"))

    def _field(self, value: ref.FieldName, names: Names, params: Any, place: Place, cite: str) -> None:
        if not names:
            return
        if value not in names:
            what = Text(f"字段（{_heard(params)}）", "field")
            problem = unknown("rule.unknown_field", what, value, names, place, cite)
            said = Text(f"{_heard(params)} 中没有字段“{value}”。", f"no field '{value}' in {_heard(params)}.")
            self.problems.append(Problem(problem.code, said, problem.remedy, place, problem.cites))
            return
        kinds = type(value).kinds
        if kinds and names[value].kind not in kinds:
            fitting = [name for name, item in names.items() if item.kind in kinds]
            said = Text(
                f"字段“{value}”是 {names[value].kind}，这里需要 {'/'.join(sorted(kinds))}。",
                f"the field '{value}' is {names[value].kind}; here it takes {' or '.join(sorted(kinds))}.",
            )
            self.problems.append(Problem("rule.field_kind", said, there_is(value, fitting), place, (cite,)))

    def _opening(self, params: Any, met: Met, raw: Any, cite: str) -> None:
        """What an opening gives: fields of its act, all that are required, copies of names there are."""
        opening: Opening = met.value
        act = self.catalogue.acts.get(opening.act)
        if act is None:
            return
        rows = (*met.rows, str(opening.for_each)) if opening.for_each else met.rows
        names = self.names(params, "heard", rows)
        accepted = self.scopes.input_of(act)
        path = (*met.path, "given")
        for key, value in opening.given.items():
            place = locate(raw, (*path, key), key=True)
            if key not in accepted:
                what = Text(f"{act.name} 的字段", f"field of {act.name}")
                self.problems.append(unknown("rule.unknown_field", what, key, accepted, place, cite))
            else:
                self._given(accepted[key], value, names, locate(raw, (*path, key)), cite)
        required = [name for name, item in act.given.items() if item.required]
        for name in required:
            if name in opening.given or name in names:
                continue
            said = Text(
                f"{act.name} 需要“{name}”，given 中没有，事件里也没有。",
                f"{act.name} needs '{name}', which neither 'given' nor the event has.",
            )
            self.problems.append(Problem("rule.missing_given", said, None, locate(raw, met.path), (cite,), name))

    def _given(self, field: Field, value: Any, names: Names, place: Place, cite: str) -> None:
        if isinstance(value, str) and value.startswith("="):
            source = value[1:]
            if names and source not in names:
                what = Text("字段或事实", "field or fact")
                self.problems.append(unknown("rule.unknown_field", what, source, names, place, cite))
            return
        problem = literal_problem(field, value)
        if problem is not None:
            self.problems.append(Problem(problem.code, problem.said, problem.remedy, place, (cite,), field.name))


def _heard(params: Any) -> str:
    for name in ("when", "before", "of", "population"):
        said = getattr(params, name, None)
        if said:
            return str(said) if isinstance(said, str) else ", ".join(str(one) for one in said)
    return "any matter"


def literal_problem(field: Field, value: Any) -> Problem | None:
    """What is wrong with a value written for a field, as far as the words alone can tell."""
    known = [choice for choice, _ in field.choices]
    if field.kind == "choice" and known and value not in known:
        said = Text(f"“{field.name}”不能是“{value}”。", f"'{field.name}' cannot be '{value}'.")
        return Problem("rule.unknown_choice", said, there_is(str(value), known))
    if value is not None and not isinstance(value, _WRITTEN.get(field.kind, object)):
        said = Text(f"“{field.name}”应为 {field.kind}。", f"'{field.name}' should be {field.kind}.")
        return Problem("rule.given_type", said)
    return None


# how a value of each kind of field is written
_WRITTEN: Mapping[str, type | tuple[type, ...]] = {
    **dict.fromkeys(("text", "choice", "instant", "date", "duration", "party", "matter", "file"), str),
    **dict.fromkeys(("parties", "matters", "texts"), (list, str)),
    "bool": bool,
    "number": (int, Decimal),
    "money": (int, Decimal, str),
    "rows": list,
}
