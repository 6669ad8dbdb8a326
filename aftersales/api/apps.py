"""Owns the registration of the interface for machines as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """Tokens, answers already given, and what was already imported."""

    name = "aftersales.api"
    label = "api"
    verbose_name = "接口"
