"""The interface's addresses alone, as they are mounted in the house."""

from django.urls import include, path

urlpatterns = [path("api/v1/", include("aftersales.api.urls"))]
