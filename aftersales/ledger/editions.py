"""Owns the law in force: packs are published byte for byte into the ledger, and only these copies judge."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

from django.db import transaction

from aftersales.foundation.problems import Problem, Refused
from aftersales.foundation.texts import Text
from aftersales.ledger.models import Edition, Party, Publication
from aftersales.ledger.registry import registry
from aftersales.policy.bind import bind
from aftersales.policy.book import RuleBook
from aftersales.policy.catalogue import Catalogue
from aftersales.policy.generic import with_law
from aftersales.policy.language.pack import Clause, Pack
from aftersales.policy.language.pack import Edition as ClauseEdition
from aftersales.policy.language.shelf import Files, digest, shelf_of
from aftersales.policy.loading import load_pack, load_published


class Law(NamedTuple):
    """The pack in force and its compiled rule book."""

    pack: Pack
    book: RuleBook


_held: list[Law] = []
_read: dict[tuple[tuple[str, str], ...], Pack] = {}  # what this process published last, by the digests of its files


def catalogue() -> Catalogue:
    """Everything that rooms and the law itself declare."""
    return with_law(registry.catalogue())


def law() -> Law:
    """The law of the current publication; Refused where nothing was published yet."""
    if _held:
        return _held[-1]
    current = Publication.objects.filter(current=True).values_list("pk", "digest").first()
    if current is None:
        said = Text("尚未发布制度。", "No policy has been published yet.")
        remedy = Text("请先运行 aftersales policy publish。", "Run aftersales policy publish first.")
        raise Refused([Problem("law.none", said, remedy)])
    return _compiled(*current)


def book() -> RuleBook:
    """The compiled rule book of the current publication."""
    return law().book


def pack() -> Pack:
    """The pack of the current publication."""
    return law().pack


def current() -> Publication | None:
    """The publication in force."""
    return Publication.objects.filter(current=True).first()


@lru_cache(maxsize=8)
def _compiled(publication: int, _digest: str) -> Law:
    files: dict[str, dict[str, bytes]] = {}
    row = Publication.objects.get(pk=publication)
    for one in Edition.objects.filter(publication_id=publication):
        name, _, path = one.path.partition(":")
        files.setdefault(name, {})[path] = bytes(one.content)
    known = catalogue()
    found = _read.get(_digests(files)) or load_published(row.pack, files, known)
    return Law(found, bind([found], known))


def _digests(files: Mapping[str, Files]) -> tuple[tuple[str, str], ...]:
    return tuple((name, digest(files[name])) for name in sorted(files))


@contextmanager
def hold(found: Pack, compiled: RuleBook | None = None) -> Iterator[Law]:
    """For a while another pack judges than the published one: for tests and for the replay of a draft."""
    _held.append(Law(found, compiled or bind([found], catalogue())))
    try:
        yield _held[-1]
    finally:
        _held.pop()


def publish(folder: Path | str, *, by: Party, at: datetime, note: str = "") -> Publication:
    """Copies a checked pack with all that it includes; Refused where it touches an edition already in force."""
    fresh = load_pack(folder, catalogue())
    shelf, _ = shelf_of(Path(folder))
    packs = {name: shelf.files(name) or {} for name in fresh.digests}
    with transaction.atomic():
        old = Publication.objects.select_for_update().filter(current=True).first()
        if old is not None:
            problems = list(altered(_compiled(old.pk, old.digest).pack, fresh, at))
            if problems:
                raise Refused(problems)
            Publication.objects.filter(pk=old.pk).update(current=False)
        made = Publication.objects.create(pack=fresh.id, digest=fresh.digest, by=by, at=at, note=note)
        for name in sorted(fresh.digests):
            files = packs[name]
            Edition.objects.bulk_create(
                Edition(publication=made, path=f"{name}:{path}", content=content, digest=digest({path: content}))
                for path, content in sorted(files.items())
            )
    _read.clear()
    _read[_digests(packs)] = fresh
    return made


def altered(old: Pack, fresh: Pack, at: datetime) -> Iterator[Problem]:
    """What a publication would change of the days that have begun: editions in force are for ever."""
    today = at.astimezone(ZoneInfo(old.timezone)).date()
    for name, clause in old.clauses.items():
        yield from _altered_clause(clause, fresh.clauses.get(name), today)
    for name, clause in fresh.clauses.items():
        known = {one.since for one in old.clauses[name].editions} if name in old.clauses else set()
        for one in clause.editions:
            if one.since not in known and one.since <= today:
                yield Problem(
                    "edition.backdated",
                    Text(
                        f"{name} 的新版本自 {one.since} 起，须在今天之后。",
                        f"The new edition of {name} is from {one.since}; it must begin after today.",
                    ),
                    place=one.place,
                    cites=(name,),
                )


def _altered_clause(clause: Clause, fresh: Clause | None, today: date) -> Iterator[Problem]:
    for one in clause.editions:
        if one.since > today:
            continue
        same = next((other for other in (fresh.editions if fresh else ()) if other.since == one.since), None)
        if same is None:
            yield Problem(
                "edition.dropped",
                Text(
                    f"{clause.id} 自 {one.since} 起的版本已经生效，不能删去。",
                    f"The edition of {clause.id} from {one.since} is in force and cannot be dropped.",
                ),
                place=one.place,
                cites=(clause.id,),
            )
        elif _words(same) != _words(one) or (same.until != one.until and (same.until is None or same.until <= today)):
            yield Problem(
                "edition.altered",
                Text(
                    f"{clause.id} 自 {one.since} 起的版本已经生效，不能修改；请另写新版本。",
                    f"The edition of {clause.id} from {one.since} is in force and cannot be altered; write a new edition.",
                ),
                place=same.place,
                cites=(clause.id,),
            )


def _words(edition: ClauseEdition) -> tuple[object, ...]:
    rules = tuple(sorted((rule.id, rule.digest) for rule in edition.rules))
    return (edition.text, edition.status, rules)
