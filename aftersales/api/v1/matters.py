"""Routes for one matter: everything that happened to it, runs on it and can be done with it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import P, PathEx, Router

from aftersales.api.v1 import shapes, showing
from aftersales.api.v1.auth import caller, reader
from aftersales.api.v1.problems import ProblemOut, absent
from aftersales.ledger import lists, personal, queries

router = Router(tags=["matters"])
MatterId = PathEx[str, P(pattern="^[0-9]{1,18}$")]


@router.get(
    "/matters/{matter_id}",
    response=shapes.MatterWhole,
    operation_id="read_matter",
    summary="事项全貌 · A matter, whole",
)
def whole(request: HttpRequest, matter_id: MatterId) -> Any:
    """Timeline, clocks, the acts that are open and those that are not yet, with the clauses that say so."""
    viewer = reader(request)
    row = lists.matter(viewer, int(matter_id))
    if row is None:
        raise absent()
    below = lists.matters(viewer).filter(root_id=row.root_id or row.pk).order_by("pk")
    timeline = lists.events(viewer).filter(matter=row).order_by("at", "seq")
    clocks = lists.obligations(viewer).filter(matter=row).order_by("at", "pk")
    return shapes.MatterWhole(
        matter=showing.matter_card(row),
        memory=personal.reveal(row.memory),
        children=[showing.matter_card(one) for one in below if one.parent_id == row.pk],
        timeline=showing.event_cards(timeline),
        clocks=[showing.obligation_card(one) for one in clocks],
        acts=acts_of(viewer, row),
        flags=[showing.flag_card(one) for one in lists.flags(viewer).filter(matter=row)],
        documents=[showing.document_card(one) for one in lists.documents(viewer).filter(matter=row)],
        attachments=[showing.attachment_card(one) for one in lists.attachments(viewer).filter(matter=row)],
        consequences=[showing.consequence_card(one) for one in lists.consequences(viewer).filter(matter=row)],
        charges=[showing.charge_card(one) for one in lists.charges(viewer).filter(matter=row)],
    )


@router.get(
    "/matters/{matter_id}/acts",
    response=list[shapes.ActOut],
    operation_id="read_matter_acts",
    summary="可做与不可做 · Open and closed acts",
)
def acts(request: HttpRequest, matter_id: MatterId) -> Any:
    """What the caller may do now, and what not yet and why."""
    viewer = reader(request)
    row = lists.matter(viewer, int(matter_id))
    if row is None:
        raise absent()
    return acts_of(viewer, row)


def acts_of(viewer: Any, matter: Any) -> list[shapes.ActOut]:
    """The acts of a matter with what stands in their way."""
    return [_act(one) for one in queries.acts_on(matter, viewer)]


def _act(one: Any) -> shapes.ActOut:
    problems = [
        ProblemOut.model_validate(
            {
                "code": problem.code,
                "said": problem.said.as_dict(),
                "remedy": problem.remedy.as_dict() if problem.remedy else None,
                "field": problem.field,
                "cites": list(problem.cites),
            }
        )
        for problem in one.problems
    ]
    clauses = sorted({cite.partition("#")[0] for problem in one.problems for cite in problem.cites})
    label = showing.said(one.label)
    return shapes.ActOut(name=one.name, label=label, open=not problems, problems=problems, clauses=clauses)


@router.get("/me", response=shapes.Me, operation_id="read_me", summary="我是谁 · Who asks")
def me(request: HttpRequest) -> Any:
    """The party that the caller speaks for, its roles, and the scopes of the token."""
    found = caller(request)
    party = showing.party_card(found.party)
    return {
        "user": found.user.username,
        "party": party,
        "roles": sorted(queries.roles(found.party)),
        "scopes": list(found.scopes),
    }
