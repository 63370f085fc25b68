"""The room as a Django app."""

from django.apps import AppConfig


class MonitoringConfig(AppConfig):
    name = "alongside.monitoring"
    label = "monitoring"
    default_auto_field = "django.db.models.BigAutoField"
