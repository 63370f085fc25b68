"""Doors of the room."""

from django.urls import URLPattern, URLResolver, include, path

app_name = "projects"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("alongside.projects.urls.outcomes")),
    path("", include("alongside.projects.urls.since")),
    path("", include("alongside.projects.urls.working")),
    path("", include("alongside.projects.urls.theory")),
    path("", include("alongside.projects.urls.plan")),
]
