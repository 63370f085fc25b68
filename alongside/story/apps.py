"""The room as a Django app."""

from django.apps import AppConfig


class StoryConfig(AppConfig):
    name = "alongside.story"
    label = "story"
    default_auto_field = "django.db.models.BigAutoField"
