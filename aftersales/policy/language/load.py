"""Owns the loading of packs: everything a folder says becomes one checked value, or all its problems at once."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from typing import Any
from zoneinfo import ZoneInfo

from aftersales.foundation.places import Place
from aftersales.foundation.problems import Problem, Refused
from aftersales.foundation.texts import Text
from aftersales.policy.catalogue import Catalogue
from aftersales.policy.generic import with_law
from aftersales.policy.language.common import Params
from aftersales.policy.language.declare import Written, plain, text, write_down
from aftersales.policy.language.files import ClauseEntry, EditionEntry, PackFile, in_order
from aftersales.policy.language.names import unknown
from aftersales.policy.language.opens import circles
from aftersales.policy.language.pack import Clause, Edition, Form, Pack, Right, Rule, Sight, Status
from aftersales.policy.language.reader import locate
from aftersales.policy.language.resolve import Declared, Resolver
from aftersales.policy.language.rights import idle_duties, strange_holders
from aftersales.policy.language.shelf import Shelf
from aftersales.policy.language.stories import Story
from aftersales.policy.language.storytelling import StoryReader
from aftersales.policy.language.terms import NOTES, below_the_law
from aftersales.policy.language.translate import read_as

Kinds = Mapping[str, type[Params]]


def load(name: str, shelf: Shelf, catalogue: Catalogue, kinds: Kinds) -> Pack:
    """The pack called ``name``; Refused with everything that is wrong with it."""
    loading = Loading(shelf, with_law(catalogue), kinds)
    pack = loading.pack(name)
    wrong = [problem for problem in loading.problems if problem.code not in NOTES]
    if wrong or pack is None:
        raise Refused(in_place_order(wrong))
    return pack


def check(name: str, shelf: Shelf, catalogue: Catalogue, kinds: Kinds) -> list[Problem]:
    """Everything that is wrong with a pack, and what can only be noted."""
    loading = Loading(shelf, with_law(catalogue), kinds)
    loading.pack(name)
    return in_place_order(loading.problems)


def in_place_order(problems: list[Problem]) -> list[Problem]:
    """Problems by file and line, each once."""
    once = {(p.place, p.code, p.said.en): p for p in problems}
    return sorted(once.values(), key=lambda p: (p.place or Place("~"), p.code))


@dataclass
class Loading:
    """One pack being loaded with all that it includes."""

    shelf: Shelf
    catalogue: Catalogue
    kinds: Kinds
    problems: list[Problem] = field(default_factory=list)
    written: dict[str, Written] = field(default_factory=dict)  # includes first, the pack itself last

    def pack(self, name: str) -> Pack | None:
        """Read, merge, resolve, cross-check."""
        own = self._gather(name, None, ())
        if own is None or own.head is None:
            return None
        merged = self._merge()
        resolver = Resolver(self.catalogue, merged.declared)
        resolver.anything(own.head, own.head_raw)
        for one in self.written.values():
            for entry, raw in one.entries:
                resolver.anything(entry, raw)
        self.problems += strange_holders(own, merged.declared)
        clauses = {clause.id: clause for clause in self._clauses(resolver)}
        rules = tuple(rule for clause in clauses.values() for edition in clause.editions for rule in edition.rules)
        self.problems += resolver.problems
        resolver.problems = []
        self._cross(own, own.head, rules, clauses, merged)
        stories = self._stories(own, own.head, resolver)
        self.problems += resolver.problems
        return _assembled(own, own.head, self.written, merged, clauses, rules, stories)

    def _gather(self, name: str, place: Place | None, above: tuple[str, ...]) -> Written | None:
        if name in above:
            way = " → ".join([*above, name])
            said = Text(f"制度互相包含：{way}。", f"packs include one another: {way}.")
            self.problems.append(Problem("pack.circle", said, None, place))
            return None
        if name in self.written:
            return self.written[name]
        files = self.shelf.files(name)
        if files is None:
            at = place or Place(self.shelf.shown(name))
            self.problems.append(unknown("pack.unknown", Text("制度", "pack"), name, self.shelf.names(), at))
            return None
        own = write_down(name, self.shelf.shown(name), files)
        self.problems += own.problems
        for index, other in enumerate(own.head.includes if own.head else ()):
            self._gather(other, locate(own.head_raw, ("includes", index)), (*above, name))
        self.written[name] = own
        return own

    def _merge(self) -> Merged:
        merged = Merged()
        for one in self.written.values():
            merged.add(one, self.problems)
        return merged

    def _clauses(self, resolver: Resolver) -> Iterator[Clause]:
        seen: dict[str, Place] = {}
        for one in self.written.values():
            for entry, raw in one.clauses:
                place = locate(raw, ("clause",))
                if entry.clause in seen:
                    first = seen[entry.clause]
                    said = Text(
                        f"条款“{entry.clause}”重复，前一次在 {first}。",
                        f"the clause '{entry.clause}' stands twice, first at {first}.",
                    )
                    self.problems.append(Problem("pack.twice", said, None, place))
                    continue
                seen[entry.clause] = place
                yield self._clause(entry, raw, one.name, resolver)

    def _clause(self, entry: ClauseEntry, raw: Any, pack: str, resolver: Resolver) -> Clause:
        if not in_order(entry):
            said = Text("各版本应由旧到新排列，且不得重叠。", "editions stand oldest first and do not overlap.")
            self.problems.append(Problem("clause.editions", said, None, locate(raw, ("editions",)), (entry.clause,)))
        editions = []
        for index, edition in enumerate(entry.editions):
            later = entry.editions[index + 1].from_ if index + 1 < len(entry.editions) else None
            until = min((day for day in (edition.until, later) if day is not None), default=None)
            editions.append(self._edition(entry.clause, edition, until, raw, ("editions", index), pack, resolver))
        title = text(entry.title) if entry.title else None
        return Clause(entry.clause, title, tuple(editions), pack, locate(raw, ("clause",)))

    def _edition(
        self, clause: str, entry: EditionEntry, until: date | None, raw: Any, path: tuple[str | int, ...], pack: str,
        resolver: Resolver,
    ) -> Edition:  # fmt: skip
        rules = []
        for name in entry.rules:
            written = _at(raw, (*path, "rules", name))
            place = locate(raw, (*path, "rules", name), key=True)
            rule = self._rule(f"{clause}#{name}", written, place, (entry.from_, until), pack, resolver)
            if rule is not None:
                rules.append(rule)
        status: Status = entry.status or ("encoded" if any(r.kind != "statement" for r in rules) else "statement")
        return Edition(
            entry.from_, until, text(entry.text), status, tuple(rules), locate(raw, path), entry.note, entry.source,
            entry.reviewed,
        )  # fmt: skip

    def _rule(
        self, rule_id: str, raw: Any, place: Place, force: tuple[date, date | None], pack: str, resolver: Resolver
    ) -> Rule | None:
        kind = raw.get("kind")
        if not isinstance(kind, str) or kind not in self.kinds:
            where = locate(raw, ("kind",), start=place) if "kind" in raw else place
            what = Text("规则种类", "kind of rule")
            self.problems.append(unknown("rule.unknown_kind_of_rule", what, str(kind), self.kinds, where, rule_id))
            return None
        params, problems = read_as(self.kinds[kind], raw, rule_id, place)
        self.problems += problems
        if params is None:
            return None
        conditions = resolver.rule(params, raw, rule_id)
        clause, _, name = rule_id.partition("#")
        words = json.dumps(plain(raw), sort_keys=True, ensure_ascii=False, default=str)
        # not by its end, which the next edition brings: what rests on this one cites it for ever
        digest = sha256(f"{rule_id}\0{force[0]}\0{words}".encode()).hexdigest()
        return Rule(rule_id, name, clause, kind, params, *force, place, digest, pack, conditions)

    def _cross(
        self, own: Written, head: PackFile, rules: tuple[Rule, ...], clauses: Mapping[str, Clause], merged: Merged
    ) -> None:
        self.problems += circles(rules, self.catalogue)
        self.problems += idle_duties(rules, merged.may)
        layers = {name: one.head.layer for name, one in self.written.items() if one.head}
        laws = [rule for rule in rules if layers.get(rule.pack) == "law"]
        self.problems += below_the_law([r for r in rules if layers.get(r.pack) != "law"], laws)
        mine = [clause.id for clause in clauses.values() if clause.pack == own.name]
        for index, name in enumerate(head.clauses):
            if name not in mine and name not in own.clause_ids and not own.unread:
                said = Text(
                    f"条款“{name}”应有交代，但没有写。",
                    f"the clause '{name}' must be accounted for and is not written.",
                )
                place = locate(own.head_raw, ("clauses", index))
                self.problems.append(Problem("pack.clause_missing", said, None, place, (name,)))
        for name in mine if head.clauses else ():
            if name not in head.clauses:
                what = Text("列在 pack.yaml 里的条款", "clause in pack.yaml's list")
                self.problems.append(unknown("pack.clause_unlisted", what, name, head.clauses, clauses[name].place))

    def _stories(self, own: Written, head: PackFile, resolver: Resolver) -> tuple[Story, ...]:
        reader = StoryReader(resolver, ZoneInfo(head.timezone), head.currency, own.name)
        told = [reader.read(raw, start) for raw, start in own.stories]
        # what stands in a file that cannot be read is not missed a second time
        cascade = {"story.unknown_clause", "rule.unknown_rule"} if own.unread else set()
        self.problems += [problem for problem in reader.problems if problem.code not in cascade]
        return tuple(story for story in told if story is not None)


@dataclass
class Merged:
    """What the pack and those that it includes declare together; the including pack speaks last."""

    declared: Declared = field(default_factory=Declared)
    forms: dict[str, Form] = field(default_factory=dict)
    checklists: dict[str, Form] = field(default_factory=dict)
    may: dict[str, tuple[Right, ...]] = field(default_factory=dict)
    see: dict[str, tuple[Sight, ...]] = field(default_factory=dict)

    def add(self, one: Written, problems: list[Problem]) -> None:
        """Add one pack's declarations; rights add up, names of the including pack win."""
        for name, right in one.may.items():
            self.may[name] = (*self.may.get(name, ()), *right)
        for name, sight in one.see.items():
            self.see[name] = (*self.see.get(name, ()), *sight)
        self.forms.update(one.forms)
        self.checklists.update(one.checklists)
        declared = self.declared
        declared.roles.update(one.roles)
        declared.grounds.update(one.grounds)
        declared.forms.update({**one.forms, **one.checklists})
        declared.calendars.update(one.calendars)
        for entry, _ in one.clauses:
            declared.clauses.add(entry.clause)
            declared.rules.update(f"{entry.clause}#{name}" for edition in entry.editions for name in edition.rules)


def _at(raw: Any, path: tuple[str | int, ...]) -> Any:
    for part in path:
        raw = raw[part]
    return raw


def _assembled(
    own: Written, head: PackFile, written: Mapping[str, Written], merged: Merged, clauses: Mapping[str, Clause],
    rules: tuple[Rule, ...], stories: tuple[Story, ...],
) -> Pack:  # fmt: skip
    declared = merged.declared
    return Pack(
        id=head.pack, title=text(head.title), owner=text(head.owner) if head.owner else None, system=head.system,
        layer=head.layer, timezone=head.timezone, calendar=head.calendar, currency=head.currency, approves=head.approves,
        administers=head.administers, accounts_for=tuple(head.clauses), rules=rules, clauses=clauses,
        roles=declared.roles, may=merged.may, see=merged.see, grounds=declared.grounds, forms=merged.forms,
        checklists=merged.checklists, calendars=declared.calendars, stories=stories,
        includes=tuple(name for name in written if name != own.name), digest=own.digest,
        digests={name: one.digest for name, one in written.items()},
    )  # fmt: skip
