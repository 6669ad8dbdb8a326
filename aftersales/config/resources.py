"""Where the files that are no Python live: packs, examples and translations, in a checkout as in an installed wheel."""

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent
CHECKOUT = PACKAGE.parent


class ResourceMissing(Exception):
    """A folder that every installation carries is not there."""


def in_checkout() -> bool:
    """Whether the program runs from its source tree (its folders then lie beside the package)."""
    return (CHECKOUT / "manage.py").is_file() and (CHECKOUT / "pyproject.toml").is_file()


def packs() -> Path:
    """The folder with one folder per policy pack."""
    return _folder("packs")


def examples() -> Path:
    """The folder with mappings and small packs to try the system with."""
    return _folder("examples")


def translations() -> Path:
    """The folder with one folder per language; a checkout that has none yet simply speaks the words of its code."""
    return CHECKOUT / "locale" if in_checkout() else PACKAGE / "_locale"


def version() -> str:
    """The version of this program, read from the changelog in a checkout and from the wheel's metadata elsewhere."""
    if in_checkout():
        return _first_heading(CHECKOUT / "CHANGELOG.md")
    from importlib.metadata import version as installed

    return installed("aftersales")


def _folder(name: str) -> Path:
    place = CHECKOUT / name if in_checkout() else PACKAGE / f"_{name}"
    if not place.is_dir():
        raise ResourceMissing(f"The folder {place} is missing: the installation is not complete.")
    return place


def _first_heading(changelog: Path) -> str:
    for line in changelog.read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            return line[3:].split()[0]
    raise ResourceMissing(f"{changelog} has no '## <version>' heading, so the version is unknown.")
