"""`manage.py doctor`: look this deployment over, and say what to do."""

import json
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from alongside.foundation import doctoring

MARKS = {True: "well", False: "BAD", None: "?"}


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
            for one in found:
                self.stdout.write(f"{MARKS[one.well]:<5} {one.name:<22} {one.says}")
                if one.todo:
                    self.stdout.write(f"{'':<28} → {one.todo}")
            self.stdout.write(_sum(len(found), len(bad)))
        if bad:
            sys.exit(1)


def _sum(all_of_them: int, bad: int) -> str:
    if not bad:
        return f"\n{all_of_them} things looked at, none bad."
    return f"\n{all_of_them} things looked at, {bad} bad. The arrows say what to do."
