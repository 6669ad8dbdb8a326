"""Every shipped pack checks clean, and its stories, told before the pure law, come out as they expect."""

from functools import cache
from pathlib import Path

import pytest

from aftersales.config.wiring import catalogue
from aftersales.policy.bind import bind
from aftersales.policy.language.pack import Pack
from aftersales.policy.language.terms import NOTES
from aftersales.policy.loading import check_packs, load_pack
from aftersales.policy.stories.told import Teller
from tests.packs.shipped import PACKS, TOLD, stories_of


@cache
def loaded(folder: Path) -> Pack:
    """The pack, read once."""
    return load_pack(folder, catalogue())


@pytest.mark.parametrize("folder", PACKS, ids=lambda folder: folder.name)
def test_a_shipped_pack_checks_clean(folder: Path) -> None:
    """`policy check` finds nothing wrong; what it only notes is allowed."""
    wrong = [problem.line("en") for problem in check_packs([folder], catalogue()) if problem.code not in NOTES]
    assert wrong == []


@pytest.mark.parametrize("folder", TOLD, ids=lambda folder: folder.name)
def test_all_stories_of_a_pack_are_told(folder: Path) -> None:
    """No story is lost between the files and the pack."""
    assert len(loaded(folder).stories) == len(stories_of(folder))


@pytest.mark.parametrize("folder", TOLD, ids=lambda folder: folder.name)
def test_stories_come_out_as_expected(folder: Path) -> None:
    """Every difference of every story is named at once."""
    pack = loaded(folder)
    book = bind([pack], catalogue())
    differences = [
        f"{story.place.file}:{story.place.line} {difference}"
        for story in pack.stories
        for difference in Teller(story, book).run()
    ]
    assert differences == []
