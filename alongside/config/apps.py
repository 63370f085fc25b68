"""The roof as a Django app, so that its commands are found. It has no tables."""

from datetime import timedelta

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "alongside.config"
    label = "config"

    def ready(self) -> None:
        from alongside.foundation import doctoring, jobs

        from . import receivers
        from .backup import checks, making

        receivers.connect()
        jobs.register(
            "config.who_left",
            making.note_who_left_lately,
            jobs.every(timedelta(minutes=1)),
            here=making.is_list_within_reach,
        )
        doctoring.register(checks.backups)
