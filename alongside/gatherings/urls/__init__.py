"""Doors of the room."""

from django.urls import URLPattern, URLResolver, include, path

app_name = "gatherings"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("alongside.gatherings.urls.access")),
    path("", include("alongside.gatherings.urls.calendar")),
    path("", include("alongside.gatherings.urls.minutes")),
    path("", include("alongside.gatherings.urls.packs")),
    path("", include("alongside.gatherings.urls.sessions")),
    path("", include("alongside.gatherings.urls.registering")),
    path("", include("alongside.gatherings.urls.feedback")),
    path("", include("alongside.gatherings.urls.voices")),
    path("", include("alongside.gatherings.urls.paper")),
]
