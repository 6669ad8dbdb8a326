"""Owns how a penalty acts: it proposes a consequence for each person, once, on a finding or a strict event."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from aftersales.foundation.money import Money
from aftersales.policy import naming
from aftersales.policy.effects import Decide, Effect, Open, Propose, Tell
from aftersales.policy.kinds.base import Behaviour
from aftersales.policy.language.references import FieldName
from aftersales.policy.obligations import Obligation, Owing
from aftersales.policy.scene import Scene, empty

DECIDING = ("consequence.confirm", "consequence.drop")


class Penalty(Behaviour):
    """Amount, points, demerit, compensation, or one of a scale, for those whom the clause names."""

    kind = "penalty"

    def fits(self, scene: Scene) -> bool:
        """Whether ground, kind of matter and breached rule are those of the clause."""
        params = self.params
        if params.grounds and scene.value("ground") not in params.grounds:
            return False
        if params.on_kinds and scene.matter.kind not in params.on_kinds:
            return False
        if params.lacks and not self.lacking(scene):
            return False
        breached = str(scene.fields.get("rule") or "")
        return not params.breach_of or params.breach_of in (breached, breached.partition("#")[0])

    def applies(self, scene: Scene) -> bool:
        return self.fits(scene) and super().applies(scene)

    def lacking(self, scene: Scene) -> list[str]:
        """The fields of the clause's list that are empty."""
        return [name for name in self.params.lacks if empty(scene.value(name))]

    def hear(self, scene: Scene) -> Iterator[Effect]:
        for party in self.persons(scene):
            yield from self.proposed(scene, party)
        yield from self.common(scene)

    def persons(self, scene: Scene) -> Iterator[str]:
        """Whom it is for, one by one; a role is everybody who holds it."""
        for owing in scene.parties(self.params.whom):
            if owing.party is not None:
                yield owing.party
            else:
                yield from (str(p) for p in scene.ask("role", str(owing.role), scene.matter.id))

    def basis(self, scene: Scene) -> str:
        """What the consequence rests on; the same basis gives it once."""
        once = self.params.once_per or "event"
        if once == "matter":
            return scene.matter.id
        if once == "finding" and scene.fields.get("finding"):
            return str(scene.fields["finding"])
        if once == "month":
            return scene.book.day(scene.at).strftime("%Y-%m")
        return scene.event_id

    def proposed(self, scene: Scene, party: str) -> Iterator[Effect]:
        """One consequence, and the duty to decide on it."""
        key = f"{self.id}@{self.basis(scene)}:{party}"
        if key in scene.docket.consequences:
            return
        decide = self.params.decide
        owing = next(iter(scene.parties(decide.who)), None) if decide else None
        yield Propose(
            key, self.id, self.edition, scene.matter.id, party, self.what(scene), scene.at, scene.event_id, owing
        )
        if decide is None:
            # nobody is named to decide: the clause is strict, or only keeps a record
            yield Decide(key, "confirmed", scene.at, scene.by)
            yield Tell(f"{key}:confirmed", self.id, scene.matter.id, Owing(party=party), scene.at, "confirmed")
        elif owing is not None:
            named = naming.named(scene, owing, scene.matter.id, never=party)
            due = None
            if decide.within is not None:
                due = scene.book.due(scene, scene.matter.id, scene.at, decide.within, ())
            yield Open(
                Obligation(
                    key=f"{key}/decide",
                    rule=self.id,
                    edition=self.edition,
                    matter=scene.matter.id,
                    owing=owing,
                    must=DECIDING,
                    opened_at=scene.at,
                    opened_by=scene.event_id,
                    start=scene.at,
                    due=due,
                    subject=key,
                    person=named.get("person"),
                    gap=bool(named.get("gap")),
                    standing_for=named.get("for"),
                )
            )

    def what(self, scene: Scene) -> Mapping[str, Any]:
        """The clause's own words about the consequence, its amount with the currency, and the fields it names."""
        found = {
            name: scene.value(value) if isinstance(value, FieldName) else value
            for name, value in self.params.what().items()
        }
        currency = found.pop("currency", None) or scene.book.currency
        for name in ("fine", "reward", "compensation"):
            value = found.get(name)
            if isinstance(value, Decimal):
                found[name] = Money(value, currency)
            elif isinstance(value, Money) and not value.currency:
                found[name] = Money(value.amount, currency)
        factor = self._factor(scene)
        for name in ("fine", "reward", "compensation", "points"):
            if name in found and factor != 1:
                found[name] = found[name] * factor
        if self.params.lacks:
            found["lacks"] = self.lacking(scene)
        return found

    def _factor(self, scene: Scene) -> Decimal:
        """The highest factor whose ground was found; factors do not multiply."""
        ground = scene.value("ground")
        found = [one.times for one in self.params.factors if ground in one.grounds]
        factor = max(found, default=Decimal(1))
        return min(factor, self.params.max_factor) if self.params.max_factor is not None else factor

    def choices(self) -> tuple[str, ...]:
        """The steps of the scale, where the clause leaves a choice."""
        return tuple(self.params.one_of or ())
