"""The demo's clock, which can be moved forward; outside demo mode it does not exist."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from aftersales.web import clock as time
from aftersales.web.pages.signin import safe_next
from aftersales.web.viewer import staff
from aftersales.web.wording.words import instant


@require_POST
def clock(request: HttpRequest) -> HttpResponseBase:
    """Move the demo's clock by an hour, a day or a month."""
    if not settings.DEMO:
        raise Http404
    return _move(request)


@staff
def _move(request: HttpRequest) -> HttpResponse:
    step = request.POST.get("step", "")
    if step not in time.STEPS:
        raise Http404
    at = time.move(step)
    messages.info(request, _("It is %(at)s now. What came due meanwhile has been marked.") % {"at": instant(at)})
    return HttpResponseRedirect(safe_next(request, request.POST.get("next", "")))
