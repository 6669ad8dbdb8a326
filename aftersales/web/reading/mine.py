"""What concerns the viewer in person, also on matters that they may not read: allegations to answer, consequences to appeal."""

from __future__ import annotations

from typing import Any

from aftersales.web.reading import rights, seen


def _rows(viewer: Any, name: str) -> Any:
    model = seen.matters(viewer).model._meta.get_field(name).related_model  # noqa: SLF001 - Django's public name for it
    return model.objects.select_related("matter")


def alleged(viewer: Any) -> list[Any]:
    """Allegations against the viewer that were not heard yet."""
    if rights.of(viewer).reach("finding.hear") is None:
        return []
    rows = _rows(viewer, "finding_rows").filter(state="alleged").order_by("at")
    return [row for row in rows if str(viewer.pk) in map(str, row.against)]


def concerning(pk: int, viewer: Any, act: str) -> Any:
    """A matter on which the viewer may answer for themselves, although they may not read it; None on all others."""
    if act == "finding.hear":
        return next((row.matter for row in alleged(viewer) if row.matter_id == pk), None)
    if act == "consequence.appeal":
        row = _rows(viewer, "consequence_rows").filter(matter_id=pk, party=viewer, state="confirmed").first()
        return row.matter if row is not None else None
    return None
