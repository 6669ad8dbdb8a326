"""Owns the holding of acts: kept with their input until everybody has consented, then judged again and done."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from aftersales.foundation.problems import Problem, Refused
from aftersales.foundation.texts import Text
from aftersales.ledger import outcomes, personal
from aftersales.ledger.answers import roles_of
from aftersales.ledger.approvals import approval_rows
from aftersales.ledger.log import append, uid_of
from aftersales.ledger.models import Act, Approval, Event, Matter, Party
from aftersales.ledger.requests import Request
from aftersales.ledger.session import Session
from aftersales.policy import naming
from aftersales.policy.events import Question
from aftersales.policy.kinds.base import Reason
from aftersales.policy.obligations import Owing
from aftersales.policy.scene import Scene
from aftersales.policy.values import from_json


def hold_act(
    session: Session, request: Request, matter: Matter | None, reasons: list[Reason], given: Mapping[str, Any]
) -> outcomes.Outcome:
    """Keeps an act with its input and what was seen, and asks for the consents."""
    if matter is None:
        said = Text("需要先征得同意的动作须在某个事项上进行。", "An act that needs consent must be done on a matter.")
        return outcomes.Refused((Problem("approval.no_matter", said, cites=tuple(one.rule for one in reasons)),))
    act = _keep(session, request, matter, given)
    consents = list(_consents(session, matter, request, reasons))
    session.not_done(request, matter, act, "held", {"request": str(act.pk), "consents": consents})
    session.held.append(act)
    return outcomes.Held((), act)


def _keep(session: Session, request: Request, matter: Matter, given: Mapping[str, Any]) -> Act:
    if request.held is not None:
        Act.objects.filter(pk=request.held.pk).update(versions=versions(matter))
        return Act.objects.get(pk=request.held.pk)
    response = {"reason": request.reason}
    return session.keep_act(request, matter, "held", given, versions=versions(matter), response=response)


def versions(matter: Matter) -> dict[str, str]:
    """What was seen of the matter and those above it, as digests: a change of it sends a held act back."""
    found: dict[str, str] = {}
    at: Matter | None = matter
    while at is not None:
        text = json.dumps([at.state, at.memory], sort_keys=True, ensure_ascii=False)
        found[str(at.pk)] = hashlib.sha256(text.encode()).hexdigest()
        at = at.parent
    return found


def _consents(session: Session, matter: Matter, request: Request, reasons: list[Reason]) -> Iterator[dict[str, Any]]:
    """One step for each party that must consent, in the order of the clauses."""
    family = session.family(matter.root_id or matter.pk)
    world = family.world

    def ask(kind: str, name: str, subject: str) -> Any:
        return world(Question(kind, name, subject), request.at)

    scene = Scene(
        session.law.book,
        family.docket,
        ask,
        name=request.act,
        event_id="hold",
        at=request.at,
        by=str(request.by.pk),
        matter=family.docket.matters[str(matter.pk)],
        fields=dict(request.given),
        declared={},
    )
    step = 0
    for reason in reasons:
        for who in reason.consents:
            owing = next(iter(scene.parties(who)), None)
            if owing is None:
                owing = Owing(party="company")
            named = naming.named(scene, owing, str(matter.pk), never=str((request.for_party or request.by).pk))
            yield {
                "step": step,
                "rule": reason.rule,
                "role": owing.role,
                "party": owing.party,
                "person": named.get("person"),
                "for": named.get("for"),
            }
            step += 1


def may_decide(approval: Approval, by: Party, at: Any) -> Problem | None:
    """Why ``by`` may not decide on an approval; None where they may."""
    if approval.state != "waiting":
        return _no("approval.closed", "此审批已处理。", "This approval has been decided.")
    if approval.act is not None and by.pk in (approval.act.by_id, approval.act.for_party_id):
        return _no("approval.own", "不能审批自己的申请。", "Nobody approves their own request.")
    steps = Approval.objects.filter(event=approval.event)
    if steps.filter(step__lt=approval.step, state="waiting").exists():
        return _no("approval.order", "须先由前一步审批。", "The step before it must be decided first.")
    if steps.filter(state="given", decided_by=by).exists():
        return _no("approval.once", "同一人只能算一步。", "One person counts for one step.")
    if by.pk == approval.person_id or (approval.role and approval.role in roles_of(by.pk, at)):
        return None
    return _no("approval.not_yours", "此审批不由您处理。", "This approval is not yours to decide.")


def _no(code: str, zh: str, en: str) -> Problem:
    return Problem(code, Text(zh, en), field="approval")


def after_consent(session: Session, approval: Approval) -> None:
    """Once nobody is waited for any more, the held act is judged again and done; a change meanwhile sends it back."""
    family = session.family(approval.root_id)
    steps = [row for _, row in approval_rows(family) if row["event"] == approval.event]
    if any(row["state"] != "given" for row in steps) or approval.act is None:
        return
    act = Act.objects.select_related("by", "for_party", "matter", "matter__parent").get(pk=approval.act.pk)
    if act.matter is None or act.versions != versions(act.matter):
        send_back(session, approval, act)
        return
    request = Request(
        act.name,
        act.matter_id,
        personal.reveal(from_json(act.given)),
        act.by,
        session.now,
        act.request_id,
        source="live",
        reason=str(act.response.get("reason", "")),
        for_party=act.for_party,
        consented=frozenset(row["rule"] for row in steps),
        held=act,
    )
    outcome = session.perform(replace(request, uid=f"{uid_of(act.request_id)}:{approval.event[-8:]}"))
    if isinstance(outcome, outcomes.Refused):
        Act.objects.filter(pk=act.pk).update(outcome="refused")


def send_back(session: Session, approval: Approval, act: Act) -> None:
    """What was consented to is no longer what there is: the act goes back to who asked for it."""
    family = session.family(approval.root_id)
    Act.objects.filter(pk=act.pk).update(outcome="dropped")
    row = append(
        family.root,
        Event(
            uid=f"{approval.event}:back",
            name="act.sent_back.v1",
            at=session.now,
            recorded_at=session.now,
            matter_id=approval.matter_id,
            by_id=act.by_id,
            source="law",
            fields={"held": approval.event, "act": act.name},
        ),
    )
    family.hear(row, approval.matter.parent_id)


def approval_for(key: str) -> Approval:
    """The approval of a key or an id; Refused where there is none."""
    rows = Approval.objects.select_related("act", "matter", "matter__parent")
    found = rows.filter(key=key).first() or (rows.filter(pk=int(key)).first() if key.isdigit() else None)
    if found is None:
        raise Refused([_no("approval.unknown", "没有此审批。", "There is no such approval.")])
    return found
