"""Owns the requirements of a gate: each says whether it is met, and in words what is missing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from aftersales.foundation.texts import Text
from aftersales.policy.kinds.base import Compile, Holds
from aftersales.policy.kinds.gate.items import ITEMS
from aftersales.policy.scene import Scene, empty


@dataclass(frozen=True, slots=True)
class Lack:
    """One thing that is missing: a code, words, the fields named, and who would have to consent."""

    code: str
    said: Text
    fields: tuple[str, ...] = ()
    consents: tuple[Any, ...] = ()


Check = Callable[[Scene], Iterator[Lack]]
_NAME = re.compile(r"\{([a-z_][a-z0-9_]*)\}")


def compiled(item: Any, compile: Compile) -> Check:
    """The check of one item of ``require``; the item's own key decides which."""
    key = next(key for key, model in ITEMS.items() if type(item) is model)
    if key in _BUILT:
        return _BUILT[key](item, compile)
    return partial(_ASKED[key], item)


def _said(item: Any, default: Text, scene: Scene) -> Text:
    """The item's own words, names in braces filled in, or the usual ones."""
    say = getattr(item, "say", None)
    if not say:
        return default

    def fill(found: re.Match[str]) -> str:
        return _shown(scene, scene.value(found[1]))

    return Text(_NAME.sub(fill, say.zh), _NAME.sub(fill, say.en))


def _shown(scene: Scene, value: Any) -> str:
    if isinstance(value, datetime):
        return scene.book.local(value).strftime("%Y-%m-%d %H:%M")
    return "—" if value is None else str(value)


def _fields(item: Any, scene: Scene) -> Iterator[Lack]:
    for name in item.fields:
        if empty(scene.value(name)):
            label = scene.book.label_of(name)
            yield Lack(
                "gate.field_empty", _said(item, Text(f"“{label.zh}”未填。", f"'{label.en}' is empty."), scene), (name,)
            )


def _expr(item: Any, compile: Compile) -> Check:
    holds: Holds = compile(item.expr)

    def check(scene: Scene) -> Iterator[Lack]:
        if not holds(scene.value):
            yield Lack("gate.condition", _said(item, Text("条件不满足。", "The condition does not hold."), scene))

    return check


def _form(item: Any, scene: Scene) -> Iterator[Lack]:
    filed = [state.forms[item.form] for state in scene.docket.below(scene.matter.id) if item.form in state.forms]
    label = scene.book.form_label(item.form)
    if not filed:
        yield Lack(
            "gate.form_missing",
            _said(item, Text(f"缺少“{label.zh}”。", f"'{label.en}' is missing."), scene),
            (item.form,),
        )
        return
    signed = {role for form in filed for role in form.get("signed", ())}
    for role in item.signed_by or ():
        if role not in signed:
            who = scene.book.role_label(role)
            yield Lack(
                "gate.unsigned", Text(f"“{label.zh}”缺{who.zh}签字。", f"'{label.en}' lacks the signature of {who.en}.")
            )
    if item.filled_by and not any(item.filled_by in scene.roles_of(form["by"]) for form in filed):
        who = scene.book.role_label(item.filled_by)
        yield Lack(
            "gate.filled_by",
            Text(f"“{label.zh}”须由{who.zh}本人填写。", f"'{label.en}' must be filled in by {who.en}."),
        )


def _happened(item: Any, scene: Scene) -> Iterator[Lack]:
    if not any(_seen(scene, event) for event in item.happened):
        label = scene.book.event_label(item.happened[0])
        yield Lack(
            "gate.not_happened", _said(item, Text(f"尚未“{label.zh}”。", f"'{label.en}' has not happened yet."), scene)
        )


def _not_happened(item: Any, scene: Scene) -> Iterator[Lack]:
    for event in item.not_happened:
        if not _seen(scene, event):
            continue
        label = scene.book.event_label(event)
        yield Lack(
            "gate.happened", _said(item, Text(f"已经“{label.zh}”。", f"'{label.en}' has happened already."), scene)
        )


def _seen(scene: Scene, event: str) -> bool:
    return any(event in state.seen for state in scene.docket.below(scene.matter.id)) or any(
        event in state.seen for state in scene.docket.chain(scene.matter.id)
    )


def _none_open(item: Any, scene: Scene) -> Iterator[Lack]:
    for one in scene.docket.open_obligations(scene.matter.id):
        clause = one.rule.partition("#")[0]
        if {one.rule, clause, *one.must} & set(item.none_open):
            label = scene.book.act_label(one.must[0])
            yield Lack(
                "gate.still_owed", _said(item, Text(f"“{label.zh}”尚未完成。", f"'{label.en}' is still owed."), scene)
            )


def _consent(item: Any, scene: Scene) -> Iterator[Lack]:
    yield Lack("gate.consent", _said(item, Text("需要同意。", "Consent is needed."), scene), (), tuple(item.consent))


def _by(item: Any, scene: Scene) -> Iterator[Lack]:
    if not set(scene.roles_of(scene.by)) & set(item.by):
        names = [scene.book.role_label(role) for role in item.by]
        said = Text(
            f"只能由{'、'.join(n.zh for n in names)}办理。", f"Only {' or '.join(n.en for n in names)} may do this."
        )
        yield Lack("gate.by", _said(item, said, scene))


def _hours(item: Any, scene: Scene) -> Iterator[Lack]:
    at = scene.value(item.of) if item.of else scene.at
    if at is None:
        return
    local = scene.book.local(at)
    minute = local.hour * 60 + local.minute + (local.second > 0) / 2  # a second past the end is past it
    begin, end = item.hours.begin, item.hours.end
    inside = begin <= minute <= end if begin < end else minute >= begin or minute <= end
    if not inside:
        said = Text(f"时间不在{item.hours}之内。", f"The time is outside {item.hours}.")
        yield Lack("gate.hours", _said(item, said, scene), (item.of,) if item.of else ())


def _certificate(item: Any, scene: Scene) -> Iterator[Lack]:
    people = scene.value(item.of) if item.of else scene.by
    for person in people if isinstance(people, (list, tuple)) else [people]:
        if person is not None and not scene.ask("certificate", item.certificate, str(person)):
            said = Text(f"没有有效的证书“{item.certificate}”。", f"There is no valid certificate '{item.certificate}'.")
            yield Lack("gate.certificate", _said(item, said, scene), (item.of,) if item.of else ())


def _never(item: Any, scene: Scene) -> Iterator[Lack]:
    yield Lack("gate.never", _said(item, Text("制度不允许。", "The policy does not allow this."), scene))


def _any_of(item: Any, compile: Compile) -> Check:
    checks = [compiled(one, compile) for one in item.any_of]

    def check(scene: Scene) -> Iterator[Lack]:
        lacks = [list(one(scene)) for one in checks]
        if all(lacks):
            flat = [lack for group in lacks for lack in group]
            said = Text(
                "以下至少满足一项：" + " ".join(lack.said.zh for lack in flat),
                "At least one of these must hold: " + " ".join(lack.said.en for lack in flat),
            )
            yield Lack(
                "gate.any_of",
                _said(item, said, scene),
                tuple(name for lack in flat for name in lack.fields),
                tuple(who for lack in flat for who in lack.consents),
            )

    return check


def _each(item: Any, compile: Compile) -> Check:
    checks = [compiled(one, compile) for one in item.require]

    def check(scene: Scene) -> Iterator[Lack]:
        for number, row in enumerate(scene.value(item.each) or (), start=1):
            seen = scene.with_fields(row if isinstance(row, dict) else {"item": row})
            for one in checks:
                for lack in one(seen):
                    said = Text(f"第{number}行：{lack.said.zh}", f"Line {number}: {lack.said.en}")
                    yield Lack(lack.code, said, (f"{item.each}.{number}", *lack.fields), lack.consents)

    return check


#: what needs nothing but the scene
_ASKED: dict[str, Callable[[Any, Scene], Iterator[Lack]]] = {
    "fields": _fields,
    "form": _form,
    "happened": _happened,
    "not_happened": _not_happened,
    "none_open": _none_open,
    "consent": _consent,
    "by": _by,
    "hours": _hours,
    "certificate": _certificate,
    "never": _never,
}
#: what is compiled once, with the conditions or the requirements inside it
_BUILT: dict[str, Callable[[Any, Compile], Check]] = {"expr": _expr, "any_of": _any_of, "each": _each}
