"""Owns a small catalogue of rooms' words for tests of the law, so that they need no room."""

from __future__ import annotations

from pathlib import Path

from aftersales.foundation.texts import Text
from aftersales.policy.catalogue import (
    ActType,
    Catalogue,
    EventType,
    FactType,
    Field,
    FieldKind,
    KindType,
    PopulationType,
    RelationType,
    fields,
)

PACKS = Path(__file__).parents[1] / "packs"


def text(words: str) -> Text:
    """One text for both languages."""
    return Text(words, words)


def f(
    name: str, kind: FieldKind = "text", *choices: str, required: bool = False, rows: tuple[Field, ...] = ()
) -> Field:
    """A field with its name as label."""
    return Field(name, kind, text(name), required, tuple((c, text(c)) for c in choices), rows=rows)


def act(
    name: str,
    on: tuple[str | None, ...],
    states: str,
    *given: Field,
    makes: str | None = None,
    computed: tuple[Field, ...] = (),
    form: str | None = None,
) -> tuple[ActType, EventType]:
    """An act and the event that it states, whose fields are the input and what is computed."""
    kinds = (makes,) if makes else tuple(kind for kind in on if kind)
    return (
        ActType(name, on, states, text(name), fields(*given), makes, form),
        EventType(states, kinds, text(states), fields(*given, *computed)),
    )


LINE = (f("kind", "choice", "hotel", "meal"), f("amount", "money"), f("over_limit", "bool"))
ACTS = (
    act("entry.register", (None,), "entry.registered.v1", f("customer", "party"), f("description", required=True),
        f("dissatisfied", "bool"), f("person", "party"), makes="entry"),
    act("entry.answer", ("entry",), "entry.answered.v1", f("reply", required=True)),
    act("case.open", ("entry", None), "case.opened.v1", f("case_kind", "choice", "repair", "installation", required=True),
        f("contract", "matter"), computed=(f("in_warranty", "bool"), f("bought_on", "date")), makes="case"),
    act("case.close", ("case",), "case.closed.v1", f("result", "choice", "good", "unsolved", required=True)),
    act("case.pause", ("case",), "case.paused.v1", f("paused_for", "choice", "customer", "parts")),
    act("workorder.dispatch", ("case",), "workorder.dispatched.v1", f("engineer", "party", required=True),
        f("arrive_by", "instant"), f("order", "matter"), makes="workorder"),
    act("workorder.arrive", ("workorder",), "workorder.arrived.v1", f("late_reason"), computed=(f("late", "bool"),)),
    act("workorder.complete", ("workorder",), "workorder.completed.v1", f("fault_cause"), f("parts_cost", "money"),
        f("score", "number"), f("done_at", "instant"), form="service_report"),
    act("workorder.close", ("workorder",), "workorder.closed.v1"),
    act("complaint.open", ("entry", "case", None), "complaint.opened.v1", f("description", required=True),
        f("person", "party"), f("channel", "choice", "phone", "web"), makes="complaint"),
    act("complaint.close", ("complaint",), "complaint.closed.v1"),
    act("expense.submit", ("workorder",), "expense.submitted.v1", f("claimant", "party"), f("lines", "rows", rows=LINE),
        makes="expense"),
    act("expense.approve", ("expense",), "expense.approved.v1"),
    act("visit.complete", ("account",), "visit.completed.v1", f("usage")),
)  # fmt: skip


def catalogue() -> Catalogue:
    """The words of a small company."""
    return Catalogue.collect(
        kinds=[
            KindType("account", text("account")),
            KindType("entry", text("entry"), (None,), "R"),
            KindType("case", text("case"), ("entry", None), "C"),
            KindType("workorder", text("workorder"), ("case",), "D"),
            KindType("complaint", text("complaint"), ("entry", "case", None), "T"),
            KindType("expense", text("expense"), ("workorder",), "E"),
        ],
        acts=[one for one, _ in ACTS],
        events=[event for _, event in ACTS],
        facts=[
            FactType("region", ("account", "entry"), "text", text("region")),
            FactType("rainy", ("workorder",), "bool", text("rainy"), dated=False),
        ],
        relations=[RelationType("head_of", text("head_of"), "party"), RelationType("holder_of", text("holder_of"))],
        populations=[PopulationType("key_accounts", "account", text("key_accounts"))],
    )
