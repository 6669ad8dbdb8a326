"""Owns what a gate can require: one small model for each form of requirement."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Annotated, Any, Literal, Union

from pydantic import Discriminator, Tag

from aftersales.policy.language.references import (
    ConditionText,
    EventName,
    FieldName,
    FormName,
    Frozen,
    HoursText,
    InstantField,
    Many,
    PartyField,
    RoleName,
    RowsField,
    RuleOrAct,
    Short,
    Words,
)
from aftersales.policy.language.who import Who


class Requirement(Frozen):
    """What all requirements may carry: words of their own for the refusal."""

    say: Words | None = None


class FieldsItem(Requirement):
    """These fields are filled."""

    fields: Many[FieldName]


class ExprItem(Requirement):
    """A condition holds; its words for the refusal may also stand on the ``any_of`` around it."""

    expr: ConditionText


class FormItem(Requirement):
    """A form is filed, and signed by those roles."""

    form: FormName
    signed_by: Many[RoleName] = ()
    filled_by: RoleName | None = None


class HappenedItem(Requirement):
    """An event has happened on the matter or below."""

    happened: Many[EventName]


class NotHappenedItem(Requirement):
    """An event has not happened on the matter or below."""

    not_happened: Many[EventName]


class NoneOpenItem(Requirement):
    """Nothing is owed any more under these rules, or of these acts."""

    none_open: Many[RuleOrAct]


class ConsentItem(Requirement):
    """These have consented, in this order."""

    consent: Many[Who]


class ByItem(Requirement):
    """Whoever acts holds one of these roles."""

    by: Many[RoleName]


class HoursItem(Requirement):
    """An instant lies inside a window of the day."""

    hours: HoursText
    of: InstantField


class CertificateItem(Requirement):
    """A party holds a certificate that is valid now."""

    certificate: Short
    of: PartyField


class NeverItem(Requirement):
    """The act may never be done."""

    never: Literal[True]
    say: Words


class AnyOfItem(Requirement):
    """One of these is enough."""

    any_of: Many[Item]


class EachItem(Requirement):
    """Every row, or every party, of a field satisfies these."""

    each: RowsField
    require: Many[Item]


ITEMS: Mapping[str, type[Requirement]] = {
    "fields": FieldsItem,
    "expr": ExprItem,
    "form": FormItem,
    "happened": HappenedItem,
    "not_happened": NotHappenedItem,
    "none_open": NoneOpenItem,
    "consent": ConsentItem,
    "by": ByItem,
    "hours": HoursItem,
    "certificate": CertificateItem,
    "never": NeverItem,
    "any_of": AnyOfItem,
    "each": EachItem,
}


def _which(value: Any) -> str | None:
    """The form of a requirement, told by its own key."""
    if isinstance(value, dict):
        return next((key for key in ITEMS if key in value), None)
    return next((key for key, model in ITEMS.items() if isinstance(value, model)), None)


Item = Annotated[
    Union[  # noqa: UP007 - the tagged union refers to itself
        Annotated[FieldsItem, Tag("fields")],
        Annotated[ExprItem, Tag("expr")],
        Annotated[FormItem, Tag("form")],
        Annotated[HappenedItem, Tag("happened")],
        Annotated[NotHappenedItem, Tag("not_happened")],
        Annotated[NoneOpenItem, Tag("none_open")],
        Annotated[ConsentItem, Tag("consent")],
        Annotated[ByItem, Tag("by")],
        Annotated[HoursItem, Tag("hours")],
        Annotated[CertificateItem, Tag("certificate")],
        Annotated[NeverItem, Tag("never")],
        Annotated[AnyOfItem, Tag("any_of")],
        Annotated[EachItem, Tag("each")],
    ],
    Discriminator(
        _which,
        custom_error_type="requirement",
        custom_error_message="a requirement needs one of the keys " + ", ".join(ITEMS),
    ),
]


def wordless(items: Iterable[Requirement]) -> bool:
    """Whether a condition among these would refuse without words of its own or of the ``any_of`` around it."""
    for item in items:
        if isinstance(item, ExprItem) and item.say is None:
            return True
        inner = item.any_of if isinstance(item, AnyOfItem) else item.require if isinstance(item, EachItem) else ()
        if item.say is None and wordless(inner):
            return True
    return False


AnyOfItem.model_rebuild()
EachItem.model_rebuild()
