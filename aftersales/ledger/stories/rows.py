"""Owns the reading back of the ledger's rows: a docket in the story's labels, as the tables say, not as the law holds it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from aftersales.foundation.money import Money
from aftersales.foundation.texts import Text
from aftersales.ledger import models
from aftersales.ledger.stories.cast import Cast
from aftersales.ledger.withdrawals import WITHDRAWN
from aftersales.policy.consequences import Consequence
from aftersales.policy.docket import Docket
from aftersales.policy.effects import Charge, Flag, Measured, Route, Tell
from aftersales.policy.obligations import Obligation, Owing
from aftersales.policy.values import from_json


def _taken_back() -> set[str]:
    stated = models.Event.objects.filter(name=WITHDRAWN, fields__what="notice")
    return {str(fields["key"]) for fields in stated.values_list("fields", flat=True)}


def docket_of(cast: Cast) -> Docket:
    """Everything judged that the tables hold of the matters of a story."""
    docket = Docket()
    for row in _rows(models.Obligation, cast):
        docket.obligations[row.key] = _obligation(row, cast)
    for row in _rows(models.Consequence, cast):
        docket.consequences[row.key] = _consequence(row, cast)
    for row in _rows(models.Charge, cast):
        amount = Money(row.amount, row.currency)
        docket.charges[row.key] = Charge(row.key, row.rule, _on(row, cast), row.payer, row.item, amount, row.at)
    for row in _rows(models.Flag, cast):
        words = Text.of(row.detail["said"])
        docket.flags[row.key] = Flag(
            row.key, row.rule, _on(row, cast), words, row.at, row.state, row.detail.get("act", "")
        )
    taken_back = _taken_back()
    for row in _rows(models.Notice, cast):
        if row.key in taken_back:
            continue  # it stays on file as having been told; the law holds it no longer
        to = _owing(row, cast)
        docket.notices[row.key] = Tell(row.key, row.rule, _on(row, cast), to, row.at, row.topic, row.obligation or None)
    for row in _rows(models.Routing, cast):
        docket.routes.append(Route(row.rule, _on(row, cast), _owing(row, cast), row.at))
    for row in _rows(models.Measure, cast):
        docket.measures.append(
            Measured(row.rule, _on(row, cast), row.figure, row.target, row.missed, row.count, row.since, row.until)
        )
    return docket


def _rows(model: Any, cast: Cast) -> Any:
    return model.objects.filter(matter_id__gt=cast.before).order_by("pk")


def _on(row: Any, cast: Cast) -> str:
    return cast.matter(row.matter_id)


def _owing(row: Any, cast: Cast) -> Owing:
    return Owing(role=row.role) if row.role else Owing(party=cast.party(row.party_id))


def _obligation(row: Any, cast: Cast) -> Obligation:
    detail = from_json(row.detail)
    moved: list[tuple[datetime, str]] = [(at, why) for at, why in detail.get("moved", ())]
    return Obligation(
        key=row.key,
        rule=row.rule,
        edition=row.edition,
        matter=_on(row, cast),
        owing=_owing(row, cast),
        must=tuple(row.must),
        opened_at=row.at,
        opened_by=row.event,
        start=detail["start"],
        due=row.due_at,
        before=detail.get("before"),
        subject=detail.get("subject"),
        person=cast.party(row.person_id),
        gap=row.gap,
        taken_by=cast.party(row.taken_by_id),
        state=row.state,
        kept_at=row.kept_at,
        kept_by=cast.party(row.kept_by_id),
        breached_at=row.breached_at,
        breach_holder=cast.party(row.breached_by_id),
        extension=row.extension_until,
        moved=moved,
        paused=bool(detail.get("paused")),
    )


def _consequence(row: Any, cast: Cast) -> Consequence:
    what = dict(from_json(row.detail["what"]))
    if row.amount is not None:
        what[row.kind] = Money(row.amount, row.currency)
    if row.points is not None:
        what["points"] = row.points
    return Consequence(
        row.key,
        row.rule,
        row.edition,
        _on(row, cast),
        str(cast.party(row.party_id)),
        what,
        row.at,
        row.basis,
        row.state,
        row.choice or None,
        row.decided_at,
        cast.party(row.decided_by_id),
        row.reason,
    )
