"""The policy in force as a reader sees it: clauses with wording, editions, rules in words, and the stories that name them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from aftersales.foundation.texts import Text
from aftersales.ledger import editions
from aftersales.policy.language.pack import Clause, Pack, Rule
from aftersales.policy.language.stories import CONSEQUENCES, Expected, Story
from aftersales.web.reading import words
from aftersales.web.reading.rules import in_words
from aftersales.web.reading.sentences import sentence
from aftersales.web.wording.words import say


@dataclass(frozen=True)
class ClauseLine:
    """One clause in the list."""

    id: str
    wording: str
    other: str
    other_lang: str
    kinds: Sequence[str]
    status: str
    status_label: str
    status_colour: str
    opened: int = 0
    kept: int = 0
    broken: int = 0


STATUS_COLOURS = {"encoded": "green", "statement": "secondary", "deferred": "orange", "out_of_scope": "secondary"}


def statuses() -> dict[str, str]:
    """How a clause can be taken into the system."""
    return {
        "encoded": _("carried out"),
        "statement": _("statement"),
        "deferred": _("deferred"),
        "out_of_scope": _("out of scope"),
    }


def pack() -> Pack:
    """The policy in force."""
    return editions.pack()


def both(text: Text) -> tuple[str, str, str]:
    """The words in the viewer's language, the other ones, and the other language."""
    chinese = (get_language() or "zh-hans").startswith("zh")
    return (text.zh, text.en, "en") if chinese else (text.en, text.zh, "zh-hans")


def clause_lines(now: datetime, q: str, status: str, figures: Mapping[str, Any]) -> list[ClauseLine]:
    """Every clause in force or to come, in the order of the policy."""
    today = timezone.localtime(now).date()
    found = []
    for clause in pack().clauses.values():
        edition = clause.on(today) or clause.latest
        own, other, language = both(edition.text)
        if status and edition.status != status:
            continue
        if q and q.casefold() not in f"{clause.id} {own} {other}".casefold():
            continue
        counted = figures.get(clause.id)
        found.append(
            ClauseLine(
                id=clause.id, wording=own, other=other, other_lang=language,
                kinds=list(dict.fromkeys(say(words.rule_kind_label(rule.kind)) for rule in edition.rules)),
                status=edition.status, status_label=statuses()[edition.status],
                status_colour=STATUS_COLOURS[edition.status],
                opened=counted.opened if counted else 0, kept=counted.kept if counted else 0,
                broken=counted.broken if counted else 0,
            )
        )  # fmt: skip
    return found


def clause(name: str) -> Clause | None:
    """The clause of this id."""
    return pack().clauses.get(name)


def clause_title(name: str) -> str:
    """What a clause is called in short."""
    found = clause(name)
    return say(found.title) if found is not None and found.title else ""


def clause_page(found: Clause, today: date) -> dict[str, Any]:
    """A clause with all its editions, the newest first."""
    return {
        "id": found.id,
        "title": say(found.title) if found.title else "",
        "editions": [_edition(one, today) for one in reversed(found.editions)],
    }


def _edition(one: Any, today: date) -> dict[str, Any]:
    return {
        "since": one.since.isoformat(),
        "until": one.until.isoformat() if one.until else "",
        "current": one.in_force(today),
        "status": statuses()[one.status] if one.status != "encoded" else "",
        "zh": one.text.zh,
        "en": one.text.en,
        "note": one.note or "",
        "rules": [_rule(rule) for rule in one.rules],
    }


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "name": rule.name,
        "kind": say(words.rule_kind_label(rule.kind)),
        "said": sentence(rule.params),
        "facts": in_words(rule.params),
    }


def stories(clause_id: str) -> list[dict[str, Any]]:
    """The stories that name a clause, with whether it is kept or broken in them."""
    return [_story(story, clause_id) for story in pack().stories if clause_id in story.names]


def _story(story: Story, clause_id: str) -> dict[str, Any]:
    own, other, _language = both(story.title)
    expected = [one for one in story.expect if one.clause == clause_id]
    broken = any(one.violated or _penal(one) for one in expected)
    mark = {"label": _("broken"), "colour": "red"} if broken else {"label": _("kept"), "colour": "green"}
    return {"said": own, "other": other if other != own else "", "marks": [mark]}


def _penal(one: Expected) -> bool:
    """Whether somebody bears a penalty under the clause: it was violated, and the violation had its consequence."""
    kinds = {rule.kind for rule in pack().rule(one.rule)}
    return "penalty" in kinds and any(one.values.get(key) not in (None, False) for key in CONSEQUENCES)


def wording(rule: str, at: datetime) -> str:
    """The wording of a rule's clause on a day, in the viewer's language."""
    found = clause(rule.partition("#")[0])
    if found is None:
        return ""
    edition = found.on(timezone.localtime(at).date()) or found.latest
    return both(edition.text)[0]


def asked_for(act: str) -> set[str]:
    """The fields without which the policy never lets an act be done; those that it asks for under a condition are not among them."""
    found: set[str] = set()
    for clause_ in pack().clauses.values():
        for rule in clause_.latest.rules:
            before = getattr(rule.params, "before", None)
            acts = (before,) if isinstance(before, str) else tuple(before or ())
            if rule.kind == "gate" and act in acts and not getattr(rule.params, "if_", None):
                found |= {name for item in rule.params.require for name in getattr(item, "fields", None) or ()}
    return found


def waivable(rule: str) -> tuple[list[Text], list[Text]]:
    """The roles that may waive a rule, and the grounds."""
    for one in reversed(pack().rule(rule)):
        waive = getattr(one.params, "waive", None)
        if waive is not None:
            roles = [words.role_label(str(who)) for who in waive.who]
            grounds = words.policy_words("ground")
            return roles, [grounds.get(ground, Text(ground, ground)) for ground in waive.grounds]
    return [], []


def waiving_roles(rule: str) -> set[str]:
    """The names of the roles that may waive a rule."""
    found = [getattr(one.params, "waive", None) for one in pack().rule(rule)]
    return {who.role for waive in found if waive is not None for who in waive.who if who.role}
