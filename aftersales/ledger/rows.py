"""Owns how what the law holds of a family looks as rows: one function a table, from the docket to columns by key."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any

from aftersales.foundation.money import Money
from aftersales.ledger import models
from aftersales.ledger.approvals import approval_rows, notice_rows
from aftersales.ledger.fold import Family
from aftersales.ledger.known import party_of
from aftersales.policy.values import to_json

Columns = dict[str, Any]


class Writer:
    """Columns of one family; parties that the law names by key are looked up once."""

    def __init__(self, family: Family) -> None:
        self.family = family
        self.docket = family.docket
        self._parties: dict[str, int | None] = {}
        self._matters: dict[int, tuple[int | None, int | None]] | None = None

    def party(self, ref: str | None) -> int | None:
        """The id of a party, the customer being the matter's own."""
        if ref is None:
            return None
        if ref not in self._parties:
            self._parties[ref] = party_of(ref)
        return self._parties[ref]

    def base(self, matter: str, rule: str, at: datetime, state: str, event: str = "", edition: str = "") -> Columns:
        """The columns that all judged rows share."""
        return {
            "matter_id": int(matter),
            "root_id": self.family.root.pk,
            "rule": rule,
            "clause": rule.partition("#")[0],
            "edition": edition,
            "event": event,
            "at": at,
            "state": state,
        }

    def digest(self, rule: str, edition: str) -> str:
        """The digest of the rule's edition, which an obligation cites."""
        found = self.family.book.edition(rule, edition)
        return str(getattr(found.rule, "digest", "")) if found is not None else ""

    def obligations(self) -> Iterable[tuple[str, Columns]]:
        for key, one in self.docket.obligations.items():
            yield (
                key,
                {
                    **self.base(one.matter, one.rule, one.opened_at, one.state, one.opened_by, one.edition),
                    "must": list(one.must),
                    "party_id": self.party(one.owing.party),
                    "role": one.owing.role or "",
                    "person_id": self.party(one.taken_by or one.person),
                    "branch_id": self.branch(one.matter),
                    "gap": one.gap,
                    "taken_by_id": self.party(one.taken_by),
                    "due_at": one.due,
                    "breached_at": one.breached_at,
                    "breached_by_id": self.party(one.breach_holder),
                    "kept_at": one.kept_at,
                    "kept_by_id": self.party(one.kept_by),
                    "kept_event": one.kept_event or "",
                    "ended_reason": one.ended_reason or "",
                    "extension_until": one.extension,
                    "detail": to_json(
                        {
                            "start": one.start,
                            "before": one.before,
                            "subject": one.subject,
                            "standing_for": one.standing_for,
                            "moved": [list(move) for move in one.moved],
                            "paused": one.paused,
                            "digest": self.digest(one.rule, one.edition),
                        }
                    ),
                },
            )

    def branch(self, matter: str) -> int | None:
        """The branch of a matter of the family."""
        return self._matter(matter)[0]

    def _matter(self, matter: str) -> tuple[int | None, int | None]:
        """Branch and customer of a matter; those of the whole family are read once."""
        if self._matters is None:
            rows = models.Matter.objects.filter(root_id=self.family.root.pk)
            self._matters = {
                pk: (branch, customer) for pk, branch, customer in rows.values_list("pk", "branch", "customer")
            }
        return self._matters.get(int(matter), (None, None))

    def findings(self) -> Iterable[tuple[str, Columns]]:
        for key, one in self.docket.findings.items():
            yield (
                key,
                {
                    **self.base(one.matter, "", one.alleged_at, one.state, key),
                    "ground": one.ground,
                    "against": list(one.against),
                    "responsible": list(one.responsible),
                    "heard_at": one.heard_at,
                    "decided_at": one.decided_at,
                    "decided_by_id": self.party(one.decided_by),
                    "reason": one.reason,
                    "detail": {"by": one.alleged_by},
                },
            )

    def consequences(self) -> Iterable[tuple[str, Columns]]:
        for key, one in self.docket.consequences.items():
            party = self.party(one.party)
            if party is None:
                continue
            yield (
                key,
                {
                    **self.base(one.matter, one.rule, one.proposed_at, one.state, one.basis, one.edition),
                    **_booked(one.what),
                    "party_id": party,
                    "choice": one.choice or "",
                    "basis": one.basis,
                    "decided_at": one.decided_at,
                    "decided_by_id": self.party(one.decided_by),
                    "reason": one.reason,
                    "detail": to_json({"what": dict(one.what), "digest": self.digest(one.rule, one.edition)}),
                },
            )

    def charges(self) -> Iterable[tuple[str, Columns]]:
        for key, one in self.docket.charges.items():
            yield (
                key,
                {
                    **self.base(one.matter, one.rule, one.at, "booked"),
                    "payer": one.payer,
                    "party_id": self.payer(one),
                    "item": one.item,
                    "amount": one.amount.amount,
                    "currency": one.amount.currency,
                    "detail": {},
                },
            )

    def payer(self, charge: Any) -> int | None:
        """The party that pays, where the law names one of this family."""
        if charge.payer == "customer":
            return self._matter(charge.matter)[1]
        return self.party(charge.payer)

    def flags(self) -> Iterable[tuple[str, Columns]]:
        for key, one in self.docket.flags.items():
            yield (
                key,
                {
                    **self.base(one.matter, one.rule, one.at, one.mode),
                    "detail": {"said": one.said.as_dict(), "act": one.act},
                },
            )

    def notices(self) -> Iterable[tuple[str, Columns]]:
        for key, one in self.docket.notices.items():
            yield (
                key,
                {
                    **self.base(one.matter, one.rule, one.at, "told"),
                    "party_id": self.party(one.person or one.to.party),
                    "role": one.to.role or "",
                    "branch_id": self.branch(one.matter),
                    "topic": one.topic,
                    "obligation": one.obligation or "",
                    "detail": {},
                },
            )
        yield from notice_rows(self.family)

    def routings(self) -> Iterable[tuple[str, Columns]]:
        for one in self.docket.routes:
            yield (
                f"{one.rule}@{one.matter}@{one.at.isoformat()}:{one.to}",
                {
                    **self.base(one.matter, one.rule, one.at, "routed"),
                    "party_id": self.party(one.to.party),
                    "role": one.to.role or "",
                    "detail": {},
                },
            )

    def measures(self) -> Iterable[tuple[str, Columns]]:
        for one in self.docket.measures:
            yield (
                f"{one.rule}:{one.matter}:{one.until.isoformat()}",
                {
                    **self.base(one.matter, one.rule, one.until, "missed" if one.missed else "met"),
                    "figure": one.figure,
                    "target": one.target,
                    "count": one.count,
                    "missed": one.missed,
                    "since": one.since,
                    "until": one.until,
                    "detail": {},
                },
            )

    def approvals(self) -> Iterable[tuple[str, Columns]]:
        yield from approval_rows(self.family)


def _booked(what: Mapping[str, Any]) -> Columns:
    """Kind, amount and points of a consequence in the clause's own words."""
    found: Columns = {"kind": "record", "amount": None, "currency": "", "points": None}
    for name in ("fine", "reward", "compensation", "liability"):
        value = what.get(name)
        if value is not None:
            found["kind"] = name
            if isinstance(value, Money):
                found["amount"], found["currency"] = value.amount, value.currency
            return found
    for name in ("points", "demerit", "record", "one_of"):
        if what.get(name) is not None:
            found["kind"] = name
            found["points"] = what[name] if name == "points" else None
            return found
    return found


Table = tuple[type[models.Obligation] | Any, Callable[[Writer], Iterable[tuple[str, Columns]]]]
TABLES: tuple[Table, ...] = (
    (models.Obligation, Writer.obligations),
    (models.Finding, Writer.findings),
    (models.Consequence, Writer.consequences),
    (models.Charge, Writer.charges),
    (models.Flag, Writer.flags),
    (models.Notice, Writer.notices),
    (models.Routing, Writer.routings),
    (models.Measure, Writer.measures),
    (models.Approval, Writer.approvals),
)
