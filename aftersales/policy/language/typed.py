"""Owns the reading of values that stories write for fields: instants, days, numbers, money, labels."""

from __future__ import annotations

from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from aftersales.foundation.durations import Duration
from aftersales.foundation.instants import parse_date, parse_instant
from aftersales.policy.catalogue import Field
from aftersales.policy.language.references import money


def typed(field: Field, value: Any, zone: ZoneInfo, currency: str) -> Any:
    """The Python value of what was written; ValueError where it is none of the field's kind."""
    if value is None:
        return None
    return _READ.get(field.kind, _text)(field, value, zone, currency)


def _text(field: Field, value: Any, *_: Any) -> Any:
    if not isinstance(value, str):
        raise ValueError(f"'{field.name}' should be text; put quotes around it")
    return value


def _number(field: Field, value: Any, *_: Any) -> Any:
    if isinstance(value, bool) or not isinstance(value, (int, Decimal)):
        raise ValueError(f"'{field.name}' should be a number")
    return Decimal(value)


def _money(field: Field, value: Any, _: ZoneInfo, currency: str) -> Any:
    try:
        return money(value, currency)
    except ValueError as wrong:
        raise ValueError(f"'{field.name}': {wrong}") from None


def _instant(field: Field, value: Any, zone: ZoneInfo, _: str) -> Any:
    return parse_instant(_text(field, value), zone)


def _date(field: Field, value: Any, *_: Any) -> Any:
    return parse_date(_text(field, value))


def _bool(field: Field, value: Any, *_: Any) -> Any:
    if not isinstance(value, bool):
        raise ValueError(f"'{field.name}' should be true or false")
    return value


def _choice(field: Field, value: Any, *_: Any) -> Any:
    known = [choice for choice, _ in field.choices]
    said = str(value) if isinstance(value, int) and not isinstance(value, bool) else value
    if known and said not in known:
        raise ValueError(f"'{field.name}' cannot be '{value}'; there is {', '.join(known)}")
    return said


def _several(field: Field, value: Any, *_: Any) -> Any:
    items = value if isinstance(value, list) else [value]
    return tuple(_text(field, item) for item in items)


def _rows(field: Field, value: Any, zone: ZoneInfo, currency: str) -> Any:
    if isinstance(value, dict) and not field.rows:
        return dict(value)
    if not isinstance(value, list) or not all(isinstance(row, dict) for row in value):
        raise ValueError(f"'{field.name}' should be a list of rows")
    columns = {item.name: item for item in field.rows}
    found = []
    for row in value:
        strange = [key for key in row if columns and key not in columns]
        if strange:
            raise ValueError(f"a row of '{field.name}' has no '{strange[0]}'; there is {', '.join(columns)}")
        found.append({k: typed(columns[k], v, zone, currency) if k in columns else v for k, v in row.items()})
    return tuple(found)


def _duration(field: Field, value: Any, *_: Any) -> Any:
    return Duration.parse(_text(field, value))


_READ: dict[str, Any] = {
    "number": _number,
    "money": _money,
    "instant": _instant,
    "date": _date,
    "bool": _bool,
    "choice": _choice,
    "parties": _several,
    "matters": _several,
    "texts": _several,
    "rows": _rows,
    "duration": _duration,
}
