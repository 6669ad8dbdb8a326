"""Names, for each gate that stands in the way, who may waive it and on what ground."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from aftersales.foundation.problems import Problem
from aftersales.web import reading
from aftersales.web.components.items import act_href
from aftersales.web.wording.words import say


@dataclass(frozen=True)
class Waiver:
    """Who may waive a rule, in a sentence; a link for a viewer who may."""

    rule: str
    said: str
    href: str = ""


def waivers(problems: Iterable[Problem], matter: Any, viewer: Any) -> Sequence[Waiver]:
    """One line for each rule cited, in its order."""
    rules = list(dict.fromkeys(rule for problem in problems for rule in problem.cites))
    return [waiver(rule, matter, viewer) for rule in rules]


def waiver(rule: str, matter: Any, viewer: Any) -> Waiver:
    """Who may waive this rule."""
    roles, grounds = reading.waivable(rule)
    if not roles:
        return Waiver(rule, _("Nobody may waive it."))
    said = _("%(roles)s may waive it on the ground: %(grounds)s.") % {
        "roles": _(", ").join(say(role) for role in roles),
        "grounds": _(", ").join(say(ground) for ground in grounds) or _("a reason"),
    }
    allowed = matter is not None and reading.may(viewer, "gate.waive", matter) and reading.waives(viewer, rule, matter)
    return Waiver(rule, said, act_href("gate.waive", matter.pk, rule=rule) if allowed else "")
