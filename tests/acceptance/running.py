"""Owns the running system of the acceptance: an installation with a small company, a web server, one client a person."""

from __future__ import annotations

import re
import socket
import subprocess
import time
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import httpx

from aftersales.foundation.clock import SystemClock
from tests.support.installation import Installation

PASSWORD = "a long word for tests 2026"
STAFF = {
    "root": ("admin", "管理员"),
    "sun": ("service_hq", "孙总部"),
    "li": ("service_staff", "李师傅"),
    "zhou": ("service_staff", "周师傅"),
    "wang": ("sales_dept", "王销售"),
    "qian": ("finance", "钱财务"),
    "feng": ("concerned_dept", "冯质量"),
    "he": ("company", "何总"),
}


class Refusal(Exception):
    """The system refused: the problem document it sent."""

    def __init__(self, status: int, document: dict[str, Any]) -> None:
        super().__init__(f"{status}: {document}")
        self.status = status
        self.document = document

    @property
    def clauses(self) -> list[str]:
        """The clauses that the refusal rests on."""
        return list(self.document.get("clauses") or ())

    @property
    def words(self) -> str:
        """Every reason in English."""
        return " ".join(one["said"]["en"] for one in self.document.get("problems") or ())

    @property
    def fields(self) -> list[str]:
        """The fields at fault."""
        return [one["field"] for one in self.document.get("problems") or () if one.get("field")]


@dataclass(slots=True)
class Person:
    """Somebody with a token of their own."""

    name: str
    party: str
    http: httpx.Client
    seat: str = ""

    def does(self, act: str, on: str | None = None, at: datetime | None = None, **given: Any) -> dict[str, Any]:
        """An act that must be done; the answer holds the event and the matter it made."""
        body: dict[str, Any] = {"given": {name: value for name, value in given.items() if value is not None}}
        if on is not None:
            body["matter"] = on
        if at is not None:
            body["at"] = at.isoformat()
        answer = self.http.post(f"/acts/{act}", json=body, headers={"Idempotency-Key": uuid.uuid4().hex})
        if answer.status_code >= 400:
            raise Refusal(answer.status_code, answer.json())
        found: dict[str, Any] = answer.json()
        return found

    def makes(self, act: str, on: str | None = None, at: datetime | None = None, **given: Any) -> str:
        """The id of the matter that the act makes."""
        return str(self.does(act, on, at, **given)["made"]["id"])

    def refused(self, act: str, on: str | None = None, **given: Any) -> Refusal:
        """The refusal of an act that must be refused."""
        try:
            self.does(act, on, **given)
        except Refusal as refusal:
            return refusal
        raise AssertionError(f"{self.name} was allowed {act} on {on}")

    def reads(self, path: str, **filters: Any) -> Any:
        """A list or a matter."""
        answer = self.http.get(path, params=filters)
        if answer.status_code >= 400:
            raise Refusal(answer.status_code, answer.json())
        return answer.json()

    def all(self, path: str, **filters: Any) -> list[dict[str, Any]]:
        """Every item of a list, page by page."""
        found: list[dict[str, Any]] = []
        cursor = None
        while True:
            page = self.reads(path, **filters, **({"cursor": cursor} if cursor else {}))
            found += page["items"]
            cursor = page.get("next")
            if not cursor or not page["items"]:  # the log always says where to ask again
                return found


@dataclass(slots=True)
class System:
    """The running system and everybody in it."""

    address: str
    people: dict[str, Person] = field(default_factory=dict)
    ahead: timedelta = timedelta()
    pages: dict[str, httpx.Client] = field(default_factory=dict)  # who is signed in to the pages
    opened: list[httpx.Client] = field(default_factory=list)  # every browser, closed in the end

    def __getattr__(self, name: str) -> Person:
        try:
            return self.people[name]
        except KeyError:
            raise AttributeError(name) from None

    def passes(self, hours: int = 0, days: int = 0) -> None:
        """The demo's clock goes forward, and what comes due meanwhile is marked."""
        root = self.people["root"]
        body = {name: value for name, value in (("hours", hours), ("days", days)) if value}
        answer = root.http.post("/demo/clock", json=body, headers={"Idempotency-Key": uuid.uuid4().hex}, timeout=300)
        assert answer.status_code == 200, answer.text
        self.ahead += timedelta(hours=hours, days=days)

    def now(self) -> datetime:
        """The system's own time."""
        return SystemClock().now() + self.ahead

    def owed(self, rule: str, matter: str | None = None) -> list[dict[str, Any]]:
        """Obligations under a rule, on one matter where it is named."""
        found = self.people["sun"].all("/obligations", rule=rule)
        return [one for one in found if matter is None or one["matter"] == matter]

    def booked(self, rule: str, matter: str | None = None) -> list[dict[str, Any]]:
        """Consequences under a rule."""
        found = self.people["he"].all("/consequences", rule=rule)
        return [one for one in found if matter is None or one["matter"] == matter]

    def told(self, who: str, rule: str, matter: str | None = None) -> list[dict[str, Any]]:
        """What somebody was told under a rule."""
        found = self.people[who].all("/notices", clause=rule.partition("#")[0])
        return [one for one in found if one["rule"] == rule and (matter is None or one["matter"] == matter)]

    def kept(self, http: httpx.Client) -> httpx.Client:
        """A browser that is closed when all is done."""
        self.opened.append(http)
        return http

    def stranger(self) -> httpx.Client:
        """The browser of somebody nobody knows."""
        return self.kept(httpx.Client(base_url=self.address, follow_redirects=True, timeout=30))

    def close(self) -> None:
        """Closes every browser."""
        for http in (*self.opened, *(person.http for person in self.people.values())):
            http.close()

    def page(self, who: str) -> httpx.Client:
        """The browser of somebody who is signed in."""
        if who not in self.pages:
            self.pages[who] = self.kept(signed_in(self.address, who, PASSWORD))
        return self.pages[who]

    def link(self, who: str, matter: str) -> Link:
        """A customer's link to a matter, made by one of the staff on its page."""
        answer = posted(self.page(who), f"/m/{matter}/link/", {})
        return Link(self.stranger(), _address(answer.text))

    def rating(self, who: str, order: str, *, handed_over: bool = False) -> Link:
        """The address at which the customer rates a job, once, on an own device or on the handed-over one."""
        page = f"/phone/{order}/rate/"
        if handed_over:
            found = self.kept(signed_in(self.address, who, PASSWORD))
            answer = posted(found, page, {"way": "hand"})
            return Link(found, answer.url.path)
        answer = posted(self.page(who), page, {"way": "own"})
        return Link(self.stranger(), _address(answer.text))

    def whole(self, matter: str, who: str = "sun") -> dict[str, Any]:
        """A matter with timeline, clocks and acts."""
        found: dict[str, Any] = self.people[who].reads(f"/matters/{matter}")
        return found


@contextmanager
def running(installation: Installation) -> Iterator[System]:
    """The system, started with an empty database, its company founded, and stopped in the end."""
    found = Installation(installation.data, {**installation.environ, "AFTERSALES_DEMO": "1"})
    found.done("migrate")
    found.done("policy", "publish", "equipment-maker")
    for username, (role, name) in STAFF.items():
        field = ["--field-service"] if role == "service_staff" else []
        by = [] if username == "root" else ["--by", "root"]  # the installation acts only until somebody administers it
        result = subprocess.run(
            found.command("user", "add", username, "--name", name, "--role", role, *field, *by, "--password-stdin"),
            env=found.environ,
            input=PASSWORD + "\n",
            text=True,
            capture_output=True,
            check=False,
        )
        assert result.returncode == 0, result.stdout + result.stderr
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = subprocess.Popen(
        found.command("web", "--port", str(port)),
        env=found.environ,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        address = f"http://127.0.0.1:{port}"
        _await(address)
        system = _peopled(System(address))
        try:
            yield system
        finally:
            system.close()
    finally:
        server.terminate()
        server.wait(20)


def _await(address: str) -> None:
    for _ in range(600):
        try:
            if httpx.get(f"{address}/sign-in/", timeout=5).status_code == 200:
                return
        except httpx.TransportError:
            pass
        time.sleep(0.2)
    raise AssertionError("the web server did not start")


@dataclass(slots=True)
class Link:
    """What a customer opens, without signing in."""

    http: httpx.Client
    path: str

    def reads(self) -> str:
        """The page."""
        return self.http.get(self.path).text

    def does(self, act: str, on: str | None = None, **given: str) -> httpx.Response:
        """Fills in the form of an act and sends it."""
        place = self.path if self.path.rstrip("/").endswith(act) else f"{self.path.rstrip('/')}/{act}/"
        return posted(self.http, f"{place}?on={on}" if on else place, given)


def _address(page: str) -> str:
    found = re.search(r"https?://[^/\s\"]+(/c/[A-Za-z0-9_/.-]+)", page)
    assert found is not None, "no address on the page"
    return found[1]


def posted(http: httpx.Client, path: str, given: Mapping[str, str]) -> httpx.Response:
    """Opens a page with a form, keeps what it hides, fills in the rest and sends it."""
    page = http.get(path)
    hidden = {
        name[1]: value[1] if (value := re.search(r'value="([^"]*)"', tag)) else ""
        for tag in re.findall(r"<input[^>]*type=\"hidden\"[^>]*>", page.text)
        if (name := re.search(r'name="([^"]+)"', tag))
    }
    action = re.search(r'<form[^>]*action="(/(?:c|m|phone|acts)/[^"]*)"', page.text)
    there = action[1] if action else path
    headers = {"Referer": str(page.url)}
    return http.post(there, data={**hidden, **given}, headers=headers)


def signed_in(address: str, username: str, password: str) -> httpx.Client:
    """A browser in which somebody has signed in."""
    http = httpx.Client(base_url=address, follow_redirects=True, timeout=60)
    page = http.get("/sign-in/")
    csrf = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.text)
    assert csrf is not None, "no form to sign in with"
    answer = http.post(
        "/sign-in/",
        data={"username": username, "password": password, "csrfmiddlewaretoken": csrf[1]},
        headers={"Referer": f"{address}/sign-in/"},
    )
    assert answer.status_code == 200, answer.status_code
    return http


def token_of(address: str, username: str, password: str) -> str:
    """A token, made as a person makes one: signed in, then asked for."""
    http = signed_in(address, username, password)
    csrf = re.search(r'name="csrf-token" content="([^"]+)"', http.get("/").text)
    assert csrf is not None, "the first page carries no token"
    answer = http.post(
        "/api/v1/tokens",
        json={"name": "acceptance", "scopes": ["admin"], "days": 3650},
        headers={"Idempotency-Key": uuid.uuid4().hex, "X-CSRFToken": csrf[1], "Referer": address},
    )
    http.close()
    assert answer.status_code == 201, answer.text
    return str(answer.json()["secret"])


def _peopled(system: System) -> System:
    for username, (_, name) in STAFF.items():
        http = httpx.Client(
            base_url=f"{system.address}/api/v1",
            timeout=60,
            headers={"Authorization": f"Bearer {token_of(system.address, username, PASSWORD)}"},
        )
        system.people[username] = Person(name, "", http)
    parties = {one["name"]: one["id"] for one in system.root.all("/parties")}
    for person in system.people.values():
        person.party = parties[person.name]
    for seat in system.root.all("/matters", kind="post"):
        memory = system.whole(seat["id"], "root")["memory"]
        for person in system.people.values():
            if str(memory.get("person")) == person.party:
                person.seat = seat["id"]
    return system


def soon(system: System, hours: float) -> str:
    """An instant so many hours from the system's now."""
    return (system.now() + timedelta(hours=hours)).isoformat()
