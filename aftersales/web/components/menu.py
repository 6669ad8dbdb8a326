"""The main menu: only what the viewer's rights open."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from aftersales.foundation.problems import Refused
from aftersales.web import reading


def menu(viewer: Any, path: str) -> list[dict[str, Any]]:
    """The entries for this viewer, the present one marked."""
    if viewer is None:
        return []
    try:
        shown = _entries(viewer)
    except Refused:  # nothing was published yet
        shown = [("my-work", _("My work"), "inbox", "")]
    found = []
    for name, label, icon, heading in shown:
        href = reverse(name)
        active = path == href if href == "/" else path.startswith(href)
        found.append({"href": href, "label": label, "icon": icon, "heading": heading, "active": active})
    return found


def _entries(viewer: Any) -> list[tuple[str, str, str, str]]:
    def sees(kind: str) -> bool:
        return reading.sees_kind(viewer, kind)

    wanted = [
        (True, "my-work", _("My work"), "inbox", ""),
        (reading.may(viewer, "entry.register", None), "intake", _("Intake"), "phone-incoming", ""),
        (reading.may(viewer, "workorder.arrive", None), "phone", _("On the phone"), "device-mobile", ""),
        (True, "matters", _("All matters"), "list-details", ""),
        (sees("complaint"), "complaints", _("Complaints"), "mood-sad", ""),
        (sees("expense"), "expenses", _("Expense claims"), "receipt", ""),
        (True, "approvals", _("Approvals"), "rubber-stamp", _("Decisions")),
        (True, "consequences", _("Consequences"), "scale", ""),
        (reading.manages(viewer), "manager", _("Kept and broken"), "chart-bar", ""),
        (True, "law", _("Policy"), "book-2", _("Company")),
        (True, "people", _("People"), "users", ""),
        (sees("account"), "customers", _("Customers"), "building-store", ""),
    ]
    return [(name, label, icon, heading) for allowed, name, label, icon, heading in wanted if allowed]
