"""Owns the bodies of the law's own acts, which can be done to any matter."""

from __future__ import annotations

from importlib import import_module

MODULES: tuple[str, ...] = ()


def load() -> None:
    """Imports every module, so that their acts are known."""
    for name in MODULES:
        import_module(f"aftersales.ledger.generic.{name}")
