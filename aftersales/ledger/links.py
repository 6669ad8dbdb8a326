"""Owns the customer's links: unguessable addresses that open one matter, expire, and may serve only once."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final

from django.db.models import Q

from aftersales.ledger.models import CustomerLink, Matter, Party

LIFETIME: Final = timedelta(days=30)


def make_link(
    matter: Matter,
    *,
    by: Party,
    at: datetime,
    purpose: str = "follow",
    acts: Iterable[str] = (),
    lifetime: timedelta = LIFETIME,
    single_use: bool = False,
    party: Party | None = None,
) -> str:
    """The token of a new link; it is shown once, only its digest is kept. Without ``acts`` it opens what policy allows."""
    token = secrets.token_urlsafe(32)
    CustomerLink.objects.create(
        digest=_digest(token),
        matter=matter,
        party=party or matter.customer,
        purpose=purpose,
        acts=sorted(acts),
        made_by=by,
        made_at=at,
        expires_at=at + lifetime,
        single_use=single_use,
    )
    return token


def open_link(token: str, at: datetime) -> CustomerLink | None:
    """The link of a token, None where there is none that still opens anything."""
    rows = CustomerLink.objects.select_related("matter", "matter__root", "party")
    found = rows.filter(digest=_digest(token)).first()
    return found if found is not None and holds(found, at) else None


def holds(link: CustomerLink, at: datetime) -> bool:
    """Whether a link still opens its matter."""
    spent = link.single_use and link.used_at is not None
    return link.made_at <= at < link.expires_at and link.revoked_at is None and not spent


def use_link(link: CustomerLink, at: datetime) -> bool:
    """Marks the link used; False where a link for one use was used before. Won by the update that touches the row."""
    open_ = CustomerLink.objects.filter(pk=link.pk, expires_at__gt=at, revoked_at__isnull=True)
    if link.single_use:
        open_ = open_.filter(used_at__isnull=True)
    return open_.update(used_at=at) == 1


def revoke(matter: Matter, at: datetime, purpose: str | None = None) -> int:
    """Ends the links of a matter."""
    rows = CustomerLink.objects.filter(matter=matter, revoked_at__isnull=True)
    return (rows.filter(purpose=purpose) if purpose else rows).update(revoked_at=at)


def actor(link: CustomerLink) -> Party:
    """The party that acts through a link: the customer, or the visitor where the customer has no file."""
    return link.party or link.matter.customer or Party.objects.get(key="visitor")


def expired(at: datetime) -> int:
    """Deletes links that have opened nothing for a year."""
    gone = at - timedelta(days=365)
    return CustomerLink.objects.filter(Q(expires_at__lt=gone) | Q(revoked_at__lt=gone)).delete()[0]


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
