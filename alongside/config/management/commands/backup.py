"""`manage.py backup`: everything that the house holds, encrypted, while it is in use."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from alongside.config.backup import keys, making
from alongside.config.backup.trouble import CannotBackUp

WHERE_TO_KEEP = """
Take both files off this machine now, and keep each in two places: a password safe, a stick in a locked drawer.
Give them to different people: whoever holds the main one need not see equality answers.
Keep the file with ALONGSIDE_SECRET_KEY and ALONGSIDE_MONITORING_KEY there as well. No backup holds it.
Without these files, nobody can open a backup."""


class Command(BaseCommand):
    help = "Back up both databases, files and kept mail, encrypted, while the house is in use."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--keep", type=int, default=14, help="how many backups stay (default 14)")
        parser.add_argument("--make-keys", type=Path, metavar="FOLDER", help="make the keys once, then stop")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            if options["make_keys"]:
                self._make_keys(options["make_keys"])
            else:
                self._back_up(options["keep"])
        except CannotBackUp as trouble:
            raise CommandError(str(trouble)) from None

    def _make_keys(self, folder: Path) -> None:
        public = keys.make(folder)
        self.stdout.write("Add these two lines to the settings of this house. They are no secret:\n")
        for part, key in public.items():
            self.stdout.write(f"{keys.NAMES[part]}={key}")
        self.stdout.write(
            f"\nThe secret keys are in {folder}: alongside-main.key and alongside-monitoring.key."
        )
        self.stdout.write(WHERE_TO_KEEP.strip())

    def _back_up(self, keep: int) -> None:
        made, note = making.make(keep=keep)
        size = sum(part["size"] for part in note.parts.values())
        self.stdout.write(
            f"Backed up to {made}: {size / 1_000_000:.1f} MB, {note.files} files, {note.rows['people_member']} members."
        )
        if note.missing_files:
            self.stderr.write(
                f"{note.missing_files} files that rows name are not in the storage. Somebody removed them there, "
                "or the storage is not the one that they were uploaded to."
            )
