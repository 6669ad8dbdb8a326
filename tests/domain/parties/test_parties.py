"""Owns the tests of the room of parties: who joins, leaves, heads; customers' files; whom rules range over."""

from datetime import timedelta

from aftersales.domain.parties import facts, queries
from aftersales.ledger.answers import persons_of_role, roles_of
from aftersales.ledger.models import User
from tests.domain.house import House


def test_who_is_hired_has_a_seat_a_department_and_roles(house: House) -> None:
    li = house.people["li"]
    assert queries.department_of(li.pk, house.clock) == house.people["department"].pk
    assert roles_of(li.pk, house.clock) == {"everybody"}
    assert li.names_pinyin == "lishifu lsf"
    assert queries.post_of(li.pk) == house.made["li"].pk


def test_a_sign_in_name_belongs_to_one_person(house: House) -> None:
    house.done("staff.hire", name="赵", username="zhao")
    assert not User.objects.get(username="zhao").has_usable_password()
    assert [one.code for one in house.refused("staff.hire", name="钱", username="zhao")] == ["staff.username_taken"]


def test_who_leaves_holds_nothing_more_but_did_before(house: House) -> None:
    before = house.clock
    li = house.people["li"].pk
    house.done("staff.leave", house.made["li"], reason="调离")
    after = house.clock + timedelta(seconds=1)
    assert roles_of(li, after) == set()
    assert roles_of(li, before) == {"everybody"}
    assert house.made["li"].pk in list(facts.service_staff(before))
    assert house.made["li"].pk not in list(facts.service_staff(after))


def test_a_department_can_hold_a_role_and_gets_a_head(house: House) -> None:
    quality = house.makes("department.open", name="质量部", roles=["concerned"])
    zhao = house.makes("staff.hire", name="赵", department=quality.post.party_id)
    house.done("department.appoint_head", quality, person=zhao.post.party)
    assert persons_of_role("concerned", None, house.clock) == [zhao.post.party_id]
    assert (
        house.refused("department.appoint_head", house.made["li"], person=zhao.post.party)[0].code == "post.not_a_unit"
    )


def test_roles_are_granted_and_ended(house: House) -> None:
    house.done("role.grant", house.made["li"], role="auditor")
    assert "auditor" in roles_of(house.people["li"].pk, house.clock)
    house.done("role.end", house.made["li"], role="auditor", reason="期满")
    assert "auditor" not in roles_of(house.people["li"].pk, house.clock)
    assert house.refused("role.end", house.made["li"], role="auditor", reason="x")[0].code == "role.not_held"


def test_the_company_is_founded_once_and_branches_are_its_own(house: House) -> None:
    house.done("company.found", name="华力机械")
    assert house.refused("company.found", name="另一家")[0].code == "company.founded_already"
    branch = house.makes("branch.open", name="华东分公司")
    assert branch.branch_id == branch.post.party_id


def test_a_key_account_is_one_by_its_last_mark(house: House) -> None:
    account, before = house.made["account"], house.clock
    house.done("account.mark_key", account, key=False, reason="停产")
    assert facts.key_account(account, before)
    assert not facts.key_account(account, house.clock)
    assert list(facts.key_customers(before)) == [account.pk]
    assert list(facts.key_customers(house.clock)) == []
    region = house.makes("customer.register", name="华中区", account_kind="region", key=True)
    assert list(facts.key_regions(house.clock)) == [region.pk]


def test_a_caller_is_known_by_the_file_or_a_contact(house: House) -> None:
    account = house.made["account"]
    house.done("contact.add", account, contact_name="刘工", phone="138")
    house.done("site.add", account, site_name="二车间", address="武汉市洪山区")
    house.done("customer.update", account, name="武汉汽轮机集团", phone="027-2")
    assert [card.name for card in queries.callers("138")] == ["武汉汽轮机集团"]
    assert [card.name for card in queries.callers("027-2")] == ["武汉汽轮机集团"]
    assert queries.callers("027-1") == []
