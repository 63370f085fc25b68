"""`manage.py setup_link`: print the address at which a new centre is set up."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse

from alongside.desk import rules
from alongside.foundation.models import Centre


class Command(BaseCommand):
    help = "Print the address at which a new centre is set up."

    def handle(self, *args: Any, **options: Any) -> None:
        if Centre.current() is not None:
            raise CommandError("This centre is set up already. Sign in as its coordinator.")
        key = rules.set_up_key()
        self.stdout.write(settings.SITE_URL + reverse("desk:open_set_up", kwargs={"key": key}))
