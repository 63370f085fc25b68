"""`manage.py restore`: bring a backup back, or practise it."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from alongside.config.backup import notes, restoring
from alongside.config.backup.trouble import CannotBackUp, CannotRestore


class Command(BaseCommand):
    help = "Bring a backup back. What is here is put aside, never deleted."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("backup", help='the folder of the backup, or "latest"')
        parser.add_argument(
            "--key", type=Path, required=True, help="file with the secret key of the main part"
        )
        parser.add_argument(
            "--monitoring-key",
            type=Path,
            required=True,
            help="file with the secret key of the part of monitoring",
        )
        parser.add_argument("--replace", action="store_true", help="put the centre that is here aside first")
        parser.add_argument(
            "--drill", action="store_true", help="practise in a temporary place; changes nothing here"
        )
        parser.add_argument(
            "--key-was-lost",
            action="store_true",
            help="go on without the secret key of the old house; see the guide",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        identities = {"main": options["key"], "monitoring": options["monitoring_key"]}
        try:
            folder = _chosen(options["backup"])
            restoring.clear_staging()
            if options["drill"]:
                note = restoring.drill(folder, identities)
                self.stdout.write(
                    f"The drill went well: {note.name} opens, its record is whole, and all of it is there. "
                    "Nothing was changed here."
                )
                return
            done = restoring.restore(
                folder, identities, replace=options["replace"], key_was_lost=options["key_was_lost"]
            )
        except (CannotRestore, CannotBackUp) as trouble:
            raise CommandError(str(trouble)) from None
        self._tell(done)

    def _tell(self, done: restoring.Done) -> None:
        self.stdout.write(
            f"Restored {done.note.name}: the record is whole, "
            f"{_counted(done.note.rows['people_member'], 'member')}, {_counted(done.files, 'file')}."
        )
        for where in done.aside:
            self.stdout.write(f"What was here until now is in {where}.")
        if done.erased:
            who, were = ("1 person", "was") if done.erased == 1 else (f"{done.erased} people", "were")
            self.stdout.write(f"{who} had left since, and {were} erased again.")
        if done.known_until is not None:
            self.stdout.write(
                f"Whoever left until {done.known_until:%Y-%m-%d %H:%M} (UTC) stays erased. Did anybody leave "
                "later? Look through the mail of those minutes, and let them leave again."
            )
        else:
            self.stdout.write(
                "Nobody can tell who left since this backup was made: they are members again. Look through the mail "
                "since then, and let them leave again, each on their page."
            )
        for reference in done.not_erased:
            self.stdout.write(
                f"{reference} had left since, but is the last person with their role. Give the role to somebody else, "
                "then let them leave on their page."
            )
        if done.emails_set_aside:
            wait = "It waits" if done.emails_set_aside == 1 else "They wait"
            self.stdout.write(
                f"{_counted(done.emails_set_aside, 'email')} may have gone before. "
                f"{wait} under Letters and calls, unsent."
            )
        self.stdout.write("Everybody signs in again. Start the web process and the worker.")


def _counted(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def _chosen(backup: str) -> Path:
    if backup != "latest":
        return Path(backup).absolute()
    found = notes.finished(notes.place())
    if not found:
        raise CannotRestore(
            "There is no backup in the folder of backups. Name one, or make one: manage.py backup"
        )
    return found[-1]
