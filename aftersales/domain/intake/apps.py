"""Owns the registration of the room of intake as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class IntakeConfig(AppConfig):
    """Intake."""

    name = "aftersales.domain.intake"
    label = "intake"
    verbose_name = "来电来函"

    def ready(self) -> None:
        """What the room offers is declared as soon as Django is up."""
        from aftersales.domain.intake import acts, facts, reactions  # noqa: F401 - declared by being imported
