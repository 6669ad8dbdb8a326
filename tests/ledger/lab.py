"""A small room of the tests' own: jobs with an engineer, tasks, benches, and a cast with names."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from aftersales.foundation.texts import Text
from aftersales.ledger.acts import Doing, Given, Instant, MatterRef, MoneyIn, PartyRef, act, field, is_open
from aftersales.ledger.facts import population
from aftersales.ledger.models import Matter, Party, PartyRelation, RoleHolding
from aftersales.ledger.registry import Registry, registry
from aftersales.policy.catalogue import KindType

START = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)  # Monday, nine in the morning in Shanghai


class OpenJob(Given):
    title: str = field("标题", "Title")
    engineer: PartyRef = field("工程师", "Engineer", of="engineer")
    close_by: Instant | None = field("最迟关闭", "Close by", default=None)
    customer: PartyRef | None = field("客户", "Customer", default=None)
    phone: str | None = field("电话", "Phone", default=None, personal=True)


class Finish(Given):
    cause: str | None = field("原因", "Cause", default=None)
    price: MoneyIn | None = field("价格", "Price", default=None)


class Late(Given):
    late: bool = field("迟到", "Late")


class Note(Given):
    text: str = field("内容", "Text")


class NewTask(Given):
    what: str = field("内容", "What")


class Discount(Given):
    percent: int = field("折扣", "Percent")


class Bench(Given):
    bench: MatterRef = field("工位", "Bench")


def declare() -> None:
    """The room's kinds, acts and populations, into the registry as it is now."""
    registry.add_kinds(
        [
            KindType("job", Text("单", "Job"), (None,), "J"),
            KindType("task", Text("任务", "Task"), ("job",), "K"),
            KindType("bench", Text("工位", "Bench"), (None,)),
        ]
    )

    @act("job.open", makes="job", states="job.opened.v1", zh="开单", en="Open", given=OpenJob)
    def open_job(do: Doing, given: OpenJob) -> None:
        do.make(title=given.title, customer=given.customer)

    @act("job.arrive", on=("job",), states="job.arrived.v1", zh="到达", en="Arrive", computed=Late, needs=[is_open])
    def arrive(do: Doing, _given: Any) -> Late:
        return Late(late=do.at > do.on.opened_at + timedelta(hours=2))

    def amend(_do: Doing, _old: Finish, _new: Finish) -> None:
        return None

    @act("job.finish", on=("job",), states="job.finished.v1", zh="完成", en="Finish", given=Finish, amend=amend)
    def finish(do: Doing, _given: Finish) -> None:
        do.set_state("finished")

    @act("job.note", on=("job",), states="job.noted.v1", zh="记一笔", en="Note", given=Note, undone_by="job.close")
    def note(_do: Doing, _given: Note) -> None:
        return None

    @act("job.discount", on=("job",), states="job.discounted.v1", zh="打折", en="Discount", given=Discount)
    def discount(_do: Doing, _given: Discount) -> None:
        return None

    @act("job.close", on=("job",), states="job.closed.v1", zh="关闭", en="Close", needs=[is_open])
    def close(do: Doing, _given: Any) -> None:
        do.close()

    @act("job.rate", on=("job",), states="job.rated.v1", zh="评价", en="Rate", given=Note)
    def rate(_do: Doing, _given: Note) -> None:
        return None

    @act("task.open", on=("job",), makes="task", states="task.opened.v1", zh="建任务", en="Open a task", given=NewTask)
    def task(do: Doing, given: NewTask) -> None:
        do.make(title=given.what)

    _declare_benches()


def _declare_benches() -> None:
    @act("bench.open", makes="bench", states="bench.opened.v1", zh="设工位", en="Open a bench", given=NewTask)
    def bench(do: Doing, given: NewTask) -> None:
        do.make(title=given.what)

    @act("bench.check", on=("bench",), states="bench.checked.v1", zh="检查", en="Check", given=Bench)
    def check(_do: Doing, _given: Bench) -> None:
        return None

    @population("benches", member="bench", zh="工位", en="Benches")
    def benches(at: datetime) -> Any:
        return Matter.objects.filter(kind="bench", opened_at__lte=at)


class OwnRegistry:
    """While it lasts the registry holds the law's own acts and the lab's, and no room's."""

    def __enter__(self) -> Registry:
        self.before = dict(vars(registry))
        generic = {name: spec for name, spec in registry.acts.items() if spec.type.generic}
        registry.__init__()  # type: ignore[misc]  # emptied in place: everybody holds this one
        registry.acts.update(generic)
        declare()
        return registry

    def __exit__(self, *_: object) -> None:
        vars(registry).update(self.before)


class Cast:
    """Li repairs, Wang sits at the desk, Zhao is the boss, Qian is a customer, Sun works at another branch."""

    def __init__(self) -> None:
        self.company = Party.objects.create(key="company", kind="company", name="公司")
        self.north = Party.objects.create(kind="branch", name="北京")
        self.south = Party.objects.create(kind="branch", name="广州")
        self.li = self.person("李", self.north, "engineer")
        self.wang = self.person("王", self.north, "desk")
        self.zhao = self.person("赵", None, "boss")
        self.sun = self.person("孙", self.south, "desk")
        self.qian = Party.objects.create(kind="customer", name="钱")

    @staticmethod
    def person(name: str, branch: Party | None, role: str) -> Party:
        """Somebody with a role."""
        party = Party.objects.create(kind="person", name=name, branch=branch)
        RoleHolding.objects.create(party=party, role=role, branch=branch, since=START - timedelta(days=900))
        return party

    @staticmethod
    def relate(kind: str, party: Party, other: Party) -> None:
        """A dated relation from long ago."""
        PartyRelation.objects.create(kind=kind, party=party, other=other, since=START - timedelta(days=900))


def at(hours: float) -> datetime:
    """Some hours after the story begins."""
    return START + timedelta(hours=hours)
