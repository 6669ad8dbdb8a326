"""Addresses under /api/v1/: built once from the acts and lists that there are."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path, re_path

from aftersales.api.v1 import house
from aftersales.api.v1.routes import routers

api = house.build(routers())


def _worded(patterns: list[URLPattern | URLResolver]) -> list[URLPattern | URLResolver]:
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            pattern.callback = house.in_our_words(pattern.callback)
    return patterns


urlpatterns = [
    path("", (_worded(list(api.urls[0])), api.urls[1], api.urls[2])),
    re_path(r"^(?P<rest>.*)$", house.lost),
]
