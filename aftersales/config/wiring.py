"""Owns the wiring: one frozen catalogue collected from the rooms, and who hears what the ledger announces."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from importlib import import_module
from typing import Any

from django.apps import apps
from django.conf import settings

from aftersales.ledger.registry import registry
from aftersales.policy.catalogue import Catalogue
from aftersales.policy.generic import with_law

Hearer = Callable[[Mapping[str, Any]], None]


@cache
def catalogue() -> Catalogue:
    """Everything that a pack may name: what the rooms declared, with the law's own acts and events.

    Needs Django's apps, but no database.
    """
    apps.check_apps_ready()
    for room in settings.ROOMS:
        if apps.is_installed(f"aftersales.domain.{room}"):
            import_module(f"aftersales.domain.{room}.acts")
            import_module(f"aftersales.domain.{room}.facts")
    return with_law(registry.catalogue())


@cache
def hearers() -> tuple[Hearer, ...]:
    """What rooms do on hearing an announcement: ``hear`` of their reactions, where they have one, lowest room first."""
    found = []
    for room in settings.ROOMS:
        if apps.is_installed(f"aftersales.domain.{room}"):
            hear = getattr(import_module(f"aftersales.domain.{room}.reactions"), "hear", None)
            if hear is not None:
                found.append(hear)
    return tuple(found)
