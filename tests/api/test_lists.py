"""Lists and matters: filtered, paged without losing a row, and nothing of what is not the caller's to see."""

import json

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from aftersales.ledger import present
from tests.api.house import START

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 32


def test_pages_follow_one_another_without_losing_or_doubling_a_row(house):
    made = [house.entry()["id"] for _ in range(5)]
    seen, cursor = [], None
    while True:
        page = house.get(
            "service_hq@wuhan", "/matters", kind="entry", limit=2, **({"cursor": cursor} if cursor else {})
        ).json()
        seen += [item["id"] for item in page["items"]]
        cursor = page["next"]
        if cursor is None:
            break
    assert seen == made[::-1]


def test_filters_narrow_and_made_up_cursors_are_refused(house):
    entry = house.entry()
    get = lambda **query: house.get("service_hq@wuhan", "/matters", **query)  # noqa: E731 - said five times below
    assert [one["id"] for one in get(number=entry["number"]).json()["items"]] == [entry["id"]]
    assert get(q="汽轮机").json()["items"][0]["id"] == entry["id"]
    assert get(kind="case").json()["items"] == []
    assert get(open="false").json()["items"] == []
    for query in ({"cursor": "nonsense"}, {"branch": "x"}, {"limit": 0}, {"q": "\x00"}):
        response = get(**query)
        assert (response.status_code, response.headers["Content-Type"]) == (422, "application/problem+json")


def test_a_matter_shows_its_timeline_its_clocks_and_its_acts(house):
    entry = house.entry()
    whole = house.get("service_hq@wuhan", f"/matters/{entry['id']}").json()
    assert [event["name"] for event in whole["timeline"]] == ["entry.registered.v1"]
    assert whole["timeline"][0]["fields"]["customer_name"] == "武汉汽轮机厂"
    clock = next(one for one in whole["clocks"] if one["clause"] == "S10-3.4a")
    assert (clock["state"], clock["due_at"]) == ("open", "2026-03-03T01:00:00Z")
    acts = {act["name"]: act for act in whole["acts"]}
    assert acts["entry.answer"]["open"] is True
    assert acts["case.open"]["label"]["en"]


def test_other_branches_and_strangers_find_nothing(house):
    entry = house.entry()
    for name in ("service_hq@chengdu", "customer@wuhan", "finance@wuhan"):
        assert house.get(name, f"/matters/{entry['id']}").status_code == 404
        assert house.get(name, "/matters", kind="entry").json()["items"] == []
        assert house.get(name, "/events", matter=entry["id"]).json()["items"] == []
        assert house.get(name, "/obligations", matter=entry["id"]).json()["items"] == []
        assert house.get(name, f"/matters/{entry['id']}/acts").status_code == 404


def test_events_go_on_from_a_cursor(house):
    house.entry()
    first = house.get("service_hq@wuhan", "/events").json()
    assert len(first["items"]) >= 1
    assert house.get("service_hq@wuhan", "/events", cursor=first["next"]).json()["items"] == []
    house.entry()
    assert (
        house.get("service_hq@wuhan", "/events", cursor=first["next"]).json()["items"][0]["name"]
        == "entry.registered.v1"
    )


def test_a_refusal_names_every_reason_and_its_clauses(house):
    case = house.act("service_hq@wuhan", "case.open", customer_name="某厂", description="x")
    body = case.json()
    assert case.status_code == 422
    assert "S10-2.1a" in body["clauses"]
    assert body["problems"][0]["said"]["zh"]
    assert body["problems"][0]["said"]["en"]


def test_the_policy_in_force_with_stories_coverage_and_promises(house):
    house.entry()
    clause = house.get("service_hq@wuhan", "/clauses/S10-3.4a").json()
    assert [rule["kind"] for rule in clause["rules"]] == ["duty", "duty"]
    assert {story["shows"] for story in clause["stories"]} >= {"honoured"}
    page = house.get("service_hq@wuhan", "/clauses", kind="penalty", limit=5).json()
    assert len(page["items"]) == 5
    assert page["next"]
    coverage = house.get("service_hq@wuhan", "/coverage").json()
    assert sum(coverage["counts"].values()) == len(coverage["clauses"]) == 37
    promises = {one["clause"]: one for one in house.get("service_hq@wuhan", "/promises").json()["items"]}
    assert promises["S10-3.4a"]["open"] == 1
    assert house.get("service_hq@wuhan", "/clauses/none").status_code == 404


def test_forms_say_their_schema(house, pack):
    for key in pack.forms:
        schema = house.get("service_hq@wuhan", f"/forms/{key}/schema").json()
        assert schema["type"] == "object"
        assert set(schema["properties"]) == set(pack.forms[key].fields)
    assert house.get("service_hq@wuhan", "/forms/none/schema").status_code == 404


def upload(house, name, file, **fields):
    headers = {**house.headers(name), "Idempotency-Key": f"up-{next(house.keys)}"}
    return Client().post("/api/v1/attachments", {"file": file, **fields}, headers=headers)


def test_uploads_are_known_by_their_content_and_only_for_who_sees_their_matter(house):
    entry = house.entry()
    made = upload(house, "service_hq@wuhan", SimpleUploadedFile("photo.png", PNG), matter=entry["id"])
    assert made.status_code == 201, made.content.decode()
    file = made.json()
    content = house.get("service_hq@wuhan", f"/attachments/{file['id']}/content")
    assert content.headers["Content-Disposition"].startswith("attachment")
    assert b"".join(content.streaming_content) == PNG
    assert house.get("service_hq@chengdu", f"/attachments/{file['id']}/content").status_code == 404
    lie = upload(house, "service_hq@wuhan", SimpleUploadedFile("photo.png", b"MZ\0\0"), matter=entry["id"])
    assert (lie.status_code, lie.json()["code"]) == (422, "upload.kind")
    assert upload(house, "service_hq@chengdu", SimpleUploadedFile("a.png", PNG), matter=entry["id"]).status_code == 404


def test_the_demo_clock_exists_only_in_a_demo(house, settings):
    settings.DEMO = False
    assert house.post("admin@wuhan", "/demo/clock", {"days": 2}).status_code == 404
    settings.DEMO = True
    entry = house.entry()
    assert house.post("admin@wuhan", "/demo/clock", {}).status_code == 422
    moved = house.post("admin@wuhan", "/demo/clock", {"days": 2})
    assert moved.status_code == 200, moved.content.decode()
    assert (present.now() - START).days == 2
    duty = house.get("service_hq@wuhan", "/obligations", matter=entry["id"], clause="S10-3.4a").json()["items"][0]
    assert duty["breached_at"] == duty["due_at"]
    listed = house.get("service_hq@wuhan", "/unanswered").json()["items"]
    assert [one["matter"]["id"] for one in listed] == [entry["id"]]


def test_wrong_methods_and_addresses_are_said_in_problem_documents(house):
    for response in (
        Client().get("/api/v1/nothing", headers=house.headers("service_hq@wuhan")),
        Client().delete("/api/v1/matters", headers=house.headers("service_hq@wuhan")),
        house.post("service_hq@wuhan", "/acts/no.such", {"given": {}}),
    ):
        assert response.status_code in {404, 405}
        assert response.headers["Content-Type"] == "application/problem+json"
        assert json.loads(response.content)["status"] == response.status_code


def test_too_many_requests_are_told_to_wait(house, monkeypatch):
    from aftersales.api.v1.auth import PerUser  # noqa: PLC0415 - its rate is changed for this test alone

    house.get("service_hq@wuhan", "/me")
    monkeypatch.setattr(PerUser, "allow_request", lambda *_: False)
    monkeypatch.setattr(PerUser, "wait", lambda *_: 3.0)
    response = house.get("service_hq@wuhan", "/me")
    assert (response.status_code, response.headers["Retry-After"]) == (429, "3")
    assert response.json()["code"] == "http.429"
