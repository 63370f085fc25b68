"""`manage.py prepare`: bring both databases to today's shape."""

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = "Migrate the main and the monitoring database and make the cache table. Safe to repeat."

    def handle(self, *args: Any, **options: Any) -> None:
        quiet = {"verbosity": options["verbosity"], "interactive": False}
        call_command("migrate", **quiet)
        call_command("migrate", "monitoring", database="monitoring", **quiet)  # nothing else lives there
        call_command("createcachetable", verbosity=options["verbosity"])
