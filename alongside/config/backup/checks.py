"""What the doctor asks about backups: is there a fresh one, on another disk, for few eyes, and was it practised."""

import json
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings

from alongside.foundation import clock
from alongside.foundation.doctoring import Finding

from . import erased, keys, notes, restoring
from .trouble import CannotBackUp, CannotRestore

TOO_OLD = timedelta(hours=26)
LIST_TOO_OLD = timedelta(hours=1)
DRILL_AFTER = timedelta(days=90)
OTHERS = 0o077
NOW = "Make one now: manage.py backup, and start its timer (docs/guides/backup-and-restore.md)."


def backups() -> Iterable[Finding]:
    """Everything about backups; nothing more is said of a folder that is not there."""
    try:
        folder = notes.place()
        keys.recipients()
    except CannotBackUp as trouble:
        says, _stop, todo = str(trouble).partition(". ")
        yield Finding("backup", False, f"{says}.", todo or NOW)
        return
    yield _age(folder)
    yield _disk(folder)
    yield _closed(folder)
    with suppress(CannotRestore):
        yield from _files(folder)
    yield _who_left(folder)
    yield _practised(folder)


def _age(folder: Path) -> Finding:
    made = notes.finished(folder)[-1:]
    if not made:
        return Finding("backup", False, f"There is no backup in {folder}.", NOW)
    try:
        note = notes.read(made[0])
    except CannotRestore as trouble:
        return Finding("backup", False, f"The newest backup cannot be read: {trouble}", NOW)
    gone = [name for part, name in notes.PARTS.items() if _size(made[0] / name) != note.parts[part]["size"]]
    if gone:
        return Finding(
            "backup", False, f"The newest backup lacks {', '.join(gone)}, or they are cut short.", NOW
        )
    hours = (clock.now() - note.at) / timedelta(hours=1)
    says = f"The newest backup is {hours:.0f} hours old."
    return (
        Finding("backup", True, says)
        if hours <= TOO_OLD / timedelta(hours=1)
        else Finding("backup", False, says, NOW)
    )


def _size(path: Path) -> int:
    return path.stat().st_size if path.is_file() else -1


def _disk(folder: Path) -> Finding:
    data = Path(settings.DATA_DIR)
    if data.exists() and data.stat().st_dev == folder.stat().st_dev:
        todo = "Set ALONGSIDE_BACKUP_DIR to a folder on another disk or machine, or copy the folder there every day."
        return Finding(
            "backup-disk",
            False,
            "Backups lie on the same disk as the data: they would be lost together.",
            todo,
        )
    return Finding("backup-disk", True, "Backups lie on another disk than the data.")


def _closed(folder: Path) -> Finding:
    if folder.stat().st_mode & OTHERS:
        return Finding(
            "backup-folder", False, f"Others on this machine may enter {folder}.", f"chmod 700 {folder}"
        )
    return Finding("backup-folder", True, "Only the house may enter the folder of backups.")


def _files(folder: Path) -> Iterator[Finding]:
    for path in notes.finished(folder)[-1:]:
        missing = notes.read(path).missing_files
        if missing:
            says = f"{missing} files that rows name were not in the storage when the newest backup was made."
            yield Finding(
                "backup-files", False, says, "Look whether the storage is the one that they were uploaded to."
            )


def _who_left(folder: Path) -> Finding:
    """Whoever leaves is on the list within a minute, so that no restore brings them back."""
    until = erased.complete_until(folder)
    if until is not None and clock.now() - until <= LIST_TOO_OLD:
        return Finding("backup-left", True, "Who left is written down beside the backups, every minute.")
    says = "Who left since the newest backup is not written down: a restore would bring them back."
    todo = f"As the user of the house: mkdir -m 700 {folder / erased.APART}. Then restart the worker."
    return Finding("backup-left", False, says, todo)


def _practised(folder: Path) -> Finding:
    try:
        at = datetime.fromisoformat(json.loads((folder / restoring.DRILLS).read_text())["at"])
    except (OSError, ValueError, KeyError, TypeError):
        at = None
    todo = (
        "Practise, with both keys at hand: manage.py restore latest --drill --key FILE --monitoring-key FILE"
    )
    if at is None:
        return Finding("backup-drill", False, "Nobody has practised a restore yet.", todo)
    days = (clock.now() - at).days
    says = f"A restore was practised {days} days ago."
    return (
        Finding("backup-drill", True, says)
        if days <= DRILL_AFTER.days
        else Finding("backup-drill", False, says, todo)
    )
