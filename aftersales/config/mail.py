"""Turns the address of a mail server into Django's words for it; without one, messages become files in the data folder."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

ADVICE = "write 'smtp://user:password@mail.example.com:587?from=service@example.com', or smtps:// for port 465."
PORTS = {"smtp": 587, "smtps": 465}
TIMEOUT_SECONDS = 20


@dataclass(frozen=True)
class Mail:
    """Where messages go and who they come from."""

    scheme: str = ""
    host: str = ""
    port: int = 0
    user: str = ""
    password: str = ""
    sender: str = "aftersales@localhost"

    def settings(self, data: Path) -> dict[str, Any]:
        """Django's settings: a server, always encrypted but on this very machine; or files, so that nothing is lost."""
        if not self.host:
            backend = "django.core.mail.backends.filebased.EmailBackend"
            return {"EMAIL_BACKEND": backend, "EMAIL_FILE_PATH": data / "mail", "DEFAULT_FROM_EMAIL": self.sender}
        return {
            "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
            "EMAIL_HOST": self.host,
            "EMAIL_PORT": self.port,
            "EMAIL_HOST_USER": self.user,
            "EMAIL_HOST_PASSWORD": self.password,
            "EMAIL_USE_SSL": self.scheme == "smtps",
            "EMAIL_USE_TLS": self.scheme == "smtp" and self.host not in {"localhost", "127.0.0.1"},
            "EMAIL_TIMEOUT": TIMEOUT_SECONDS,
            "DEFAULT_FROM_EMAIL": self.sender,
        }


def from_url(url: str) -> Mail:
    """Reads the address of a mail server."""
    if not url:
        return Mail()
    parts = urlsplit(url)
    sender = parse_qs(parts.query).get("from", [""])[0]
    if parts.scheme not in PORTS or not parts.hostname:
        raise ValueError(f"this is not the address of a mail server; {ADVICE}")
    if "@" not in sender:
        raise ValueError(f"the address does not say who messages come from; {ADVICE}")
    return Mail(
        scheme=parts.scheme,
        host=parts.hostname,
        port=parts.port or PORTS[parts.scheme],
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        sender=sender,
    )
