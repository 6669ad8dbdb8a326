"""Owns terms: values that layers state under one key, and the check that none gives less than the law."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal, InvalidOperation

from aftersales.foundation.durations import Duration
from aftersales.foundation.problems import Problem
from aftersales.foundation.texts import Text
from aftersales.policy.language.common import Term
from aftersales.policy.language.pack import Rule


def value_of(term: Term) -> tuple[str, Decimal] | None:
    """What a term says as a measure (``time`` in seconds, a percentage, or its unit) and a number; None if unknown."""
    said = next((v for v in (term.at_least, term.at_most, term.value) if v is not None), None)
    if said is None:
        return None
    if isinstance(said, Decimal):
        return term.unit or "number", said
    words = said.strip()
    try:
        if words.endswith("%"):
            return "percent", Decimal(words[:-1])
        return "time", Decimal(Duration.parse(words).approx_seconds())
    except (ValueError, InvalidOperation):
        pass
    number, _, unit = words.partition(" ")
    try:
        return unit or term.unit or "number", Decimal(number)
    except InvalidOperation:
        return None


def better(term: Term) -> str:
    """What is better for the customer: ``more`` or ``less``."""
    if term.direction is not None:
        return term.direction
    return "less" if term.at_most is not None else "more"


def below_the_law(rules: Iterable[Rule], laws: Iterable[Rule]) -> list[Problem]:
    """Terms that give the customer less than the law, or that cannot be compared with it."""
    floors: dict[str, list[Rule]] = {}
    for law in laws:
        if law.params.term is not None:
            floors.setdefault(law.params.term.key, []).append(law)
    found = []
    for rule in rules:
        term = rule.params.term
        for law in floors.get(term.key, ()) if term is not None else ():
            if law is not rule and _together(rule, law):
                problem = _compare(rule, law)
                if problem is not None:
                    found.append(problem)
    return found


def _together(one: Rule, other: Rule) -> bool:
    """Whether the two are ever in force on the same day."""
    return (one.until is None or other.since < one.until) and (other.until is None or one.since < other.until)


def _compare(rule: Rule, law: Rule) -> Problem | None:
    ours, floor = value_of(rule.params.term), value_of(law.params.term)
    key = rule.params.term.key
    if ours is None or floor is None or ours[0] != floor[0]:
        said = Text(
            f"“{key}”：{rule.id} 与 {law.id} 无法比较（法定数值不明或单位不同）。",
            f"'{key}': {rule.id} cannot be compared with {law.id} (the legal number is unknown, or units differ).",
        )
        return Problem("term.not_comparable", said, None, rule.place, (rule.id, law.id))
    less = ours[1] < floor[1] if better(law.params.term) == "more" else ours[1] > floor[1]
    if not less:
        return None
    said = Text(
        f"“{key}”：{rule.id} 给客户的少于法定的 {law.id}（{law.place}）。",
        f"'{key}': {rule.id} gives the customer less than {law.id} of the law ({law.place}).",
    )
    return Problem("term.below_law", said, None, rule.place, (rule.id, law.id))


NOTES = frozenset({"term.not_comparable"})  # reported, but no reason to refuse a pack
