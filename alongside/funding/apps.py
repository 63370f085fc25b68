"""The room as a Django app."""

from django.apps import AppConfig


class FundingConfig(AppConfig):
    name = "alongside.funding"
    label = "funding"
    default_auto_field = "django.db.models.BigAutoField"
