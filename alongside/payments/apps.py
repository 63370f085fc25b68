"""The room as a Django app."""

from django.apps import AppConfig


class PaymentsConfig(AppConfig):
    name = "alongside.payments"
    label = "payments"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        pass
