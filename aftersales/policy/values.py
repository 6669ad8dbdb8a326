"""Owns typed values as JSON: what plain JSON cannot say carries a tag, so that it comes back as what it was."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, Final

from aftersales.foundation.durations import Duration
from aftersales.foundation.money import Money

_READ: Final[dict[str, Callable[[str], Any]]] = {
    "$instant": datetime.fromisoformat,
    "$date": date.fromisoformat,
    "$decimal": Decimal,
    "$money": Money.parse,
    "$duration": Duration.parse,
}


def to_json(value: Any) -> Any:
    """A value that JSON can hold; instants are written in UTC, so that equal values are written alike."""
    if value is None or isinstance(value, str | bool | int):
        return str(value) if isinstance(value, str) else value
    if isinstance(value, datetime):
        return {"$instant": value.astimezone(UTC).isoformat()}
    if isinstance(value, date):
        return {"$date": value.isoformat()}
    if isinstance(value, Decimal):
        return {"$decimal": f"{value:f}"}
    if isinstance(value, float):
        return {"$decimal": f"{Decimal(str(value)):f}"}
    if isinstance(value, Money):
        return {"$money": str(value)}
    if isinstance(value, Duration):
        return {"$duration": str(value)}
    if isinstance(value, Mapping):
        return {str(name): to_json(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [to_json(one) for one in value]
    if isinstance(value, set | frozenset):
        return [to_json(one) for one in sorted(value)]
    raise TypeError(f"{type(value).__name__} is no value that an event can hold")


def from_json(value: Any) -> Any:
    """The typed value again."""
    if isinstance(value, Mapping):
        if len(value) == 1:
            ((tag, text),) = value.items()
            if tag in _READ and isinstance(text, str):
                return _READ[tag](text)
        return {name: from_json(one) for name, one in value.items()}
    if isinstance(value, list):
        return [from_json(one) for one in value]
    return value
