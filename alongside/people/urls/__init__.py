"""Doors of the room."""

from django.urls import URLPattern, URLResolver, include, path

app_name = "people"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("alongside.people.urls.joining")),
    path("", include("alongside.people.urls.me")),
    path("", include("alongside.people.urls.network")),
    path("", include("alongside.people.urls.translating")),
]
