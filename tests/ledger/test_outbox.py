"""Messages leave after commit, once, and are tried again until they arrive."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from django.core import mail

from aftersales.ledger import doors, outbox, payroll
from aftersales.ledger.models import Consequence, OutboxItem, User
from tests.ledger.lab import at


def test_who_is_told_and_has_an_address_gets_one_message(cast, job, settings):
    User.objects.create(username="li", email="li@example.com", party=cast.li, language="en")
    job()
    doors.pass_time(at(1.7))
    assert outbox.deliver(at(1.7)) == 1
    assert outbox.deliver(at(1.8)) == 0
    assert mail.outbox[0].subject == "Due soon"
    assert "L-1#arrive" in mail.outbox[0].body


def test_what_does_not_arrive_is_tried_again_later(cast, job, settings):
    settings.EMAIL_BACKEND = "tests.ledger.dead_mail.Backend"
    User.objects.create(username="li", email="li@example.com", party=cast.li)
    job()
    doors.pass_time(at(1.7))
    assert outbox.deliver(at(1.7)) == 0
    item = OutboxItem.objects.get()
    assert (item.tries, item.due_at) == (1, at(1.7) + timedelta(minutes=2))
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert outbox.deliver(at(2)) == 1


def test_a_consequence_goes_from_proposed_to_settled_and_into_the_statement(cast, job, tell):
    matter = job()
    doors.pass_time(at(5))
    fine = Consequence.objects.get()
    said = {"consequence": fine.key, "facts_checked": True}
    own = tell(cast.li, "consequence.confirm", matter, at=at(6), given=said)
    assert not own.ok
    assert tell(cast.zhao, "consequence.confirm", matter, at=at(6), given=said).ok
    one = payroll.statements(2026, 3, "Asia/Shanghai")[0]
    assert (one.party, one.fines, one.balance) == (cast.li, Decimal(20), Decimal(-20))
    payroll.choose(payroll.CAP, {"CNY": "15"}, by=cast.zhao, at=at(6))
    assert payroll.statements(2026, 3, "Asia/Shanghai")[0].taken == Decimal(15)
