"""The roof as a Django app, so that its commands are found. It has no tables."""

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "alongside.config"
    label = "config"

    def ready(self) -> None:
        from alongside.foundation import doctoring

        from . import receivers
        from .backup import checks

        receivers.connect()
        doctoring.register(checks.backups)
