"""Names the web face to Django."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """The face for people."""

    name = "aftersales.web"
    label = "web"
    default_auto_field = "django.db.models.BigAutoField"
