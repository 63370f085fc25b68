"""`manage.py doctor`: look this deployment over, and say what to do."""

import json
import shutil
import sys
import textwrap
from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from alongside.foundation import doctoring
from alongside.foundation.doctoring import Finding

MARKS = {True: "well", False: "BAD", None: "?"}
NARROWEST = 60
"""Letters: in a terminal that is narrower still, lines break where they will."""


class Command(BaseCommand):
    help = "Look this deployment over and say what to do. Ends with 1 when something is bad."
    requires_system_checks = []  # they are among the findings

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="for programs: a list of findings")
        parser.add_argument(
            "--leave-out", action="append", default=[], metavar="NAME", help="a finding that you know about"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        found = doctoring.examine(leave_out=options["leave_out"])
        bad = [one for one in found if one.well is False]
        if options["json"]:
            self.stdout.write(json.dumps([one.as_json() for one in found], indent=1, ensure_ascii=False))
        else:
            width = shutil.get_terminal_size().columns if self.stdout.isatty() else None
            for one in found:
                for line in lines(one, width):
                    self.stdout.write(line)
            self.stdout.write(_sum(len(found), len(bad)))
        if bad:
            sys.exit(1)


def lines(one: Finding, width: int | None = None) -> Iterator[str]:
    """One finding as it is printed; in a terminal of `width` letters its words stay beside its name.

    What to do stands on one line of its own, however long: it may be a command, to be copied as it is.
    """
    begins, below = f"{MARKS[one.well]:<5} {one.name:<22} ", " " * 29
    if width is None or width < NARROWEST:
        yield begins + one.says
    else:
        yield from textwrap.wrap(
            one.says, width, initial_indent=begins, subsequent_indent=below, break_long_words=False
        )
    if one.todo:
        yield f"{below}→ {one.todo}"


def _sum(all_of_them: int, bad: int) -> str:
    if not bad:
        return f"\n{all_of_them} things looked at, none bad."
    return f"\n{all_of_them} things looked at, {bad} bad. Each says what to do."
