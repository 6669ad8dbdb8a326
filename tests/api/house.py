"""A company with two branches, one person for each role in each, and the requests that their programs send."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any

from django.contrib.auth import get_user_model
from django.test import Client

from aftersales.api import tokens
from aftersales.ledger.models import Matter, Party, RoleHolding

PACK = Path(__file__).resolve().parents[2] / "packs" / "equipment-maker"
TABLE = Path(__file__).parent / "rights_table.json"
START = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
BRANCHES = ("wuhan", "chengdu")


@dataclass
class House:
    """Parties by name (`service_hq@wuhan`), their tokens, and a counter for keys of requests."""

    parties: dict[str, Party] = field(default_factory=dict)
    secrets: dict[str, str] = field(default_factory=dict)
    keys: Any = field(default_factory=lambda: count(1))

    def settle(self, roles: list[str]) -> None:
        """Opens the branches, and gives each role to one person in each of them."""
        for branch in BRANCHES:
            self.parties[branch] = Party.objects.create(kind="branch", name=branch)
            for role in roles:
                self.person(f"{role}@{branch}", role, self.parties[branch])
        self.person("customer@wuhan", "", self.parties["wuhan"], kind="customer")
        self.person("customer@chengdu", "", self.parties["chengdu"], kind="customer")

    def person(self, name: str, role: str, branch: Party, kind: str = "person") -> Party:
        """Somebody with a role at a branch, and a user to sign in with."""
        party = Party.objects.create(kind=kind, name=name, branch=branch)
        if role:
            RoleHolding.objects.create(party=party, role=role, branch=branch, since=START)
        get_user_model().objects.create(username=name, party=party)
        self.parties[name] = party
        return party

    def token(self, name: str, *scopes: str, days: int | None = 30) -> str:
        """A new token of somebody's."""
        user = get_user_model().objects.get(username=name)
        return tokens.make(user, "test", scopes or ("admin",), at=START, days=days)[1]

    def headers(self, name: str, *scopes: str) -> dict[str, str]:
        """How somebody's program names itself; the token is made once for each set of scopes."""
        known = f"{name} {scopes}"
        if known not in self.secrets:
            self.secrets[known] = self.token(name, *scopes)
        return {"Authorization": f"Bearer {self.secrets[known]}"}

    def get(self, name: str, path: str, **query: Any) -> Any:
        """A list or a matter, as somebody sees it."""
        return Client().get(f"/api/v1{path}", query, headers=self.headers(name))

    def post(self, name: str, path: str, body: Any, *, key: str | None = None, scopes: tuple[str, ...] = ()) -> Any:
        """Something that somebody's program does."""
        headers = {**self.headers(name, *scopes), "Idempotency-Key": key or f"key-{next(self.keys)}"}
        return Client().post(f"/api/v1{path}", json.dumps(body), content_type="application/json", headers=headers)

    def act(self, name: str, act: str, matter: Any = None, /, *, key: str | None = None, **given: Any) -> Any:
        """An act over HTTP."""
        body: dict[str, Any] = {"given": given}
        if matter is not None:
            body["matter"] = str(matter)
        return self.post(name, f"/acts/{act}", body, key=key)

    def entry(self, name: str = "service_hq@wuhan") -> dict[str, Any]:
        """An entry that somebody registers."""
        response = self.act(name, "entry.register", channel="phone", customer_name="武汉汽轮机厂", description="漏油")
        assert response.status_code == 200, response.content.decode()
        made: dict[str, Any] = response.json()["made"]
        return made

    def matter(self, kind: str, branch: str) -> Matter:
        """A bare matter of a kind at a branch."""
        made = Matter.objects.create(
            kind=kind, branch=self.parties[branch], opened_at=START, number=f"{kind}-{next(self.keys)}"
        )
        made.root = made
        made.save(update_fields=["root"])
        return made
