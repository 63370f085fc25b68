"""The room as a Django app."""

from django.apps import AppConfig


class ProjectsConfig(AppConfig):
    name = "alongside.projects"
    label = "projects"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from . import wiring

        wiring.connect()
