"""Doors of the room, by subject."""

from django.urls import URLPattern

app_name = "outreach"
urlpatterns: list[URLPattern] = []
