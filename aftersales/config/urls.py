"""The root of all addresses: the pages for people at the top, the interface for machines under /api/v1/."""

from django.urls import include, path

urlpatterns = [
    path("api/v1/", include("aftersales.api.urls")),
    path("", include("aftersales.web.urls")),
]
