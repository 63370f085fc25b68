"""The room as a Django app."""

from django.apps import AppConfig


class OpportunitiesConfig(AppConfig):
    name = "alongside.opportunities"
    label = "opportunities"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        pass
