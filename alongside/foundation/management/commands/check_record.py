"""`manage.py check_record`: see whether the record of actions is as it was written."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from alongside.foundation import record
from alongside.foundation.models import Event


class Command(BaseCommand):
    help = "See whether the record of actions is as it was written."

    def handle(self, *args: Any, **options: Any) -> None:
        if not record.is_whole():
            broken = next(record.broken_links(), None)
            where = f"from row {broken.pk} on" if broken else "at its end"
            raise CommandError(f"The record was altered {where}. Compare it with a backup.")
        self.stdout.write(f"The record is whole: {Event.objects.count()} rows.")
