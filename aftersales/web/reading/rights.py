"""What the viewer may do and see, worked out once for each request; the ledger's doors judge again whatever is done."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from aftersales.ledger import editions, rights
from aftersales.policy.language.pack import Reach
from aftersales.web.reading import policy, seen

WIDER = ("own", "branch", "all")


class Rights:
    """The roles of one viewer with the branches they are held at, and what they let the viewer do."""

    def __init__(self, viewer: Any, at: datetime | None = None) -> None:
        self.viewer = viewer
        self.held: Mapping[str, set[int | None]] = rights.holdings(viewer, at)
        self._own: dict[int, bool] = {}

    def reach(self, act: str) -> Reach | None:
        """How far the viewer may do an act, whatever the matter."""
        pack = editions.pack()
        found = [reach for role in self.held if (reach := pack.reach(role, act)) is not None]
        return max(found, key=WIDER.index, default=None)

    def may(self, act: str, matter: Any) -> bool:
        """Whether the viewer may do an act on a matter, or on none."""
        pack = editions.pack()
        for role, branches in self.held.items():
            reach = pack.reach(role, act)
            if reach is None:
                continue
            if matter is None or reach == "all":
                return True
            if reach == "branch" and (None in branches or matter.branch_id is None or matter.branch_id in branches):
                return True
            if self.owns(matter):
                return True
        return False

    def owns(self, matter: Any) -> bool:
        """Whether the matter is the viewer's own."""
        if matter.pk not in self._own:
            self._own[matter.pk] = rights.owns(self.viewer, matter)
        return self._own[matter.pk]

    def sees_kind(self, kind: str) -> bool:
        """Whether there is any matter of this kind that the viewer might see."""
        pack = editions.pack()
        return any(pack.sight(role, kind) is not None for role in self.held)

    def wide(self, kind: str) -> bool:
        """Whether the viewer sees more of a kind than their own."""
        pack = editions.pack()
        return any(pack.sight(role, kind) in ("branch", "all") for role in self.held)


def of(viewer: Any) -> Rights:
    """The viewer's rights, kept on the party, which lives as long as the request."""
    found: Rights | None = getattr(viewer, "web_rights", None)
    if found is None:
        found = viewer.web_rights = Rights(viewer)
    return found


def may(viewer: Any, act: str, matter: Any) -> bool:
    """Whether the viewer may do an act."""
    return of(viewer).may(act, matter)


def sees_kind(viewer: Any, kind: str, _now: datetime | None = None) -> bool:
    """Whether the viewer sees matters of a kind."""
    return of(viewer).sees_kind(kind)


def manages(viewer: Any) -> bool:
    """Whether the viewer sees what others owe: the figures of a branch or of the whole company."""
    return of(viewer).wide("complaint") or of(viewer).wide("entry")


def waives(viewer: Any, rule: str, _matter: Any) -> bool:
    """Whether the viewer holds a role that may waive a rule."""
    return bool(policy.waiving_roles(rule) & set(of(viewer).held))


def matter(pk: int, viewer: Any, _now: datetime | None = None) -> Any:
    """One matter, None where there is none or none for this viewer."""
    return seen.matters(viewer).select_related("parent", "root", "customer", "branch").filter(pk=pk).first()
