"""Owns the help with misspelt names: what there is, and which name was probably meant."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from aftersales.foundation.places import Place
from aftersales.foundation.problems import Problem
from aftersales.foundation.texts import Text

SHOWN = 12  # names listed before the rest is only counted


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The known name closest to ``name``, or None when nothing is close."""
    pool = sorted(set(known))
    found = get_close_matches(name, pool, n=1, cutoff=0.6)
    if found:
        return found[0]
    last = name.rpartition(".")[2]
    return next((item for item in pool if last and item.rpartition(".")[2] == last), None)


def listing(known: Iterable[str]) -> str:
    """The known names in the order given, shortened where there are many."""
    pool = list(dict.fromkeys(known))
    if len(pool) <= SHOWN:
        return ", ".join(pool)
    return f"{', '.join(pool[:SHOWN])} … (+{len(pool) - SHOWN})"


def there_is(name: str, known: Iterable[str]) -> Text:
    """What could stand instead of ``name``: the names there are, and the nearest one."""
    pool = sorted(set(known))
    if not pool:
        return Text("这里没有任何可用的名称。", "There is none.")
    near = nearest(name, pool)
    if near is None:
        return Text(f"可用的有：{listing(pool)}。", f"There is: {listing(pool)}.")
    return Text(
        f"可用的有：{listing(_near_first(near, pool))}。是否想写“{near}”？",
        f"There is: {listing(_near_first(near, pool))}. Did you mean '{near}'?",
    )


def unknown(code: str, what: Text, name: str, known: Iterable[str], place: Place | None, cite: str = "") -> Problem:
    """The problem that no ``what`` is called ``name``."""
    said = Text(f"没有名为“{name}”的{what.zh}。", f"no {what.en} '{name}'.")
    return Problem(code, said, there_is(name, known), place, (cite,) if cite else ())


def _near_first(near: str, pool: list[str]) -> list[str]:
    """Where the list would be cut, the nearest name and its neighbours come first."""
    if len(pool) <= SHOWN:
        return pool
    stem, dot, _ = near.partition(".")
    same = [item for item in pool if dot and item.partition(".")[0] == stem and item != near]
    return [near, *same, *(item for item in pool if item != near and item not in same)]
