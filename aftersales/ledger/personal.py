"""Owns personal data: values in rows that can be blanked, and the tokens that stand for them in the log."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Any, Final

from aftersales.foundation.texts import Text
from aftersales.ledger.models import Matter, PersonalData

PREFIX: Final = "personal:"
BLANKED: Final = Text("（已删除）", "(erased)")


def mask(
    values: Mapping[str, Any], names: Collection[str], *, matter: Matter | None, party: int | None, at: datetime
) -> dict[str, Any]:
    """The values as the log keeps them: those of ``names`` go to rows of their own, a token takes their place."""
    kept = dict(values)
    for name in sorted(names):
        value = kept.get(name)
        if isinstance(value, str) and value and not value.startswith(PREFIX):
            kept[name] = _keep(name, value, matter, party, at)
    return kept


def _keep(name: str, value: str, matter: Matter | None, party: int | None, at: datetime) -> str:
    salt = secrets.token_hex(16)
    token = PREFIX + digest_of(value, salt)
    PersonalData.objects.create(token=token, party_id=party, matter=matter, kind=name, value=value, salt=salt, since=at)
    return token


def digest_of(value: str, salt: str) -> str:
    """The salted digest that proves a value which is still there, and tells nothing once the salt is gone."""
    return hashlib.sha256(f"{salt}:{value}".encode()).hexdigest()


def reveal(values: Any, lang: str = "zh") -> Any:
    """The values with every token replaced by what it stands for; one look-up for all of them."""
    tokens = set(_tokens(values))
    if not tokens:
        return values
    rows = PersonalData.objects.filter(token__in=tokens)
    known = {row.token: BLANKED.pick(lang) if row.blanked_at else row.value for row in rows}
    return _replaced(values, known, BLANKED.pick(lang))


def _tokens(value: Any) -> Iterable[str]:
    if isinstance(value, str):
        if value.startswith(PREFIX):
            yield value
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from _tokens(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _tokens(one)


def _replaced(value: Any, known: Mapping[str | None, str], unknown: str) -> Any:
    if isinstance(value, str):
        return known.get(value, unknown) if value.startswith(PREFIX) else value
    if isinstance(value, Mapping):
        return {name: _replaced(one, known, unknown) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_replaced(one, known, unknown) for one in value]
    return value


def blank(rows: Any, at: datetime) -> int:
    """Erases the values and salts of a queryset of rows; the tokens in the log stay, and mean nothing more."""
    return int(rows.filter(blanked_at__isnull=True).update(value="", salt="", blanked_at=at))
