"""Routes for a user's own tokens: listed, made (shown once) and revoked."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Router
from pydantic import BaseModel, ConfigDict, Field

from aftersales.api import tokens
from aftersales.api.models import Token
from aftersales.api.v1 import once
from aftersales.api.v1.auth import admin
from aftersales.api.v1.problems import absent
from aftersales.api.v1.shapes import reply
from aftersales.ledger import present

router = Router(tags=["tokens"])


class TokenOut(BaseModel):
    """A token, without its secret."""

    id: int
    name: str
    prefix: str
    scopes: list[str]
    made_at: datetime
    expires_at: datetime | None
    last_used_at: datetime | None
    revoked_at: datetime | None


class TokenMade(TokenOut):
    """A new token; its secret is shown this once."""

    secret: str


class TokenIn(BaseModel):
    """What a new token is to be."""

    model_config = ConfigDict(extra="forbid")

    name: str = Field(min_length=1, max_length=120, pattern=r"^[^\x00]+$")
    scopes: list[str] = Field(min_length=1, max_length=50, examples=[["read", "act:entry.*"]])
    days: int = Field(365, ge=1, le=3650)


def _card(row: Token) -> dict[str, Any]:
    return {name: getattr(row, name) for name in TokenOut.model_fields}


@router.get("/tokens", response=list[TokenOut], operation_id="list_tokens", summary="令牌 · Tokens")
def all_of(request: HttpRequest) -> Any:
    """The caller's own tokens."""
    return [_card(row) for row in Token.objects.filter(user=admin(request).user).order_by("-pk")]


@router.post(
    "/tokens",
    response={201: TokenMade},
    operation_id="make_token",
    summary="新建令牌 · Make a token",
    openapi_extra=once.EXTRA,
)
@once.once
def make(request: HttpRequest, body: TokenIn) -> HttpResponse:
    """A token that may not do more than the caller may."""
    row, secret = tokens.make(admin(request).user, body.name, body.scopes, at=present.now(), days=body.days)
    return reply(201, TokenMade(**_card(row), secret=secret))


@router.post(
    "/tokens/{token_id}/revoke",
    response={200: TokenOut},
    operation_id="revoke_token",
    summary="撤销令牌 · Revoke a token",
    openapi_extra=once.EXTRA,
)
@once.once
def revoke(request: HttpRequest, token_id: int) -> HttpResponse:
    """The token opens nothing any more."""
    user = admin(request).user
    if abs(token_id) >= 2**63 or not tokens.revoke(user, token_id, at=present.now()):
        raise absent()
    return reply(200, TokenOut(**_card(Token.objects.get(pk=token_id))))
