"""Owns the doing of one act inside a transaction: rights, needs and gates at once, then the body, then the event."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction

from aftersales.foundation.problems import Problem
from aftersales.foundation.problems import Refused as Raised
from aftersales.foundation.texts import Text
from aftersales.ledger import personal
from aftersales.ledger.approving import hold_act
from aftersales.ledger.documents import file_document
from aftersales.ledger.doing import Doing
from aftersales.ledger.fold import Family
from aftersales.ledger.inputs import Given, personal_fields
from aftersales.ledger.log import append, uid_of
from aftersales.ledger.models import Act, Event, Matter
from aftersales.ledger.outcomes import Done, Outcome, Refused
from aftersales.ledger.parsing import parse
from aftersales.ledger.registry import ActSpec, registry
from aftersales.ledger.requests import Request
from aftersales.ledger.rights import may, may_enter_history
from aftersales.ledger.session import Session, performs
from aftersales.policy.catalogue import ANY
from aftersales.policy.kinds.base import Reason
from aftersales.policy.moves import completed
from aftersales.policy.values import to_json

log = logging.getLogger(__name__)
BY_THE_LAW = ("gate.absolute", "gate.not_waiver", "gate.waive_ground")  # said of the act of waiving itself


@dataclass(slots=True)
class Attempt:
    """An act that is tried: what it found wrong, and what would only have to be consented to."""

    session: Session
    request: Request
    spec: ActSpec
    do: Doing
    given: Given | None = None
    fields: dict[str, Any] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    consents: list[Reason] = field(default_factory=list)


@performs
def perform_in(session: Session, request: Request) -> Outcome:
    """Does one act, or says why not; the caller finishes the session."""
    spec = registry.acts.get(request.act)
    if spec is None:
        said = Text(f"没有动作“{request.act}”。", f"There is no act '{request.act}'.")
        return _refuse(session, request, None, [Problem("act.unknown", said)])
    matter = _locked(session, request.matter)
    if request.matter is not None and matter is None:
        said = Text(f"没有事项 {request.matter}。", f"There is no matter {request.matter}.")
        return _refuse(session, request, None, [Problem("matter.unknown", said)])
    tried = Attempt(session, request, spec, _doing(session, request, spec, matter))
    before = session.standing()
    try:
        judge_attempt(tried)
    except ObjectDoesNotExist as lacking:
        session.take_back(before)
        return _refuse(session, request, matter, [incomplete(lacking)])
    if tried.problems:
        return _refuse(session, request, matter, tried.problems)
    if tried.consents:
        return hold_act(session, request, matter, tried.consents, _kept_given(tried, matter))
    try:
        with transaction.atomic():
            return _do(tried)
    except Raised as raised:
        session.take_back(before)
        return _refuse(session, request, matter, list(raised.problems))
    except ObjectDoesNotExist as lacking:
        session.take_back(before)
        return _refuse(session, request, matter, [incomplete(lacking)])


def incomplete(lacking: ObjectDoesNotExist) -> Problem:
    """A matter of which the room has no row of its own, such as one that was taken over with little known of it."""
    log.warning("an act met a matter without its row: %s", lacking)
    said = Text("此事项的资料不全，无法办理。", "Too little is on file of this matter to do this.")
    return Problem("matter.incomplete", said, Text("请先补全资料。", "Complete what is on file first."))


def _locked(session: Session, pk: int | None) -> Matter | None:
    found = Matter.objects.filter(pk=pk).values_list("root", flat=True)[:1] if pk is not None else ()
    if pk is None or not found:
        return None
    session.family(found[0] or pk)
    return Matter.objects.select_related("root", "parent").get(pk=pk)


def _doing(session: Session, request: Request, spec: ActSpec, matter: Matter | None) -> Doing:
    return Doing(
        spec=spec,
        catalogue=session.law.book.catalogue,
        by=request.by,
        at=request.at,
        matter=matter,
        recorded_at=session.now,
        source=request.source,
        for_party=request.for_party,
        event=request.uid or uid_of(request.request_id),
        session=session,
    )


def judge_attempt(tried: Attempt) -> None:
    """Everything that stands in the way, all at once."""
    request, spec, do = tried.request, tried.spec, tried.do
    matter = do.matter
    if not _stands_on(spec, matter):
        kinds = ", ".join(str(kind) for kind in spec.type.on)
        said = Text(f"此动作用于：{kinds}。", f"This act is done on: {kinds}.")
        tried.problems.append(Problem("act.wrong_kind", said))
        return
    if request.source != "policy":
        # who enters history may do so today
        asked_at = tried.session.now if request.source == "history" else request.at
        problem = may(request.by, spec.type.name, matter, at=asked_at, link=request.link, found=tried.session.law)
        tried.problems += [problem] if problem else []
    if request.source == "history":
        problem = may_enter_history(request.entered_by or request.by, tried.session.now, tried.session.law)
        tried.problems += [problem] if problem else []
    tried.given, wrong = parse(spec.given, request.given, spec.type.given)
    tried.problems += wrong
    if tried.given is not None and not wrong:
        tried.problems += [one for one in (need(do, tried.given) for need in spec.needs) if one is not None]
    fields = tried.given.as_fields() if tried.given is not None else dict(request.given)
    hearing = tried.session.hearing(matter, request.at)
    if matter is not None and spec.type.generic:
        fields = completed(hearing.docket, spec.type.name, str(matter.pk), fields)
    tried.fields = fields
    seen = fields if tried.problems or spec.computed is None else {**fields, **_computed_ahead(tried)}
    if tried.given is None and wrong:
        return
    reasons = hearing.attempt(spec.type, str(matter.pk) if matter else None, seen, by=str(request.by.pk), at=request.at)
    _weigh(tried, reasons)


def _stands_on(spec: ActSpec, matter: Matter | None) -> bool:
    return (ANY in spec.type.on and matter is not None) or (matter.kind if matter else None) in spec.type.on


class _Undo(Exception):
    """Takes back what a trial run of the body wrote."""


def _computed_ahead(tried: Attempt) -> dict[str, Any]:
    """What the room computes, found by a run of the body that is taken back."""
    found: dict[str, Any] = {}
    do = _doing(tried.session, tried.request, tried.spec, tried.do.matter and _copy(tried.do.matter))
    try:
        with transaction.atomic():
            computed = tried.spec.body(do, tried.given)
            found = computed.as_fields() if isinstance(computed, Given) else {}
            raise _Undo
    except _Undo:
        return found
    except Raised as raised:
        tried.problems += raised.problems
        return found


def _copy(matter: Matter) -> Matter:
    return Matter.objects.select_related("root", "parent").get(pk=matter.pk)


def _weigh(tried: Attempt, reasons: list[Reason]) -> None:
    request = tried.request
    for one in reasons:
        gate = one.code.startswith("gate.") and one.code not in BY_THE_LAW
        if gate and request.source == "history":
            continue  # noted as a flag when the event is heard
        if one.mode == "flag" or (one.mode == "ask_reason" and (request.reason or tried.fields.get("reason"))):
            continue
        if one.mode == "hold":
            if one.rule not in request.consented:
                tried.consents.append(one)
            continue
        tried.problems.append(problem_of(one, tried.session))


def problem_of(reason: Reason, session: Session) -> Problem:
    """A reason of the law as a problem, with what would satisfy it."""
    book = session.law.book
    remedy = None
    if reason.mode == "ask_reason":
        remedy = Text("说明理由后可以继续。", "It may be done with a reason.")
    elif reason.waivers:
        names = [book.role_label(role) for role in reason.waivers]
        remedy = Text(
            f"{'、'.join(n.zh for n in names)}可以放行。", f"{' or '.join(n.en for n in names)} may waive this."
        )
    elif reason.fields:
        names = [book.label_of(name) for name in reason.fields]
        remedy = Text(f"请补充：{'、'.join(n.zh for n in names)}。", f"Give: {', '.join(n.en for n in names)}.")
    code = "gate.reason_needed" if reason.mode == "ask_reason" else reason.code
    cites, first = (reason.rule,) if reason.rule else (), next(iter(reason.fields), None)
    return Problem(code, reason.said, remedy, None, cites, first, tuple(reason.fields))


def _refuse(session: Session, request: Request, matter: Matter | None, problems: list[Problem]) -> Refused:
    """Nothing changes; that it was tried, and why not, is kept, and the law hears of it."""
    row = _store_act(
        session, request, matter, "refused", problems=[one.as_dict() | {"fields": list(one.fields)} for one in problems]
    )
    if matter is not None and request.source != "policy":
        codes = sorted({one.code for one in problems})
        cites = sorted({cite for one in problems for cite in one.cites})
        session.not_done(request, matter, row, "refused", {"codes": codes, "cites": cites})
    return Refused(tuple(problems))


def _store_act(
    session: Session,
    request: Request,
    matter: Matter | None,
    outcome: str,
    *,
    given: Mapping[str, Any] | None = None,
    **columns: Any,
) -> Act:
    if request.held is not None:
        Act.objects.filter(pk=request.held.pk).update(outcome=outcome, **columns)
        return Act.objects.get(pk=request.held.pk)
    raw = given if given is not None else _safe(registry.acts.get(request.act), request.given)
    return session.keep_act(request, matter, outcome, raw, **columns)


def _safe(spec: ActSpec | None, raw: Mapping[str, Any]) -> dict[str, Any]:
    """Raw input of an act that was refused, without what is personal."""
    names = personal_fields(spec.given) if spec else frozenset()
    return {name: value for name, value in _jsonable(raw).items() if name not in names}


def _jsonable(raw: Mapping[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in raw.items():
        try:
            found[str(name)] = to_json(value.as_fields() if isinstance(value, Given) else value)
        except TypeError:
            found[str(name)] = str(value)[:2000]
    return found


def _kept_given(tried: Attempt, matter: Matter | None) -> dict[str, Any]:
    names = personal_fields(tried.spec.given)
    given = tried.given.as_fields() if tried.given is not None else {}
    return personal.mask(given, names, matter=matter, party=None, at=tried.request.at)


def _do(tried: Attempt) -> Done:
    """The body, the event, its hearing; what follows from it is settled by the session."""
    session, request, spec, do = tried.session, tried.request, tried.spec, tried.do
    computed = spec.body(do, tried.given)
    if spec.type.makes and do.made is None and do.stands_on is None:
        raise Raised([Problem("act.made_nothing", Text("此动作没有建立事项。", "The act made no matter."))])
    standing = do.stands_on or do.made or do.on
    family = _family_of(session, standing)
    event = _state(tried, family, standing, computed)
    if spec.type.form is not None:
        file_document(standing, spec.type.form, event.fields, by=request.by, at=request.at, event=event.uid)
    _save(do)
    for made in do.all_made:
        session.number(spec.book if made is do.made else None, made)
    family.hear(event, standing.parent_id)
    for made in do.all_made:
        if made is not standing:
            _state_opened(session, request, made, event.uid)
    if spec.after is not None:
        spec.after(session, do, tried.given)
    return Done(event, do.matter, do.made)


def _state(tried: Attempt, family: Family, standing: Matter, computed: Any) -> Event:
    """The act and its event as rows, without what is personal."""
    session, request, spec, do = tried.session, tried.request, tried.spec, tried.do
    names = personal_fields(spec.given, spec.computed)
    fields = {**tried.fields, **(computed.as_fields() if isinstance(computed, Given) else {}), **do.extra}
    kept = personal.mask(fields, names, matter=standing, party=standing.customer_id, at=request.at)
    if request.reason:
        kept.setdefault("reason", request.reason)
    row = _store_act(
        session,
        request,
        do.matter,
        "done",
        given={name: kept[name] for name in kept if name in spec.type.given},
        response={"event": do.event, "made": do.made.pk if do.made else None},
    )
    return append(
        family.root,
        Event(
            uid=do.event,
            name=spec.type.states,
            at=request.at,
            recorded_at=session.now,
            matter_id=standing.pk,
            by_id=request.by.pk,
            fields=kept,
            source=request.source,
            act=row,
            act_name=spec.type.name,
            makes=standing.kind if do.made is not None and standing is do.made else "",
            form=spec.type.form or "",
            for_party=request.for_party,
        ),
        cause=request.cause,
    )


def _family_of(session: Session, standing: Matter) -> Family:
    if (
        standing.root_id == standing.pk
        and standing.pk not in session.families
        and not Event.objects.filter(root_id=standing.pk).exists()
    ):
        return session.begun(standing)
    return session.family(standing.root_id or standing.pk)


def _state_opened(session: Session, request: Request, made: Matter, cause: str) -> None:
    """A further matter that the body made: it begins with an event of its own."""
    family = _family_of(session, made)
    row = append(
        family.root,
        Event(
            uid=f"{cause}:{made.pk}",
            name="matter.opened.v1",
            at=request.at,
            recorded_at=session.now,
            matter_id=made.pk,
            by_id=request.by.pk,
            fields={},
            source=request.source,
            makes=made.kind,
        ),
    )
    family.hear(row, made.parent_id)


def _save(do: Doing) -> None:
    for row in filter(None, {id(one): one for one in (do.matter, *do.all_made)}.values()):
        row.version += 1
        row.save(update_fields=["title", "branch", "customer", "state", "closed_at", "version"])
