"""Who left since: a list of keyed codes beside the backups, so that a restore brings nobody back.

`erased.txt` grows by one line for each member who leaves: the moment, and a code that only a holder of the secret key
can match with a row. It is written at the leaving itself where the folder is within reach, every minute by the worker,
and at every backup. Where there is a folder `left` beside the backups, it lies in there: then the worker needs no right
to touch a backup. `until.txt` beside it says up to which moment nobody is missing.
"""

import fcntl
import logging
import os
from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from django.conf import settings

from alongside.foundation import clock

from . import notes
from .trouble import CannotBackUp

log = logging.getLogger(__name__)
NAME, UNTIL, APART = "erased.txt", "until.txt", "left"


def code(reference: str) -> str:
    """The code of a member. References are drawn by chance and stay with the row for ever, also after leaving."""
    return notes.keyed("erased", reference)


def home(folder: Path) -> Path:
    """Where the list of a folder of backups is written."""
    return folder / APART if (folder / APART).is_dir() else folder


def listed(folder: Path) -> dict[str, datetime]:
    """The codes on the list with the moment of leaving; a line that was cut short by a crash is passed over."""
    lines: list[str] = []
    for place in (folder, folder / APART):
        with suppress(FileNotFoundError):
            lines += (place / NAME).read_text(encoding="ascii", errors="replace").splitlines()
    pairs = [line.split(" ") for line in lines]
    return {
        pair[1]: datetime.fromisoformat(pair[0]) for pair in pairs if len(pair) == 2 and len(pair[1]) == 64
    }


def add(folder: Path, references: Iterable[tuple[str, datetime]]) -> int:
    """Write down who left, each once; gives how many are new. Raises OSError when the folder cannot be written."""
    with open(
        os.open(home(folder) / NAME, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600), "a+", encoding="ascii"
    ) as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        file.seek(0)
        if file.read()[-1:] not in ("", "\n"):
            file.write("\n")  # a crash cut the last line short
        known = listed(folder)
        new = {code(reference): at for reference, at in references if code(reference) not in known}
        file.writelines(f"{at.isoformat(timespec='seconds')} {one}\n" for one, at in new.items())
        file.flush()
        os.fsync(file.fileno())
        return len(new)


def complete_until(folder: Path) -> datetime | None:
    """The moment up to which everybody who left is on the list; None when nothing says so."""
    found = []
    for place in (folder, folder / APART):
        with suppress(OSError, ValueError):
            found.append(datetime.fromisoformat((place / UNTIL).read_text(encoding="ascii").strip()))
    return max(found, default=None)


def is_complete(folder: Path, until: datetime) -> None:
    """Write down that nobody who left before a moment is missing. Raises OSError."""
    fresh = home(folder) / f".{UNTIL}"
    fresh.write_text(f"{until.isoformat(timespec='seconds')}\n", encoding="ascii")
    fresh.replace(home(folder) / UNTIL)


def note_leaving(reference: str) -> None:
    """A member left just now. Nobody's leaving fails because the folder is out of reach: the worker writes it down."""
    if not settings.BACKUP_DIR:
        return
    try:
        add(notes.place(), [(reference, clock.now())])
    except (OSError, CannotBackUp) as problem:
        log.warning(
            "The list of who left could not be written now; the worker or the next backup does it: %s",
            problem,
        )
