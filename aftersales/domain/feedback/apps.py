"""Owns the registration of the room of feedback as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class FeedbackConfig(AppConfig):
    """Feedback."""

    name = "aftersales.domain.feedback"
    label = "feedback"
    verbose_name = "回访"

    def ready(self) -> None:
        """What the room offers is declared as soon as Django is up."""
        from aftersales.domain.feedback import acts, facts, reactions  # noqa: F401 - declared by being imported
