"""Hands out files: always as attachments, never as pages, and only to those who may see their matter."""

from __future__ import annotations

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from aftersales.ledger import attachments, lists
from aftersales.web import reading
from aftersales.web.components.items import matter_label
from aftersales.web.viewer import party_of, staff
from aftersales.web.wording.facts import plain
from aftersales.web.wording.words import say


@staff
def attachment(request: HttpRequest, pk: int) -> HttpResponseBase:
    """An uploaded file."""
    found = lists.attachments(party_of(request)).filter(pk=pk).first()
    if found is None or not attachments.path_of(found).is_file():
        raise Http404
    response = FileResponse(attachments.path_of(found).open("rb"))
    for name, value in attachments.headers(found).items():
        response.headers[name] = value
    return response


@staff
def signature(request: HttpRequest, pk: int) -> HttpResponse:
    """A drawn signature, as a picture."""
    paper = lists.documents(party_of(request)).filter(signatures__pk=pk).first()
    if paper is None:
        raise Http404
    found = paper.signatures.get(pk=pk)
    if not found.image:
        raise Http404
    headers = {
        "Content-Disposition": f'attachment; filename="signature-{pk}.png"',
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "Cache-Control": "private, no-store",
    }
    return HttpResponse(bytes(found.image), content_type="image/png", headers=headers)


@staff
def document(request: HttpRequest, pk: int) -> HttpResponse:
    """A filed form as it was filed, with its signatures and its digest; made to be printed."""
    found = lists.documents(party_of(request)).filter(pk=pk).first()
    if found is None:
        raise Http404
    facts = reading.paper_facts(found)
    page = {
        "paper": found,
        "title": say(reading.form_label(found.form)),
        "matter": matter_label(found.matter),
        "facts": facts,
        "signatures": found.signatures.all(),
        "revision": _("revision %(n)s") % {"n": plain(found.revision)},
    }
    return render(request, "web/document.html", page)
