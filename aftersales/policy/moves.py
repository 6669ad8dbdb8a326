"""Owns the law's own acts: findings, consequences, extensions and waivers; when they may be done and what they do."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from aftersales.foundation.texts import Text
from aftersales.policy import effects as fx
from aftersales.policy.consequences import Consequence
from aftersales.policy.docket import Docket
from aftersales.policy.findings import Finding
from aftersales.policy.kinds.base import Reason
from aftersales.policy.kinds.penalty.kind import Penalty
from aftersales.policy.obligations import Obligation, Owing
from aftersales.policy.scene import Scene
from aftersales.policy.undone import undone

_NEXT = {
    "consequence.confirmed.v1": "consequence.confirm",
    "consequence.dropped.v1": "consequence.drop",
    "consequence.appealed.v1": "consequence.appeal",
    "consequence.sustained.v1": "consequence.sustain",
    "consequence.reversed.v1": "consequence.reverse",
    "consequence.settled.v1": "consequence.settle",
}


# which one is meant -------------------------------------------------------


def completed(docket: Docket, act: str, matter: str, given: Mapping[str, Any]) -> dict[str, Any]:
    """The input of a generic act with what it leaves to be understood: the one open finding, its ground and so on."""
    fields = dict(given)
    if act in ("finding.hear", "finding.uphold", "finding.dismiss"):
        finding = _finding(docket, matter, given.get("finding"))
        if finding is not None:
            fields["finding"] = finding.key
            fields["ground"] = given.get("ground") or finding.ground
            if act == "finding.uphold" and not given.get("responsible"):
                fields["responsible"] = list(finding.against)
    elif act.startswith("consequence.") and act != "consequence.propose":
        one = _consequence(docket, matter, given.get("consequence"), act)
        if one is not None:
            fields["consequence"], fields["rule"] = one.key, one.rule
    elif act.startswith("obligation."):
        owed = _obligation(docket, matter, given.get("obligation"))
        if owed is not None:
            fields["obligation"] = owed.key
    return fields


def _finding(docket: Docket, matter: str, key: str | None) -> Finding | None:
    if key:
        return docket.findings.get(key)
    found = [one for one in docket.findings.values() if one.open and one.matter == matter]
    return found[-1] if found else None


def _consequence(docket: Docket, matter: str, key: str | None, act: str) -> Consequence | None:
    if key:
        return docket.consequences.get(key)
    found = [one for one in docket.consequences.values() if one.matter == matter and one.after(act)]
    return found[0] if found else None


def _obligation(docket: Docket, matter: str, key: str | None) -> Obligation | None:
    if key:
        return docket.obligations.get(key) or next(
            (one for one in docket.obligations.values() if one.rule == key and one.open), None
        )
    found = [one for one in docket.obligations.values() if one.open and one.matter == matter]
    return found[0] if len(found) == 1 else None


# what stands in the way ---------------------------------------------------


def _no(code: str, zh: str, en: str, rule: str = "", fields: tuple[str, ...] = ()) -> Reason:
    return Reason(rule, "refuse", code, Text(zh, en), fields)


def standing(scene: Scene, act: str) -> Iterator[Reason]:
    """Why one of the law's own acts may not be done in this state; nothing for other acts."""
    if act.startswith("finding."):
        yield from _finding_stands(scene, act)
    elif act == "consequence.propose":
        yield from _may_book(scene)
    elif act.startswith("consequence."):
        yield from _consequence_stands(scene, act)
    elif act.startswith("obligation."):
        yield from _obligation_stands(scene, act)
    elif act == "gate.waive":
        yield from _waiver_stands(scene)


def _finding_stands(scene: Scene, act: str) -> Iterator[Reason]:
    if act == "finding.allege":
        return
    one = _finding(scene.docket, scene.matter.id, scene.fields.get("finding"))
    if one is None or not one.open:
        yield _no("finding.none", "这里没有待查的情况。", "There is no open allegation here.")
    elif act == "finding.uphold" and one.state != "heard":
        yield _no(
            "finding.unheard", "须先听取本人陈述，才能认定。", "The person must be heard before it can be upheld."
        )


def _consequence_stands(scene: Scene, act: str) -> Iterator[Reason]:
    one = _consequence(scene.docket, scene.matter.id, scene.fields.get("consequence"), act)
    if one is None or one.after(act) is None:
        yield _no("consequence.state", "这项奖惩现在不能这样处理。", "This cannot be done to the consequence now.")
        return
    rule = scene.book.edition(one.rule, one.edition)
    if act == "consequence.confirm":
        if not scene.fields.get("facts_checked"):
            yield _no(
                "consequence.unchecked",
                "须先核对事实。",
                "The facts must be checked first.",
                one.rule,
                ("facts_checked",),
            )
        scale = rule.choices() if isinstance(rule, Penalty) else ()
        if scale and scene.fields.get("choice") not in scale:
            steps = "、".join(scale)
            yield _no(
                "consequence.choice",
                f"须从以下选一项：{steps}。",
                f"One of these must be chosen: {', '.join(scale)}.",
                one.rule,
                ("choice",),
            )
        if scale and not scene.fields.get("reason"):
            yield _no("consequence.reason", "须写明理由。", "A reason must be given.", one.rule, ("reason",))
    decide = getattr(getattr(rule, "params", None), "decide", None)
    if act == "consequence.drop" and decide is not None and not decide.may_drop:
        yield _no("consequence.must_decide", "不能不作处理。", "No penalty at all is not a choice here.", one.rule)
    if act == "consequence.appeal" and str(scene.by) != one.party:
        yield _no("consequence.not_yours", "只有本人可以申诉。", "Only the person concerned may appeal.", one.rule)
    if act in ("consequence.sustain", "consequence.confirm") and str(scene.by) == one.party:
        yield _no(
            "consequence.own", "不能处理涉及自己的奖惩。", "Nobody decides on a consequence of their own.", one.rule
        )


def _may_book(scene: Scene) -> Iterator[Reason]:
    rule_id = str(scene.fields.get("rule"))
    rule = scene.book.current(rule_id, scene.book.day(scene.at))
    if not isinstance(rule, Penalty):
        yield _no("consequence.no_rule", f"“{rule_id}”不是奖惩条款。", f"'{rule_id}' is no rule on consequences.")
        return
    person = str(scene.fields.get("person"))
    for basis in _bases(scene, rule):
        if rule.applies(basis) and person in set(rule.persons(basis)):
            if f"{rule.id}@{rule.basis(basis)}:{person}" in scene.docket.consequences:
                yield _no("consequence.once", "同一事实只能处理一次。", "The same facts count once only.", rule_id)
            return
    yield _no(
        "consequence.no_basis",
        "没有查实的事实可以依据，不能处罚。",
        "There is no verified fact that this could rest on.",
        rule_id,
    )


def _bases(scene: Scene, rule: Penalty) -> Iterator[Scene]:
    """Scenes of what has happened here that the rule could rest on."""
    for one in scene.docket.findings.values():
        if one.state == "upheld" and "finding.upheld.v1" in rule.events():
            yield _again(
                scene,
                "finding.upheld.v1",
                one.matter,
                {
                    "finding": one.key,
                    "ground": one.ground,
                    "responsible": list(one.responsible),
                },
            )
    for state in scene.docket.below(scene.matter.id):
        for name in rule.events():
            if name in state.seen and name not in ("finding.upheld.v1", "duty.breached.v1"):
                yield _again(scene, name, state.id, state.memory)
    for owed in scene.docket.obligations.values():
        if owed.breached_at is not None and "duty.breached.v1" in rule.events():
            yield _again(scene, "duty.breached.v1", owed.matter, {"rule": owed.rule, "holder": owed.breach_holder})


def _again(scene: Scene, name: str, matter: str, fields: Mapping[str, Any]) -> Scene:
    return Scene(
        scene.book,
        scene.docket,
        scene.ask,
        name=name,
        event_id=f"basis:{name}",
        at=scene.at,
        by=scene.by,
        matter=scene.docket.matters[matter],
        fields=fields,
        declared=(),  # type: ignore[arg-type]  # an empty set of names
    )


def _obligation_stands(scene: Scene, act: str) -> Iterator[Reason]:
    one = _obligation(scene.docket, scene.matter.id, scene.fields.get("obligation"))
    if one is None or not one.open:
        yield _no("obligation.none", "这里没有这项待办。", "There is no such open obligation here.")
    elif act == "obligation.ask_extension":
        if one.due is None or scene.at > one.due or one.breached_at is not None:
            yield _no(
                "obligation.too_late",
                "已过期限，不能再申请延期。",
                "It is past due; more time must be asked for before.",
                one.rule,
            )
        elif one.state == "suspended":
            yield _no("obligation.asked", "已申请延期，等待答复。", "More time has been asked for already.", one.rule)
    elif act in ("obligation.grant_extension", "obligation.deny_extension") and one.extension is None:
        yield _no("obligation.not_asked", "没有人申请延期。", "Nobody has asked for more time.", one.rule)


def _waiver_stands(scene: Scene) -> Iterator[Reason]:
    rule_id = str(scene.fields.get("rule"))
    rule = scene.book.current(rule_id, scene.book.day(scene.at))
    waive = getattr(getattr(rule, "params", None), "waive", None)
    if waive is None:
        yield _no("gate.absolute", "这一条不可豁免。", "Nobody may waive this.", rule_id)
        return
    roles = {who.role for who in waive.who if who.role}
    parties = {owing.party for who in waive.who for owing in scene.parties(who) if owing.party}
    if scene.by not in parties and not roles & set(scene.roles_of(scene.by)):
        names = [scene.book.role_label(role) for role in sorted(roles)]
        yield _no(
            "gate.not_waiver",
            f"只有{'、'.join(n.zh for n in names)}可以豁免。",
            f"Only {' or '.join(n.en for n in names)} may waive this.",
            rule_id,
        )
    if waive.grounds and scene.fields.get("ground") not in waive.grounds:
        names = [scene.book.ground_label(ground) for ground in waive.grounds]
        yield _no(
            "gate.waive_ground",
            f"豁免须有以下理由之一：{'、'.join(n.zh for n in names)}。",
            f"It may be waived on these grounds only: {', '.join(n.en for n in names)}.",
            rule_id,
            ("ground",),
        )


# what they do -------------------------------------------------------------


def heard(scene: Scene) -> Iterator[fx.Effect]:
    """The effects of one of the law's own events; nothing for the events of rooms."""
    do = _HEARD.get(scene.name)
    if do is not None:
        yield from do(scene)


def _alleged(scene: Scene) -> Iterator[fx.Effect]:
    scene.docket.findings[scene.event_id] = Finding(
        scene.event_id,
        scene.matter.id,
        str(scene.fields["ground"]),
        tuple(str(p) for p in scene.fields.get("against") or ()),
        scene.at,
        scene.by,
    )
    yield from ()


def _finding_moved(scene: Scene) -> Iterator[fx.Effect]:
    one = _finding(scene.docket, scene.matter.id, scene.fields.get("finding"))
    if one is not None and one.open:
        if scene.name == "finding.heard.v1":
            one.state, one.heard_at = "heard", scene.at
        else:
            upheld = scene.name == "finding.upheld.v1"
            one.state = "upheld" if upheld else "dismissed"
            one.decided_at, one.decided_by = scene.at, scene.by
            one.ground = str(scene.fields.get("ground") or one.ground)
            one.responsible = tuple(str(p) for p in scene.fields.get("responsible") or (one.against if upheld else ()))
            one.reason = str(scene.fields.get("reason") or scene.fields.get("note") or "")
    yield from ()


def _proposed(scene: Scene) -> Iterator[fx.Effect]:
    rule = scene.book.current(str(scene.fields["rule"]), scene.book.day(scene.at))
    if isinstance(rule, Penalty):
        for basis in _bases(scene, rule):
            if rule.applies(basis):
                yield from rule.proposed(basis, str(scene.fields["person"]))
                return


def _decided(scene: Scene) -> Iterator[fx.Effect]:
    act = _NEXT[scene.name]
    one = _consequence(scene.docket, scene.matter.id, scene.fields.get("consequence"), act)
    state = one.after(act) if one is not None else None
    if one is None or state is None:
        return
    yield fx.Decide(
        one.key, state, scene.at, scene.by, str(scene.fields.get("reason") or ""), scene.fields.get("choice")
    )
    if state in ("confirmed", "upheld", "reversed"):
        yield fx.Tell(f"{one.key}:{state}", one.rule, one.matter, Owing(party=one.party), scene.at, state)


def _obligation_moved(scene: Scene) -> Iterator[fx.Effect]:
    one = _obligation(scene.docket, scene.matter.id, scene.fields.get("obligation"))
    if one is None or not one.open:
        return
    given = scene.fields
    if scene.name == "obligation.taken.v1":
        yield fx.HandOver(one.key, Owing(party=scene.by), scene.at)
    elif scene.name == "obligation.handed_over.v1":
        yield fx.HandOver(one.key, Owing(party=str(given["to"])), scene.at)
    elif scene.name == "obligation.waived.v1":
        yield fx.End(one.key, "waived", scene.at, str(given.get("reason") or given.get("ground") or ""))
    elif scene.name == "obligation.extension_asked.v1":
        yield fx.AskExtension(one.key, given["until"])
    elif one.extension is not None:
        granted = scene.name == "obligation.extension_granted.v1"
        yield fx.DecideExtension(one.key, (given.get("until") or one.extension) if granted else None, scene.at)


def _waived(scene: Scene) -> Iterator[fx.Effect]:
    scene.matter.waived.add(str(scene.fields["rule"]))
    yield from ()


def _adopted(scene: Scene) -> Iterator[fx.Effect]:
    """A matter from before remembers what is known of it; what rooms compute is asked of them as ever."""
    known = {"customer": scene.fields.get("customer"), **dict(scene.fields.get("fields") or {})}
    for name, value in known.items():
        if value is not None and name not in scene.book.facts:
            scene.matter.memory[name] = value
    yield from ()


def _form_filed(scene: Scene) -> Iterator[fx.Effect]:
    scene.matter.forms[str(scene.fields["form"])] = {"by": scene.by, "at": scene.at, "signed": []}
    for name, value in dict(scene.fields.get("values") or {}).items():
        if value is not None:
            scene.matter.memory[name] = value
    yield from ()


def _form_signed(scene: Scene) -> Iterator[fx.Effect]:
    form = scene.fields.get("form")
    for name, filed in scene.matter.forms.items():
        if form in (None, name):
            filed["signed"].append(str(scene.fields.get("role")))
    yield from ()


_HEARD: dict[str, Callable[[Scene], Iterator[fx.Effect]]] = {
    "finding.alleged.v1": _alleged,
    "finding.heard.v1": _finding_moved,
    "finding.upheld.v1": _finding_moved,
    "finding.dismissed.v1": _finding_moved,
    "consequence.proposed.v1": _proposed,
    **dict.fromkeys(_NEXT, _decided),
    "obligation.taken.v1": _obligation_moved,
    "obligation.handed_over.v1": _obligation_moved,
    "obligation.waived.v1": _obligation_moved,
    "obligation.extension_asked.v1": _obligation_moved,
    "obligation.extension_granted.v1": _obligation_moved,
    "obligation.extension_denied.v1": _obligation_moved,
    "gate.waived.v1": _waived,
    "matter.adopted.v1": _adopted,
    "act.refused.v1": undone,
    "form.filed.v1": _form_filed,
    "form.signed.v1": _form_signed,
}
