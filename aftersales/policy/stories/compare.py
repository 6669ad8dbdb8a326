"""Owns the comparison of what a story expects with what came of it: every difference, with rule and values."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from aftersales.policy.stories.outcomes import Outcome, shown

#: what decides the type of an expectation, in this order
_TYPES = ("refused", "held", "flagged", "reason_asked", "charged", "routed", "opened", "measured", "covers")
_CONSEQUENCE = ("of", "amount", "points", "demerit", "record", "one_of", "choice", "liability", "compensation")
#: said of an outcome, these must be expected: silence means that it did not happen
_STRICT: Mapping[str, tuple[str, ...]] = {
    "owed": ("breached", "kept", "withdrawn", "paused", "told", "waived", "lapsed", "reminded"),
    "consequence": ("choice", "lacks", "amount", "points", "demerit", "record", "one_of", "count"),
    "refused": ("lacks",),
    "measured": ("missed",),
}
_NOTHING: tuple[Any, ...] = (None, False, frozenset())


@dataclass(frozen=True, slots=True)
class Difference:
    """One way in which the story did not come out as expected."""

    rule: str
    said: str

    def __str__(self) -> str:
        return f"{self.rule}: {self.said}"


def kind_of(expected: Mapping[str, Any]) -> str:
    """Which type of outcome an expectation speaks of."""
    for name in _TYPES:
        if name in expected:
            return name
    if any(name in expected for name in _CONSEQUENCE):
        return "consequence"
    if set(expected) <= {"rule", "told", "on", "at"} and "told" in expected:
        return "told"
    if "waived" in expected and not str(expected["waived"])[:1].isdigit():
        return "waived"
    return "owed"


def compare(
    expected: Iterable[Mapping[str, Any]],
    found: Iterable[Outcome],
    clauses: frozenset[str],
    typed: Callable[[str, Any], Any],
) -> list[Difference]:
    """Each expectation takes the outcome that fits it best; what is left over of the named clauses is a difference.

    ``typed`` turns a written value into the outcome's own type, by the name of what is said.
    """
    left = list(found)
    differences: list[Difference] = []
    for one in expected:
        if one.get("nothing"):
            differences += [
                Difference(o.rule, f"expected nothing, came {o.type} {_words(o.said)}")
                for o in left
                if o.rule == one["rule"]
            ]
            continue
        kind = kind_of(one)
        times = int(one.get("times", 1))
        if times > 1:
            several = [o for o in left if o.type == kind and o.rule == one["rule"]]
            if len(several) != times:
                differences.append(Difference(str(one["rule"]), f"expected {times} times, came {len(several)} times"))
        wanted = {name: typed(name, value) for name, value in one.items() if name not in ("rule", "times")}
        candidates = [o for o in left if o.type == kind and o.rule == one["rule"]]
        if not candidates:
            differences.append(
                Difference(str(one["rule"]), f"expected {_words(wanted)}, nothing of the kind came of it")
            )
            continue
        for _ in range(min(times, len(candidates))):
            best = min(candidates, key=lambda o: len(_unlike(wanted, o)))
            candidates.remove(best)
            left.remove(best)
            differences += [Difference(best.rule, words) for words in _unlike(wanted, best)]
    for outcome in left:
        if outcome.rule.partition("#")[0] in clauses and outcome.type != "waived" and not _silent(outcome):
            said = {k: v for k, v in outcome.said.items() if v not in _NOTHING}
            differences.append(Difference(outcome.rule, f"not expected: {outcome.type} {_words(said)}"))
    return differences


def _silent(outcome: Outcome) -> bool:
    """A decision that is owed on a consequence is said with the consequence."""
    return outcome.type == "owed" and bool(outcome.said.get("decides")) and "breached" not in outcome.said


def _unlike(wanted: Mapping[str, Any], found: Outcome) -> list[str]:
    words = []
    for name, value in wanted.items():
        actual = found.said.get(name)
        if not _same(name, value, actual):
            words.append(f"{name}: expected {shown(value)}, came {shown(actual)}")
    for name in _STRICT.get(found.type, ()):
        if wanted.get("state") == name:
            continue  # the state says it, if not the instant
        if name not in wanted and found.said.get(name) not in _NOTHING:
            words.append(f"{name}: not expected, came {shown(found.said[name])}")
    return words


def _same(name: str, value: Any, actual: Any) -> bool:
    if name == "missed":
        return bool(value) == bool(actual)
    if isinstance(value, Mapping) and isinstance(actual, Mapping):
        return all(_same(key, one, actual.get(key)) for key, one in value.items())
    if isinstance(value, frozenset) and actual is None:
        return not value
    return bool(value == actual)


def _words(said: Mapping[str, Any]) -> str:
    return ", ".join(f"{name}: {shown(value)}" for name, value in said.items()) or "something"
