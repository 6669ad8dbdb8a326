"""Owns the registration of the room of parts as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class PartsConfig(AppConfig):
    """Parts."""

    name = "aftersales.domain.parts"
    label = "parts"
    verbose_name = "备件"

    def ready(self) -> None:
        """What the room offers is declared as soon as Django is up."""
        from aftersales.domain.parts import acts, facts, reactions  # noqa: F401 - declared by being imported
