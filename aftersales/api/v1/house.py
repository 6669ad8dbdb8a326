"""The interface as a whole: how it authenticates, how it says errors, and how its OpenAPI document is finished."""

from __future__ import annotations

import copy
import re
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI, Router
from ninja.errors import HttpError, ValidationError
from ninja.openapi.schema import OpenAPISchema

from aftersales.api.v1 import problems
from aftersales.api.v1.auth import Bearer, Browser, PerUser
from aftersales.api.v1.problems import ProblemDocument
from aftersales.foundation.problems import Problem, Refused

RATE = "6000/m"
ERRORS = (400, 401, 403, 404, 409, 413, 422, 429)
PROBLEM = {"$ref": "#/components/schemas/ProblemDocument"}
DESCRIPTION = (
    "Acts and lists of the after-sales system. Everything is done by acts; every POST needs an `Idempotency-Key`. "
    "Errors are problem documents (RFC 9457) that name the clauses they rest on. 所有改动都是动作；错误会引用条款。"
)
REASONS = {
    400: "The request is incomplete",
    401: "Nobody is signed in and no valid token was sent",
    403: "The token's scopes or the caller's rights do not allow it",
    404: "There is no such thing, or not for the caller to see",
    409: "In conflict with the present state, or the same request is being done",
    413: "Too large",
    422: "Refused, with every reason and the clauses",
    429: "Too many requests",
}


class House(NinjaAPI):
    """Ninja's interface, whose document says problem documents where ninja would say JSON."""

    def get_openapi_schema(self, **named: Any) -> OpenAPISchema:
        """The document, finished: errors on every operation, no schema that nobody uses."""
        found = super().get_openapi_schema(**named)
        for path in found["paths"].values():
            for operation in path.values():
                operation["responses"] = _responses(operation["responses"])
        found["components"].setdefault("schemas", {}).update(_problem_schemas())
        return found


def _responses(told: dict[Any, Any]) -> dict[str, Any]:
    done = {str(code): copy.deepcopy(said) for code, said in told.items() if int(code) < 400}
    for code in ERRORS:
        done[str(code)] = {"description": REASONS[code], "content": {problems.CONTENT_TYPE: {"schema": PROBLEM}}}
    return done


def _problem_schemas() -> dict[str, Any]:
    schema = ProblemDocument.model_json_schema(ref_template="#/components/schemas/{model}")
    inner = schema.pop("$defs", {})
    return {"ProblemDocument": schema, **inner}


def build(routers: list[tuple[str, Router]]) -> House:
    """The interface with its routers, ready to be mounted."""
    house = House(
        title="Aftersales",
        version=settings.VERSION,
        description=DESCRIPTION,
        auth=[Bearer(), Browser()],
        throttle=[PerUser(getattr(settings, "API_RATE", RATE))],
        urls_namespace="api-v1",
        docs_url=None,
        openapi_url="/openapi.json",
    )
    for kind in (problems.Stop, Refused, ValidationError, HttpError, Http404, Exception):
        house.add_exception_handler(kind, problems.answer)
    for prefix, router in routers:
        house.add_router(prefix, router)
    return house


def lost(request: HttpRequest, rest: str = "") -> HttpResponse:  # noqa: ARG001 - what Django found in the address
    """What an address that is none is told."""
    return problems.document(request, 404, problems.absent().problems)


def in_our_words(view: Any) -> Any:
    """Wraps a view of ninja's so that a wrong method is answered with a problem document too."""

    def said(request: HttpRequest, *args: Any, **named: Any) -> HttpResponse:
        response: HttpResponse = view(request, *args, **named)
        kind = response.headers.get("Content-Type", "")
        if response.status_code < 400 or kind.startswith(problems.CONTENT_TYPE):
            return response
        title = problems.TITLES.get(response.status_code, problems.TITLES[422])
        problem = Problem(f"http.{response.status_code}", title)
        allow = {"Allow": response.headers["Allow"]} if "Allow" in response.headers else {}
        return problems.document(request, response.status_code, [problem], headers=allow)

    said.csrf_exempt = True  # type: ignore[attr-defined] # a browser's session is checked by ninja's own CSRF check
    return said


def operation_id(text: str) -> str:
    """A name for programs that are made from the document."""
    return re.sub(r"\W+", "_", text).strip("_").lower()
