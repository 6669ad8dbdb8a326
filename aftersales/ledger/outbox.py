"""Owns what leaves the house: notices become messages, sent after commit, tried again until they arrive."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterable
from datetime import datetime, timedelta
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import connection, transaction

from aftersales.foundation.texts import Text
from aftersales.ledger import present
from aftersales.ledger.answers import persons_of_role
from aftersales.ledger.models import Notice, OutboxItem, User

log = logging.getLogger(__name__)
TRIES = 12
LONGEST = timedelta(hours=6)
TOPICS = {
    "told": Text("有一件事与您有关", "Something concerns you"),
    "remind": Text("即将到期", "Due soon"),
    "routed": Text("有一件事转交给您", "Something was passed to you"),
    "refused": Text("有一个动作被制度拒绝", "The policy refused an act"),
    "confirmed": Text("一项奖惩已确认", "A consequence was confirmed"),
    "upheld": Text("一项奖惩经申诉后维持", "A consequence was upheld on appeal"),
    "reversed": Text("一项奖惩已撤销", "A consequence was reversed"),
    "policy_act_refused": Text("制度要办的一件事没有办成", "Something the policy orders could not be done"),
}


def topic_text(topic: str) -> Text:
    """What a notice is about, in words."""
    return TOPICS.get(topic) or (Text("已逾期", "Overdue") if topic.startswith("late") else TOPICS["told"])


def queue(notices: Iterable[Notice], now: datetime) -> int:
    """Messages for those who are told and have an address; in the same transaction as the notices."""
    items: list[OutboxItem] = []
    for notice in notices:
        parties = [notice.party_id] if notice.party_id else persons_of_role(notice.role, notice.branch_id, notice.at)
        users = User.objects.filter(party_id__in=parties, is_active=True).exclude(email="")
        items += [_mail(notice, user, now) for user in users]
    OutboxItem.objects.bulk_create(items, ignore_conflicts=True)
    return len(items)


def _mail(notice: Notice, user: User, now: datetime) -> OutboxItem:
    language = user.language or settings.LANGUAGE_CODE
    return OutboxItem(
        key=f"mail:{user.pk}:{notice.key}"[:540],
        channel="mail",
        party_id=user.party_id,
        address=user.email,
        subject=topic_text(notice.topic).pick(language),
        due_at=now,
        body={"notice": notice.key, "lang": language},
    )


def deliver(now: datetime | None = None, *, limit: int = 100) -> int:
    """Sends what is due, one item a transaction; several workers share the rows."""
    instant = now or present.now()
    sent = 0
    for _ in range(limit):
        found = _deliver_one(instant)
        if found is None:
            break
        sent += found
    return sent


def _deliver_one(now: datetime) -> int | None:
    with transaction.atomic():
        rows = OutboxItem.objects.filter(delivered_at__isnull=True, given_up_at__isnull=True, due_at__lte=now)
        if connection.features.has_select_for_update_skip_locked:
            rows = rows.select_for_update(skip_locked=True)
        item = rows.order_by("due_at", "pk").first()
        if item is None:
            return None
        item.tries += 1
        try:
            _send(item)
        except (OSError, SMTPException, ValueError) as wrong:
            _put_off(item, now, wrong)
            return 0
        item.delivered_at, item.last_error = now, ""
        item.save(update_fields=["tries", "delivered_at", "last_error"])
        return 1


def _put_off(item: OutboxItem, now: datetime, wrong: Exception) -> None:
    item.last_error = str(wrong)[:2000]
    item.due_at = now + min(timedelta(minutes=2 ** min(item.tries, 10)), LONGEST)
    if item.tries >= TRIES:
        item.given_up_at = now
    item.save(update_fields=["tries", "due_at", "last_error", "given_up_at"])
    log.warning("message %s was not delivered: %s", item.pk, wrong)


def _send(item: OutboxItem) -> None:
    notice = Notice.objects.select_related("matter").filter(key=item.body.get("notice")).first()
    if notice is None:
        return  # what it spoke of was withdrawn before it left
    token = hashlib.sha256(item.key.encode()).hexdigest()[:32]
    message = EmailMessage(
        subject=item.subject,
        body=words(notice, item.body.get("lang", "zh")),
        to=[item.address],
        headers={"Message-ID": f"<{token}@aftersales>"},
    )
    message.send(fail_silently=False)


def words(notice: Notice, lang: str) -> str:
    """The text of a message: what, on which matter, under which clause."""
    label = topic_text(notice.topic).pick(lang)
    matter = f"{notice.matter.number or notice.matter_id} {notice.matter.title}".strip()
    clause = f"依据 {notice.rule}" if lang.startswith("zh") else f"Under {notice.rule}"
    return f"{label}\n{matter}\n{clause}\n"
