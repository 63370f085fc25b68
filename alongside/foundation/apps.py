"""The cellar as a Django app."""

from django.apps import AppConfig


class FoundationConfig(AppConfig):
    name = "alongside.foundation"
    label = "foundation"
    default_auto_field = "django.db.models.BigAutoField"
