"""Says every error as a problem document (RFC 9457) that carries the house's problems and clauses."""

from __future__ import annotations

import json
import logging
import traceback
from collections.abc import Iterable, Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from ninja.errors import HttpError, Throttled, ValidationError
from pydantic import BaseModel, Field

from aftersales.foundation.problems import Problem, Refused
from aftersales.foundation.texts import Text
from aftersales.ledger.misfits import misfit

log = logging.getLogger(__name__)

CONTENT_TYPE = "application/problem+json"
TITLES = {
    400: Text("请求不完整", "The request is incomplete"),
    401: Text("需要登录或令牌", "Sign in or send a token"),
    403: Text("没有这项权限", "Not allowed"),
    404: Text("没有找到", "Not found"),
    405: Text("此地址不支持这种请求", "This address does not take such a request"),
    406: Text("无法以所要求的格式回答", "It cannot be answered in that form"),
    409: Text("与当前状态冲突", "In conflict with the present state"),
    413: Text("内容过大", "Too large"),
    415: Text("不支持这种内容", "Content of an unsupported kind"),
    422: Text("未被接受", "Refused"),
    429: Text("请求过于频繁", "Too many requests"),
    500: Text("系统内部错误", "The system failed"),
}
FORBIDDEN = ("right.", "rights.", "may.", "token.forbidden")
ABSENT = ("matter.missing", "matter.not_found", "matter.unknown", "party.missing", "not_found")
CONFLICT = ("state.", "matter.state", "conflict.", "request.running", "obligation.state", "version.")


class Said(BaseModel):
    """One meaning in both languages."""

    zh: str
    en: str


class ProblemOut(BaseModel):
    """One thing that is wrong, and what would put it right."""

    code: str = Field(examples=["gate.fields"])
    said: Said
    remedy: Said | None = None
    field: str | None = None
    cites: list[str] = Field(default=[], examples=[["S10-3.9b#entry"]])


class ProblemDocument(BaseModel):
    """An error as RFC 9457 says it, with all problems at once."""

    type: str = Field(examples=["/problems/refused"])
    title: str
    status: int
    detail: str
    code: str
    clauses: list[str] = []
    problems: list[ProblemOut] = []


def document(
    request: HttpRequest | None, status: int, problems: Iterable[Problem], *, headers: Mapping[str, str] | None = None
) -> HttpResponse:
    """The answer that says these problems."""
    found = tuple(problems)
    language = _language(request)
    code = found[0].code if found else f"http.{status}"
    body = ProblemDocument(
        type=f"/problems/{code.replace('.', '/')}",
        title=TITLES.get(status, TITLES[422]).pick(language),
        status=status,
        detail=" ".join(problem.said.pick(language) for problem in found) or TITLES[status].pick(language),
        code=code,
        clauses=sorted({cite.partition("#")[0] for problem in found for cite in problem.cites}),
        problems=[_out(problem) for problem in found],
    )
    content = json.dumps(body.model_dump(), ensure_ascii=False)
    return HttpResponse(content, status=status, content_type=CONTENT_TYPE, headers=dict(headers or {}))


def _out(problem: Problem) -> ProblemOut:
    said, remedy = problem.said.as_dict(), problem.remedy.as_dict() if problem.remedy else None
    return ProblemOut.model_validate(
        {"code": problem.code, "said": said, "remedy": remedy, "field": problem.field, "cites": list(problem.cites)}
    )


def status_of(problems: Iterable[Problem]) -> int:
    """The HTTP status that fits these problems: absent before forbidden before conflict before refused."""
    codes = [problem.code for problem in problems]
    for status, beginnings in ((404, ABSENT), (403, FORBIDDEN), (409, CONFLICT)):
        if any(code.startswith(beginnings) for code in codes):
            return status
    return 422


def one(status: int, code: str, zh: str, en: str, *, remedy: Text | None = None, field: str | None = None) -> Stop:
    """An exception that answers with one problem."""
    return Stop(status, [Problem(code, Text(zh, en), remedy, field=field)])


class Stop(Exception):
    """Raised to answer at once with these problems."""

    def __init__(self, status: int, problems: Iterable[Problem]) -> None:
        self.status, self.problems = status, tuple(problems)
        super().__init__(status, "; ".join(problem.code for problem in self.problems))


def absent(zh: str = "没有找到，或您无权查看。", en: str = "There is no such thing, or not for you to see.") -> Stop:
    """What strangers and the mistaken get alike."""
    return one(404, "not_found", zh, en)


def answer(request: HttpRequest, wrong: Exception | type[Exception]) -> HttpResponse:
    """The problem document of an exception; what nobody foresaw is logged and told in general words."""
    if isinstance(wrong, Stop):
        return document(request, wrong.status, wrong.problems)
    if isinstance(wrong, Refused):
        return document(request, status_of(wrong.problems), wrong.problems)
    if isinstance(wrong, ValidationError):
        return document(request, 422, [_invalid(error) for error in wrong.errors])
    if isinstance(wrong, Http404):
        return document(request, 404, absent().problems)
    if isinstance(wrong, HttpError):
        headers = {"Retry-After": str(int(wrong.wait or 1))} if isinstance(wrong, Throttled) else {}
        if wrong.status_code == 401:
            headers["WWW-Authenticate"] = "Bearer"
        return document(request, wrong.status_code, [_http(wrong)], headers=headers)
    log.error("The interface failed: %s", "".join(traceback.format_exception(wrong)))
    return document(request, 500, [Problem("failed", TITLES[500])])


def _http(wrong: HttpError) -> Problem:
    title = TITLES.get(wrong.status_code, TITLES[422])
    return Problem(f"http.{wrong.status_code}", Text(f"{title.zh}。", f"{title.en}: {wrong.message}"))


def _invalid(error: Mapping[str, Any]) -> Problem:
    steps = [str(step) for step in error.get("loc", ()) if str(step) not in {"body", "query", "path", "payload"}]
    field = ".".join(steps)
    said = misfit(error)
    words = Text(f"{field}：{said.zh}。", f"{field}: {said.en}.")
    return Problem(f"input.{error.get('type', 'invalid')}", words, field=field)


def _language(request: HttpRequest | None) -> str:
    asked = request.headers.get("Accept-Language", "") if request is not None else ""
    return "en" if asked.lower().startswith("en") else "zh"
