"""Owns the writing of effects into a docket: one function per effect, the only place that changes it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from aftersales.policy import effects as fx
from aftersales.policy.consequences import Consequence
from aftersales.policy.docket import Docket
from aftersales.policy.obligations import Owing


def _open(docket: Docket, effect: fx.Open) -> None:
    one = effect.obligation
    if one.key in docket.obligations:
        return
    docket.obligations[one.key] = one
    for act in one.must:
        docket.owed.setdefault(act, []).append(one.key)
    if one.before:
        docket.owed.setdefault(one.before, []).append(one.key)
    if one.due is not None:
        docket.set_timer(one.due, one.key, "due", one.round)


def _keep(docket: Docket, effect: fx.Keep) -> None:
    one = docket.obligations[effect.key]
    one.move("kept")
    one.kept_at, one.kept_by, one.kept_event = effect.at, effect.by, effect.event


def _breach(docket: Docket, effect: fx.Breach) -> None:
    one = docket.obligations[effect.key]
    if one.breached_at is None:
        one.breached_at = effect.at
        one.breach_holder = one.holder()


def _end(docket: Docket, effect: fx.End) -> None:
    one = docket.obligations[effect.key]
    one.move("waived" if effect.state == "waived" else "lapsed")
    one.kept_at, one.ended_reason = effect.at, effect.reason


def _move(docket: Docket, effect: fx.Move) -> None:
    one = docket.obligations[effect.key]
    if one.due == effect.due and one.paused == effect.paused:
        return
    one.due, one.paused = effect.due, effect.paused
    one.round += 1
    if effect.due is not None:
        one.moved.append((effect.due, effect.why))
        if one.breached_at is None:
            docket.set_timer(effect.due, one.key, "due", one.round)


def _ask(docket: Docket, effect: fx.AskExtension) -> None:
    one = docket.obligations[effect.key]
    one.move("suspended")
    one.extension = effect.until
    one.round += 1


def _decide_extension(docket: Docket, effect: fx.DecideExtension) -> None:
    one = docket.obligations[effect.key]
    one.move("open")
    one.extension = None
    one.round += 1
    if effect.until is not None:
        one.due = effect.until
        one.moved.append((effect.until, "extension"))
    if one.due is not None:
        docket.set_timer(one.due, one.key, "due", one.round)


def _hand_over(docket: Docket, effect: fx.HandOver) -> None:
    one = docket.obligations[effect.key]
    if effect.to.party is not None:
        one.taken_by = effect.to.party
    else:
        one.owing, one.taken_by, one.person = Owing(role=effect.to.role), None, None


def _propose(docket: Docket, effect: fx.Propose) -> None:
    docket.consequences.setdefault(
        effect.key,
        Consequence(
            effect.key, effect.rule, effect.edition, effect.matter, effect.party, effect.what, effect.at, effect.basis
        ),
    )


def _decide(docket: Docket, effect: fx.Decide) -> None:
    one = docket.consequences[effect.key]
    one.state, one.decided_at, one.decided_by = effect.state, effect.at, effect.by
    one.reason = effect.reason or one.reason
    one.choice = effect.choice or one.choice


def _route(docket: Docket, effect: fx.Route) -> None:
    docket.routes.append(effect)
    if effect.matter in docket.matters:
        docket.matters[effect.matter].memory["holder"] = effect.to.party or f"role:{effect.to.role}"


def _tell(docket: Docket, effect: fx.Tell) -> None:
    docket.notices.setdefault(effect.key, effect)


def _charge(docket: Docket, effect: fx.Charge) -> None:
    docket.charges.setdefault(effect.key, effect)


def _flag(docket: Docket, effect: fx.Flag) -> None:
    docket.flags.setdefault(effect.key, effect)


def _measured(docket: Docket, effect: fx.Measured) -> None:
    docket.measures.append(effect)


#: ``Do`` is not here: the driver does it, the ledger through its door, a story by itself
_WRITERS: dict[type, Callable[[Docket, Any], None]] = {
    fx.Open: _open,
    fx.Keep: _keep,
    fx.Breach: _breach,
    fx.End: _end,
    fx.Move: _move,
    fx.AskExtension: _ask,
    fx.DecideExtension: _decide_extension,
    fx.HandOver: _hand_over,
    fx.Propose: _propose,
    fx.Decide: _decide,
    fx.Route: _route,
    fx.Tell: _tell,
    fx.Charge: _charge,
    fx.Flag: _flag,
    fx.Measured: _measured,
}


def write(docket: Docket, effect: fx.Effect) -> None:
    """Write one effect; each is written once, however often it is judged."""
    _WRITERS[type(effect)](docket, effect)
