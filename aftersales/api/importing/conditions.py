"""Guards of a map: the same small expression language as the policies', over the map's own names."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from typing import Any

import rule_engine


@functools.cache
def _rule(words: str) -> Any:
    return rule_engine.Rule(words, context=rule_engine.Context(default_value=None))


def holds(words: str, values: Mapping[str, Any]) -> bool:
    """Whether a guard holds; names without a value are null."""
    return bool(_rule(words).matches(dict(values)))


def wrong_with(words: str) -> str | None:
    """What is wrong with the writing of a guard, if anything."""
    try:
        _rule(words)
    except rule_engine.EngineError as wrong:
        return str(wrong) or type(wrong).__name__
    return None


def names_in(words: str) -> set[str]:
    """The names that a guard reads."""
    return set(_rule(words).context.symbols)
