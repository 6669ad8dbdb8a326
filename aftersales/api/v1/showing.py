"""Turns rows into the interface's shapes; personal values are read out only here."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from aftersales.api.v1 import shapes
from aftersales.api.v1.problems import Said
from aftersales.foundation.texts import Text
from aftersales.ledger import editions, personal


def said(text: Text | None, otherwise: str = "") -> Said:
    """A text in both languages."""
    found = text or Text(otherwise, otherwise)
    return Said(zh=found.zh, en=found.en)


def party_card(row: Any) -> shapes.PartyOut | None:
    """A party, or none."""
    if row is None:
        return None
    branch = str(row.branch_id) if row.branch_id else None
    return shapes.PartyOut(id=str(row.pk), kind=row.kind, name=row.name, branch=branch, active=row.active)


def matter_card(row: Any) -> shapes.MatterOut:
    """A matter at a glance."""
    return shapes.MatterOut(
        id=str(row.pk),
        kind=row.kind,
        number=row.number,
        title=row.title,
        state=row.state,
        parent=str(row.parent_id) if row.parent_id else None,
        root=str(row.root_id) if row.root_id else None,
        branch=party_card(row.branch),
        customer=party_card(row.customer),
        opened_at=row.opened_at,
        closed_at=row.closed_at,
        version=row.version,
    )


def event_cards(rows: Iterable[Any]) -> list[shapes.EventOut]:
    """Events with their personal values, looked up at once."""
    found = list(rows)
    told = personal.reveal([row.fields for row in found])
    known = editions.catalogue().events
    return [_event(row, fields, known) for row, fields in zip(found, told, strict=True)]


def _event(row: Any, fields: dict[str, Any], known: Any) -> shapes.EventOut:
    kind = known.get(row.name)
    return shapes.EventOut(
        seq=row.seq,
        id=row.uid,
        name=row.name,
        label=said(kind.label if kind else None, row.name),
        at=row.at,
        recorded_at=row.recorded_at,
        matter=str(row.matter_id),
        kind=row.matter.kind,
        by=_party(row.by),
        fields=fields,
        source=row.source,
        cause=row.cause_rule or None,
        superseded=row.superseded_by_id is not None,
    )


def _party(row: Any) -> shapes.PartyOut:
    found = party_card(row)
    assert found is not None  # noqa: S101 - the column takes no null
    return found


def obligation_card(row: Any) -> shapes.ObligationOut:
    """An obligation."""
    return shapes.ObligationOut(
        id=row.pk,
        key=row.key,
        matter=str(row.matter_id),
        number=row.matter.number,
        kind=row.matter.kind,
        rule=row.rule,
        clause=row.clause,
        edition=row.edition,
        must=row.must,
        state=row.state,
        role=row.role,
        party=party_card(row.party),
        person=party_card(row.person),
        branch=party_card(row.branch),
        gap=row.gap,
        opened_at=row.at,
        due_at=row.due_at,
        breached_at=row.breached_at,
        kept_at=row.kept_at,
        kept_by=party_card(row.kept_by),
        reason=row.ended_reason,
    )


def finding_card(row: Any) -> shapes.FindingOut:
    """A finding."""
    return shapes.FindingOut(
        id=row.pk,
        key=row.key,
        matter=str(row.matter_id),
        ground=row.ground,
        state=row.state,
        against=[str(one) for one in row.against],
        responsible=[str(one) for one in row.responsible],
        alleged_at=row.at,
        heard_at=row.heard_at,
        decided_at=row.decided_at,
        decided_by=party_card(row.decided_by),
        reason=row.reason or "",
    )


def approval_card(row: Any) -> shapes.ApprovalOut:
    """An approval."""
    return shapes.ApprovalOut(
        id=row.pk,
        key=row.key,
        matter=str(row.matter_id),
        act=row.act.name if row.act else None,
        rule=row.rule,
        clause=row.clause,
        step=row.step,
        state=row.state,
        role=row.role,
        person=party_card(row.person),
        asked_at=row.at,
        decided_at=row.decided_at,
        decided_by=party_card(row.decided_by),
    )


def consequence_card(row: Any) -> shapes.ConsequenceOut:
    """A consequence."""
    return shapes.ConsequenceOut(
        id=row.pk,
        key=row.key,
        matter=str(row.matter_id),
        rule=row.rule,
        clause=row.clause,
        kind=row.kind,
        state=row.state,
        party=_party(row.party),
        amount=row.amount,
        currency=row.currency,
        points=row.points,
        choice=row.choice,
        basis=row.basis,
        proposed_at=row.at,
        decided_at=row.decided_at,
        decided_by=party_card(row.decided_by),
        reason=row.reason or "",
    )


def charge_card(row: Any) -> shapes.ChargeOut:
    """A charge."""
    return shapes.ChargeOut(
        id=row.pk,
        matter=str(row.matter_id),
        rule=row.rule,
        clause=row.clause,
        payer=row.payer,
        party=party_card(row.party),
        item=row.item,
        amount=row.amount,
        currency=row.currency,
        at=row.at,
    )


def measure_card(row: Any) -> shapes.MeasureOut:
    """A closed figure."""
    return shapes.MeasureOut(
        id=row.pk,
        matter=str(row.matter_id),
        rule=row.rule,
        clause=row.clause,
        figure=row.figure,
        target=row.target,
        count=row.count,
        missed=row.missed,
        since=row.since,
        until=row.until,
    )


def notice_card(row: Any) -> shapes.NoticeOut:
    """A notice."""
    return shapes.NoticeOut(
        id=row.pk,
        matter=str(row.matter_id),
        number=row.matter.number,
        rule=row.rule,
        clause=row.clause,
        topic=row.topic,
        at=row.at,
        read_at=row.read_at,
    )


def document_card(row: Any) -> shapes.DocumentOut:
    """A document."""
    signed = [shapes.SignatureOut(name=one.name, role=one.role, at=one.at) for one in row.signatures.all()]
    return shapes.DocumentOut(
        id=row.pk,
        matter=str(row.matter_id),
        form=row.form,
        revision=row.revision,
        values=personal.reveal(row.values),
        digest=row.digest,
        filed_by=_party(row.filed_by),
        filed_at=row.filed_at,
        signatures=signed,
    )


def attachment_card(row: Any) -> shapes.AttachmentOut:
    """An upload."""
    return shapes.AttachmentOut(
        id=str(row.pk),
        matter=str(row.matter_id) if row.matter_id else None,
        name=row.name,
        content_type=row.content_type,
        size=row.size,
        digest=row.digest,
        by=_party(row.by),
        at=row.at,
        internal=row.internal,
    )


def flag_card(row: Any) -> shapes.FlagOut:
    """A mark."""
    words = Text.of(row.detail.get("said") or row.rule)
    return shapes.FlagOut(rule=row.rule, clause=row.clause, said=said(words), at=row.at)


def done_card(act: str, outcome: Any) -> shapes.ActDone:
    """What an act that was done left behind."""
    return shapes.ActDone(
        act=act,
        event=event_cards([outcome.event])[0],
        matter=matter_card(outcome.matter) if outcome.matter else None,
        made=matter_card(outcome.made) if outcome.made else None,
        replayed=outcome.replay,
    )


def held_card(act: str, outcome: Any) -> shapes.ActHeld:
    """What an act waits for."""
    return shapes.ActHeld(act=act, approvals=[approval_card(row) for row in outcome.approvals], replayed=outcome.replay)
