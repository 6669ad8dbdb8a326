"""Whoever silences a tool says which rule and why: `# noqa: S603 - our own program`."""

import io
import re
import tokenize

import pytest

from tests.house.rule import Offence, assert_kept, python_files

NOQA = re.compile(r"#\s*(?:ruff:\s*)?noqa\b(?P<rest>.*)", re.IGNORECASE)
GOOD_NOQA = re.compile(r":\s*[A-Z]+\d+(?:\s*,\s*[A-Z]+\d+)*\s+(?:-|because|#)\s*\S.{5,}")
IGNORE = re.compile(r"#\s*type:\s*ignore(?P<rest>.*)")
GOOD_IGNORE = re.compile(r"\[[a-z-]+(?:\s*,\s*[a-z-]+)*\]\s*(?:#|-)\s*\S.{5,}")

REMEDY = "Say which rule and why: `# noqa: S603 - our own program`, `# type: ignore[arg-type] # Django's stubs lag`."


def offences(text: str, _: str) -> list[Offence]:
    """Comments that silence without a code or without a reason."""
    tokens = tokenize.generate_tokens(io.StringIO(text).readline)
    comments = [token for token in tokens if token.type == tokenize.COMMENT]
    return [Offence(comment.start[0], REMEDY) for comment in comments if not _reasoned(comment.string)]


def _reasoned(comment: str) -> bool:
    for pattern, good in ((NOQA, GOOD_NOQA), (IGNORE, GOOD_IGNORE)):
        said = pattern.search(comment)
        if said and not good.match(said["rest"]):
            return False
    return True


@pytest.mark.parametrize(
    "good",
    [
        "x = 1  # noqa: S603 - our own program\n",
        "x = 1  # noqa: E402, F403 - the environment had to be laid first\n",
        "x = f()  # type: ignore[arg-type] # the stubs of Django lag behind\n",
        'said = "# noqa"\n',
        "# a plain remark\n",
    ],
)
def test_a_reasoned_silence_is_welcome(good: str) -> None:
    assert offences(good, "x.py") == []


@pytest.mark.parametrize(
    "bad",
    [
        "x = 1  # noqa\n",
        "x = 1  # noqa: S603\n",
        "x = f()  # type: ignore\n",
        "x = f()  # type: ignore[arg-type]\n",
        "# ruff: noqa\n",
    ],
)
def test_an_unexplained_silence_is_found(bad: str) -> None:
    assert offences(bad, "x.py") == [Offence(1, REMEDY)]


def test_no_tool_is_silenced_without_a_reason() -> None:
    assert_kept(offences, python_files())
