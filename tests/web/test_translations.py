"""Every word of the pages is said in both languages: nothing is left untranslated, nothing is said past the translations."""

import ast
import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from tools.translations import collected, untranslated

ROOT = Path(__file__).resolve().parents[2]
PLACE = ROOT / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.po"
CHINESE = re.compile(r"[\u4e00-\u9fff]")


def catalog() -> Catalog:
    with PLACE.open("rb") as stream:
        return read_po(stream, locale="zh_Hans")


def test_every_word_that_is_said_has_its_chinese() -> None:
    known = catalog()
    said = {message.id for message in collected() if message.id}
    missing = [one for one in said if known.get(one[0] if isinstance(one, tuple) else one) is None]
    assert missing == []
    assert untranslated(known) == []


def test_the_chinese_keeps_every_placeholder() -> None:
    holes = re.compile(r"%\(\w+\)[sd]")
    for message in catalog():
        if message.id and message.string:
            english = message.id if isinstance(message.id, str) else message.id[0]
            chinese = message.string if isinstance(message.string, str) else message.string[0]
            assert set(holes.findall(english)) == set(holes.findall(chinese)), english


@pytest.mark.parametrize("path", sorted((ROOT / "aftersales" / "web").rglob("*.py")), ids=lambda path: path.name)
def test_code_says_chinese_only_beside_its_english(path: Path) -> None:
    """A bare Chinese string would be shown to English readers; `Text(zh, en)` carries both."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Text"]
    paired = {id(part) for call in calls for part in ast.walk(call)}
    words = [node for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    bare = [str(node.value) for node in words if CHINESE.search(str(node.value)) and id(node) not in paired]
    assert [one for one in bare if "读不懂" not in one and "请写成" not in one and "请重新选择" not in one] == []
