"""Owns how a job moves on: graded, assigned, waiting, resumed, resolved, reopened."""

from __future__ import annotations

from aftersales.domain.cases import events
from aftersales.domain.cases.models import Case
from aftersales.ledger.acts import Doing, act, in_state, is_open


@act(
    "case.grade",
    on=("case",),
    states=events.GRADED,
    given=events.Grade,
    computed=events.GradeFacts,
    needs=[is_open],
    zh="定优先级",
    en="Grade",
)
def grade(do: Doing, _given: events.Grade) -> events.GradeFacts:
    """The priority, whose time counts from when the job was reported."""
    return events.GradeFacts(reported_at=do.on.opened_at)


@act("case.assign", on=("case",), states=events.ASSIGNED, given=events.Assign, needs=[is_open], zh="分派", en="Assign")
def assign(do: Doing, given: events.Assign) -> None:
    """A group, a person or both work on it from now on."""


@act("case.pause", on=("case",), states=events.PAUSED, given=events.Pause, needs=[is_open], zh="暂停计时", en="Pause")
def pause(do: Doing, _given: events.Pause) -> None:
    """Somebody outside is waited for; whether the clocks stop meanwhile is the policy's to say."""
    do.set_state("waiting")


@act(
    "case.resume",
    on=("case",),
    states=events.RESUMED,
    computed=events.PauseEnds,
    needs=[in_state("waiting")],
    zh="恢复处理",
    en="Resume",
)
def resume(do: Doing, _given: object) -> events.PauseEnds:
    """The work goes on."""
    do.set_state("open")
    return events.PauseEnds(paused_for=None)


@act(
    "case.resolve",
    on=("case",),
    states=events.RESOLVED,
    given=events.Resolve,
    computed=events.PauseEnds,
    needs=[is_open],
    zh="解决",
    en="Resolve",
)
def resolve(do: Doing, _given: events.Resolve) -> events.PauseEnds:
    """The customer is told that it is done; the job stays open until it is closed."""
    do.set_state("resolved")
    return events.PauseEnds(paused_for=None)


@act(
    "case.reopen",
    on=("case",),
    states=events.REOPENED,
    given=events.Reopen,
    needs=[in_state("resolved", "closed")],
    zh="重新打开",
    en="Reopen",
)
def reopen(do: Doing, _given: events.Reopen) -> None:
    """It was not solved after all."""
    Case.objects.filter(pk=do.on.pk).update(closed_at=None)
    do.reopen()
