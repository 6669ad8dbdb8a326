"""Routes for acts, one for each, made from the catalogue of acts with its typed input."""

from __future__ import annotations

import json
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Router

from aftersales.api.v1 import auth, once, problems
from aftersales.api.v1.bodies import body_of
from aftersales.api.v1.house import operation_id
from aftersales.api.v1.shapes import ActDone, ActHeld, reply
from aftersales.api.v1.showing import done_card, held_card
from aftersales.foundation.instants import parse_instant
from aftersales.foundation.problems import Refused
from aftersales.ledger import doors, lists, outcomes
from aftersales.ledger.registry import ActSpec, registry


def router() -> Router:
    """One POST for each act that a caller can name, and a 404 for every other name."""
    made = Router(tags=["acts"])
    for name, spec in sorted(registry.acts.items()):
        view = _view(spec)
        made.add_api_operation(
            f"/{name}",
            ["POST"],
            view,
            response={200: ActDone, 202: ActHeld},
            operation_id=operation_id(f"act_{name}"),
            summary=f"{spec.type.label.zh} · {spec.type.label.en}",
            description=_description(spec),
            openapi_extra=once.EXTRA,
        )
    made.add_api_operation("/{name}", ["POST"], _unknown, include_in_schema=False)
    return made


def _view(spec: ActSpec) -> Any:
    name = spec.type.name

    def run(request: HttpRequest, body: Any) -> HttpResponse:  # noqa: ARG001 - it says what ninja checks the input by
        return perform(request, name, json.loads(request.body))

    run.__annotations__["body"] = body_of(spec)
    return once.once(run)


def perform(request: HttpRequest, name: str, body: dict[str, Any]) -> HttpResponse:
    """Does an act for the caller; what they may not see is not there for them to act on."""
    by = auth.actor(request, name)
    matter = int(body["matter"]) if body.get("matter") is not None else None
    if matter is not None and lists.matter(by, matter) is None:
        raise problems.absent()
    device_at = parse_instant(body["at"]) if body.get("at") else None
    outcome = doors.perform(
        name,
        matter,
        body.get("given") or {},
        by=by,
        at=device_at,
        request_id=once.request_id(request),
        source="device" if device_at else "live",
        reason=body.get("reason", ""),
    )
    if isinstance(outcome, outcomes.Refused):
        raise Refused(outcome.problems)
    if isinstance(outcome, outcomes.Held):
        return reply(202, held_card(name, outcome))
    return reply(200, done_card(name, outcome))


def _description(spec: ActSpec) -> str:
    on = ", ".join(kind or "—" for kind in spec.type.on)
    makes = f" Makes: {spec.type.makes}." if spec.type.makes else ""
    return f"On: {on}.{makes} States: `{spec.type.states}`."


def _unknown(request: HttpRequest, name: str) -> HttpResponse:  # noqa: ARG001 - the name that is none
    raise problems.absent(f"没有动作“{name}”。", f"There is no act '{name}'.")
