"""Reads what the environment says about this installation; every wrong value is reported at once, one sentence each."""

import os
import secrets
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from aftersales.config import databases, mail, resources

LANGUAGES = {"zh-hans": "简体中文", "en": "English"}
YES, NO = {"1", "yes", "true", "on"}, {"", "0", "no", "false", "off"}
LOOPBACK = ("localhost", "127.0.0.1", "[::1]")
SECRET_LENGTH = 32
NAMES = {
    "AFTERSALES_DATA",
    "AFTERSALES_DEBUG",
    "AFTERSALES_DEMO",
    "AFTERSALES_HOSTS",
    "AFTERSALES_HTTPS",
    "AFTERSALES_LANGUAGE",
    "AFTERSALES_MAIL_URL",
    "AFTERSALES_PROXY",
    "AFTERSALES_SECRET_KEY",
    "AFTERSALES_TIMEZONE",
}


class SettingsRefused(Exception):
    """The environment holds values that the system cannot start with."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


@dataclass(frozen=True)
class Environment:
    """What the settings are made of; paths are absolute, texts are checked."""

    data: Path
    database: dict[str, Any]
    secret_key: str
    hosts: list[str]
    https: bool
    behind_proxy: bool
    demo: bool
    debug: bool
    language: str
    time_zone: str
    mail: mail.Mail

    @property
    def origins(self) -> list[str]:
        """Origins that forms may be sent from when a proxy speaks https for us."""
        names = [name for name in self.hosts if name not in LOOPBACK and name != "*"]
        return [f"https://{'*' + name if name.startswith('.') else name}" for name in names] if self.https else []


def read(environ: Mapping[str, str]) -> Environment:
    """The environment's values, checked; raises `SettingsRefused` with every problem there is."""
    problems: list[str] = []

    def take(name: str, parse: Callable[[str], Any], default: str = "") -> Any:
        try:
            return parse(environ.get(name, "").strip() or default)
        except ValueError as problem:
            problems.append(f"{name}: {problem}")
            return None

    data = take("AFTERSALES_DATA", _folder, str(default_data_folder(environ)))
    values = {
        "database": take("DATABASE_URL", lambda url: databases.from_url(url, data or Path())),
        "hosts": take("AFTERSALES_HOSTS", _hosts, ",".join(LOOPBACK)),
        "https": take("AFTERSALES_HTTPS", _yes_or_no),
        "behind_proxy": take("AFTERSALES_PROXY", _yes_or_no),
        "demo": take("AFTERSALES_DEMO", _yes_or_no),
        "debug": take("AFTERSALES_DEBUG", _yes_or_no),
        "language": take("AFTERSALES_LANGUAGE", _language, "zh-hans"),
        "time_zone": take("AFTERSALES_TIMEZONE", _time_zone, "Asia/Shanghai"),
        "mail": take("AFTERSALES_MAIL_URL", mail.from_url),
    }
    secret = take("AFTERSALES_SECRET_KEY", _secret)
    problems += _unknown_names(environ)
    if problems:
        raise SettingsRefused(problems)
    return Environment(data=data, secret_key=secret or kept_secret(data), **values)


def default_data_folder(environ: Mapping[str, str]) -> Path:
    """`data` beside a checkout; in an installed program the folder where this system keeps a user's data."""
    if resources.in_checkout():
        return resources.CHECKOUT / "data"
    home = Path.home()
    if sys.platform == "win32":
        return Path(environ.get("LOCALAPPDATA") or home / "AppData" / "Local") / "aftersales"
    if sys.platform == "darwin":
        return home / "Library" / "Application Support" / "aftersales"
    return Path(environ.get("XDG_DATA_HOME") or home / ".local" / "share") / "aftersales"


def kept_secret(data: Path) -> str:
    """The secret key of this data folder; made on first use, readable by its owner only, the same ever after."""
    place = data / "keys" / "secret_key"
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        handle = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return place.read_text(encoding="ascii").strip()
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(secrets.token_urlsafe(64))
    return place.read_text(encoding="ascii").strip()


def _unknown_names(environ: Mapping[str, str]) -> list[str]:
    """A misspelt name would be passed over in silence, so a name that begins like ours must be one of ours."""
    return [
        f"{name}: there is no such setting; there are {', '.join(sorted(NAMES))}."
        for name in sorted(environ)
        if name.startswith("AFTERSALES_") and name not in NAMES
    ]


def _folder(text: str) -> Path:
    place = Path(text).expanduser().absolute()
    if place.exists() and not place.is_dir():
        raise ValueError(f"{place} is a file, but the data needs a folder.")
    return place


def _hosts(text: str) -> list[str]:
    names = [name.strip() for name in text.split(",") if name.strip()]
    for name in names:
        if "/" in name or (":" in name and not name.startswith("[")):
            raise ValueError(f"'{name}' is not a host name; write names alone, as in 'service.example.com,10.0.0.5'.")
    return names


def _yes_or_no(text: str) -> bool:
    if text.lower() in YES | NO:
        return text.lower() in YES
    raise ValueError(f"'{text}' is neither yes (1) nor no (0).")


def _language(text: str) -> str:
    if text.lower() in LANGUAGES:
        return text.lower()
    raise ValueError(f"'{text}' is not a language of this program; it speaks {', '.join(LANGUAGES)}.")


def _time_zone(text: str) -> str:
    try:
        return ZoneInfo(text).key
    except (ValueError, OSError, LookupError):
        raise ValueError(f"'{text}' is not a time zone; write one as in 'Asia/Shanghai'.") from None


def _secret(text: str) -> str:
    if text and len(text) < SECRET_LENGTH:
        raise ValueError(
            f"the key has {len(text)} characters, but {SECRET_LENGTH} are the least that protects anything."
        )
    return text
