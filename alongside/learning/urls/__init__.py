"""Doors of the room."""

from django.urls import URLPattern, URLResolver, include, path

app_name = "learning"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("alongside.learning.urls.items")),
    path("", include("alongside.learning.urls.reporting")),
    path("", include("alongside.learning.urls.training")),
    path("", include("alongside.learning.urls.library")),
]
