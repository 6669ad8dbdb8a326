"""Says a rule in words: who, must, by when, on which condition, what follows; names of acts and events as people call them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from pydantic import BaseModel

from aftersales.foundation.texts import Text
from aftersales.ledger import editions
from aftersales.policy.language.who import Who
from aftersales.web.reading import conditions, words
from aftersales.web.reading.explain import length
from aftersales.web.reading.rule_words import LABELS, MODES
from aftersales.web.wording.facts import Fact
from aftersales.web.wording.words import say


def in_words(params: Any) -> list[Fact]:
    """The keys of a rule that say something, in a fixed order."""
    found = []
    for name, label in LABELS.items():
        value = getattr(params, name, None)
        if value is None or value in ((), "", []):
            continue
        said = key_in_words(name, value)
        if said:
            found.append(Fact(_(label), said))
    return found


def key_in_words(name: str, value: Any) -> str:
    """What one key of a rule says."""
    special = SPECIAL.get(name)
    if special is not None:
        return special(value)
    if isinstance(value, (tuple, list)):
        return _(", ").join(_plain(one) for one in value)
    return _plain(value)


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, Who):
        return who(value)
    if isinstance(value, str):
        return named(value)
    if isinstance(value, BaseModel):
        return _parts(value)
    return str(value)


def named(name: str) -> str:
    """An act, an event, a role, a ground, or the word itself."""
    if name.endswith(".v1"):
        return say(words.event_label(name))
    found = words.all_words().get(name) or words.LINES.get(name)
    return say(found) if found else length(name)


def field_named(name: str) -> str:
    """What a field is called."""
    return say(editions.book().label_of(name))


def _fields(names: Any) -> str:
    return _(", ").join(field_named(str(one)) for one in ((names,) if isinstance(names, str) else names))


def who(value: Who) -> str:
    """Whom a rule means."""
    if value.role is not None:
        said = say(words.role_label(value.role))
    elif value.party is not None:
        said = say(words.role_label(value.party))
    elif value.field is not None:
        said = _("the party named in “%(field)s”") % {"field": field_named(str(value.field))}
    else:
        said = _("whoever is %(relation)s") % {"relation": value.relation}
    if value.except_:
        said = _("%(who)s, but not %(others)s") % {
            "who": said,
            "others": _(", ").join(who(one) for one in value.except_),
        }
    return said


def _parts(value: Any) -> str:
    said = []
    for name in type(value).model_fields:
        part = getattr(value, name)
        if part is None or part in ((), False):
            continue
        label = LABELS.get(name)
        said.append(f"{_(label)} {key_in_words(name, part)}" if label else key_in_words(name, part))
    return " ".join(said)


def _waive(value: Any) -> str:
    grounds = _(", ").join(named(ground) for ground in value.grounds)
    return _("%(who)s, on the ground: %(grounds)s") % {
        "who": _(", ").join(who(one) for one in value.who),
        "grounds": grounds,
    }


def _rows(rows: Any) -> str:
    return "\n".join(f"{who(row.to)}" + (f" ({conditions.in_words(row.if_)})" if row.if_ else "") for row in rows)


def required(items: Any) -> str:
    """What a gate asks for, a line each."""
    return "\n".join(_required(item) for item in items)


def _required(item: Any) -> str:
    own_words = getattr(item, "say", None)
    if own_words is not None:
        return HOLE.sub(lambda hole: field_named(hole[1]), say(Text(own_words.zh, own_words.en)))
    names = {
        "fields": _("filled in: %(what)s"),
        "form": _("on file: %(what)s"),
        "signed_by": _("signed by: %(what)s"),
        "happened": _("has happened: %(what)s"),
        "not_happened": _("has not happened: %(what)s"),
        "none_open": _("nothing open: %(what)s"),
        "consent": _("consent of: %(what)s"),
        "by": _("done by: %(what)s"),
        "hours": _("between %(what)s"),
    }
    said = [
        pattern % {"what": key_in_words(name if name == "fields" else "", getattr(item, name))}
        for name, pattern in names.items()
        if getattr(item, name, None)
    ]
    return _("; ").join(said) or _parts(item)


def _decide(value: Any) -> str:
    return who(value.who) + (f" · {length(str(value.within))}" if value.within else "")


def _appeal(value: Any) -> str:
    return f"{who(value.to)} · {length(str(value.within))}"


HOLE = re.compile(r"\{(\w+)\}")  # where a sentence of the policy names a field
SPECIAL: Mapping[str, Callable[[Any], str]] = {
    "by": lambda value: _fields(value) if isinstance(value, str) else _(", ").join(_plain(one) for one in value),
    "from_": _fields,
    "fields": _fields,
    "within": lambda value: length(str(value)),
    "every": lambda value: length(str(value)),
    "waive": _waive,
    "table": _rows,
    "require": required,
    "decide": _decide,
    "appeal": _appeal,
    "if_missing": lambda mode: _(MODES[mode]),
    "share": lambda share: f"{share * 100:g}%" if isinstance(share, (int, float, Decimal)) else "",
    "if_": conditions.in_words,
    "while_": conditions.in_words,
    "keeps_if": conditions.in_words,
    "good": conditions.in_words,
    "remind": lambda times: _(", ").join(
        _("%(length)s before it is due") % {"length": length(str(one).removesuffix(" before"))} for one in times
    ),
    "open": lambda opening: named(opening.act),
}
