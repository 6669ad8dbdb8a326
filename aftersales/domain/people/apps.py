"""Owns the registration of the room of people as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """People."""

    name = "aftersales.domain.people"
    label = "people"
    verbose_name = "人员"

    def ready(self) -> None:
        """What the room offers is declared as soon as Django is up."""
        from aftersales.domain.people import acts, facts, reactions  # noqa: F401 - declared by being imported
