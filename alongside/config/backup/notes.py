"""The note beside a backup: what there is, without a word about anybody. The doctor and a restore read it."""

import hmac
import json
import os
import shutil
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.crypto import salted_hmac

from .trouble import CannotBackUp, CannotRestore

FORMAT = 1
NAME = "note.json"
PREFIX, BEING_MADE = "alongside-", ".being-made-"
PARTS = {"main": "main.gz.age", "monitoring": "monitoring.gz.age", "files": "files.tar.age"}


@dataclass(frozen=True)
class Note:
    """What a backup holds. Sizes in bytes; `rows` are those of the main database, by table.

    `monitoring_rows` is a keyed fingerprint of the same counts of the other one: the counts themselves would
    tell on which day somebody answered.
    """

    name: str
    made_at: str
    kinds: dict[str, str]
    parts: dict[str, dict[str, Any]]
    rows: dict[str, int]
    monitoring_rows: str
    migrations: dict[str, list[str]]
    last_fingerprint: str
    files: int
    mail: int
    missing_files: int
    versions: dict[str, str]
    format: int = FORMAT
    seal: str = field(default="")

    @property
    def at(self) -> datetime:
        """The moment of the backup."""
        return datetime.fromisoformat(self.made_at)

    def sealed(self) -> "Note":
        """The note with a seal that only a holder of the secret key can make: the keeper of the folder cannot."""
        return Note(**{**asdict(self), "seal": _seal(self)})

    def is_ours(self) -> bool:
        """Whether it was sealed with the secret key of this house, and not altered since."""
        return hmac.compare_digest(self.seal, _seal(self))


def _seal(note: Note) -> str:
    said = {key: value for key, value in asdict(note).items() if key != "seal"}
    return keyed("note", json.dumps(said, sort_keys=True))


def keyed(purpose: str, text: str) -> str:
    """A fingerprint that only a holder of the secret key can make."""
    return salted_hmac(f"config.backup.{purpose}", text, algorithm="sha256").hexdigest()


def write(note: Note, folder: Path) -> None:
    """Write the note into the folder of its backup, safely on the disk."""
    with open(os.open(folder / NAME, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        json.dump(asdict(note), file, indent=1, sort_keys=True)
        file.write("\n")
        file.flush()
        os.fsync(file.fileno())


def read(folder: Path) -> Note:
    """The note in the folder of a backup. Raises CannotRestore when there is none that can be read."""
    try:
        held = json.loads((folder / NAME).read_text(encoding="utf-8"))
        if held.get("format") != FORMAT:
            raise CannotRestore(
                f"{folder} was made by another version of Alongside. Restore it with the version that made it."
            )
        note = Note(**held)
        note.at  # noqa: B018 - a moment that cannot be read is as bad as none
    except (OSError, ValueError, TypeError, AttributeError, RecursionError) as problem:
        raise CannotRestore(
            f"{folder} holds no backup that can be read: {problem}. Choose another."
        ) from None
    return note


def place() -> Path:
    """The folder of backups. Raises CannotBackUp when none is set, or it is not there."""
    if not settings.BACKUP_DIR:
        raise CannotBackUp(
            "ALONGSIDE_BACKUP_DIR is missing. Add ALONGSIDE_BACKUP_DIR=FOLDER to the environment, on another disk."
        )
    folder = Path(settings.BACKUP_DIR)
    if not folder.is_dir():
        raise CannotBackUp(
            f"The folder of backups {folder} is not there. Is its disk mounted? If so, make it: mkdir -m 700 {folder}"
        )
    return folder


def finished(folder: Path) -> list[Path]:
    """The backups in a folder, oldest first. Their names begin with the moment at which they were made."""
    return sorted(path.parent for path in folder.glob(f"{PREFIX}*/{NAME}"))


def let_go(folder: Path, keep: int) -> list[Path]:
    """Remove all but the newest backups; gives those that went. One goes in one step, so half a one is never left."""
    gone = finished(folder)[:-keep]
    for path in gone:
        out_of_sight = path.with_name(f"{BEING_MADE}{path.name}-going")
        path.rename(out_of_sight)
        shutil.rmtree(out_of_sight)
    return gone
