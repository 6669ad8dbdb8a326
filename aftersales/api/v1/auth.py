"""Says who is asking: a token's user or the browser's, and what the token allows them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, cast

from django.http import HttpRequest
from ninja.security import HttpBearer, SessionAuth
from ninja.throttling import SimpleRateThrottle

from aftersales.api import tokens
from aftersales.api.v1.problems import one
from aftersales.foundation.texts import Text
from aftersales.ledger import present


@dataclass(frozen=True)
class Caller:
    """The user who asks, the party they speak for, and the scopes of their token (a browser has them all)."""

    user: Any
    party: Any
    scopes: tuple[str, ...]
    token: int | None = None

    def __str__(self) -> str:
        return f"user:{self.user.pk}"


class Bearer(HttpBearer):
    """``Authorization: Bearer as_…``."""

    def authenticate(self, request: HttpRequest, token: str) -> Caller | None:
        """The token's caller; none where the token is unknown, expired or revoked."""
        found = tokens.check(token.strip(), at=present.now())
        if found is None:
            return None
        return Caller(found.user, _party(found.user), tuple(found.scopes), found.pk)


class Browser(SessionAuth):
    """The session of somebody who signed in to the pages; forged requests are kept out by Django's CSRF token."""

    def __call__(self, request: HttpRequest) -> Caller | None:
        """A request that brought its own token is never judged by a cookie."""
        if "Authorization" in request.headers or not request.user.is_authenticated:
            return None
        return cast("Caller | None", super().__call__(request))

    def authenticate(self, request: HttpRequest, key: str | None) -> Caller | None:
        """The signed-in user, with every scope."""
        return Caller(request.user, _party(request.user), ("admin",)) if key and request.user.is_authenticated else None


class PerUser(SimpleRateThrottle):
    """So many requests a minute for one user, whatever number of tokens they hold."""

    scope = "api"

    def get_cache_key(self, request: HttpRequest) -> str:
        """The user, or the address of somebody unknown."""
        who = getattr(request, "auth", None) or self.get_ident(request)
        return f"api-throttle-{who}"


def caller(request: HttpRequest) -> Caller:
    """Who asks; routes are only reached by somebody known."""
    return cast(Caller, request.auth)  # type: ignore[attr-defined] # set by ninja's authentication


def reader(request: HttpRequest) -> Any:
    """The party that looks, or a refusal where the token does not allow looking."""
    found = caller(request)
    if not tokens.may_read(found.scopes):
        raise _narrow("read")
    return found.party


def actor(request: HttpRequest, act: str) -> Any:
    """The party that acts, or a refusal where the token does not allow this act."""
    found = caller(request)
    if not tokens.may_act(found.scopes, act):
        raise _narrow(f"act:{act}")
    return found.party


def admin(request: HttpRequest) -> Caller:
    """The caller, where their token has every scope."""
    found = caller(request)
    if "admin" not in found.scopes:
        raise _narrow("admin")
    return found


def _narrow(scope: str) -> Exception:
    return one(
        403,
        "token.forbidden",
        f"此令牌没有“{scope}”这一权限范围。",
        f"This token does not have the scope '{scope}'.",
        remedy=Text("请换用权限范围合适的令牌。", "Use a token made with that scope."),
    )


def _party(user: Any) -> Any:
    if user.party is None:
        raise one(403, "user.no_party", "此用户不代表任何主体。", "This user speaks for no party.")
    return user.party
