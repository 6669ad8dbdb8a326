"""Owns a small company to test rooms in: acts by name, each a minute after the one before."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

from aftersales.foundation.problems import Problem
from aftersales.ledger.doors import Done, Refused, perform
from aftersales.ledger.editions import publish
from aftersales.ledger.models import Matter, Party
from aftersales.policy.values import from_json

OPEN = Path(__file__).parent / "open"
START = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)


@dataclass
class House:
    """Whoever acts, the clock goes on by a minute."""

    by: Party
    clock: datetime = START
    people: dict[str, Party] = field(default_factory=dict)
    made: dict[str, Matter] = field(default_factory=dict)

    def tries(
        self, act: str, on: Matter | None = None, *, by: Party | None = None, at: Any = None, **given: Any
    ) -> Any:
        """What the door answers."""
        self.clock = at or self.clock + timedelta(minutes=1)
        plain = {name: value.pk if hasattr(value, "pk") else value for name, value in given.items()}
        return perform(act, on, plain, by=by or self.by, at=self.clock, request_id=str(uuid4()))

    def done(self, act: str, on: Matter | None = None, **given: Any) -> Done:
        """An act that must succeed."""
        outcome = self.tries(act, on, **given)
        assert isinstance(outcome, Done), [problem.line() for problem in getattr(outcome, "problems", ())]
        return outcome

    def makes(self, act: str, on: Matter | None = None, **given: Any) -> Matter:
        """The matter that an act makes."""
        made = self.done(act, on, **given).made
        assert made is not None
        return made

    def facts(self, act: str, on: Matter | None = None, **given: Any) -> dict[str, Any]:
        """The fields of the event that an act states."""
        return dict(from_json(self.done(act, on, **given).event.fields))

    def refused(self, act: str, on: Matter | None = None, **given: Any) -> tuple[Problem, ...]:
        """Why an act is refused."""
        outcome = self.tries(act, on, **given)
        assert isinstance(outcome, Refused), outcome
        return outcome.problems

    def job(self, **given: Any) -> Matter:
        """A case of the customer's."""
        return self.makes("case.open", self.made["account"], **({"no_contract_reason": "one_off"} | given))

    def order(self, **given: Any) -> Matter:
        """A dispatch of Li on a fresh case."""
        wanted = {"engineer": self.people["li"], "arrive_by": self.clock + timedelta(days=1), "destination": "武汉"}
        return self.makes("workorder.dispatch", self.job(), **(wanted | given))


def opened() -> House:
    """A company in which anybody may do anything."""
    installation = Party.objects.get(key="installation")
    publish(OPEN, by=installation, at=START)
    house = House(installation)
    boss = house.makes("staff.hire", name="孙主任", roles=["everybody"])
    house.by = house.people["sun"] = boss.post.party
    department = house.makes("department.open", name="服务部", field_service=True)
    li = house.makes(
        "staff.hire", name="李师傅", roles=["everybody"], department=department.post.party_id, field_service=True
    )
    account = house.makes("customer.register", name="武汉汽轮机厂", address="武汉市青山区", phone="027-1", key=True)
    house.people |= {"li": li.post.party, "wang": account.account.party, "department": department.post.party}
    house.made |= {"department": department, "li": li, "account": account}
    return house
