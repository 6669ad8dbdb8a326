"""What is known of people is blanked when they ask or when its term has run out; the proof still holds."""

from __future__ import annotations

from datetime import timedelta

from aftersales.domain.intake.models import Entry
from aftersales.domain.parties.models import Account, Contact
from aftersales.ledger.doors import pass_time
from aftersales.ledger.models import Event, Matter, PersonalData
from aftersales.ledger.personal import reveal
from aftersales.ledger.verify import verify
from tests.domain.house import House


def _told(house: House) -> Matter:
    """An entry of a customer who left a name and a number."""
    return house.makes(
        "entry.register",
        channel="phone",
        customer=house.people["wang"],
        customer_name="武汉汽轮机厂",
        contact_name="王工",
        phone="13900000000",
        description="漏油",
    )


def test_a_customer_s_people_are_forgotten_wherever_they_stand(house: House) -> None:
    account = house.made["account"]
    house.done("contact.add", account, contact_name="李工", phone="138", email="li@example.org")
    entry = _told(house)
    house.done("party.erase", account, reason="本人要求")
    row, contact, known = (
        Entry.objects.get(pk=entry.pk),
        Contact.objects.get(account=account.pk),
        Account.objects.get(pk=account.pk),
    )
    assert {row.contact_name, row.phone, contact.contact_name, contact.phone, contact.email, known.phone} == {""}
    assert not PersonalData.objects.filter(blanked_at=None).exists()
    fields = reveal(Event.objects.get(name="entry.registered.v1").fields)
    assert fields["phone"] == "（已删除）"
    assert not verify().disagreements


def test_what_a_rule_keeps_for_a_year_is_blanked_after_it(house: House) -> None:
    entry, other = _told(house), _told(house)
    house.done("entry.answer", entry, reply="已处理")
    Matter.objects.filter(pk=entry.pk).update(closed_at=house.clock)
    pass_time(house.clock + timedelta(days=360))
    assert PersonalData.objects.filter(matter=entry, kind="phone", blanked_at=None).exists()
    later = house.clock + timedelta(days=370)
    pass_time(later)
    pass_time(later + timedelta(minutes=5))
    event = Event.objects.get(name="personal.blanked.v1")
    assert (event.matter_id, event.by.key, event.fields["rule"]) == (entry.pk, "policy", "OPEN-K#callers")
    assert Entry.objects.get(pk=entry.pk).phone == ""
    assert Entry.objects.get(pk=entry.pk).contact_name == "王工", "the rule lets go of the number only"
    assert Entry.objects.get(pk=other.pk).phone == "13900000000", "it is still open"
    assert not verify().disagreements
