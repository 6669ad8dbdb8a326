"""Doing an act: its form, what was entered, and the answer: done, held for consent, or refused with every reason at once."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from aftersales.foundation.problems import Problem, Refused
from aftersales.ledger import attachments
from aftersales.policy.catalogue import Field
from aftersales.web import clock, forms, parsing, reading
from aftersales.web.components.items import act_href, matter_label
from aftersales.web.options import Choices
from aftersales.web.pages.signin import safe_next
from aftersales.web.viewer import party_of, staff
from aftersales.web.waivers import waivers
from aftersales.web.wording.words import say

SEVERAL = frozenset({"parties", "matters"})
HIDDEN = ("obligation", "approval", "finding", "consequence", "rule", "event", "document")


@staff
def act(request: HttpRequest, name: str) -> HttpResponse:
    """The form of an act, and the doing of it."""
    viewer = party_of(request)
    if not reading.known(name):
        raise Http404
    on = request.POST.get("on") or request.GET.get("on")
    matter = _matter(int(on), viewer, name) if on and on.isdigit() else None
    if (on and matter is None) or not reading.may(viewer, name, matter):
        raise Http404
    if request.method == "POST":
        return _do(request, name, matter, viewer)
    values = prefilled(name, matter, request.GET)
    return _page(request, name, matter, viewer, values=values)


def _matter(pk: int, viewer: Any, name: str) -> Any:
    """The matter that an act is done on: one that the viewer sees, or one on which they answer for themselves."""
    found = reading.matter(pk, viewer)
    if found is None:
        found = reading.concerning(pk, viewer, name)
        if found is not None:
            found.unseen = True
    return found


def _unseen(matter: Any) -> bool:
    return bool(getattr(matter, "unseen", False))


def _do(request: HttpRequest, name: str, matter: Any, viewer: Any) -> HttpResponse:
    found = collect(request, reading.fields(name, matter), matter, viewer)
    wanted = request.POST.get("next") or request.GET.get("next", "")
    back = safe_next(request, wanted) if wanted else ""
    if found.problems:
        return _page(request, name, matter, viewer, values=found.values, problems=found.problems, status=422)
    result = attempt(request, name, matter, found.given, by=viewer)
    if result.outcome == "refused":
        return _page(request, name, matter, viewer, values=found.values, problems=result.problems, status=409)
    return _answer(request, name, matter, result, back)


def collect(request: HttpRequest, fields: Sequence[Field], matter: Any, by: Any) -> parsing.Read:
    """What was entered, with files kept for the party that sent them."""

    def keep(upload: parsing.Upload) -> str:
        try:
            kept = attachments.store(upload, upload.name or "", by=by, at=clock.at(request), matter=matter)
        except Refused as refused:
            raise ValueError(refused.problems[0].said) from None
        return str(kept.pk)

    return parsing.read(fields, request.POST, zone=timezone.get_current_timezone(), files=request.FILES, keep=keep)


def attempt(
    request: HttpRequest, name: str, matter: Any, given: Mapping[str, Any], *, by: Any, link: Any = None
) -> reading.Attempt:
    """One attempt through the ledger's door; the same request id gets the first answer again."""
    request_id = request.POST.get("request_id", "")[:80] or str(uuid.uuid4())
    return reading.perform(
        name, matter, given, by=by, at=clock.at(request), request_id=f"web:{by.pk}:{request_id}",
        reason=request.POST.get("gate_reason", "")[:2000], link=link,
    )  # fmt: skip


def _answer(request: HttpRequest, name: str, matter: Any, result: reading.Attempt, back: str) -> HttpResponse:
    label = say(reading.act_label(name))
    if result.outcome == "held":
        messages.info(request, _("%(act)s waits for consent; what you entered is kept.") % {"act": label})
    else:
        messages.success(request, _("Done: %(act)s.") % {"act": label})
    made = result.matter
    unread = matter is not None and _unseen(matter)
    where = back or (reverse("matter", args=[made]) if made and not unread else reverse("my-work"))
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204, headers={"HX-Redirect": where})
    return HttpResponseRedirect(where)


def _said(given: QueryDict, item: Field) -> Any:
    return given.getlist(item.name) if item.kind in SEVERAL else given.get(item.name)


def prefilled(name: str, matter: Any, given: QueryDict) -> dict[str, Any]:
    """What the address says, else what a room proposes, else what the matter already remembers of these fields."""
    fields = reading.fields(name, matter)
    known = reading.remembered(matter, [item.name for item in fields]) if matter is not None else {}
    known |= reading.proposed_values(name, matter)
    return {item.name: _said(given, item) or known.get(item.name, "") for item in fields}


def _page(
    request: HttpRequest,
    name: str,
    matter: Any,
    viewer: Any,
    *,
    values: Mapping[str, Any],
    problems: Sequence[Problem] = (),
    status: int = 200,
) -> HttpResponse:
    asked = reading.asked_for(name)
    fields = [replace(item, required=True) if item.name in asked else item for item in reading.fields(name, matter)]
    visible = [item for item in fields if item.name not in HIDDEN or not values.get(item.name)]
    hidden = {item.name: values[item.name] for item in fields if item not in visible}
    if matter is not None:
        hidden["on"] = matter.pk
    shown = forms.build(visible, Choices(viewer, clock.at(request), matter), values=values, problems=problems)
    page = {
        "shown": shown,
        "hidden": hidden,
        "action": act_href(name),
        "label": say(reading.act_label(name)),
        "request_id": str(uuid.uuid4()),
        "back": request.POST.get("next") or request.GET.get("next", ""),
        "matter": matter,
        "matter_label": matter_label(matter) if matter is not None else "",
        "matter_href": reverse("matter", args=[matter.pk]) if matter is not None and not _unseen(matter) else "",
        "waivers": waivers(problems, matter, viewer),
        "ask_reason": any(problem.code == "gate.reason_needed" for problem in problems),
        "gate_reason": request.POST.get("gate_reason", ""),
    }
    template = "web/act_dialog.html" if request.headers.get("X-Dialog") else "web/act.html"
    return render(request, template, page, status=status)
