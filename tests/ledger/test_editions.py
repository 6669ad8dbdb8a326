"""A publication copies the files byte for byte, and never touches what is in force."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime

import pytest

from aftersales.foundation.problems import Refused
from aftersales.ledger import editions
from aftersales.ledger.models import Edition, Publication
from tests.ledger.conftest import PACKS
from tests.ledger.lab import Cast, OwnRegistry

AT = datetime(2026, 3, 2, tzinfo=UTC)


@pytest.fixture
def draft(tmp_path, db):
    with OwnRegistry():
        shutil.copytree(PACKS / "lab", tmp_path / "lab")
        yield tmp_path / "lab"


def _edit(draft, old, new):
    file = draft / "clauses" / "all.yaml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def test_what_was_published_judges_whatever_becomes_of_the_folder(draft):
    cast = Cast()
    made = editions.publish(draft, by=cast.zhao, at=AT)
    raw = (draft / "clauses" / "all.yaml").read_bytes()
    assert bytes(Edition.objects.get(path="lab:clauses/all.yaml").content) == raw
    shutil.rmtree(draft)
    assert editions.book().current("L-1#arrive", AT.date()) is not None
    assert Publication.objects.get(current=True) == made


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("within: 2h", "within: 3h", "edition.altered"),
        ("Check the bench daily.", "Check the bench.", "edition.altered"),
        ("- clause: L-4", "- clause: L-9", "edition.dropped"),
    ],
)
def test_an_edition_in_force_is_neither_altered_nor_dropped(draft, old, new, code):
    cast = Cast()
    editions.publish(draft, by=cast.zhao, at=AT)
    _edit(draft, old, new)
    with pytest.raises(Refused) as refused:
        editions.publish(draft, by=cast.zhao, at=AT)
    assert code in {one.code for one in refused.value.problems}
    assert Publication.objects.count() == 1


def test_a_new_edition_begins_on_a_later_day(draft):
    cast = Cast()
    editions.publish(draft, by=cast.zhao, at=AT)
    _edit(
        draft,
        "- clause: L-3\n",
        "    - from: 2026-04-01\n      status: statement\n      text: {zh: 迟到不再罚款。, en: No fine any more.}\n- clause: L-3\n",
    )
    editions.publish(draft, by=cast.zhao, at=AT)
    assert Publication.objects.count() == 2
    assert editions.book().current("L-2#fine", datetime(2026, 3, 31, tzinfo=UTC).date()) is not None


def test_nothing_published_is_said_plainly(db):
    editions._compiled.cache_clear()
    with pytest.raises(Refused) as refused:
        editions.law()
    assert refused.value.problems[0].code == "law.none"
