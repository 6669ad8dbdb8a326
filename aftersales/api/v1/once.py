"""Answers the same request once: `Idempotency-Key` on everything that changes something."""

from __future__ import annotations

import functools
import hashlib
import inspect
from collections.abc import Callable
from datetime import timedelta
from typing import Any, get_type_hints

from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse

from aftersales.api.models import Answer
from aftersales.api.v1 import problems
from aftersales.api.v1.auth import caller
from aftersales.foundation.texts import Text
from aftersales.ledger import present

HEADER = "Idempotency-Key"
LONGEST_KEY = 100
KEPT_FOR = timedelta(days=7)
GIVEN_UP_AFTER = timedelta(minutes=2)  # a first request that died half way; the ledger's own key makes it safe
PARAMETER = {
    "name": HEADER,
    "in": "header",
    "required": True,
    "description": "Names this request: the same key with the same body is answered again and not done again.",
    "schema": {"type": "string", "minLength": 1, "maxLength": LONGEST_KEY, "pattern": r"^[\x21-\x7e]+$"},
}
EXTRA = {"parameters": [PARAMETER]}

View = Callable[..., HttpResponse]


def once(view: View) -> View:
    """The view, run once for each user and key; problems it raises are answers like any other."""

    @functools.wraps(view)
    def run(request: HttpRequest, *args: Any, **named: Any) -> HttpResponse:
        key = _key(request)
        row, again = _begin(request, key)
        if again is not None:
            return again
        try:
            response = view(request, *args, **named)
        except Exception as wrong:  # noqa: BLE001 - becomes a problem document; failures are logged there
            response = problems.answer(request, wrong)
        _keep(row, response)
        return response

    run.__signature__ = _resolved(view)  # type: ignore[attr-defined] # ninja would look for the names in this module
    return run


def _resolved(view: View) -> inspect.Signature:
    """The view's signature with its annotations as types instead of words."""
    hints = get_type_hints(view, include_extras=True)
    told = inspect.signature(view)
    found = [one.replace(annotation=hints.get(name, one.annotation)) for name, one in told.parameters.items()]
    return told.replace(parameters=found)


def request_id(request: HttpRequest) -> str:
    """The ledger's name of this request, as long as its key."""
    who = caller(request).user.pk
    return f"api:{who}:{_key(request)}"


def _key(request: HttpRequest) -> str:
    key = request.headers.get(HEADER, "")
    if not key:
        raise problems.one(
            400,
            "request.no_key",
            f"缺少请求头 {HEADER}。",
            f"The header {HEADER} is missing.",
            remedy=Text(
                "为每个新请求写一个新值，重试时写同一个值。",
                "Send a new value for each new request, the same for a retry.",
            ),
            field=HEADER,
        )
    if len(key) > LONGEST_KEY or not key.isascii() or not key.isprintable() or " " in key:
        raise problems.one(
            400,
            "request.bad_key",
            f"{HEADER} 最多 {LONGEST_KEY} 个可见字符。",
            f"{HEADER} takes at most {LONGEST_KEY} visible ASCII characters.",
            field=HEADER,
        )
    return key


def _digest(request: HttpRequest) -> str:
    told = hashlib.sha256(f"{request.method} {request.get_full_path()}\n".encode())
    if request.content_type == "multipart/form-data":
        for name in sorted(request.POST):
            told.update(f"{name}={request.POST.getlist(name)}\n".encode())
        for name in sorted(request.FILES):
            for file in request.FILES.getlist(name):
                told.update(f"{name}={file.name}\n".encode())
                for chunk in file.chunks():
                    told.update(chunk)
                file.seek(0)
    else:
        told.update(request.body)
    return told.hexdigest()


def _begin(request: HttpRequest, key: str) -> tuple[Answer, HttpResponse | None]:
    """A row for this request, or the answer that it was given before."""
    user, now, digest = caller(request).user, present.now(), _digest(request)
    Answer.objects.filter(user=user, at__lt=now - KEPT_FOR).delete()
    try:
        with transaction.atomic():
            return Answer.objects.create(user=user, key=key, digest=digest, at=now), None
    except IntegrityError:
        row = Answer.objects.get(user=user, key=key)
    if row.digest != digest:
        raise problems.one(
            422,
            "request.key_reused",
            "同一个幂等键用在了另一个请求上。",
            "This key was used for another request.",
            remedy=Text("新请求请用新的键。", "Use a new key for a new request."),
            field=HEADER,
        )
    if row.status is not None:
        headers = {"Idempotency-Replayed": "true"}
        return row, HttpResponse(row.body, status=row.status, content_type=row.content_type, headers=headers)
    if now - row.at < GIVEN_UP_AFTER:
        raise problems.one(409, "request.running", "同一请求正在处理。", "The same request is still being done.")
    return row, None


def _keep(row: Answer, response: HttpResponse) -> None:
    """Keeps an answer; a failure of ours is none, so that the retry is done."""
    if response.status_code >= 500:
        row.delete()
        return
    row.status = response.status_code
    row.content_type = response.headers.get("Content-Type", "")
    row.body = response.content.decode()
    row.save(update_fields=["status", "content_type", "body"])
