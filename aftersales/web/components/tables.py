"""Tables with filters and pages: columns, cells that know how they are drawn, and what to say when there is nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest

PAGE = 25


@dataclass(frozen=True)
class Cell:
    """One cell; `kind` is text, link, badge, clause, clock, instant, money or act."""

    value: Any = ""
    kind: str = "text"
    href: str = ""
    note: str = ""
    colour: str = "secondary"
    dialog: bool = False
    label: str = ""  # the heading of its column, said beside it on a narrow screen


@dataclass(frozen=True)
class Filter:
    """A choice above a table: the name in the address, its label, what can be chosen."""

    name: str
    label: str
    choices: Sequence[tuple[str, str]] = ()
    value: str = ""

    @property
    def is_search(self) -> bool:
        """A filter without choices is a place to type."""
        return not self.choices


@dataclass(frozen=True)
class Empty:
    """What a table says when it has no rows."""

    title: str
    said: str = ""
    picture: str = "checks"
    href: str = ""
    action: str = ""


@dataclass(frozen=True)
class Table:
    """A table ready to be drawn."""

    columns: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    empty: Empty
    page: Page[Any] | None = None
    filters: Sequence[Filter] = field(default_factory=tuple)
    caption: str = ""


def filters(request: HttpRequest, *wanted: Filter) -> tuple[Sequence[Filter], Mapping[str, str]]:
    """The filters with what the address says, and the values that are known choices."""
    values: dict[str, str] = {}
    shown: list[Filter] = []
    for item in wanted:
        value = request.GET.get(item.name, item.value).strip()[:100]
        if item.choices and value not in {key for key, _ in item.choices}:
            value = item.value
        values[item.name] = value
        shown.append(Filter(item.name, item.label, item.choices, value))
    return shown, values


def table(
    request: HttpRequest,
    columns: Sequence[str],
    items: Any,
    row: Callable[[Any], Iterable[Cell]],
    *,
    empty: Empty,
    shown: Sequence[Filter] = (),
    caption: str = "",
    per_page: int = PAGE,
) -> Table:
    """A page of `items` (a sequence or a query), each drawn by `row`."""
    page = Paginator(items, per_page).get_page(request.GET.get("page"))
    rows = [labelled(columns, row(item)) for item in page.object_list]
    return Table(columns, rows, empty, page, shown, caption)


def labelled(columns: Sequence[str], cells: Iterable[Cell]) -> list[Cell]:
    """Each cell with the heading of its column; the first one is the row's own name and needs none."""
    return [
        replace(cell, label=head if index else "")
        for index, (head, cell) in enumerate(zip(columns, cells, strict=True))
    ]
