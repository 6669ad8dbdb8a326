"""A new room or kind begins within the rules of the house."""

import pytest

from tests.house import test_first_line as first_line
from tools import new


@pytest.mark.parametrize("files", [new.kind("special_duty"), new.room("training")], ids=["kind", "room"])
def test_its_files_are_python_and_say_what_they_own(files: dict[str, str]) -> None:
    for path, text in files.items():
        compile(text, path, "exec")
        assert first_line.offences(text, path) == [], path
        assert "{" not in text.splitlines()[0], path


def test_a_room_has_the_files_that_every_room_has() -> None:
    names = {path.removeprefix("aftersales/domain/training/") for path in new.room("training")}
    assert {
        "events.py",
        "models.py",
        "queries.py",
        "acts.py",
        "facts.py",
        "reactions.py",
        "problems.py",
        "apps.py",
    } < names


@pytest.mark.parametrize("words", [[], ["room"], ["room", "Training"], ["room", "../x"], ["page", "x"]])
def test_a_strange_name_writes_nothing(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert new.main(words) == 2
    assert "new-room name=" in capsys.readouterr().err


def test_what_is_there_is_never_overwritten(capsys: pytest.CaptureFixture[str]) -> None:
    assert new.main(["kind", "duty"]) == 1
    assert "exists already" in capsys.readouterr().err
