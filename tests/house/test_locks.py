"""Lock files pin every library by its hash and name no host, so that a checkout works beside any mirror."""

import json
import re

import pytest

from tests.house.rule import ROOT, Offence, assert_kept

HOST = re.compile(r"https?://|--(?:extra-)?index-url|--find-links|^\s*registry\s*=|file:/")
PINNED = re.compile(r"^[a-z0-9][\w.\-\[\],]*==\S+")

REMEDY = "names a host or a folder of a registry; write the locks with `make locks`."


def offences(text: str, _: str) -> list[Offence]:
    """Addresses in a lock of Python libraries or in npm's settings."""
    lines = enumerate(text.splitlines(), start=1)
    return [Offence(number, f"{line.strip()[:60]} {REMEDY}") for number, line in lines if HOST.search(line)]


def unhashed(text: str) -> list[str]:
    """Requirements without a hash on the lines that belong to them."""
    entries = text.replace("\\\n", " ").splitlines()
    return [entry.split()[0] for entry in entries if PINNED.match(entry) and "--hash=sha256:" not in entry]


def resolved(lock: str) -> list[str]:
    """Packages of an npm lock that say where they were fetched, or that carry no digest."""
    packages = json.loads(lock)["packages"]
    return [path for path, entry in packages.items() if path and ("resolved" in entry or "integrity" not in entry)]


def test_a_pinned_library_is_welcome() -> None:
    lock = "django==5.2.1 \\\n    --hash=sha256:00 \\\n    --hash=sha256:11\n"
    assert offences(lock, "x") == []
    assert unhashed(lock) == []


@pytest.mark.parametrize(
    "bad",
    [
        "--index-url https://a.example/simple",
        "django @ https://a.example/d.whl",
        "--find-links /srv",
        "registry=//a.example",
    ],
)
def test_a_host_is_found(bad: str) -> None:
    assert len(offences(bad, "x")) == 1


def test_a_library_without_hash_is_found() -> None:
    assert unhashed("django==5.2.1\nclick==8.1 \\\n    --hash=sha256:00\n") == ["django==5.2.1"]


def test_a_resolved_package_is_found() -> None:
    lock = {
        "packages": {"": {}, "a": {"integrity": "sha512-0"}, "b": {"resolved": "https://a.example/b", "integrity": "x"}}
    }
    assert resolved(json.dumps(lock)) == ["b"]


def test_our_locks_name_no_host_and_hash_everything() -> None:
    locks = sorted((ROOT / "requirements").glob("*.txt"))
    assert locks
    assert_kept(offences, [*locks, ROOT / ".npmrc"])
    assert [name for lock in locks for name in unhashed(lock.read_text())] == []
    assert resolved((ROOT / "package-lock.json").read_text()) == []
