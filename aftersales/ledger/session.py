"""Owns one transaction of the ledger: the families it has locked, the acts done in it, and how it is written down."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from aftersales.ledger import numbers, outbox
from aftersales.ledger.answers import World
from aftersales.ledger.editions import Law
from aftersales.ledger.fold import Dockets, Family, load
from aftersales.ledger.known import by_key, party_of
from aftersales.ledger.log import append, uid_of
from aftersales.ledger.models import Act, Event, Matter, Notice
from aftersales.ledger.outcomes import Done, Outcome
from aftersales.ledger.projection import write
from aftersales.ledger.registry import registry
from aftersales.ledger.requests import Request
from aftersales.policy.docket import Docket
from aftersales.policy.effects import Do
from aftersales.policy.events import Cause
from aftersales.policy.hearing import Hearing
from aftersales.policy.values import to_json

MOST = 1000  # acts of the policy in one transaction; the check of a pack proves that it needs fewer
dockets = Dockets()

Performer = Callable[["Session", Request], Outcome]
_performers: list[Performer] = []


def performs(fn: Performer) -> Performer:
    """Declares how one act is done; the policy's own acts take the same way as everybody's."""
    _performers.append(fn)
    return fn


@dataclass(slots=True)
class Session:
    """What one transaction has in its hands; ``now`` is when it happens, whatever instants it speaks of."""

    law: Law
    now: datetime
    families: dict[int, Family] = field(default_factory=dict)
    numbered: list[tuple[str, Matter]] = field(default_factory=list)
    held: list[Act] = field(default_factory=list)
    ordered: int = 0

    def family(self, root_id: int) -> Family:
        """The family of a root, under its lock."""
        if root_id not in self.families:
            root = Matter.objects.select_for_update().get(pk=root_id)
            known = dockets.take(root.stamp, self.law.book.digest)
            if known is not None:
                known.root = root
            self.families[root_id] = known or load(root, self.law.book)
        return self.families[root_id]

    def begun(self, root: Matter) -> Family:
        """The family that begins with a new root."""
        self.families[root.pk] = Family(root, self.law.book, World(self.law.book), new=True)
        return self.families[root.pk]

    def standing(self) -> dict[int, str]:
        """How far the log of each family has come."""
        return {pk: family.root.log_digest for pk, family in self.families.items()}

    def take_back(self, before: Mapping[int, str]) -> None:
        """Something was rolled back: families that heard of it are told anew, from what is still on file."""
        for pk, family in list(self.families.items()):
            if pk not in before:
                del self.families[pk]
            elif family.root.log_digest != before[pk]:
                family.root.log_digest = before[pk]
                self.families[pk] = load(family.root, self.law.book)
                self.families[pk].changed = True
        self.numbered = [one for one in self.numbered if one[1].root_id in self.families]

    def hearing(self, matter: Matter | None, at: datetime) -> Hearing:
        """The family before the law as it stood at ``at``; nobody's, for an act on no matter."""
        if matter is None:
            return Hearing(self.law.book, Docket(), World(self.law.book))
        family = self.family(matter.root_id or matter.pk)
        return family.before(at) if family.is_late(at) else family.hearing

    def number(self, book: str | None, matter: Matter) -> None:
        """The matter gets the next number of its book when all is done; a number that it brings along it keeps."""
        kind = registry.kinds.get(matter.kind)
        name = book or (kind.book if kind else None)
        if name and not matter.number:
            self.numbered.append((name, matter))

    def finish(self) -> None:
        """Lets time pass, has the policy act, writes every family that changed, and stamps the numbers last."""
        settled = False
        while not settled:
            settled = True
            for family in list(self.families.values()):
                if family.changed:
                    family.advance(self.now)
                while family.hearing.wanted:
                    settled = False
                    self._policy_act(family, family.hearing.wanted.pop(0))
        fresh: list[Notice] = []
        for _, family in sorted(self.families.items()):
            if family.changed:
                fresh += write(family, self.now)
                dockets.put(family)  # nobody finds it by its stamp before that is committed
        outbox.queue(fresh, self.now)
        numbers.stamp(self.numbered)

    def perform(self, request: Request) -> Outcome:
        """Does one more act in this transaction."""
        return _performers[-1](self, request)

    def keep_act(
        self, request: Request, matter: Matter | None, outcome: str, given: Mapping[str, Any], **columns: Any
    ) -> Act:
        """The row of an act that was asked for, whatever became of it."""
        return Act.objects.create(
            request_id=request.request_id,
            name=request.act[:80],
            matter=matter,
            given=to_json(dict(given)),
            by=request.by,
            for_party=request.for_party,
            at=request.at,
            device_at=request.device_at,
            recorded_at=self.now,
            source=request.source,
            outcome=outcome,
            **columns,
        )

    def not_done(self, request: Request, matter: Matter, act: Act, became: str, fields: Mapping[str, Any]) -> None:
        """States what became of an act that was not done, and lets the law hear of it."""
        family = self.family(matter.root_id or matter.pk)
        event = append(
            family.root,
            Event(
                uid=f"{uid_of(request.request_id)}:{became}",
                name=f"act.{became}.v1",
                at=request.at,
                recorded_at=self.now,
                matter_id=matter.pk,
                by_id=request.by.pk,
                source=request.source,
                act=act,
                fields={"act": request.act, **fields},
            ),
        )
        family.hear(event, matter.parent_id)

    def _policy_act(self, family: Family, do: Do) -> None:
        """The policy's own act, once; where it is refused it leaves a word with whom it was meant for."""
        words = f"{do.cause}\n{do.key}\n{family.root.pk}"
        request_id = f"policy:{hashlib.sha256(words.encode()).hexdigest()[:32]}"
        cause = Cause(do.cause, do.key)
        family.hearing.done.add(cause)
        if self.ordered >= MOST or Act.objects.filter(request_id=request_id).exists():
            return
        matter = Matter.objects.filter(pk=int(do.matter)).first() if do.matter.isdigit() else None
        spec = registry.acts.get(do.act)
        standing = matter
        if spec is not None and matter is not None and None in spec.type.on and matter.kind not in spec.type.on:
            standing = None
        self.ordered += 1
        outcome = self.perform(
            Request(
                do.act,
                standing.pk if standing else None,
                do.given,
                by_key("policy"),
                do.at,
                request_id,
                source="policy",
                cause=cause,
                owner=do.owner,
            )
        )
        if not isinstance(outcome, Done):
            self._tell_owner(matter, do, outcome, request_id)

    def _tell_owner(self, matter: Matter | None, do: Do, outcome: Outcome, request_id: str) -> None:
        if matter is None:
            return
        family = self.family(matter.root_id or matter.pk)
        problems = getattr(outcome, "problems", ())
        row = append(
            family.root,
            Event(
                uid=f"undone:{request_id}",
                name="act.refused.v1",
                at=do.at,
                recorded_at=self.now,
                matter_id=matter.pk,
                by_id=by_key("policy").pk,
                source="policy",
                fields={
                    "act": do.act,
                    "ordered_by": do.rule,
                    "codes": [one.code for one in problems] or ["act.held"],
                    "cites": sorted({cite for one in problems for cite in one.cites}),
                    "owner": str(party_of(do.owner.party)) if do.owner is not None and do.owner.party else None,
                    "owner_role": do.owner.role if do.owner is not None else None,
                },
            ),
            cause=Cause(do.cause, do.key),
        )
        family.hear(row, matter.parent_id)
