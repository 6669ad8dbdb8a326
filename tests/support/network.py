"""Shuts the network beyond this machine for every test; a connection elsewhere is an error that names the address."""

import socket
from collections.abc import Callable
from typing import Any

LOOPBACK = {"localhost", "127.0.0.1", "::1", "0.0.0.0"}  # noqa: S104 - a name to compare with, nothing is bound


class NetworkIsShut(RuntimeError):
    """A test tried to reach another machine."""


def allowed(address: Any) -> bool:
    """Whether a socket may connect there: local sockets have a path, network ones a host and a port."""
    if not isinstance(address, tuple):
        return True
    host = str(address[0])
    return host in LOOPBACK or host.startswith("127.")


def _guarded(real: Callable[..., Any]) -> Callable[..., Any]:
    def connect(self: socket.socket, address: Any) -> Any:
        if not allowed(address):
            raise NetworkIsShut(f"Tests may not leave this machine, but one asked for {address!r}.")
        return real(self, address)

    return connect


def pytest_configure() -> None:
    """Called by pytest once in every process, before any test is collected."""
    socket.socket.connect = _guarded(socket.socket.connect)  # type: ignore[method-assign] # the guard itself
    socket.socket.connect_ex = _guarded(socket.socket.connect_ex)  # type: ignore[method-assign] # likewise
