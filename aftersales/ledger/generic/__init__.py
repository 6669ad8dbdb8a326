"""Owns the bodies of the law's own acts, which can be done to any matter; what they do is judged, not written here."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from aftersales.ledger.generic import adoption, approvals, corrections, papers
from aftersales.ledger.inputs import model_of
from aftersales.ledger.registry import ActSpec, Need, registry
from aftersales.policy.generic import GENERIC_ACTS

Body = Callable[[Any, Any], Any]


def _nothing(_do: Any, _given: Any) -> None:
    """The law alone decides what the event means."""


BODIES: dict[str, Body] = {
    "approval.consent": approvals.decide,
    "approval.refuse": approvals.decide,
    "event.correct": corrections.correct,
    "matter.merge": corrections.merge,
    "matter.adopt": adoption.adopt,
    "matter.comment": papers.comment,
    "form.file": papers.file,
    "form.sign": papers.sign,
    "absence.record": papers.absence,
}
NEEDS: dict[str, tuple[Need, ...]] = {
    "approval.consent": (approvals.may_be_decided,),
    "approval.refuse": (approvals.may_be_decided,),
    "event.correct": (corrections.can_be_corrected,),
    "matter.merge": (corrections.can_be_merged,),
    "matter.adopt": (adoption.only_of_the_past, adoption.can_be_adopted),
    "form.file": (papers.is_a_form,),
    "absence.record": (papers.ends_after_it_begins,),
}
AFTER: dict[str, Callable[[Any, Any, Any], None]] = {
    "approval.consent": approvals.consented,
    "approval.refuse": approvals.refused,
    "event.correct": corrections.judged_again,
}
EXTRA: dict[str, tuple[Any, ...]] = {"form.sign": papers.SIGN_FIELDS}


def load() -> None:
    """Makes the law's own acts known, once."""
    for kind in GENERIC_ACTS:
        if kind.name in registry.acts:
            continue
        given = model_of(
            kind.name.replace(".", "_"), {**kind.given, **{one.name: one for one in EXTRA.get(kind.name, ())}}
        )
        registry.acts[kind.name] = ActSpec(
            kind, given, BODIES.get(kind.name, _nothing), None, NEEDS.get(kind.name, ()), after=AFTER.get(kind.name)
        )
