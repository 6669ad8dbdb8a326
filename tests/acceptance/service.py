"""Owns the acceptance of part two of the equipment maker's policy: contracts, quotations, installation, visits, leads."""

from __future__ import annotations

from tests.acceptance import jobs
from tests.acceptance.evidence import Evidence, accepts
from tests.acceptance.running import Refusal, System, soon


@accepts("S10-1")
def scope(system: System, seen: Evidence) -> None:
    clause = system.sun.reads("/clauses/S10-1")
    seen.shows("the clause is shown as a statement", clause["status"] == "statement")
    owed = [one for one in system.sun.all("/obligations") if one["clause"] == "S10-1"]
    seen.shows("nothing is owed and nothing is broken under it", owed == [])


@accepts("S10-2.1a")
def terms_of_the_contract(system: System, seen: Evidence) -> None:
    account, _ = jobs.customer(system)
    paper = jobs.contract(system, account, training_included=True, limits="不含易损件")
    job = system.sun.makes(
        "case.open", account, case_kind="repair", product_model="X1", contract=paper, description="不转"
    )
    memory = system.whole(job)["memory"]
    seen.shows(f"the job carries the warranty's end {memory['warranty_until']}", memory["warranty_until"])
    seen.shows(
        "and installation, training and limits",
        memory["training_included"] is True and memory["limits"] == "不含易损件",
    )
    bare, _ = jobs.customer(system)
    refused = system.sun.refused("case.open", bare, case_kind="repair", description="不转")
    seen.shows(f"without a contract it is refused under {refused.clauses}", "S10-2.1a" in refused.clauses)
    marked = system.sun.makes(
        "case.open", bare, case_kind="repair", no_contract_reason="old_product", description="不转"
    )
    seen.shows("with a marked reason it is opened", marked)


@accepts("S10-2.1b")
def free_in_warranty(system: System, seen: Evidence) -> None:
    job = jobs.case(system, in_warranty=True, fault="material")
    refused = system.wang.refused("quotation.send", job, travel_cost="300 CNY")
    until = system.whole(job)["memory"]["warranty_until"]
    until = until.get("$date", until) if isinstance(until, dict) else until
    seen.shows(
        f"a quotation is refused, naming the warranty's end {until}",
        "S10-2.1b" in refused.clauses and until in refused.words,
    )
    found = jobs.rated_job(system, job)
    system.sun.does("case.close", job, result="good")
    lines = [one for one in system.he.all("/charges", rule="S10-2.1b#free") if one["matter"] == job]
    seen.shows("closed, the customer pays 0", lines != [] and all(float(one["amount"]) == 0 for one in lines))
    seen.shows("and no quotation was needed", found)


@accepts("S10-2.2a")
def quoted_first(system: System, seen: Evidence) -> None:
    job = jobs.case(system, in_warranty=False)
    early = _refused_dispatch(system, job)
    seen.shows(f"no dispatch before a quotation: {early.words}", "S10-2.2a" in early.clauses)
    other = system.sun.refused("quotation.send", job, travel_cost="300 CNY")
    seen.shows("a quotation by somebody else is refused", other.status in (403, 422))
    system.wang.makes("quotation.send", job, parts_cost="120 CNY", travel_cost="300 CNY")
    seen.shows("after the sales centre's quotation the dispatch is issued", jobs.dispatched(system, job))


def _refused_dispatch(system: System, job: str) -> Refusal:
    engineer = system.li.party
    return system.sun.refused(
        "workorder.dispatch",
        job,
        entry_no="R-1",
        customer_name="用户",
        address="武汉",
        destination="武汉",
        engineer=engineer,
        assigned_people=[engineer],
        arrive_by=soon(system, 24),
    )


@accepts("S10-2.2b")
def cleared_after_acceptance(system: System, seen: Evidence) -> None:
    job = jobs.case(system, in_warranty=False)
    offer = system.wang.makes("quotation.send", job, parts_cost="120 CNY", travel_cost="300 CNY")
    answer = system.link("sun", job).does("quotation.accept", on=offer, name="用户")
    seen.shows("the customer accepts by the link", answer.status_code == 200)
    (owed,) = [one for one in system.owed("S10-2.2b#dispatch") if one["matter"] == job]
    seen.shows(f"a dispatch is owed by {owed['due_at']}", owed["state"] == "open")
    system.passes(hours=25)
    (owed,) = [one for one in system.owed("S10-2.2b#dispatch") if one["matter"] == job]
    seen.shows(f"not dispatched within 24 h: broken at {owed['breached_at']}", owed["breached_at"] == owed["due_at"])
    seen.shows("headquarters was told", system.told("sun", "S10-2.2b#dispatch", job))
    found = jobs.on_site_of(system, jobs.dispatched(system, job))
    jobs.reported(system, found)
    jobs.rated(system, found, satisfied="no")
    follow = [one for one in system.owed("S10-2.2b#follow_up") if one["state"] == "open"]
    seen.shows("rated 'not satisfied', a follow-up is owed", follow)


@accepts("S10-2.3a")
def installed_in_time(system: System, seen: Evidence) -> None:
    account, _ = jobs.customer(system)
    paper = jobs.contract(system, account, installation_included=True)
    goods = system.sun.makes("delivery.record", paper, delivered_at=soon(system, 0), installation_due=soon(system, 240))
    (owed,) = system.owed("S10-2.3a#install", goods)
    seen.shows(f"installation is owed by the contract's date {owed['due_at']}", owed["state"] == "open")
    system.passes(days=11)
    (owed,) = system.owed("S10-2.3a#install", goods)
    seen.shows(
        "not finished by then: a breach, and headquarters is told",
        owed["breached_at"] and system.told("sun", "S10-2.3a#install", goods),
    )
    plain = jobs.contract(system, account, installation_included=False)
    other = system.sun.makes("delivery.record", plain, delivered_at=soon(system, 0))
    seen.shows("a contract without installation creates no task", system.owed("S10-2.3a#install", other) == [])


@accepts("S10-2.3b")
def trained_on_installation(system: System, seen: Evidence) -> None:
    account, _ = jobs.customer(system)
    paper = jobs.contract(system, account, installation_included=True, training_included=True)
    goods = system.sun.makes("delivery.record", paper, delivered_at=soon(system, 0))
    refused = system.sun.refused("delivery.commission", goods)
    seen.shows(f"closing without a training record is refused: {refused.words}", "S10-2.3b" in refused.clauses)
    system.sun.makes("training.record", goods, topic="操作", held_at=soon(system, 0), participants=["张三"], hours="2")
    seen.shows("with the record it is closed", system.sun.does("delivery.commission", goods))
    bare = system.sun.makes("delivery.record", jobs.contract(system, account), delivered_at=soon(system, 0))
    seen.shows("without training in the contract the record is optional", system.sun.does("delivery.commission", bare))


@accepts("S10-2.4a")
def key_customers_are_visited(system: System, seen: Evidence) -> None:
    account, _ = jobs.customer(system, key=True)
    region, _ = jobs.customer(system, key=True, account_kind="region")
    system.passes(days=400)
    for name, rule, matter in (("customer", "customers", account), ("region", "regions", region)):
        owed = [one for one in system.owed(f"S10-2.4a#{rule}") if one["matter"] == matter]
        seen.shows(f"a visit to the key {name} is due once in six months", owed)
        seen.shows(
            "without one it is broken and headquarters told",
            any(one["breached_at"] for one in owed) and system.told("sun", f"S10-2.4a#{rule}", matter),
        )


@accepts("S10-2.4b")
def what_a_visit_asks(system: System, seen: Evidence) -> None:
    account, _ = jobs.customer(system)
    visit = system.sun.makes("visit.plan", account, visitor=system.li.party, planned_at=soon(system, 24), reason="回访")
    refused = system.li.refused("visit.complete", visit, usage="良好", design_opinion="", assembly_opinion="无")
    seen.shows(
        f"an empty opinion keeps it open: {refused.fields}",
        "S10-2.4b" in refused.clauses and "design_opinion" in refused.fields,
    )
    system.li.does("visit.complete", visit, usage="良好", design_opinion="按钮偏小", assembly_opinion="无")
    told = system.told("feng", "S10-2.4b#opinions", visit)
    seen.shows("the opinions went to the department concerned", told)


@accepts("S10-2.5")
def products_are_promoted(system: System, seen: Evidence) -> None:
    account, _ = jobs.customer(system)
    job = jobs.order(system)
    lead = system.li.makes("lead.record", job, customer_name="用户", product_model="X2", content="想换新机")
    seen.shows("the sales centre gets the lead", system.told("wang", "S10-2.5#outcome", lead))
    system.wang.does("lead.report_outcome", lead, outcome="已签约")
    seen.shows("its outcome comes back to who recorded it", system.told("li", "S10-2.5#back", lead))
    place = system.root.makes("department.open", name=f"服务部{account}", field_service=True)
    system.passes(days=62)
    missed = system.he.all("/measures", rule="S10-2.5#monthly")
    seen.shows(
        "a month without any entry is missed on the department's page",
        any(m["missed"] and m["matter"] == place for m in missed),
    )
