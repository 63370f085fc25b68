"""`manage.py volume`: fill an empty house with thousands of invented people, to measure it."""

from time import perf_counter
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from alongside.config import volume


class Command(BaseCommand):
    help = "Fill an empty house with a centre of invented people, as large as you say, to measure pages with."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--members", type=int, default=10_000, help="how many people (default 10000)")
        parser.add_argument(
            "--seed", type=int, default=7, help="another number gives other people (default 7)"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        began = perf_counter()
        try:
            size = volume.Size(options["members"])
            entries = volume.make(size, seed=options["seed"], say=self.stdout.write)
        except (ValueError, volume.NotOursError) as trouble:
            raise CommandError(str(trouble)) from None
        if not entries:
            self.stdout.write("This house holds that centre already. Nothing was written.")
            return
        self.stdout.write(
            f"Made {size.members:,} members and all that hangs on them: {entries} diary entries in "
            f"{perf_counter() - began:.0f} s."
        )
