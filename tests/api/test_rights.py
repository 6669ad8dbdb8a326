"""Every act and every kind of matter, for every role, in the own branch and in the other: against a table that people read.

`rights_table.json` is written by hand from the policy (`own`, `branch`, `all`; what is not there is not allowed). A right
that the policy gains or loses is a line of that table, and so a line that somebody reviews.
"""

from __future__ import annotations

import json
from typing import Any

import pytest

from aftersales.ledger import lists
from aftersales.ledger.registry import registry
from aftersales.ledger.rights import may
from tests.api.house import START, TABLE, House

RIGHTS = json.loads(TABLE.read_text(encoding="utf-8"))
ROLES = RIGHTS["roles"]
PLACES = {"wuhan": {"branch", "all"}, "chengdu": {"all"}}  # how far a right must reach, for somebody of wuhan


def matters(house: House) -> dict[tuple[str, str], Any]:
    """A bare matter of every kind at every branch: nobody's own."""
    return {(kind, place): house.matter(kind, place) for kind in RIGHTS["kinds"] for place in PLACES}


def kind_for(act: str) -> str | None:
    """A kind of matter that the act is done on; an act of the law's own is done on anything."""
    on = registry.acts[act].type.on
    if on == (None,):
        return None
    return next((kind for kind in on if kind is not None and kind != "*"), "case")


def test_the_table_speaks_of_every_act_and_every_kind():
    assert RIGHTS["acts"].keys() == registry.acts.keys()
    assert RIGHTS["kinds"].keys() == registry.kinds.keys()


def test_who_may_do_what(house: House):
    there = matters(house)
    wrong = []
    for act, rights in RIGHTS["acts"].items():
        kind = kind_for(act)
        for role in ROLES:
            party = house.parties[f"{role}@wuhan"]
            for place, reaches in PLACES.items():
                matter = there[kind, place] if kind else None
                right = rights.get(role)
                expected = right is not None if matter is None else right in reaches
                if (may(party, act, matter) is None) != expected:
                    wrong.append(f"{role} of wuhan, {act} at {place}: expected {expected}")
    assert not wrong, "\n".join(wrong)


def test_who_sees_what(house: House):
    there = matters(house)
    wrong = []
    for role in ROLES:
        party = house.parties[f"{role}@wuhan"]
        seen = set(lists.matters(party).values_list("pk", flat=True))
        for (kind, place), matter in there.items():
            expected = RIGHTS["kinds"][kind].get(role) in PLACES[place]
            if (matter.pk in seen) != expected:
                wrong.append(f"{role} of wuhan, {kind} at {place}: expected {expected}")
    assert not wrong, "\n".join(wrong)


def sample(fields: Any, party: str) -> dict[str, Any]:
    """An input that has everything that is needed, and is of the right kinds."""
    plain = {
        "text": "x",
        "number": 1,
        "money": "1 CNY",
        "instant": START.isoformat(),
        "date": "2026-03-02",
        "bool": True,
        "party": party,
        "parties": [party],
        "matter": party,
        "matters": [party],
        "texts": ["x"],
        "file": party,
        "duration": "1h",
    }
    return {
        field.name: [sample(field.rows, party)]
        if field.kind == "rows"
        else field.choices[0][0]
        if field.kind == "choice"
        else plain[field.kind]
        for field in fields
        if field.required
    }


def expected_status(act: str, role: str, kind: str | None, place: str) -> int | None:
    """What somebody hears who has no right: what they do not see is absent, else it is forbidden. None where they have."""
    if kind is not None and RIGHTS["kinds"].get(kind, {}).get(role) not in PLACES[place]:
        return 404
    right = RIGHTS["acts"][act].get(role)
    allowed = right is not None if kind is None else right in PLACES[place]
    return None if allowed else 403


def walk(house: House, roles: list[str], acts: list[str]) -> list[str]:
    """Each act over HTTP by everybody who does not see the matter, or may not do what needs none."""
    there = matters(house)
    wrong = []
    for act in acts:
        kind = kind_for(act)
        given = sample(registry.acts[act].type.given.values(), str(house.parties["wuhan"].pk))
        for role in roles:
            for place in PLACES:
                expected = expected_status(act, role, kind, place)
                if expected is None or (kind is not None and expected == 403):
                    continue
                body = {"given": given} | ({"matter": str(there[kind, place].pk)} if kind else {})
                response = house.post(f"{role}@wuhan", f"/acts/{act}", body)
                if response.status_code != expected:
                    said = response.content.decode()[:300]
                    wrong.append(f"{role}, {act} at {place}: {response.status_code}, expected {expected}: {said}")
    return wrong


def test_the_interface_says_so_too(house: House):
    acts = [name for name in RIGHTS["acts"] if name.startswith(("entry.", "expense.", "workorder.a", "quotation."))]
    wrong = walk(house, ["service_hq", "service_staff", "finance", "customer"], acts)
    assert not wrong, "\n".join(wrong)


def test_who_sees_a_matter_but_may_not_is_told_so(house: House):
    entry = house.entry()
    for name in ("admin@wuhan", "company@wuhan"):
        response = house.act(name, "entry.answer", entry["id"], reply="好的")
        assert (response.status_code, response.json()["code"]) == (403, "rights.may_not")
    assert house.act("service_hq@chengdu", "entry.answer", entry["id"], reply="好的").status_code == 404
    assert house.act("service_hq@wuhan", "entry.answer", entry["id"], reply="好的").status_code == 200


@pytest.mark.slow
def test_the_interface_says_so_of_everything(house: House):
    wrong = walk(house, ROLES, list(RIGHTS["acts"]))
    assert not wrong, "\n".join(wrong)
