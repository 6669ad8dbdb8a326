"""Templates speak through translations and hold no inline script or style, which the pages' policy forbids anyway."""

import re

import pytest

from tests.house.rule import Offence, assert_kept, files

INLINE = {
    r"<style\b": "an inline style sheet; put it into assets/",
    r"<script\b(?![^>]*\bsrc=)": "an inline script; put it into assets/ (data goes into json_script)",
    r"\sstyle\s*=": "an inline style; use a class",
    r"\son[a-z]+\s*=\s*[\"']": "an inline handler; use htmx or Alpine by name",
    r"javascript:": "an inline script in an address",
    r"\|\s*safe\b": "'safe' lets a person's words become markup; use format_html in Python",
}
SILENT = [  # what no reader sees or what is a translation already, longest first
    r"\{%\s*comment.*?%\}.*?\{%\s*endcomment\s*%\}",
    r"\{%\s*blocktrans(?:late)?\b.*?%\}.*?\{%\s*endblocktrans(?:late)?\s*%\}",
    r"\{#.*?#\}",
    r"\{%.*?%\}",
    r"\{\{.*?\}\}",
    r"<!--.*?-->",
    r"<!DOCTYPE[^>]*>",
    r"<(script|code|kbd|svg)\b.*?</\1>",
    r"<(\w+)\b[^>]*\blang=[^>]*>[^<]*</\1>",  # said in its own language, as in a choice of languages
    r"\((?:Ctrl|Alt|Shift)[ +]\w+\)",  # keys are called so everywhere
]
SPOKEN_ATTRIBUTE = re.compile(r"\s(?:title|alt|placeholder|aria-label|value)\s*=\s*(\"[^\"]*\"|'[^']*')")
TAG = re.compile(r"<[^>]*>", re.DOTALL)
ENTITY = re.compile(r"&#?\w+;")
WORD = re.compile(r"[A-Za-z]{2,}|[\u4e00-\u9fff]+")


def offences(text: str, _: str) -> list[Offence]:
    """Inline code and styles, and words that no translation has gone through."""
    found = [
        Offence(_line(text, match.start()), f"{said}.")
        for pattern, said in INLINE.items()
        for match in re.finditer(pattern, text, re.IGNORECASE)
    ]
    return found + untranslated(text)


def untranslated(text: str) -> list[Offence]:
    """Words between tags and in spoken attributes, with the place of each kept while the rest is blanked."""
    for pattern in SILENT:
        text = re.sub(pattern, _blank, text, flags=re.DOTALL)
    spoken = {match.start(1): match[1] for match in SPOKEN_ATTRIBUTE.finditer(text)}
    bare = ENTITY.sub(_blank, TAG.sub(_blank, text))
    words = [(at, word) for at, word in spoken.items() if _said_aloud(text, at, word)]
    words += [(match.start(), match[0]) for match in WORD.finditer(bare)]
    return [
        Offence(_line(text, at), f"'{word}' is said to a person: {{% translate %}} it.") for at, word in sorted(words)
    ]


def _said_aloud(text: str, at: int, word: str) -> bool:
    # a value is spoken on a button only; elsewhere it is data
    tag = text[text.rfind("<", 0, at) : at]
    is_value = re.search(r"\svalue\s*=\s*$", tag) is not None
    on_button = re.match(r"<input\b[^>]*type\s*=\s*[\"'](?:submit|button)", tag) is not None
    return bool(WORD.search(word)) and (not is_value or on_button)


def _blank(match: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", match[0])


def _line(text: str, at: int) -> int:
    return text.count("\n", 0, at) + 1


@pytest.mark.parametrize(
    "good",
    [
        '<p>{% translate "Signed" %}</p>',
        "{% blocktranslate %}Signed by {{ who }}{% endblocktranslate %}",
        "<script src=\"{% static 'aftersales/dist/app.js' %}\" defer></script>",
        '<input type="hidden" name="act" value="workorder.complete">',
        '<a class="button" href="{{ link }}" title="{% translate "Open" %}">{{ number }} · 2 / 3</a>',
        '<button lang="zh-hans">中文</button><button lang="en" type="submit">English</button>',
        "{# a remark #}<code>S10-3.4b</code>&nbsp;",
    ],
)
def test_a_translated_page_is_welcome(good: str) -> None:
    assert offences(good, "x.html") == []


@pytest.mark.parametrize(
    "bad",
    [
        "<p>Signed</p>",
        "<p>已签字</p>",
        '<img alt="signature" src="x.png">',
        '<input type="submit" value="Send">',
        "<script>go()</script>",
        "<style>p {}</style>",
        '<p style="color: red"></p>',
        '<button onclick="go()"></button>',
        '<a href="javascript:go()"></a>',
        "<p>{{ words|safe }}</p>",
    ],
)
def test_bare_words_and_inline_code_are_found(bad: str) -> None:
    assert len(offences(bad, "x.html")) == 1


def test_templates_speak_both_languages_and_hold_no_code() -> None:
    assert_kept(offences, files("*.html", "aftersales"))
