"""Owns the proof that openings end: no event opens, by however many rules, what states the event again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from aftersales.foundation.problems import Problem
from aftersales.foundation.texts import Text
from aftersales.policy.catalogue import Catalogue
from aftersales.policy.language.common import Hearing, Opening
from aftersales.policy.language.pack import Rule


def circles(rules: Iterable[Rule], catalogue: Catalogue) -> list[Problem]:
    """One problem for each circle of openings that happen at once."""
    edges: dict[str, list[tuple[str, Rule]]] = {}
    for rule in rules:
        for start, opening in _openings(rule):
            act = catalogue.acts.get(opening.act)
            if act is not None:
                edges.setdefault(start, []).append((f"act:{act.name}", rule))
                edges.setdefault(f"act:{act.name}", []).append((act.states, rule))
    found: dict[frozenset[str], Problem] = {}
    for start in list(edges):
        path = _circle(start, edges)
        if path:
            names = [rule.id for _, rule in path]
            way = " → ".join([start, *(node for node, _ in path)]).replace("act:", "")
            said = Text(f"规则会无止境地互相引发：{way}。", f"these rules would open one another without end: {way}.")
            found.setdefault(
                frozenset(names), Problem("rule.endless", said, None, path[0][1].place, tuple(dict.fromkeys(names)))
            )
    return list(found.values())


def _openings(rule: Rule) -> Iterable[tuple[str, Opening]]:
    """What starts an opening at once: a heard event, or an act that a gate refuses. Lateness takes time and ends."""
    params = rule.params
    if isinstance(params, Hearing) and params.open is not None:
        yield from ((str(event), params.open) for event in params.when)
    refused = getattr(params, "refused", None)
    if refused is not None and refused.open is not None:
        yield from ((f"act:{act}", refused.open) for act in params.before)


def _circle(start: str, edges: Mapping[str, list[tuple[str, Rule]]]) -> list[tuple[str, Rule]]:
    """The way from ``start`` back to itself, or nothing."""
    stack: list[list[tuple[str, Rule]]] = [[edge] for edge in edges.get(start, [])]
    seen: set[str] = set()
    while stack:
        path = stack.pop()
        node = path[-1][0]
        if node == start:
            return path
        if node not in seen:
            seen.add(node)
            stack += [[*path, edge] for edge in edges.get(node, [])]
    return []
