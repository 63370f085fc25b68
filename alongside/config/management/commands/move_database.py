"""`manage.py move_database`: take the house to PostgreSQL, or back to SQLite."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from alongside.config import environment, moving

WHAT_NOW = """
Put these two lines into the settings, in the place of those that are there:

DATABASE_URL="{default}"
MONITORING_DATABASE_URL="{monitoring}"
{password}{owner}
Then start the web process and the worker. The old databases are as they were. They hold people's data: delete them as
soon as you do not need them, within 30 days."""

NOT_SHOWN = """
Where PASSWORD stands, write the password that you gave: it is not shown here.
"""
OWNER = """
The addresses of the owner of the tables lead to the old databases. Write the new ones into owner.env as well, or
take that file away: whatever changes tables goes there.
"""


class Command(BaseCommand):
    help = "Copy both databases to empty ones of either kind, row by row, and compare. The old ones are only read."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--to", required=True, metavar="ADDRESS", help="of an empty main database")
        parser.add_argument(
            "--monitoring-to",
            required=True,
            metavar="ADDRESS",
            help="of an empty database of equality answers",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        to = {"default": options["to"], "monitoring": options["monitoring_to"]}
        try:
            moved = moving.move(to)
        except moving.CannotMove as trouble:
            raise CommandError(str(trouble)) from None
        self.stdout.write(
            f"Moved {moved.rows:,} rows of {moved.tables} tables. Each was compared, and the record is whole."
        )
        for table in moved.left_behind:
            self.stdout.write(f"The table {table} belongs to nothing in this version, and stays behind.")
        shown = {alias: environment.without_password(address) for alias, address in to.items()}
        owner = OWNER if any(settings.DATABASE_OWNERS.values()) else ""
        self.stdout.write(WHAT_NOW.format(**shown, password=NOT_SHOWN if shown != to else "", owner=owner))
