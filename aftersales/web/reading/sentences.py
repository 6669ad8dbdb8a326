"""Says a duty or a gate in one sentence: when, who, what, by when, and what happens otherwise."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from aftersales.web.reading.explain import length
from aftersales.web.reading.rule_words import MODES
from aftersales.web.reading.rules import field_named, key_in_words, named, required


def sentence(params: Any) -> str:
    """A duty or a gate in one sentence: when, who, what, by when; empty for other kinds of rule."""
    if getattr(params, "must", None) is not None and getattr(params, "who", None) is not None:
        said = {
            "who": key_in_words("who", params.who),
            "must": key_in_words("must", params.must),
            "limit": _limit(params),
        }
        begin = getattr(params, "when", None)
        if begin:
            return _("After “%(when)s”: %(who)s must “%(must)s”, %(limit)s.") % {
                **said,
                "when": key_in_words("when", begin),
            }
        return _("%(who)s must “%(must)s”, %(limit)s.") % said
    if getattr(params, "require", None) and getattr(params, "before", None):
        mode = getattr(params, "if_missing", None) or "refuse"
        said = {
            "act": key_in_words("before", params.before),
            "what": required(params.require).replace("\n", _("; ")),
            "mode": _(MODES[mode]),
        }
        return _("Before “%(act)s”: %(what)s; otherwise %(mode)s.") % said
    return ""


def _limit(params: Any) -> str:
    def given(name: str) -> Any:
        return getattr(params, name, None)

    within = length(str(given("within"))) if given("within") else ""
    if given("by") and isinstance(params.by, str):
        by = {"field": field_named(params.by), "length": within}
        return (
            _("by “%(field)s”, or within %(length)s where that is empty") % by if within else _("by “%(field)s”") % by
        )
    if within:
        return _("within %(length)s") % {"length": within}
    if isinstance(given("before"), str):
        return _("before “%(event)s”") % {"event": named(params.before)}
    if given("every"):
        return _("every %(length)s") % {"length": length(str(params.every))}
    return _("without a date")
