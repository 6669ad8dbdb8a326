"""What the interface answers: one frozen shape for each kind of row."""

from __future__ import annotations

import json
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpResponse
from pydantic import BaseModel, Field

from aftersales.api.v1.problems import ProblemOut, Said


def reply(status: int, body: BaseModel) -> HttpResponse:
    """An answer in one of these shapes."""
    content = json.dumps(body.model_dump(), cls=DjangoJSONEncoder, ensure_ascii=False)
    return HttpResponse(content, status=status, content_type="application/json")


class PartyOut(BaseModel):
    """A party, as others are told of it."""

    id: str
    kind: str
    name: str
    branch: str | None = None
    active: bool = True


class MatterOut(BaseModel):
    """A matter at a glance."""

    id: str
    kind: str
    number: str | None
    title: str
    state: str
    parent: str | None
    root: str | None
    branch: PartyOut | None
    customer: PartyOut | None
    opened_at: datetime
    closed_at: datetime | None
    version: int


class EventOut(BaseModel):
    """One event of the log."""

    seq: int
    id: str
    name: str
    label: Said
    at: datetime
    recorded_at: datetime
    matter: str
    kind: str
    by: PartyOut
    fields: dict[str, Any]
    source: str
    cause: str | None = Field(description="The rule because of which the policy itself acted")
    superseded: bool


class ObligationOut(BaseModel):
    """Who owes what by when, under which rule; a breach is a date on it."""

    id: int
    key: str
    matter: str
    number: str | None
    kind: str
    rule: str
    clause: str
    edition: str
    must: list[str]
    state: str
    role: str
    party: PartyOut | None
    person: PartyOut | None
    branch: PartyOut | None
    gap: bool = Field(description="Nobody holds the role that owes this")
    opened_at: datetime
    due_at: datetime | None
    breached_at: datetime | None
    kept_at: datetime | None
    kept_by: PartyOut | None
    reason: str


class FindingOut(BaseModel):
    """An allegation and what became of it."""

    id: int
    key: str
    matter: str
    ground: str
    state: str
    against: list[str]
    responsible: list[str]
    alleged_at: datetime
    heard_at: datetime | None
    decided_at: datetime | None
    decided_by: PartyOut | None
    reason: str


class ApprovalOut(BaseModel):
    """A consent that an act waits for."""

    id: int
    key: str
    matter: str
    act: str | None
    rule: str
    clause: str
    step: int
    state: str
    role: str
    person: PartyOut | None
    asked_at: datetime
    decided_at: datetime | None
    decided_by: PartyOut | None


class ConsequenceOut(BaseModel):
    """A fine, demerit, reward or the like."""

    id: int
    key: str
    matter: str
    rule: str
    clause: str
    kind: str
    state: str
    party: PartyOut
    amount: Decimal | None
    currency: str
    points: Decimal | None
    choice: str
    basis: str
    proposed_at: datetime
    decided_at: datetime | None
    decided_by: PartyOut | None
    reason: str


class MeasureOut(BaseModel):
    """A figure of one member in one period, and whether it met its target."""

    id: int
    matter: str
    rule: str
    clause: str
    figure: str
    target: str
    count: int
    missed: bool
    since: datetime
    until: datetime


class ChargeOut(BaseModel):
    """A line that somebody pays."""

    id: int
    matter: str
    rule: str
    clause: str
    payer: str
    party: PartyOut | None
    item: str
    amount: Decimal
    currency: str
    at: datetime


class NoticeOut(BaseModel):
    """A word that the caller was told."""

    id: int
    matter: str
    number: str | None
    rule: str
    clause: str
    topic: str
    at: datetime
    read_at: datetime | None


class SignatureOut(BaseModel):
    """A name under a document."""

    name: str
    role: str
    at: datetime


class DocumentOut(BaseModel):
    """A filed form."""

    id: int
    matter: str
    form: str
    revision: int
    values: dict[str, Any]
    digest: str
    filed_by: PartyOut
    filed_at: datetime
    signatures: list[SignatureOut]


class AttachmentOut(BaseModel):
    """An upload."""

    id: str
    matter: str | None
    name: str
    content_type: str
    size: int
    digest: str
    by: PartyOut
    at: datetime
    internal: bool


class FlagOut(BaseModel):
    """A mark on a matter."""

    rule: str
    clause: str
    said: Said
    at: datetime


class ActOut(BaseModel):
    """An act that may be done now, or may not, and why."""

    name: str
    label: Said
    open: bool
    problems: list[ProblemOut] = []
    clauses: list[str] = []


class MatterWhole(BaseModel):
    """A matter with everything that happened, runs and can be done."""

    matter: MatterOut
    memory: dict[str, Any]
    children: list[MatterOut]
    timeline: list[EventOut]
    clocks: list[ObligationOut]
    acts: list[ActOut]
    flags: list[FlagOut]
    documents: list[DocumentOut]
    attachments: list[AttachmentOut]
    consequences: list[ConsequenceOut]
    charges: list[ChargeOut]


class RuleOut(BaseModel):
    """One rule of a clause in force."""

    id: str
    kind: str
    digest: str


class StoryOut(BaseModel):
    """A story that shows a clause."""

    story: str
    en: str
    shows: str


class ClauseOut(BaseModel):
    """One clause in the edition in force."""

    id: str
    pack: str
    title: Said | None
    text: Said
    status: str
    since: str
    until: str | None
    note: str | None
    rules: list[RuleOut]
    stories: list[StoryOut]


class CoverageOut(BaseModel):
    """What a policy accounts for: every clause of its list, and how it is covered."""

    pack: str
    counts: dict[str, int]
    clauses: list[dict[str, Any]]


class PromiseOut(BaseModel):
    """How a clause was lived up to."""

    clause: str
    opened: int
    kept: int
    late: int
    broken_open: int
    open: int


class UnansweredOut(BaseModel):
    """An intake without an answer, and whoever is to give it."""

    matter: MatterOut
    holders: list[PartyOut]
    duties: list[str]


class ActDone(BaseModel):
    """The act was done."""

    outcome: str = "done"
    act: str
    event: EventOut
    matter: MatterOut | None
    made: MatterOut | None
    replayed: bool = False


class ActHeld(BaseModel):
    """The act waits, with its input, for consent."""

    outcome: str = "held"
    act: str
    approvals: list[ApprovalOut]
    replayed: bool = False


class Me(BaseModel):
    """Who asks, and with which scopes."""

    user: str
    party: PartyOut
    roles: list[str]
    scopes: list[str]


class ClockOut(BaseModel):
    """What the demo's clock shows."""

    now: datetime
    passed: int = Field(description="How many families had something come due")
