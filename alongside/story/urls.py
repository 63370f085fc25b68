"""Doors of the room."""

from django.urls import URLPattern

app_name = "story"
urlpatterns: list[URLPattern] = []
