"""The rows that the viewer may see, judged once for each request: whatever hangs on a matter follows the matter's right."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, Q

from aftersales.ledger import lists

OWED_WITH = ("matter", "party", "person", "taken_by", "breached_by", "matter__parent")


def matters(viewer: Any) -> Any:
    """Matters with customer and branch; kept on the viewer's party, which lives as long as the request."""
    found = getattr(viewer, "web_seen", None)
    if found is None:
        found = viewer.web_seen = lists.matters(viewer)
    return found.all()


def _on_matters(viewer: Any, name: str) -> Any:
    """The rows that hang on the matters seen; `name` is what the matter calls them."""
    seen = matters(viewer)
    model = seen.model._meta.get_field(name).related_model  # noqa: SLF001 - Django's public name for it
    return model.objects.filter(matter__in=seen.order_by().values("pk"))


def obligations(viewer: Any) -> Any:
    """What is owed, kept and broken."""
    return _on_matters(viewer, "obligation_rows").select_related(*OWED_WITH)


def approvals(viewer: Any) -> Any:
    """What waits for consent, and what became of the rest."""
    return _on_matters(viewer, "approval_rows").select_related("matter", "act", "act__by", "person", "decided_by")


def events(viewer: Any) -> Any:
    """The log."""
    return _on_matters(viewer, "events").select_related("matter", "by").filter(withdrawn=False)


def marked(viewer: Any, rows: Any) -> Any:
    """Rows that concern somebody in person, each with whether its matter may be read (`readable`)."""
    return rows.annotate(readable=Exists(matters(viewer).order_by().filter(pk=OuterRef("matter"))))


def consequences(viewer: Any) -> Any:
    """Fines, points, demerits and rewards, and the viewer's own wherever they hang."""
    rows = marked(viewer, _on_matters(viewer, "consequence_rows").model.objects)
    return rows.filter(Q(readable=True) | Q(party=viewer)).select_related(
        "matter", "matter__parent", "party", "decided_by"
    )
