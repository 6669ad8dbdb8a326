"""Matters of which the room has no row of its own: what cannot be done with them is refused in a sentence."""

from __future__ import annotations

import pytest

from aftersales.ledger.models import Event, Matter
from aftersales.ledger.verify import verify
from tests.domain.house import START, House


def _bare(kind: str, above: Matter) -> Matter:
    """A matter as an old record may leave it: nothing of it is in the room."""
    return Matter.objects.create(kind=kind, parent=above, root=above.root, opened_at=START, state="open")


@pytest.mark.parametrize(
    ("kind", "act", "given"),
    [
        ("workorder", "workorder.arrive", {}),
        ("quotation", "quotation.accept", {"name": "王"}),
        ("quotation", "quotation.decline", {"reason": "贵"}),
    ],
)
def test_a_bare_matter_refuses(house: House, kind: str, act: str, given: dict[str, str]) -> None:
    bare = _bare(kind, house.job())
    events = Event.objects.count()
    (problem,) = house.refused(act, bare, **given)
    assert problem.code == "matter.incomplete"
    assert Event.objects.count() == events + 1, "only that it was tried is stated"
    assert not [one for one in verify().disagreements if one.key != str(bare.pk)]
