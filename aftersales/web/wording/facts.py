"""Shows typed values beside their labels: parties by name, matters by number, money, instants, choices, lines of tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from aftersales.foundation.money import Money
from aftersales.foundation.texts import Text
from aftersales.policy.catalogue import Field
from aftersales.policy.values import from_json
from aftersales.web.wording.words import instant, say


@dataclass(frozen=True)
class Fact:
    """One labelled value."""

    label: str
    value: str
    href: str = ""


@dataclass
class Names:
    """What ids mean to a reader: parties' names, matters' numbers, words of the policy."""

    parties: Mapping[str, str] = field(default_factory=dict)
    matters: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, Text] = field(default_factory=dict)

    def party(self, ref: Any) -> str:
        """A party's name; roles and the few known keys in words."""
        key = str(ref)
        return self.parties.get(key) or say(self.words.get(key.removeprefix("role:"))) or key

    def matter(self, ref: Any) -> str:
        """A matter's number."""
        return self.matters.get(str(ref)) or f"#{ref}"


def references(fields: Iterable[Field], values: Mapping[str, Any]) -> tuple[set[str], set[str]]:
    """The ids of parties and of matters that values mention, so that all names are looked up at once."""
    parties: set[str] = set()
    matters: set[str] = set()
    for item in fields:
        value = from_json(values.get(item.name))
        if value is None:
            continue
        several = value if isinstance(value, (list, tuple)) else [value]
        if item.kind in {"party", "parties"}:
            parties |= {str(one) for one in several}
        elif item.kind in {"matter", "matters"}:
            matters |= {str(one) for one in several}
        elif item.kind == "rows":
            for row in several:
                more = references(item.rows, row)
                parties |= more[0]
                matters |= more[1]
    return parties, matters


def facts(fields: Iterable[Field], values: Mapping[str, Any], names: Names) -> list[Fact]:
    """The values that are there, each beside its label, in the order of the fields."""
    shown = []
    for item in fields:
        value = from_json(values.get(item.name))
        if value is None or value in ("", [], ()):
            continue
        shown.append(Fact(say(item.label), spoken(item, value, names)))
    return shown


def spoken(item: Field, value: Any, names: Names) -> str:
    """One value in words."""
    if isinstance(value, (list, tuple)):
        separator = "\n" if item.kind == "rows" else _(", ")
        return separator.join(_one(item, one, names) for one in value)
    return _one(item, value, names)


def _one(item: Field, value: Any, names: Names) -> str:
    if item.kind in {"party", "parties"}:
        return names.party(value)
    if item.kind in {"matter", "matters"}:
        return names.matter(value)
    if item.kind == "rows" and isinstance(value, Mapping):
        return " · ".join(f"{fact.label} {fact.value}" for fact in facts(item.rows, value, names))
    chosen = dict(item.choices).get(str(value)) or (
        names.words.get(str(value)) if item.of or "." in str(value) else None
    )
    return say(chosen) if chosen else plain(value)


def plain(value: Any) -> str:
    """A value without a field that would explain it."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, Money):
        return money(value.amount, value.currency)
    if isinstance(value, (datetime, date)):
        return instant(value)
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, Text):
        return say(value)
    return str(value)


def money(amount: Decimal | None, currency: str = "CNY") -> str:
    """An amount as people write it."""
    if amount is None:
        return ""
    sign = {"CNY": "¥", "EUR": "€", "USD": "$"}.get(currency, f"{currency} ")
    return f"{sign}{amount:,.2f}"
