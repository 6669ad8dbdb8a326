"""Owns the check of stories: labels, acts, fields, rules and times, before anybody tells them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any
from zoneinfo import ZoneInfo

from aftersales.foundation.instants import parse_instant
from aftersales.foundation.places import Place
from aftersales.foundation.problems import Problem
from aftersales.foundation.texts import Text
from aftersales.policy.catalogue import ANY, ActType, Field
from aftersales.policy.generic import PARTIES
from aftersales.policy.language.names import unknown
from aftersales.policy.language.reader import Map, locate
from aftersales.policy.language.resolve import Resolver
from aftersales.policy.language.scope import Names
from aftersales.policy.language.stories import (
    MOMENTS,
    Expected,
    ExpectEntry,
    GivenMatter,
    Line,
    LineEntry,
    Person,
    PersonEntry,
    Story,
    StoryEntry,
)
from aftersales.policy.language.translate import read_as
from aftersales.policy.language.typed import typed

_LINE_KEYS = frozenset(LineEntry.keys())


class StoryReader:
    """Reads one story after another against the same pack."""

    def __init__(self, resolver: Resolver, zone: ZoneInfo, currency: str, pack: str) -> None:
        self.resolver = resolver
        self.zone = zone
        self.currency = currency
        self.pack = pack
        self.problems: list[Problem] = []
        self.labels: list[str] = []  # of the story being read: people, matters, roles, parties

    def read(self, raw: Any, start: Place) -> Story | None:
        """The story, or None with its problems noted."""
        before = len(self.problems)
        self.labels = []
        entry, problems = read_as(StoryEntry, raw, start=start)
        self.problems += problems
        if entry is None:
            return None
        self.resolver.anything(entry, raw)
        self._clauses(entry, raw)
        made = [line["as"] for line in entry.happens if isinstance(line.get("as"), str)]
        roles = self.resolver.declared.roles
        self.labels = [*entry.people, *entry.given, *made, *roles, *PARTIES]
        people = {label: self._person(label, who) for label, who in entry.people.items()}
        kinds = {label: str(matter.kind) for label, matter in entry.given.items()}
        given = {label: self._matter(label, entry, raw) for label in entry.given}
        happens = [self._line(index, entry, raw, people, kinds) for index in range(len(entry.happens))]
        self._relations(entry, raw, people)
        expect = tuple(self._expected(index, entry, raw) for index in range(len(entry.expect)))
        if len(self.problems) > before:
            return None
        lines = tuple(line for line in happens if line is not None)
        relations = {name: dict(pairs) for name, pairs in entry.relations.items()}
        title = Text(entry.story, entry.en)
        return Story(
            title, tuple(entry.names), people, relations, given, lines, expect, locate(raw, (), start=start), self.pack,
            self._populations(entry, raw), self._facts(entry, raw),
        )  # fmt: skip

    def _refuse(self, code: str, zh: str, en: str, place: Place) -> None:
        self.problems.append(Problem(code, Text(zh, en), None, place))

    def _known(self, code: str, what: Text, name: str, known: Iterable[str], place: Place) -> bool:
        pool = list(known)
        if name in pool:
            return True
        self.problems.append(unknown(code, what, name, pool, place))
        return False

    def _by_kind(self, label: str) -> str:
        """The kind in the label of a matter that the policy opens: ``complaint``, ``complaint2``; empty otherwise."""
        kind = label.rstrip("0123456789")
        return kind if kind in self.resolver.catalogue.kinds else ""

    def _person(self, label: str, who: Any) -> Person:
        if isinstance(who, PersonEntry):
            return Person(label, str(who.role), who.branch)
        return Person(label, str(who))

    def _clauses(self, entry: StoryEntry, raw: Any) -> None:
        clauses = self.resolver.declared.clauses
        for index, name in enumerate(entry.names):
            self._known("story.unknown_clause", Text("条款", "clause"), name, clauses, locate(raw, ("names", index)))

    def _moment(self, text: str, place: Place) -> datetime:
        try:
            return parse_instant(text, self.zone)
        except ValueError as wrong:
            self._refuse("story.time", f"时间写法不对：{wrong}", f"{wrong}.", place)
            return datetime(1970, 1, 1, tzinfo=self.zone)

    def _fields(
        self, values: Mapping[str, Any], names: Names, raw: Any, path: tuple[str | int, ...], what: str
    ) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key, value in values.items():
            if self._known(
                "rule.unknown_field",
                Text(f"{what} 的字段", f"field of {what}"),
                key,
                names,
                locate(raw, (*path, key), key=True),
            ):
                found[key] = self._value(names[key], value, locate(raw, (*path, key)))
                self._labelled(names[key], found[key], locate(raw, (*path, key)))
        return found

    def _labelled(self, field: Field, value: Any, place: Place) -> None:
        """Parties and matters are named by the story's own labels."""
        if field.kind in ("party", "parties", "matter", "matters") and value is not None:
            for label in (value,) if isinstance(value, str) else value:
                if not self._by_kind(label):
                    self._known(
                        "story.unknown_label", Text("人物或事项", "person or matter"), label, self.labels, place
                    )

    def _value(self, field: Field, value: Any, place: Place) -> Any:
        try:
            return typed(field, value, self.zone, self.currency)
        except ValueError as wrong:
            self._refuse("story.value", f"值的写法不对：{wrong}", f"{wrong}.", place)
            return None

    def _matter(self, label: str, entry: StoryEntry, raw: Any) -> GivenMatter:
        matter = entry.given[label]
        path = ("given", label)
        place = locate(raw, path, key=True)
        if matter.parent is not None:
            self._known(
                "story.unknown_label",
                Text("事项", "matter"),
                matter.parent,
                entry.given,
                locate(raw, (*path, "parent")),
            )
        names = self.resolver.scopes.of_kind(str(matter.kind)) if matter.kind in self.resolver.catalogue.kinds else {}
        fields = self._fields(matter.fields, names, raw, (*path, "fields"), str(matter.kind)) if names else {}
        at = self._moment(matter.at, locate(raw, (*path, "at"))) if matter.at else None
        return GivenMatter(label, str(matter.kind), matter.parent, fields, at, place)

    def _line(
        self, index: int, entry: StoryEntry, raw: Any, people: Mapping[str, Person], kinds: dict[str, str]
    ) -> Line | None:
        written = raw["happens"][index]
        own = Map(written.place) if isinstance(written, Map) else Map(locate(raw, ("happens", index)))
        for key, value in written.items():
            if key in _LINE_KEYS:
                own[key] = value
                own.key_places[key], own.value_places[key] = written.key_places[key], written.value_places[key]
        line, problems = read_as(LineEntry, own)
        self.problems += problems
        actors = [key for key in written if key not in _LINE_KEYS]
        strangers = [key for key in actors if key not in people]
        for key in strangers:
            known = [*people, *_LINE_KEYS]
            self.problems.append(
                unknown("story.unknown_label", Text("人物", "person or key"), key, known, written.key_places[key])
            )
        if line is None or strangers:
            return None
        if len(actors) != (0 if line.pass_ else 1):
            zh, en = "每行写一个人做一件事，或写 pass: true。", "a line has one person doing one act, or pass: true."
            self._refuse("story.actor", zh, en, own.place)
            return None
        at = self._moment(line.at, locate(own, ("at",)))
        if line.pass_:
            return Line(at, None, None, None, None, {}, {}, own.place)
        return self._acted(line, own, at, actors[0], written, kinds)

    def _acted(
        self, line: LineEntry, own: Map, at: datetime, actor: str, written: Map, kinds: dict[str, str]
    ) -> Line | None:
        catalogue, name = self.resolver.catalogue, written[actor]
        if not self._known(
            "rule.unknown_act", Text("动作", "act"), str(name), catalogue.acts, written.value_places[actor]
        ):
            return None
        act = catalogue.acts[name]
        self._stands(act, line, own, kinds)
        if line.as_ is not None:
            kinds[line.as_] = act.makes or kinds.get(line.on or "", "")
        accepted = self._accepted(act)
        given = self._fields(line.given, accepted, own, ("given",), act.name)
        self._form_values(line, given, own)
        facts = self._fields(line.facts, self._computed(act), own, ("facts",), f"{act.name} (facts)")
        return Line(at, actor, act.name, line.on, line.as_, given, facts, own.place, line.source, line.reason or "")

    def _stands(self, act: ActType, line: LineEntry, own: Map, kinds: Mapping[str, str]) -> None:
        if line.on is None:
            if None not in act.on:
                zh, en = f"{act.name} 要写明对哪个事项（on）。", f"say on which matter {act.name} is done."
                self._refuse("story.no_matter", zh, en, own.place)
            return
        place = locate(own, ("on",))
        if opened := self._by_kind(line.on):  # a matter that the policy opens is called after its kind
            kinds = {line.on: opened, **kinds}
        if self._known("story.unknown_label", Text("事项", "matter"), line.on, kinds, place):
            kind = kinds[line.on]
            if kind and kind not in act.on and ANY not in act.on:
                there = ", ".join(str(k) for k in act.on)
                zh, en = (
                    f"{act.name} 不能对 {kind} 做，只能对 {there}。",
                    f"{act.name} cannot be done on {kind}, only on {there}.",
                )
                self._refuse("story.wrong_kind", zh, en, place)

    def _accepted(self, act: ActType) -> Names:
        """What may be given: the act's input, and what the pack's form adds to it."""
        form = self.resolver.declared.forms.get(act.form or "")
        return {**(form.fields if form else {}), **act.given}

    def _form_values(self, line: LineEntry, given: dict[str, Any], own: Map) -> None:
        """The values of a filed form are fields of that form."""
        values, name = line.given.get("values"), line.given.get("form")
        if "values" not in given or not isinstance(values, dict):
            return
        forms, path = self.resolver.declared.forms, ("given", "values")
        if self._known("rule.unknown_form", Text("单据", "form"), str(name), forms, locate(own, ("given", "form"))):
            given["values"] = self._fields(values, forms[str(name)].fields, own, path, str(name))

    def _computed(self, act: ActType) -> Names:
        """What a room computes when the act is done: fields of its event that nobody gives, and facts."""
        event = self.resolver.catalogue.events.get(act.states)
        fields = dict(event.fields) if event else {}
        facts = {f.name: Field(f.name, f.kind, f.label) for f in self.resolver.catalogue.facts.values()}
        return {**facts, **fields}

    def _populations(self, entry: StoryEntry, raw: Any) -> dict[str, tuple[str, ...]]:
        known = self.resolver.catalogue.populations
        for name, members in entry.populations.items():
            place = locate(raw, ("populations", name), key=True)
            self._known("rule.unknown_population", Text("总体", "population"), name, known, place)
            for member in members:
                self._known("story.unknown_label", Text("事项", "matter"), member, entry.given, place)
        return {name: tuple(members) for name, members in entry.populations.items()}

    def _facts(self, entry: StoryEntry, raw: Any) -> dict[str, Any]:
        """Facts and computed fields that hold throughout, by name; those of one act of the policy by its name."""
        catalogue, found = self.resolver.catalogue, dict(entry.facts)
        names = self.resolver.scopes.stated()
        for name, value in entry.facts.items():
            path = ("facts", name)
            if name in catalogue.acts:
                computed = self._computed(catalogue.acts[name])
                found[name] = self._fields(dict(value), computed, raw, path, name)
            elif self._known("rule.unknown_fact", Text("事实", "fact"), name, names, locate(raw, path, key=True)):
                found[name] = self._value(names[name], value, locate(raw, path))
        return found

    def _relations(self, entry: StoryEntry, raw: Any, people: Mapping[str, Person]) -> None:
        for name, pairs in entry.relations.items():
            place = locate(raw, ("relations", name), key=True)
            self._known(
                "rule.unknown_relation", Text("关系", "relation"), name, self.resolver.catalogue.relations, place
            )
            for subject, objects in pairs.items():
                path = ("relations", name, subject)
                known = [*people, *entry.given]
                self._known(
                    "story.unknown_label",
                    Text("人物或事项", "person or matter"),
                    subject,
                    known,
                    locate(raw, path, key=True),
                )
                for one in objects:
                    self._known("story.unknown_label", Text("人物", "person"), one, people, locate(raw, path))

    def _expected(self, index: int, entry: StoryEntry, raw: Any) -> Expected:
        one = entry.expect[index]
        path: tuple[str | int, ...] = ("expect", index)
        self._labels_known(one, raw, path)
        values: dict[str, Any] = {}
        for name in type(one).model_fields:
            value, place = getattr(one, name), locate(raw, (*path, name))
            if name == "rule" or value in (None, ()):
                continue
            if name in ("measured", "target") and isinstance(value, str):
                values[name] = self._figure(value, place)
            else:
                values[name] = self._moment(value, place) if name in MOMENTS else value
        if not values:
            self._refuse("story.no_outcome", "没有写明结果。", "no outcome is said.", locate(raw, path))
        return Expected(one.rule, values, locate(raw, path))

    def _labels_known(self, one: ExpectEntry, raw: Any, path: tuple[str | int, ...]) -> None:
        """Refuses names of rules, people, matters and lacks that there are not."""
        self._known(
            "rule.unknown_rule",
            Text("规则", "rule"),
            one.rule,
            self.resolver.declared.rules,
            locate(raw, (*path, "rule")),
        )
        for key in ("of", "holder", "handed_to", "routed", "told"):
            value = getattr(one, key) or ()
            for position, label in enumerate((value,) if isinstance(value, str) else value):
                place = locate(raw, (*path, key, position))
                if not (key == "of" and self._by_kind(label)):
                    self._known("story.unknown_label", Text("人物或角色", "person or role"), label, self.labels, place)
        if one.charged is not None:
            self._known(
                "story.unknown_label",
                Text("付费方", "payer"),
                one.charged.payer,
                self.labels,
                locate(raw, (*path, "charged", "payer")),
            )
        lacking = [*self._lackable()]
        for position, name in enumerate(one.lacks):
            place = locate(raw, (*path, "lacks", position))
            what = Text("字段、单据、事件或角色", "field, form, event or role")
            self._known("story.unknown_lack", what, re.sub(r"\.\d+$", "", name), lacking, place)  # receipts.2: a row
        if one.on is not None and not self._by_kind(one.on):
            self._known("story.unknown_label", Text("事项", "matter"), one.on, self.labels, locate(raw, (*path, "on")))

    def _lackable(self) -> Iterator[str]:
        """What an act can lack: fields, forms and who signs them, events, rules and acts still open, consents."""
        declared, catalogue = self.resolver.declared, self.resolver.catalogue
        yield from self.resolver.scopes.everything()
        for event in catalogue.events.values():
            for item in event.fields.values():
                yield item.name
                yield from (column.name for column in item.rows)
        for names in (
            declared.forms,
            declared.roles,
            declared.rules,
            declared.clauses,
            catalogue.events,
            catalogue.acts,
        ):
            yield from names

    def _figure(self, text: str, place: Place) -> Decimal:
        """``90``, ``90%`` or ``>= 90%`` as its number."""
        try:
            return Decimal(text.strip(" <>=%"))
        except InvalidOperation:
            self._refuse("story.value", f"“{text}”不是数字。", f"'{text}' is not a figure.", place)
            return Decimal(0)
