"""`manage.py prepare`: bring both databases to today's shape."""

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError

from alongside.foundation import database_roles

NOT_THE_OWNER = (
    "This database role may not change tables. Where another one owns them (owner.env), run this as root: "
    "sudo deploy/manage prepare"
)


class Command(BaseCommand):
    help = "Migrate the main and the monitoring database and make the cache table. Safe to repeat."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--without-rights",
            action="store_false",
            dest="rights",
            help="give the role of web and worker no rights: another database than theirs is prepared",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            self._make_tables(options["verbosity"])
        except DatabaseError as trouble:
            if database_roles.is_refused(trouble):
                raise CommandError(NOT_THE_OWNER) from None
            raise
        if options["rights"]:
            self._give_rights()

    def _make_tables(self, verbosity: int) -> None:
        quiet = {"verbosity": verbosity, "interactive": False}
        call_command("migrate", **quiet)
        call_command("migrate", "monitoring", database="monitoring", **quiet)  # nothing else lives there
        call_command("createcachetable", verbosity=verbosity)

    def _give_rights(self) -> None:
        try:
            given = database_roles.give()
        except database_roles.CannotGive as trouble:
            raise CommandError(str(trouble)) from None
        if given:
            self.stdout.write("Web and worker may work with rows, and with nothing else.")
