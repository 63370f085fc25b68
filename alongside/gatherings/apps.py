"""The room as a Django app."""

from django.apps import AppConfig


class GatheringsConfig(AppConfig):
    name = "alongside.gatherings"
    label = "gatherings"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        pass
