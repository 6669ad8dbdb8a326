"""Owns the rows that rooms keep of a matter which began before the system did: made from what is known of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from decimal import Decimal
from functools import cache
from typing import Any

from django.apps import apps
from django.db import models
from django.utils import timezone

from aftersales.foundation.money import Money
from aftersales.foundation.problems import Problem, Refused
from aftersales.foundation.texts import Text
from aftersales.ledger.models import Matter, Party
from aftersales.ledger.registry import registry

Adopter = Callable[[Matter, Mapping[str, Any], datetime, Party], Mapping[str, Any] | None]


def adopts(kind: str) -> Callable[[Adopter], Adopter]:
    """Declares ``fn(matter, known, at, by)`` as the room's way to keep an adopted matter of ``kind``.

    It may answer with what it found out besides, which the matter then remembers too. A room needs one only where
    the plain row, made from fields of the same name, is not all that it keeps.
    """

    def declare(fn: Adopter) -> Adopter:
        if kind in registry.adopters:
            raise TypeError(f"the kind '{kind}' is adopted twice")
        registry.adopters[kind] = fn
        return fn

    return declare


def keep_row(matter: Matter, known: Mapping[str, Any], at: datetime, by: Party) -> Mapping[str, Any]:
    """What the matter's room keeps of it; nothing where no room keeps anything of that kind. Says what was found out."""
    if matter.customer_id is not None:
        known = {"customer": str(matter.customer_id), **known}
    adopter = registry.adopters.get(matter.kind)
    if adopter is not None:
        return adopter(matter, known, at, by) or {}
    if matter.kind in _rooms_rows():
        row_of(_rooms_rows()[matter.kind], matter, known, at, by)
    return {}


@cache
def _rooms_rows() -> dict[str, type[models.Model]]:
    """The tables of rooms that enrich matters one to one, by the name under which a matter knows them."""
    found = {}
    for model in apps.get_models():
        pk = model._meta.pk  # noqa: SLF001 - Django's name
        if isinstance(pk, models.OneToOneField) and pk.related_model is Matter:
            found[pk.related_query_name()] = model
    return found


def row_of(
    model: type[models.Model], matter: Matter, known: Mapping[str, Any], at: datetime, by: Party, **more: Any
) -> Any:
    """The room's row: each column from the field of its name, ``more`` before that, what is unknown left blank.

    An instant that must be known is that of the adoption, a party that must be known is the one who adopts; a
    matter is the one above. What else must be known and is not is named in a refusal.
    """
    columns: dict[str, Any] = {"matter": matter}
    money = [value.currency for value in known.values() if isinstance(value, Money)]
    for item in model._meta.concrete_fields:  # noqa: SLF001 - Django's name
        if item.primary_key or item.name in more:
            continue
        value = known.get(item.name)
        if value is not None:
            columns[item.attname] = _stored(item, value)
        elif item.is_relation and matter.parent is not None and matter.parent.kind == item.name:
            columns[item.attname] = matter.parent_id
        elif not item.null and not item.has_default():
            columns[item.attname] = _blank(item, matter, at, by, money)
    return model._default_manager.create(**columns, **more)  # noqa: SLF001 - Django's name


def _stored(item: Any, value: Any) -> Any:
    if isinstance(value, Money):
        return value.amount
    if item.is_relation:
        return int(value)
    if isinstance(item, models.JSONField) and isinstance(value, list | tuple):
        return [int(one) if isinstance(one, str) and one.isdigit() else one for one in value]
    return value


def _blank(item: Any, matter: Matter, at: datetime, by: Party, money: list[str]) -> Any:
    if isinstance(item, models.DateTimeField):
        return at
    if isinstance(item, models.DateField):
        return timezone.localdate(at)
    if item.is_relation and item.related_model is Party and not item.unique:
        return by.pk
    if isinstance(item, models.DecimalField):
        return Decimal(0)
    if isinstance(item, models.BooleanField):
        return False
    if isinstance(item, models.CharField | models.TextField):
        if item.name == "currency":
            return money[0] if money else "CNY"
        return f"#{matter.pk}" if item.unique else ""
    said = Text(
        f"接管{matter.kind}须写明“{item.name}”。", f"To adopt a matter of kind {matter.kind}, '{item.name}' is needed."
    )
    raise Refused([Problem("adopt.lacks", said, field=f"fields.{item.name}")])
