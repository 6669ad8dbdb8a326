"""Owns the trial: which stories of a clause notice a mutant, and which mutants survive."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from aftersales.policy.bind import behave
from aftersales.policy.book import RuleBook
from aftersales.policy.language.pack import Pack
from aftersales.policy.mutate.mutants import Mutant, mutants
from aftersales.policy.stories.told import Teller


@dataclass(frozen=True, slots=True)
class Verdict:
    """One mutant and the first story that noticed it; None where it survived."""

    mutant: Mutant
    noticed_by: str | None


def concerning(pack: Pack, clause: str) -> list[Any]:
    """The stories of a clause: those that name it, or expect something under it."""
    return [s for s in pack.stories if clause in s.names or any(one.clause == clause for one in s.expect)]


def changed(book: RuleBook, mutant: Mutant) -> RuleBook:
    """The book with one rule replaced by its mutant."""
    rules = tuple(
        behave(mutant.rule) if one.id == mutant.rule.id and one.since == mutant.rule.since else one
        for one in book.rules
    )
    return dataclasses.replace(book, rules=rules)


def trial(pack: Pack, book: RuleBook, clause: str | None = None) -> Iterator[Verdict]:
    """Every mutant of every rule (of one clause, where one is named), tried on the stories of its clause."""
    roles = list(pack.roles)
    stories: Mapping[str, list[Any]] = {name: concerning(pack, name) for name in pack.clauses}
    for rule in pack.rules:
        if rule.pack != pack.id or clause not in (None, rule.clause):
            continue
        for mutant in mutants(rule, roles):
            try:
                other = changed(book, mutant)
            except ValueError:
                continue  # the change makes no rule at all
            yield Verdict(mutant, _noticed(stories[rule.clause], other))


def _noticed(stories: list[Any], book: RuleBook) -> str | None:
    for story in stories:
        try:
            if Teller(story, book).run():
                return str(story.title)
        except Exception:  # noqa: BLE001 - a mutant may break the story in any way, and that is noticing
            return str(story.title)
    return None
