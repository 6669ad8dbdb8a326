"""Owns the registration of the room of quality as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class QualityConfig(AppConfig):
    """Quality."""

    name = "aftersales.domain.quality"
    label = "quality"
    verbose_name = "质量"

    def ready(self) -> None:
        """What the room offers is declared as soon as Django is up."""
        from aftersales.domain.quality import acts, facts, reactions  # noqa: F401 - declared by being imported
