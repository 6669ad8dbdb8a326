"""What the keys of a rule are called, in the order in which a reader wants them."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_noop

LABELS: Mapping[str, str] = {
    "when": gettext_noop("When"),
    "before": gettext_noop("Before"),
    "if_": gettext_noop("If"),
    "who": gettext_noop("Who"),
    "whom": gettext_noop("Who"),
    "must": gettext_noop("Must"),
    "within": gettext_noop("Within"),
    "from_": gettext_noop("Counted from"),
    "by": gettext_noop("By"),
    "shift": gettext_noop("Shifted by"),
    "every": gettext_noop("Every"),
    "while_": gettext_noop("As long as"),
    "population": gettext_noop("For each of"),
    "keeps_if": gettext_noop("Kept only if"),
    "pauses": gettext_noop("Clock stands still for"),
    "remind": gettext_noop("Reminder"),
    "lapses": gettext_noop("No longer owed after"),
    "else_": gettext_noop("Otherwise"),
    "require": gettext_noop("Requires"),
    "if_missing": gettext_noop("If missing"),
    "waive": gettext_noop("May be waived by"),
    "table": gettext_noop("Goes to"),
    "for_": gettext_noop("For"),
    "payer": gettext_noop("Paid by"),
    "share": gettext_noop("Share"),
    "items": gettext_noop("Lines"),
    "total": gettext_noop("Amount"),
    "grounds": gettext_noop("On the ground"),
    "fine": gettext_noop("Fine"),
    "reward": gettext_noop("Reward"),
    "points": gettext_noop("Points"),
    "demerit": gettext_noop("Demerit"),
    "record": gettext_noop("Record"),
    "one_of": gettext_noop("One of"),
    "decide": gettext_noop("Decided by"),
    "appeal": gettext_noop("Appeal to"),
    "figure": gettext_noop("Figure"),
    "of": gettext_noop("Of"),
    "good": gettext_noop("Good if"),
    "target": gettext_noop("Target"),
    "tell": gettext_noop("Tells"),
    "open": gettext_noop("Opens"),
    "term": gettext_noop("Term"),
    "note": gettext_noop("Note"),
    "acknowledge": gettext_noop("Acknowledged by"),
}
MODES = {
    "refuse": gettext_noop("the act is refused"),
    "hold": gettext_noop("held for consent"),
    "ask_reason": gettext_noop("a reason is asked for"),
    "flag": gettext_noop("marked"),
}
