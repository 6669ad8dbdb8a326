"""Template tags of the house: texts in the viewer's language, instants, icons, badges, clause chips, tables."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django import template
from django.conf import settings
from django.http import QueryDict
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from aftersales.foundation.texts import Text
from aftersales.web import clock, reading
from aftersales.web.components.menu import menu
from aftersales.web.components.tables import Table
from aftersales.web.viewer import party_of
from aftersales.web.wording import words

register = template.Library()


@register.filter
def say(text: Text | str | None) -> str:
    """A bilingual text in the viewer's language."""
    return words.say(text)


@register.filter(expects_localtime=False)
def instant(at: datetime | date | None) -> str:
    """Wall time of the house."""
    return words.instant(at)


@register.filter
def chosen(key: str, value: Any) -> bool:
    """Whether a choice is among the values that an input holds."""
    if isinstance(value, (list, tuple)):
        return key in [str(one) for one in value]
    return key == str(value)


@register.simple_tag
def icon(name: str) -> SafeString:
    """An icon of the sprite, decoration only: the words beside it say what is meant."""
    return format_html(
        '<svg class="icon" aria-hidden="true"><use href="{}#{}"/></svg>', static("aftersales/dist/icons.svg"), name
    )


@register.inclusion_tag("components/badge.html")
def badge(label: Any, colour: str = "secondary") -> dict[str, Any]:
    """A state in a word."""
    return {"label": label, "colour": colour}


@register.inclusion_tag("components/clause.html")
def clause(rule: str, title: str = "") -> dict[str, Any]:
    """A citation that leads to the wording of its clause."""
    name, _sep, part = rule.partition("#")
    return {
        "label": name,
        "href": f"{reverse('law-clause', args=[name])}{'#' + part if part else ''}",
        "title": title or part,
    }


@register.inclusion_tag("components/table.html", takes_context=True)
def table(context: Mapping[str, Any], shown: Table) -> dict[str, Any]:
    """A table with its filters and pages."""
    return {"table": shown, "request": context.get("request")}


@register.inclusion_tag("components/form.html", takes_context=True)
def form(
    context: Mapping[str, Any], shown: Any, action: str, label: str = "", request_id: str = "", back: str = ""
) -> dict[str, Any]:
    """A form with its problems and its hidden request id."""
    return {
        "form": shown,
        "action": action,
        "label": label or _("Save"),
        "request_id": request_id,
        "back": back,
        "hidden": context.get("hidden", {}),
        "ask_reason": context.get("ask_reason", False),
        "gate_reason": context.get("gate_reason", ""),
        "csrf_token": context.get("csrf_token"),
    }


@register.simple_tag(takes_context=True)
def query(context: Mapping[str, Any], **changes: Any) -> str:
    """The address's query with some values changed."""
    request = context.get("request")
    params = request.GET.copy() if request is not None else QueryDict(mutable=True)
    for name, value in changes.items():
        params[name] = str(value)
    return str(params.urlencode())


@register.filter
def role(name: str) -> str:
    """What a role is called."""
    return words.say(reading.role_label(name))


@register.simple_tag(takes_context=True)
def navigation(context: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The main menu: what the viewer's rights open."""
    request = context["request"]
    return menu(party_of(request), request.path)


@register.simple_tag(takes_context=True)
def demo_clock(context: Mapping[str, Any]) -> dict[str, Any] | None:
    """What the demo's clock shows; nothing outside demo mode."""
    return {"now": clock.at(context["request"])} if settings.DEMO else None
