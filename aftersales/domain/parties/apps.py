"""Owns the registration of the room of parties as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class PartiesConfig(AppConfig):
    """Parties."""

    name = "aftersales.domain.parties"
    label = "parties"
    verbose_name = "主体"

    def ready(self) -> None:
        """What the room offers is declared as soon as Django is up."""
        from aftersales.domain.parties import acts, facts, reactions  # noqa: F401 - declared by being imported
