"""A backup brings everything back, and says no in a sentence when it cannot."""

import json
import tarfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.installation import Installation, installations

# one worker runs the file, so that its installation is made once; it needs the database of the run
pytestmark = [pytest.mark.database, pytest.mark.xdist_group("backup")]

PICTURE = "uploads/2026/signature.png"


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """An installation with a database, a key and an upload; the tests of this file share it."""
    for installation in installations(tmp_path_factory.mktemp("company")):
        installation.done("migrate")
        upload = installation.data / PICTURE
        upload.parent.mkdir(parents=True)
        upload.write_bytes(b"a picture of a signature")
        yield installation


@pytest.fixture(scope="module")
def place(company: Installation) -> Path:
    """Its backup."""
    file = company.data.parent / "company.tar.gz"
    company.done("backup", str(file))
    return file


def on_postgres(company: Installation) -> bool:
    return "DATABASE_URL" in company.environ


def test_everything_comes_back_elsewhere(company: Installation, place: Path, tmp_path: Path) -> None:
    other = company.elsewhere(tmp_path / "other")
    other.done("restore", str(place), *(["--force"] if on_postgres(company) else []))
    assert (other.data / PICTURE).read_bytes() == b"a picture of a signature"
    assert (other.data / "keys/secret_key").read_text() == (company.data / "keys/secret_key").read_text()
    assert "0 migrations applied now" in other.done("migrate")


def test_a_backup_is_readable_by_its_owner_only(place: Path) -> None:
    assert place.stat().st_mode & 0o077 == 0


def test_a_backup_is_never_written_over_another(company: Installation, place: Path) -> None:
    before = place.read_bytes()
    refused = company.run("backup", str(place))
    assert refused.returncode == 1
    assert "exists already" in refused.stderr
    assert place.read_bytes() == before


def test_data_that_is_there_is_not_overwritten_but_moved_aside_on_demand(
    company: Installation, place: Path, tmp_path: Path
) -> None:
    other = company.elsewhere(tmp_path / "other")
    (other.data / PICTURE).parent.mkdir(parents=True)
    (other.data / PICTURE).write_bytes(b"made after the backup")
    refused = other.run("restore", str(place))
    assert refused.returncode == 1
    assert "--force" in refused.stderr
    other.done("restore", str(place), "--force")
    (aside,) = tmp_path.glob("other-before-*")
    assert (aside / PICTURE).read_bytes() == b"made after the backup"
    assert (other.data / PICTURE).read_bytes() == b"a picture of a signature"


def test_a_changed_file_is_named_and_nothing_is_restored(company: Installation, place: Path, tmp_path: Path) -> None:
    other = company.elsewhere(tmp_path / "other")
    refused = other.run("restore", str(damaged(place, tmp_path)), "--force")
    assert refused.returncode == 1
    assert f"{PICTURE} was changed" in refused.stderr
    assert not (other.data / "uploads").exists()


def test_something_else_is_no_backup(company: Installation, tmp_path: Path) -> None:
    (tmp_path / "letter.tar.gz").write_text("Dear Sir")
    refused = company.run("restore", str(tmp_path / "letter.tar.gz"), "--force")
    assert refused.returncode == 1
    assert "not a whole backup" in refused.stderr
    assert "Traceback" not in refused.stderr


def test_the_manifest_names_every_file(place: Path) -> None:
    with tarfile.open(place) as tar:
        names = {member.name for member in tar.getmembers()}
        stream = tar.extractfile("manifest.json")
        assert stream is not None
        manifest = json.load(stream)
    assert set(manifest["files"]) == names - {"manifest.json"}


def damaged(place: Path, folder: Path) -> Path:
    """The same backup with another picture in it."""
    inside = folder / "inside"
    with tarfile.open(place) as tar:
        tar.extractall(inside, filter="data")
    (inside / PICTURE).write_bytes(b"another picture")
    other = folder / "damaged.tar.gz"
    with tarfile.open(other, "w:gz") as tar:
        tar.add(inside, arcname="")
    return other
