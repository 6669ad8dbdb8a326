"""Owns the acts on the customer's questions: noted on site, answered by headquarters."""

from __future__ import annotations

from aftersales.domain.workorders import events, problems
from aftersales.domain.workorders.models import CustomerQuestion
from aftersales.foundation.problems import Problem
from aftersales.foundation.texts import Text
from aftersales.ledger.acts import Doing, act
from aftersales.ledger.registry import registry
from aftersales.policy.catalogue import KindType

KINDS = (KindType("question", Text("用户提问", "Question"), ("workorder",)),)
registry.add_kinds(KINDS)


def _not_answered(do: Doing, _given: object) -> Problem | None:
    done = CustomerQuestion.objects.filter(pk=do.on.pk, answered_at__isnull=False).exists()
    return problems.NO_TASK if done else None


@act(
    "question.note",
    on=("workorder",),
    makes="question",
    states=events.QUESTION_NOTED,
    given=events.NoteQuestion,
    zh="记录用户提问",
    en="Note a question",
)
def note(do: Doing, given: events.NoteQuestion) -> None:
    """A question of the customer."""
    made = do.make(title=given.question)
    CustomerQuestion.objects.create(
        matter=made, question=given.question, asked_at=given.asked_at or do.at, cannot_answer=given.cannot_answer
    )
    if not given.cannot_answer:
        do.close("explained", made)


@act(
    "question.answer",
    on=("question",),
    states=events.QUESTION_ANSWERED,
    given=events.AnswerQuestion,
    needs=[_not_answered],
    zh="协助解答",
    en="Answer the question",
)
def answer(do: Doing, given: events.AnswerQuestion) -> None:
    """Headquarters' help."""
    CustomerQuestion.objects.filter(pk=do.on.pk).update(answer=given.answer, answered_at=do.at)
    do.close("answered")
