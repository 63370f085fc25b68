"""Doors of the room, by subject."""

from django.urls import URLPattern, URLResolver, include, path

app_name = "outreach"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("alongside.outreach.urls.archive")),
    path("", include("alongside.outreach.urls.digests")),
    path("", include("alongside.outreach.urls.issues")),
    path("", include("alongside.outreach.urls.reach")),
    path("", include("alongside.outreach.urls.subscribers")),
    path("", include("alongside.outreach.urls.returns")),
    path("", include("alongside.outreach.urls.subscribing")),
]
