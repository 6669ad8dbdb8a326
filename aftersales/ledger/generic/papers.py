"""Owns comments, forms, signatures and absences: what the law's own acts leave besides their event."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from aftersales.foundation.problems import Problem, Refused
from aftersales.foundation.texts import Text
from aftersales.ledger.documents import file_document, latest, sign_document
from aftersales.ledger.doing import Doing
from aftersales.ledger.editions import pack
from aftersales.ledger.inputs import model_of
from aftersales.ledger.models import Absence, Comment, Document
from aftersales.ledger.parsing import parse
from aftersales.policy.catalogue import Field
from aftersales.policy.language.pack import Form

SIGN_FIELDS = (
    Field("image", "text", Text("手写签名", "Drawn signature"), multiline=False),
    Field("place", "text", Text("地点", "Place")),
)


def comment(do: Doing, given: Any) -> None:
    """A remark beside the timeline."""
    Comment.objects.create(
        matter=do.on, by=do.by, at=do.at, text=given.text, internal=given.internal is not False, event=do.event
    )


def _form(name: str) -> Form | None:
    found = pack()
    return found.forms.get(name) or found.checklists.get(name)


def is_a_form(do: Doing, given: Any) -> Problem | None:
    """A need: the pack declares the form for this kind of matter, and the values fit its fields."""
    form = _form(given.form)
    if form is None:
        listed = ", ".join(sorted({*pack().forms, *pack().checklists})) or "—"
        said = Text(f"没有单据“{given.form}”；有：{listed}。", f"There is no form '{given.form}'; there are: {listed}.")
        return Problem("form.unknown", said, field="form")
    if do.matter is not None and form.on and "*" not in form.on and do.matter.kind not in form.on:
        said = Text(f"“{form.label.zh}”不用于此类事项。", f"'{form.label.en}' is not for this kind of matter.")
        return Problem("form.wrong_kind", said, field="form")
    _, wrong = parse(model_of(f"form_{form.name}", form.fields), _values(given), form.fields)
    return wrong[0] if wrong else None


def _values(given: Any) -> dict[str, Any]:
    values = given.values
    return dict(values) if isinstance(values, Mapping) else {}


def file(do: Doing, given: Any) -> None:
    """The form's values as a document, typed as the pack says."""
    form = _form(given.form)
    if form is None:
        raise Refused([Problem("form.unknown", Text("没有此单据。", "There is no such form."), field="form")])
    typed, wrong = parse(model_of(f"form_{form.name}", form.fields), _values(given), form.fields)
    if typed is None or wrong:
        raise Refused(wrong)
    values = {name: value for name, value in typed.as_fields().items() if value is not None}
    made = file_document(do.on, form.name, values, by=do.by, at=do.at, event=do.event)
    do.extra.update(form=form.name, values=values, document=str(made.pk))


def sign(do: Doing, given: Any) -> None:
    """A name under the document as it stands now."""
    document = (
        Document.objects.filter(pk=int(given.document), matter=do.on, replaced_by__isnull=True).first()
        if given.document and given.document.isdigit()
        else latest(do.on, given.form)
    )
    if document is None:
        said = Text("没有可签署的单据。", "There is no document to sign.")
        raise Refused([Problem("form.none", said, field="document")])
    sign_document(
        document,
        image=given.image,
        name=given.name,
        role=given.role,
        place=given.place or "",
        by=do.by,
        at=do.at,
        event=do.event,
    )
    do.extra.update(form=document.form, document=str(document.pk), image=None)


def ends_after_it_begins(_do: Doing, given: Any) -> Problem | None:
    """A need: an absence has a length, and nobody stands in for themselves."""
    since, until = getattr(given, "from"), given.until
    if until <= since:
        return Problem("absence.span", Text("结束须晚于开始。", "It must end after it begins."), field="until")
    if given.stand_in == given.person:
        return Problem(
            "absence.stand_in", Text("代理人不能是本人。", "Nobody stands in for themselves."), field="stand_in"
        )
    return None


def absence(do: Doing, given: Any) -> None:
    """From then on, and until it ends, the stand-in is named for the absent."""
    Absence.objects.create(
        party_id=int(given.person),
        stand_in_id=int(given.stand_in) if given.stand_in else None,
        since=getattr(given, "from"),
        until=given.until,
        reason=given.reason,
        event=do.event,
    )
