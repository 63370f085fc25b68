"""`manage.py demo`: load the demonstration centre into an empty house."""

from time import perf_counter
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from alongside.config import demonstration


class Command(BaseCommand):
    help = "Load the demonstration centre of demo/ into an empty house."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--small", action="store_true", help="without the invented crowd")
        parser.add_argument("--if-empty", action="store_true", help="do nothing when a centre is here")

    def handle(self, *args: Any, **options: Any) -> None:
        began = perf_counter()
        try:
            entries = demonstration.load(small=options["small"])
        except demonstration.AlreadyLoadedError:
            if options["if_empty"]:
                return
            raise CommandError(
                "There is a centre here already. Start with ./run --fresh, or with --data and another folder."
            ) from None
        self.stdout.write(
            f"Loaded the demonstration: {entries} diary entries in {perf_counter() - began:.1f} s."
        )
