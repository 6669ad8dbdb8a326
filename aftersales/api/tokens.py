"""Makes, checks and revokes tokens, and says what a scope allows."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta
from fnmatch import fnmatchcase
from typing import Any

from aftersales.api.models import Token
from aftersales.foundation.problems import Problem, Refused
from aftersales.foundation.texts import Text

MARK = "as_"
SHOWN = 8
USED_EVERY = timedelta(minutes=1)  # how exactly "last used" is kept; not a write for every read


def make(user: Any, name: str, scopes: Iterable[str], *, at: datetime, days: int | None = 365) -> tuple[Token, str]:
    """A new token and its secret, which is shown this once."""
    wanted = tuple(dict.fromkeys(scope.strip() for scope in scopes if scope.strip()))
    problems = [_no_scope(scope) for scope in wanted if not known(scope)]
    if not wanted:
        problems.append(_no_scope(""))
    if problems:
        raise Refused(problems)
    secret = MARK + secrets.token_urlsafe(32)
    token = Token.objects.create(
        user=user,
        name=name,
        prefix=secret[: len(MARK) + SHOWN],
        digest=digest(secret),
        scopes=list(wanted),
        made_at=at,
        expires_at=at + timedelta(days=days) if days is not None else None,
    )
    return token, secret


def check(secret: str, *, at: datetime) -> Token | None:
    """The live token of this secret; a revoked, expired or unknown one is none."""
    if not secret.startswith(MARK):
        return None
    token = Token.objects.select_related("user", "user__party").filter(digest=digest(secret)).first()
    if token is None or token.revoked_at is not None or not token.user.is_active:
        return None
    if token.expires_at is not None and token.expires_at <= at:
        return None
    if token.last_used_at is None or at - token.last_used_at >= USED_EVERY:
        Token.objects.filter(pk=token.pk).update(last_used_at=at)
    return token


def revoke(user: Any, token_id: int, *, at: datetime) -> bool:
    """Ends one of the user's tokens; false where there is none to end."""
    return Token.objects.filter(pk=token_id, user=user, revoked_at=None).update(revoked_at=at) == 1


def digest(secret: str) -> str:
    """What is kept of a secret: it has 256 bits of chance, so that a plain hash cannot be guessed back."""
    return hashlib.sha256(secret.encode()).hexdigest()


def known(scope: str) -> bool:
    """Whether this is a scope: ``read``, ``admin`` or ``act:<pattern>``."""
    return scope in {"read", "admin"} or (scope.startswith("act:") and len(scope) > len("act:"))


def may_read(scopes: Iterable[str]) -> bool:
    """Whether these scopes open the lists and matters; somebody who may act must be able to see."""
    return any(known(scope) for scope in scopes)


def may_act(scopes: Iterable[str], act: str) -> bool:
    """Whether these scopes open this act; the rights of the user are asked besides."""
    return any(scope == "admin" or (scope.startswith("act:") and fnmatchcase(act, scope[4:])) for scope in scopes)


def _no_scope(scope: str) -> Problem:
    return Problem(
        "token.scope",
        Text(f"没有权限范围“{scope}”。", f"There is no scope '{scope}'."),
        Text("可用：read、act:<动作或通配>、admin。", "Use read, act:<act or pattern> or admin."),
        field="scopes",
    )
