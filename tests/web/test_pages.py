"""What pages show: comments as text, sentences of clauses, why a date is due, allegations, reports from outside."""

from __future__ import annotations

from datetime import timedelta

from django.test import Client

from aftersales.ledger.models import Finding, Matter, Obligation
from aftersales.web.components.approvals import approval_items
from tests.web.company import Company, dispatched, on_site


def test_a_comment_is_shown_as_it_was_written(company: Company) -> None:
    order = dispatched(company)
    company.done("matter.comment", order, by="li", text="钥匙在门卫处\n<b>找老张</b>", internal=True)
    page = company.signed_in("sun").get(f"/m/{order.pk}/").content.decode()
    assert '<blockquote class="said">钥匙在门卫处<br>&lt;b&gt;找老张&lt;/b&gt;</blockquote>' in page


def test_a_date_explains_itself_with_its_clause_wherever_it_stands(company: Company) -> None:
    order = dispatched(company)
    for who, path in (("li", "/"), ("li", "/phone/"), ("sun", f"/m/{order.pk}/"), ("sun", "/manager/promises/")):
        page = company.signed_in(who).get(path).content.decode()
        clock = page[page.index('<details class="clock') :]
        assert "期限由来" in clock[:400], path
        assert "/law/S10-" in clock[: clock.index("</details>")], path


def test_a_clause_says_its_rules_in_sentences_and_its_stories_with_marks(company: Company) -> None:
    dispatched(company)
    page = company.signed_in("sun").get("/law/S10-3.4b/").content.decode()
    assert "不迟于“最迟到达”；未填写的，48 小时内" in page
    assert "“迟到原因类别”未填写" in page
    assert "late_reason_class" not in page
    assert "已履行" in page
    assert "违约" in page
    assert "/manager/promises/?clause=S10-3.4b" in page
    other = company.signed_in("li").get("/law/S10-3.4b/").content.decode()
    assert "/manager/promises/" not in other


def test_every_clause_can_be_read_in_both_languages(company: Company) -> None:
    client = company.signed_in("sun")
    names = [one.split('"')[0] for one in client.get("/law/").content.decode().split('href="/law/')[1:]]
    for language in ("zh-hans", "en"):
        client.post("/language/", {"language": language})
        for name in dict.fromkeys(names):
            page = client.get(f"/law/{name}").content.decode()
            assert "zh=&#x27;" not in page, name


def test_who_is_accused_answers_from_my_work_without_reading_the_complaint(company: Company) -> None:
    given = {"channel": "phone", "customer": company.people["wang"], "person": company.people["li"]}
    entry = company.done("entry.register", description="态度差", dissatisfied=True, **given)
    complaint = Matter.objects.get(kind="complaint", root=entry)
    company.done("finding.allege", complaint, ground="quarrel", against=[company.people["li"].pk], statement="被顶撞")
    li, zhao = company.signed_in("li"), company.signed_in("zhao")
    finding = Finding.objects.get()
    address = f"/acts/finding.hear/?on={complaint.pk}&finding={finding.key}"
    assert "有人反映我的问题" in li.get("/").content.decode()
    assert "有人反映我的问题" not in zhao.get("/").content.decode()
    assert zhao.get(address).status_code == 404
    assert li.get(f"/m/{complaint.pk}/").status_code == 404
    assert li.get(address).status_code == 200
    answer = li.post(address, {"finding": finding.key, "statement": "不是我", "request_id": "heard"})
    assert (answer.status_code, answer.headers.get("Location")) == (302, "/")
    finding.refresh_from_db()
    assert finding.state == "heard"
    assert "/acts/finding.uphold/" in company.signed_in("sun").get(f"/m/{complaint.pk}/").content.decode()


def test_a_held_act_is_answered_from_my_work(company: Company) -> None:
    """Whoever must consent gets the buttons; they were once missing."""

    class Row:
        """An approval that waits."""

        act, state, key, rule, at = None, "waiting", "k", "S10-1#x", company.clock.now()
        matter = dispatched(company)
        matter_id = matter.pk

    (item,) = approval_items([Row()], company.people["liu"])
    assert [one.href.split("?")[0] for one in item.buttons] == ["/acts/approval.consent/", "/acts/approval.refuse/"]


def test_anybody_reports_a_fault_and_follows_it(company: Company) -> None:
    visitor = Client()
    page = visitor.get("/report/")
    assert page.status_code == 200
    assert 'name="channel"' not in page.content.decode()
    short = visitor.post("/report/", {"customer_name": "路人甲", "request_id": "r0"})
    assert short.status_code in (409, 422)
    sent = {"customer_name": "路人甲", "phone": "027-5", "description": "电机不转", "request_id": "r1"}
    answer = visitor.post("/report/", sent)
    assert answer.status_code == 302
    entry = Matter.objects.get(kind="entry")
    followed = visitor.get(answer["Location"]).content.decode()
    assert str(entry.number) in followed
    assert entry.memory["channel"] == "web"


def test_the_reports_of_one_address_are_few(company: Company) -> None:
    visitor = Client()
    codes = [
        visitor.post(
            "/report/", {"customer_name": "甲", "phone": "1", "description": "x", "request_id": f"r{n}"}
        ).status_code
        for n in range(12)
    ]
    assert codes[0] == 302
    assert codes[-1] == 429


def test_the_proof_is_the_ledgers_own(company: Company) -> None:
    entry = company.done("entry.register", channel="phone", customer=company.people["wang"], description="异响")
    sun = company.signed_in("sun")
    assert "件件有交代" in sun.get("/manager/proof/").content.decode()
    company.clock.advance(timedelta(days=1))
    Obligation.objects.filter(root=entry).update(person=None)
    page = sun.get("/manager/proof/").content.decode()
    assert "有 1 件既无答复、也无责任人" in page


def test_a_wrong_address_is_answered_in_the_readers_language(company: Company) -> None:
    client = company.signed_in("sun")
    assert "没有这个页面" in client.get("/nothing-here/").content.decode()
    client.post("/language/", {"language": "en"})
    assert "This page does not exist" in client.get("/nothing-here/").content.decode()


def test_only_open_roads_are_on_the_phone(company: Company) -> None:
    order = on_site(company)
    assert str(order.number) in company.signed_in("li").get("/phone/").content.decode()
    other = dispatched(company)
    company.done("workorder.refuse", other, by="li", reason="生病", reason_class="other")
    assert str(other.number) not in company.signed_in("li").get("/phone/").content.decode()
