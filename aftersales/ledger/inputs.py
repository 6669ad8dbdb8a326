"""Owns the typed input of acts: pydantic models with labels in both languages, and the law's field table from them."""

from __future__ import annotations

import types
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import pydantic
from django.utils import timezone
from pydantic import BeforeValidator, PlainSerializer, WithJsonSchema
from pydantic.fields import FieldInfo

from aftersales.foundation.durations import Duration
from aftersales.foundation.instants import from_wall
from aftersales.foundation.money import Money
from aftersales.foundation.texts import Text
from aftersales.policy.catalogue import Field, FieldKind, fields

_NONE = object()
LONGEST = 20_000  # characters of one text; longer ones are files


@dataclass(frozen=True, slots=True)
class Kind:
    """The kind that the law gives a typed value, as a mark inside ``Annotated``."""

    name: FieldKind


class Given(pydantic.BaseModel):
    """The typed input of an act (or what a room computed for its event): frozen, nothing unknown, blanks left out."""

    model_config = pydantic.ConfigDict(
        frozen=True,
        extra="forbid",
        str_strip_whitespace=True,
        str_max_length=LONGEST,
        arbitrary_types_allowed=True,
    )

    @pydantic.model_validator(mode="before")
    @classmethod
    def _without_blanks(cls, raw: Any) -> Any:
        if not isinstance(raw, Mapping):
            return raw
        if any(isinstance(value, str) and "\x00" in value for value in raw.values()):
            raise ValueError("含有不能保存的字符（NUL） · it holds a character that cannot be kept (NUL)")
        return {name: value for name, value in raw.items() if value is not None and str(value).strip() != ""}

    def as_fields(self) -> dict[str, Any]:
        """The values by name, rows as plain mappings, as an event keeps them."""
        return {name: _plain(getattr(self, name)) for name in type(self).model_fields}


def _plain(value: Any) -> Any:
    if isinstance(value, Given):
        return value.as_fields()
    if isinstance(value, tuple | list):
        return [_plain(one) for one in value]
    return value


def field(
    zh: str,
    en: str,
    *,
    of: str | None = None,
    default: Any = _NONE,
    kind: FieldKind | None = None,
    choices: Mapping[str, tuple[str, str]] | None = None,
    multiline: bool = False,
    personal: bool = False,
    help: tuple[str, str] | None = None,
) -> Any:
    """A labelled field; with a ``default`` it may be left out, ``personal`` keeps its value out of the log."""
    extra: dict[str, Any] = {
        "label": {"zh": zh, "en": en},
        "of": of,
        "kind": kind,
        "choices": {key: {"zh": words[0], "en": words[1]} for key, words in (choices or {}).items()},
        "multiline": multiline,
        "personal": personal,
        "help": {"zh": help[0], "en": help[1]} if help else None,
    }
    extra = {f"x-{name}": value for name, value in extra.items() if value}
    if default is _NONE:
        return pydantic.Field(title=zh, json_schema_extra=extra)
    return pydantic.Field(default=default, title=zh, json_schema_extra=extra)


def _ref(value: Any) -> Any:
    if hasattr(value, "pk"):
        value = value.pk
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str) or not value.isascii() or not value.isdigit() or len(value) > 18:
        raise ValueError("write the id, a whole number")
    return value


def _instant(value: Any) -> Any:
    if isinstance(value, str):
        value = datetime.fromisoformat(value.strip())
    if isinstance(value, datetime) and value.tzinfo is None:
        return from_wall(value, timezone.get_current_timezone())
    return value


def _money(value: Any) -> Any:
    if isinstance(value, Money):
        return value
    if isinstance(value, Mapping):
        return Money.parse(f"{value.get('amount')} {value.get('currency', 'CNY')}")
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        return Money(Decimal(value), "CNY")
    if isinstance(value, str):
        return Money.parse(value)
    raise ValueError("write an amount as 20.50 or 20.50 CNY")


def _duration(value: Any) -> Any:
    return Duration.parse(value) if isinstance(value, str) else value


_ID_SCHEMA = WithJsonSchema({"type": "string", "pattern": "^[0-9]{1,18}$"})
_MONEY_SCHEMA = WithJsonSchema({"type": "string", "examples": ["20.50 CNY"]})
_DURATION_SCHEMA = WithJsonSchema({"type": "string", "examples": ["24h"]})

PartyRef = Annotated[str, BeforeValidator(_ref), _ID_SCHEMA, Kind("party")]
MatterRef = Annotated[str, BeforeValidator(_ref), _ID_SCHEMA, Kind("matter")]
FileRef = Annotated[str, BeforeValidator(_ref), _ID_SCHEMA, Kind("file")]
Instant = Annotated[pydantic.AwareDatetime, BeforeValidator(_instant), Kind("instant")]
Day = Annotated[date, Kind("date")]
MoneyIn = Annotated[Money, BeforeValidator(_money), PlainSerializer(str, return_type=str), _MONEY_SCHEMA, Kind("money")]
DurationIn = Annotated[
    Duration, BeforeValidator(_duration), PlainSerializer(str, return_type=str), _DURATION_SCHEMA, Kind("duration")
]
Number = Annotated[Decimal, Kind("number")]

_PLAIN: dict[Any, FieldKind] = {
    str: "text",
    bool: "bool",
    int: "number",
    Decimal: "number",
    float: "number",
    datetime: "instant",
    date: "date",
    Money: "money",
    Duration: "duration",
}
_MANY: dict[str, FieldKind] = {
    "party": "parties",
    "matter": "matters",
    "text": "texts",
    "choice": "texts",
    "file": "texts",
}


def field_table(model: type[Given] | None) -> Mapping[str, Field]:
    """The law's fields of a typed input."""
    if model is None:
        return fields()
    return fields(*(_field(name, info) for name, info in model.model_fields.items()))


def personal_fields(*models: type[Given] | None) -> frozenset[str]:
    """The names whose values stay out of the log."""
    return frozenset(
        name
        for model in models
        if model is not None
        for name, info in model.model_fields.items()
        if _extra(info).get("x-personal")
    )


def _extra(info: FieldInfo) -> dict[str, Any]:
    return info.json_schema_extra if isinstance(info.json_schema_extra, dict) else {}


def _field(name: str, info: FieldInfo) -> Field:
    extra = _extra(info)
    kind, choices, rows = _read(info.annotation, tuple(info.metadata))
    label = Text.of(extra.get("x-label") or name)
    named = {key: Text.of(words) for key, words in extra.get("x-choices", {}).items()}
    listed = choices or tuple(named)
    help_ = extra.get("x-help")
    return Field(
        name=name,
        kind=extra.get("x-kind") or ("choice" if listed and kind == "text" else kind),
        label=label,
        required=info.is_required(),
        choices=tuple((key, named.get(key, Text(key, key))) for key in listed),
        of=extra.get("x-of"),
        rows=rows,
        multiline=bool(extra.get("x-multiline")),
        help=Text.of(help_) if help_ else None,
    )


def _read(annotation: Any, metadata: tuple[Any, ...] = ()) -> tuple[FieldKind, tuple[str, ...], tuple[Field, ...]]:
    """The kind, the choices and the rows that an annotation says."""
    for mark in metadata:
        if isinstance(mark, Kind):
            return mark.name, (), ()
    origin = get_origin(annotation)
    if origin is Annotated:
        inner, *marks = get_args(annotation)
        return _read(inner, tuple(marks))
    if origin in (Union, types.UnionType):
        inner = next(one for one in get_args(annotation) if one is not types.NoneType)
        return _read(inner)
    if origin is Literal:
        return "choice", tuple(str(one) for one in get_args(annotation)), ()
    if origin in (tuple, list):
        return _many(get_args(annotation)[0])
    if isinstance(annotation, type):
        if issubclass(annotation, Given):
            return "rows", (), tuple(field_table(annotation).values())
        for known, kind in _PLAIN.items():
            if annotation is known:
                return kind, (), ()
    raise TypeError(f"{annotation!r} is no type that an act's input may have")


def _many(inner: Any) -> tuple[FieldKind, tuple[str, ...], tuple[Field, ...]]:
    kind, choices, rows = _read(inner)
    if kind == "rows":
        return "rows", (), rows
    if kind not in _MANY:
        raise TypeError(f"a list of {kind} is no type that an act's input may have")
    return _MANY[kind], choices, ()


_TYPES: dict[str, Any] = {
    "text": str,
    "number": Number,
    "money": MoneyIn,
    "instant": Instant,
    "date": Day,
    "bool": bool,
    "choice": str,
    "party": PartyRef,
    "parties": tuple[PartyRef, ...],
    "matter": MatterRef,
    "matters": tuple[MatterRef, ...],
    "texts": tuple[str, ...],
    "file": FileRef,
    "duration": DurationIn,
    "rows": Any,
}


def model_of(name: str, table: Mapping[str, Field]) -> type[Given]:
    """The typed input that a table of fields describes: the law's own acts, and forms that a pack declares."""
    items: dict[str, Any] = {}
    for one in table.values():
        kind: Any = _TYPES[one.kind]
        if one.kind == "rows" and one.rows:
            kind = tuple[model_of(f"{name}_{one.name}", fields(*one.rows)), ...]  # type: ignore[misc]  # made here
        if one.kind == "choice" and one.choices:
            kind = Literal[tuple(key for key, _ in one.choices)]
        choices = {key: (words.zh, words.en) for key, words in one.choices}
        said = field(
            one.label.zh,
            one.label.en,
            of=one.of,
            kind=one.kind,
            choices=choices,
            multiline=one.multiline,
            default=_NONE if one.required else None,
            personal=False,
        )
        items[one.name] = (kind if one.required else kind | None, said)
    return pydantic.create_model(name, __base__=Given, **items)
