"""Doors of the room."""

from django.urls import URLPattern, URLResolver, include, path

app_name = "documents"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("alongside.documents.urls.reading")),
    path("", include("alongside.documents.urls.saying")),
    path("", include("alongside.documents.urls.versions")),
    path("", include("alongside.documents.urls.editing")),
]
