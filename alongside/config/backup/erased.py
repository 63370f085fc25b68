"""Who left since: a list of keyed codes beside the backups, so that a restore brings nobody back.

`erased.txt` grows by one line for each member who leaves: the moment, and a code that only a holder of the secret key
can match with a row. It is written at the leaving itself where the folder is within reach, and at every backup.
"""

import fcntl
import logging
import os
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from django.conf import settings

from alongside.foundation import clock

from . import notes
from .trouble import CannotBackUp

log = logging.getLogger(__name__)
NAME = "erased.txt"


def code(reference: str) -> str:
    """The code of a member. References are drawn by chance and stay with the row for ever, also after leaving."""
    return notes.keyed("erased", reference)


def listed(folder: Path) -> dict[str, datetime]:
    """The codes on the list with the moment of leaving; a line that was cut short by a crash is passed over."""
    try:
        lines = (folder / NAME).read_text(encoding="ascii", errors="replace").splitlines()
    except FileNotFoundError:
        return {}
    pairs = [line.split(" ") for line in lines]
    return {
        pair[1]: datetime.fromisoformat(pair[0]) for pair in pairs if len(pair) == 2 and len(pair[1]) == 64
    }


def add(folder: Path, references: Iterable[tuple[str, datetime]]) -> int:
    """Write down who left, each once; gives how many are new. Raises OSError when the folder cannot be written."""
    with open(
        os.open(folder / NAME, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600), "a+", encoding="ascii"
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


def note_leaving(reference: str) -> None:
    """A member left just now. Nobody's leaving fails because the folder is away: the next backup writes it down."""
    if not settings.BACKUP_DIR:
        return
    try:
        add(notes.place(), [(reference, clock.now())])
    except (OSError, CannotBackUp) as problem:
        log.warning("The list of who left could not be written now; the next backup does it: %s", problem)
