"""Collects the words that pages and code say into locale/<language>/LC_MESSAGES/django.po, and compiles what is translated."""

import io
import sys
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
LOCALE = ROOT / "locale"
LANGUAGES = {"zh_Hans": "zh_Hans"}  # folder -> babel's name; the code itself speaks English
KEYWORDS = {
    **DEFAULT_KEYWORDS,
    "gettext_lazy": None,
    "ngettext_lazy": (1, 2),
    "gettext_noop": None,
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}


def source(file: Path) -> str:
    """Python as it is; a template as the Python that Django makes of it for collecting words."""
    text = file.read_text(encoding="utf-8")
    return templatize(text, origin=str(file)) if file.suffix == ".html" else text


def collected() -> Catalog:
    """Every word that is said, with the files that say it; line numbers would change with every edit."""
    catalog = Catalog(project="aftersales", charset="utf-8")
    for file in sorted([*(ROOT / "aftersales").rglob("*.py"), *(ROOT / "aftersales").rglob("*.html")]):
        path = file.relative_to(ROOT).as_posix()
        stream = io.BytesIO(source(file).encode())
        for _, message, comments, context in extract(
            "python", stream, KEYWORDS, ["Translators:"], {"encoding": "utf-8"}
        ):
            if message:
                catalog.add(message, locations=[(path, 0)], auto_comments=comments, context=context)
    return catalog


def collect() -> None:
    """Adds new words to each language and marks those that nobody says any more."""
    template = collected()
    for folder, name in LANGUAGES.items():
        place = LOCALE / folder / "LC_MESSAGES" / "django.po"
        catalog = Catalog(locale=name, project="aftersales")
        if place.exists():
            with place.open("rb") as stream:
                catalog = read_po(stream, locale=name)
        catalog.update(template, no_fuzzy_matching=True)
        catalog.header_comment = "# The words of the pages in Chinese."
        place.parent.mkdir(parents=True, exist_ok=True)
        with place.open("wb") as stream:
            write_po(stream, catalog, width=120, sort_output=True, include_lineno=False, omit_header=False)
        missing = untranslated(catalog)
        print(f"{place.relative_to(ROOT)}: {len(catalog)} texts, {len(missing)} not translated")


def untranslated(catalog: Catalog) -> list[Any]:
    """Texts without words in this language."""
    return [message.id for message in catalog if message.id and not message.string]


def compile_all() -> None:
    """Writes the .mo file beside each .po file."""
    for place in LOCALE.rglob("*.po"):
        with place.open("rb") as stream:
            catalog = read_po(stream)
        with place.with_suffix(".mo").open("wb") as stream:
            write_mo(stream, catalog)


def main(words: list[str]) -> int:
    """`collect`, `compile` or both."""
    if not settings.configured:
        settings.configure(USE_I18N=True)
    steps = {"collect": collect, "compile": compile_all}
    for word in words:
        steps[word]()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:] or ["collect", "compile"]))
