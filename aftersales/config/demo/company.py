"""Owns how the demo acts: one door, people by name, and who may sign in."""

from __future__ import annotations

import random
from collections import Counter
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from aftersales.config.demo import people
from aftersales.ledger.doors import Done, Refused, perform
from aftersales.ledger.models import Consequence, Matter, Party, User

ZONE = ZoneInfo("Asia/Shanghai")


class Company:
    """Whoever acts does it through the door; what is refused is remembered, and raised where it was not expected."""

    def __init__(self, seed: int, begin: datetime) -> None:
        self.rng = random.Random(seed)  # noqa: S311 - the same company every time is wanted, not secrecy
        self.begin = begin
        self.acts = 0
        self.refused: list[str] = []
        self.party: dict[str, Party] = {"installation": Party.objects.get(key="installation")}
        self.post: dict[str, Matter] = {}
        self.account: dict[str, Matter] = {}
        self.contract: dict[str, Matter] = {}
        self.unit: dict[str, Matter] = {}
        self.turns: Counter[str] = Counter()

    def turn(self, what: str, every: int) -> bool:
        """Whether it is this one's turn: one in ``every``, so that nothing rare is left to chance."""
        self.turns[what] += 1
        return self.turns[what] % every == every // 2

    def crew(self, branch: str) -> Party:
        """Somebody of a branch's field service."""
        keys = [one.key for one in people.STAFF if one.field_service and one.department[:2] == branch[:2]]
        return self.party[self.rng.choice(keys)]

    def tries(self, by: str | Party, act: str, on: Matter | None, at: datetime, **given: Any) -> Done | None:
        """The act, or None where it was refused or is held."""
        self.acts += 1
        plain = {name: getattr(value, "pk", value) for name, value in given.items() if value is not None}
        who = self.party[by] if isinstance(by, str) else by
        outcome = perform(act, on, plain, by=who, at=at, request_id=f"demo-{self.acts}")
        if isinstance(outcome, Refused):
            self.refused.append(f"{act}: " + "; ".join(one.line() for one in outcome.problems))
        return outcome if isinstance(outcome, Done) else None

    def does(self, by: str | Party, act: str, on: Matter | None, at: datetime, **given: Any) -> Matter | None:
        """The matter that an act made; raises where the act was not done."""
        done = self.tries(by, act, on, at, **given)
        if done is None:
            raise RuntimeError(f"the demo's {self.refused[-1] if self.refused else act}")
        return done.made

    def makes(self, by: str | Party, act: str, on: Matter | None, at: datetime, **given: Any) -> Matter:
        """The same, where a matter must be made."""
        made = self.does(by, act, on, at, **given)
        if made is None:
            raise RuntimeError(f"the demo's {act} made nothing")
        return made

    def child(self, above: Matter, kind: str) -> Matter | None:
        """The newest matter of a kind under another: what the policy itself has opened."""
        return Matter.objects.filter(parent=above, kind=kind).order_by("-pk").first()

    def decides(self, matter: Matter, at: datetime, *, by: str = "sun", **given: Any) -> None:
        """Headquarters confirms what is proposed on a matter."""
        for row in Consequence.objects.filter(matter=matter, state="proposed"):
            self.tries(by, "consequence.confirm", matter, at, consequence=row.key, facts_checked=True, **given)

    def finds(self, matter: Matter, ground: str, person: Party, at: datetime) -> None:
        """Alleged, heard, upheld, and what follows confirmed."""
        self.tries("sun", "finding.allege", matter, at, ground=ground, against=[person.pk])
        self.tries(person, "finding.hear", matter, at + timedelta(hours=2), statement="情况属实，接受处理")
        done = self.tries(
            "sun", "finding.uphold", matter, at + timedelta(hours=4), ground=ground, responsible=[person.pk]
        )
        if done is not None:
            self.decides(matter, at + timedelta(hours=5))


def sign_ins() -> tuple[tuple[str, str, str], ...]:
    """Role, sign-in name and password of one person for each role; everybody gets a password."""
    shown = {one.key: one.shown for one in people.STAFF} | {"admin": "admin"}
    found = []
    for user in User.objects.filter(username__in=shown).order_by("pk"):
        password = f"demo-{user.username}-2026"
        user.set_password(password)
        user.save(update_fields=["password"])
        if shown[user.username]:
            found.append((shown[user.username], user.username, password))
    return tuple(found)
