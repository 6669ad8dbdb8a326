"""Preparing does each thing once, until something that it was made from changes."""

from pathlib import Path

import pytest

from tools import prepare


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A place of its own for stamps and what is made."""
    monkeypatch.setattr(prepare, "ROOT", tmp_path)
    monkeypatch.setattr(prepare, "STAMPS", tmp_path / ".stamps")
    (tmp_path / "lock.txt").write_text("one==1")
    return tmp_path


def prepared(checkout: Path) -> int:
    """Prepares once more and answers how often the work has been done."""
    log = checkout / "made"

    def work() -> None:
        log.write_text((log.read_text() if log.exists() else "") + "x")

    prepare.once("thing", prepare.digest([checkout / "lock.txt"]), log, work)
    return len(log.read_text())


def test_nothing_is_done_twice(checkout: Path) -> None:
    assert [prepared(checkout), prepared(checkout)] == [1, 1]


def test_a_changed_lock_is_noticed(checkout: Path) -> None:
    prepared(checkout)
    (checkout / "lock.txt").write_text("one==2")
    assert prepared(checkout) == 2


def test_what_was_deleted_is_made_again(checkout: Path) -> None:
    prepared(checkout)
    (checkout / "made").unlink()
    assert prepared(checkout) == 1


def test_work_that_failed_is_tried_again(checkout: Path) -> None:
    def work() -> None:
        (checkout / "made").touch()
        raise prepare.NotPrepared("no network")

    for _ in range(2):
        with pytest.raises(prepare.NotPrepared):
            prepare.once("thing", "state", checkout / "made", work)
