"""What browsers load stays small and is ours to serve: the customer's first page comes under 150 kB in all."""

import re
from pathlib import Path

import pytest

from tests.house.rule import ROOT

DIST = ROOT / "aftersales/web/static/aftersales/dist"
CUSTOMER = ["customer.js", "customer.css"]
CUSTOMER_LIMIT = 110_000  # bytes before compression, which leaves the page itself its 40 kB
ABROAD = re.compile(r"@import\s+url\(|url\(\s*[\"']?(?:https?:)?//|importScripts\(")


def abroad(text: str) -> list[str]:
    """Places where a bundle would load something from another host."""
    return ABROAD.findall(text)


@pytest.mark.parametrize("bad", ['@import url("https://a.example/f.css");', "a{background:url(//a.example/x.png)}"])
def test_a_foreign_host_is_found(bad: str) -> None:
    assert abroad(bad)


def test_pictures_inside_the_file_are_welcome() -> None:
    assert not abroad("a{background:url(\"data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg'/%3E\")}")


def built(name: str) -> Path:
    file = DIST / name
    assert file.is_file(), f"{name} is not built; run `make assets`."
    return file


@pytest.mark.parametrize("name", ["app.css", "app.js", *CUSTOMER])
def test_bundles_load_nothing_from_elsewhere(name: str) -> None:
    assert not abroad(built(name).read_text(encoding="utf-8"))


def test_the_customers_page_is_light() -> None:
    assert sum(built(name).stat().st_size for name in CUSTOMER) < CUSTOMER_LIMIT


def test_every_icon_of_the_list_is_in_the_sprite() -> None:
    lines = (ROOT / "assets/icons.txt").read_text(encoding="utf-8").splitlines()
    listed = [line for line in lines if line and not line.startswith("#")]
    sprite = built("icons.svg").read_text(encoding="utf-8")
    assert [name for name in listed if f'id="{name}"' not in sprite] == []
    assert len(listed) == len(set(listed))


def test_the_libraries_licences_travel_along() -> None:
    notices = built("licences.txt").read_text(encoding="utf-8")
    assert all(
        name in notices for name in ["htmx.org", "@tabler/core", "@tabler/icons", "signature_pad", "@alpinejs/csp"]
    )
