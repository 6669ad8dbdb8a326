"""Owns consenting and refusing: who may decide on a held act, and what follows the last consent."""

from __future__ import annotations

from typing import Any

from aftersales.foundation.problems import Problem, Refused
from aftersales.ledger.approving import after_consent, approval_for, may_decide
from aftersales.ledger.doing import Doing
from aftersales.ledger.models import Act


def may_be_decided(do: Doing, given: Any) -> Problem | None:
    """A need: the approval waits for this very party."""
    try:
        approval = approval_for(given.approval)
    except Refused as unknown:
        return unknown.problems[0]
    return may_decide(approval, do.by, do.at)


def decide(do: Doing, given: Any) -> None:
    """The event says which approval, by its key, and of which act."""
    approval = approval_for(given.approval)
    do.extra.update(approval=approval.key, act=approval.act.name if approval.act else "")


def consented(session: Any, _do: Doing, given: Any) -> None:
    """With the last consent the held act is done."""
    after_consent(session, approval_for(given.approval))


def refused(_session: Any, _do: Doing, given: Any) -> None:
    """One refusal ends the held act."""
    approval = approval_for(given.approval)
    if approval.act is not None:
        Act.objects.filter(pk=approval.act.pk).update(outcome="dropped")
