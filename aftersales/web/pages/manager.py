"""The manager's page: promises kept and broken by clause, person and branch, down to the matters, and the proof."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from aftersales.web import clock, reading
from aftersales.web.components.items import matter_label, owed_item
from aftersales.web.components.states import state_colour, state_word
from aftersales.web.components.tables import Cell, Empty, Filter, Table, filters, table
from aftersales.web.viewer import party_of, staff
from aftersales.web.wording.words import instant, say

MONTH = timedelta(days=30)


def period(request: HttpRequest, now: datetime) -> tuple[date, date, datetime, datetime]:
    """The days asked for (the last thirty by default), and the instants they begin and end."""
    today = timezone.localtime(now).date()
    since, until = _day(request.GET.get("since"), today - MONTH), _day(request.GET.get("until"), today)
    zone = timezone.get_current_timezone()
    begin = datetime.combine(since, time(), zone)
    return since, until, begin, datetime.combine(until + timedelta(days=1), time(), zone)


def _day(text: str | None, otherwise: date) -> date:
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return otherwise


def _viewer(request: HttpRequest) -> Any:
    viewer = party_of(request)
    if not reading.manages(viewer):
        raise Http404
    return viewer


@staff
def overview(request: HttpRequest) -> HttpResponse:
    """All promises of a period, and whether every intake is accounted for."""
    viewer, now = _viewer(request), clock.at(request)
    since, until, begin, end = period(request, now)
    days = {"since": since.isoformat(), "until": until.isoformat()}
    whole = reading.overview(viewer, begin, end)
    to_confirm = reading.consequences(viewer, now, ["proposed", "appealed"]).count()
    tables = [
        _table(request, reading.by(viewer, begin, end, "clause"), "clause", _("By clause"), days),
        _table(request, reading.by(viewer, begin, end, "person"), "person", _("By person"), days),
        _table(request, reading.by(viewer, begin, end, "branch"), "branch", _("By branch"), days),
    ]
    page = {
        **days,
        "figures": [
            {"label": _("kept in time"), "value": whole.kept, "href": _drill(days, state="kept")},
            {"label": _("broken"), "value": whole.broken, "href": _drill(days, state="broken")},
            {"label": _("owed now"), "value": whole.open, "href": _drill(days, state="open")},
            {"label": _("consequences to decide"), "value": to_confirm, "href": reverse("consequences")},
        ],
        "proof": _verdict(reading.proof(viewer, begin)),
        "tables": tables,
    }
    return render(request, "web/manager.html", page)


def _drill(days: dict[str, str], **chosen: str) -> str:
    return f"{reverse('promises')}?{urlencode({**days, **chosen})}"


def _table(request: HttpRequest, rows: Any, what: str, caption: str, days: dict[str, str]) -> Table:
    def row(one: Any) -> list[Cell]:
        name = (
            Cell(one.name, "clause", note=reading.clause_title(one.name))
            if what == "clause" and one.name
            else Cell(one.name or _("nobody"))
        )
        key = str(one.key or "")
        return [
            name,
            Cell(one.opened, "link", _drill(days, **{what: key})),
            Cell(one.kept, "link", _drill(days, **{what: key}, state="kept")),
            Cell(one.broken, "link", _drill(days, **{what: key}, state="broken")),
            Cell(one.open, "link", _drill(days, **{what: key}, state="open")),
            Cell(one.share),
        ]

    heads = {"clause": _("Clause"), "person": _("Person"), "branch": _("Branch")}
    columns = [heads[what], _("Owed"), _("Kept in time"), _("Broken"), _("Open"), _("Kept, share")]
    return table(
        request, columns, rows, row, empty=Empty(_("Nothing was owed in these days")), caption=caption, per_page=200
    )


def _verdict(found: Any) -> dict[str, Any]:
    missing = sum(1 for one in found if not one.holds)
    if missing:
        title = ngettext(
            "%(n)d matter has neither an answer nor somebody who owes one",
            "%(n)d matters have neither an answer nor somebody who owes one",
            missing,
        ) % {"n": missing}
    else:
        title = _("Nothing is unanswered")
    said = _(
        "%(all)d call for an answer: %(answered)d answered or ended, %(owed)d owed by a named person, %(missing)d with neither."
    ) % {
        "all": len(found),
        "answered": sum(1 for one in found if one.answered or one.closed),
        "owed": sum(1 for one in found if one.holds and not (one.answered or one.closed)),
        "missing": missing,
    }
    return {"holds": not missing, "title": title, "said": said}


@staff
def promises(request: HttpRequest) -> HttpResponse:
    """The obligations behind a figure, with their matters."""
    viewer, now = _viewer(request), clock.at(request)
    _since, _until, begin, end = period(request, now)
    states = [("", _("all")), ("kept", _("kept in time")), ("broken", _("broken")), ("open", _("owed now"))]
    shown, chosen = filters(
        request,
        Filter("state", _("State"), states),
        Filter("clause", _("Clause")),
        Filter("since", _("From")),
        Filter("until", _("To")),
    )
    narrowed = {**chosen, "person": request.GET.get("person", ""), "branch": request.GET.get("branch", "")}

    def row(one: Any) -> list[Cell]:
        item = owed_item(one, now, None)
        person = one.breached_by or one.taken_by or one.person
        return [
            Cell(one.rule, "clause"),
            Cell(item.must),
            Cell(matter_label(one.matter), "link", reverse("matter", args=[one.matter_id])),
            Cell(person.name if person is not None else ""),
            Cell(item.clock, "clock"),
            Cell(_("broken"), "badge", colour="red")
            if one.breached_at
            else Cell(state_word(one.state), "badge", colour=state_colour(one.state)),
        ]

    found = reading.promises(viewer, begin, end, narrowed)
    columns = [_("Clause"), _("Must"), _("Matter"), _("Person"), _("Clock"), _("State")]
    made = table(
        request,
        columns,
        found,
        row,
        shown=shown,
        empty=Empty(_("No promise fits"), _("Choose other days or another state.")),
    )
    trail = [{"label": _("Promises kept and broken"), "href": reverse("manager")}]
    return render(request, "web/list.html", {"heading": _("Promises"), "tables": [made], "trail": trail})


@staff
def proof(request: HttpRequest) -> HttpResponse:
    """Every intake with its answer, or with who owes one by when."""
    viewer = _viewer(request)
    found = reading.proof(viewer)

    def row(one: Any) -> list[Cell]:
        entry = one.matter
        if one.answered is not None:
            stands = Cell(_("answered %(at)s") % {"at": instant(one.answered)}, "badge", colour="green")
        elif one.closed:
            stands = Cell(_("ended"), "badge", colour="secondary")
        elif one.holds and one.owed is not None:
            stands = Cell(
                _("owed by %(who)s") % {"who": one.owed.person.name},
                "badge",
                note=instant(one.owed.due_at),
                colour="blue",
            )
        elif one.holds:
            stands = Cell(_("owed now"), "badge", colour="blue")
        else:
            stands = Cell(_("neither answered nor owed"), "badge", colour="red")
        return [
            Cell(entry.number or say(reading.kind_label(entry.kind)), "link", reverse("matter", args=[entry.pk])),
            Cell(entry.title),
            Cell(entry.opened_at, "instant"),
            stands,
            Cell(one.owed.rule, "clause") if one.owed is not None else Cell(""),
        ]

    columns = [_("Number"), _("Title"), _("Received"), _("How it stands"), _("Clause")]
    made = table(request, columns, found, row, empty=Empty(_("Nothing has come in yet")), per_page=100)
    verdict = _verdict(found)
    trail = [{"label": _("Promises kept and broken"), "href": reverse("manager")}]
    return render(
        request,
        "web/list.html",
        {"heading": verdict["title"], "said": verdict["said"], "tables": [made], "trail": trail},
    )
