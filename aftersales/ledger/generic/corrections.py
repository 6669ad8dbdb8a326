"""Owns correction and merging: an event is superseded, never overwritten; a matter goes on in another."""

from __future__ import annotations

from typing import Any

from aftersales.foundation.problems import Problem, Refused
from aftersales.foundation.texts import Text
from aftersales.ledger.doing import Doing
from aftersales.ledger.inputs import personal_fields
from aftersales.ledger.log import append
from aftersales.ledger.models import Event, Matter, MatterLink
from aftersales.ledger.parsing import parse
from aftersales.ledger.personal import mask
from aftersales.ledger.registry import registry
from aftersales.policy.values import from_json


def _event(do: Doing, ref: str) -> Event | None:
    rows = Event.objects.filter(matter=do.matter, derived=False)
    found = rows.filter(uid=ref).first() or (rows.filter(seq=int(ref)).first() if ref.isdigit() else None)
    while found is not None and found.superseded_by is not None:
        found = found.superseded_by
    return found


def can_be_corrected(do: Doing, given: Any) -> Problem | None:
    """A need: the event is there, its act can be amended, and the new input is right."""
    row = _event(do, given.event)
    if row is None or not row.act_name:
        return _no("event.unknown", "这里没有此事件。", "There is no such event here.", "event")
    spec = registry.acts.get(row.act_name)
    if spec is None or spec.amend is None:
        by = registry.acts.get(spec.undone_by) if spec and spec.undone_by else None
        zh = f"可用“{by.type.label.zh}”撤销。" if by else "请另作说明或由后续动作纠正。"
        en = f"Use '{by.type.label.en}' to reverse it." if by else "Comment on it, or set it right by a later act."
        said = Text("此事件不能更正。", "This event cannot be corrected.")
        return Problem("event.not_correctable", said, Text(zh, en), field="event")
    _, wrong = parse(spec.given, _input(row, spec, given.fields), spec.type.given)
    return wrong[0] if wrong else None


def _input(row: Event, spec: Any, changes: Any) -> dict[str, Any]:
    old = from_json(row.fields)
    return {**{name: old[name] for name in spec.type.given if name in old}, **dict(changes)}


def correct(do: Doing, given: Any) -> None:
    """The room sets its record right; the old words stay, marked with what they were replaced by."""
    row = _event(do, given.event)
    spec = registry.acts.get(row.act_name) if row else None
    if row is None or spec is None or spec.amend is None:
        raise Refused([_no("event.unknown", "这里没有此事件。", "There is no such event here.", "event")])
    old, _ = parse(spec.given, _input(row, spec, {}), spec.type.given)
    new, wrong = parse(spec.given, _input(row, spec, given.fields), spec.type.given)
    if new is None or wrong:
        raise Refused(wrong)
    computed = spec.amend(do, old, new)
    fields = {**from_json(row.fields), **new.as_fields(), **(computed.as_fields() if computed is not None else {})}
    kept = mask(fields, personal_fields(spec.given, spec.computed), matter=do.on, party=do.on.customer_id, at=do.at)
    first = row.uid.partition("~")[0]
    count = Event.objects.filter(uid__startswith=f"{first}~").count()
    family = do.session.family(do.on.root_id or do.on.pk)
    again = append(
        family.root,
        Event(
            uid=f"{first}~{count + 1}",
            name=row.name,
            at=row.at,
            recorded_at=do.recorded_at,
            matter_id=row.matter_id,
            by_id=row.by_id,
            fields=kept,
            source=row.source,
            act=row.act,
            act_name=row.act_name,
            makes=row.makes,
            form=row.form,
            place=row.place or row.seq,
            for_party=row.for_party,
        ),
    )
    Event.objects.filter(pk=row.pk).update(superseded_by=again)
    do.extra.update(event=first, old=row.uid, new=again.uid)


def judged_again(session: Any, do: Doing, _given: Any) -> None:
    """Everything from the corrected event on is judged again."""
    family = session.family(do.on.root_id or do.on.pk)
    family.reload(do.extra["event"])


def can_be_merged(do: Doing, given: Any) -> Problem | None:
    """A need: the other matter is of the same kind, and neither has ended by a merge."""
    other = Matter.objects.filter(pk=given.into).first()
    if other is None or other.pk == do.on.pk or other.kind != do.on.kind:
        return _no(
            "merge.kind", "只能并入同类的另一事项。", "It can be merged into another matter of its kind only.", "into"
        )
    if "merged" in (other.state, do.on.state):
        return _no("merge.done", "事项已经合并。", "The matter has been merged already.", "into")
    return None


def merge(do: Doing, given: Any) -> None:
    """The matter ends here and goes on in the other; what it still owes is done there or waived here, in the open."""
    other = do.find(given.into)
    MatterLink.objects.create(kind="merged_into", matter=do.on, other=other, since=do.at)
    do.close("merged")


def _no(code: str, zh: str, en: str, field: str) -> Problem:
    return Problem(code, Text(zh, en), field=field)
