"""Keys of age: public ones in the settings, secret ones in files that live somewhere else."""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pyrage
from django.conf import settings

from .trouble import CannotBackUp, CannotRestore

NAMES = {"main": "ALONGSIDE_BACKUP_KEY", "monitoring": "ALONGSIDE_BACKUP_MONITORING_KEY"}
MAKE = "Make both keys once, somewhere else if you can: manage.py backup --make-keys FOLDER"


def recipients() -> dict[str, Any]:
    """The public keys of both parts. Raises CannotBackUp for one that is missing, unknown or used twice."""
    given = {"main": settings.BACKUP_KEY, "monitoring": settings.BACKUP_MONITORING_KEY}
    found = {part: _recipient(part, text) for part, text in given.items()}
    if given["main"] == given["monitoring"]:
        raise CannotBackUp(
            f"{NAMES['main']} and {NAMES['monitoring']} are the same. Whoever opens the main part must not be able "
            f"to open the one of monitoring. {MAKE}"
        )
    return found


def _recipient(part: str, text: str) -> Any:
    if not text:
        raise CannotBackUp(
            f"{NAMES[part]} is missing, so nothing can be encrypted. {MAKE}. Then add {NAMES[part]}=age1… to the "
            "environment."
        )
    try:
        return pyrage.x25519.Recipient.from_str(text)
    except pyrage.RecipientError:
        raise CannotBackUp(
            f"{NAMES[part]} is no public key of age. One begins with age1 and stands in the second line of its key "
            f"file. {MAKE}"
        ) from None


def identity(path: Path) -> Any:
    """The secret key in a file of age. Raises CannotRestore when there is none."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as problem:
        raise CannotRestore(f"The key file {path} cannot be read: {problem}. Bring the right file.") from None
    found = [line.strip() for line in lines if line.strip().startswith("AGE-SECRET-KEY-")]
    try:
        return pyrage.x25519.Identity.from_str(found[0])
    except (IndexError, pyrage.IdentityError):
        raise CannotRestore(
            f"The file {path} holds no secret key of age. One begins with AGE-SECRET-KEY-1. Bring the right file."
        ) from None


def make(folder: Path) -> dict[str, str]:
    """Make both pairs of keys in a folder, for their owner only; gives the public ones.

    Raises CannotBackUp rather than ever writing over a key, and where nothing can be written.
    """
    paths = {part: folder / f"alongside-{part}.key" for part in NAMES}
    try:
        _refuse_to_write_over(paths.values())
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        return {part: _make(path) for part, path in paths.items()}
    except OSError as problem:
        raise CannotBackUp(
            f"No key can be kept in {folder} ({problem.strerror}). Choose a folder where this account may write."
        ) from None


def _refuse_to_write_over(paths: Iterable[Path]) -> None:
    for path in paths:
        if path.exists():
            raise CannotBackUp(
                f"There is a key in {path} already. Without it, backups made for it are lost. Choose another folder."
            )


def _make(path: Path) -> str:
    pair = pyrage.x25519.Identity.generate()
    public = str(pair.to_public())
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(f"# Secret key of Alongside backups. Keep it away from the server.\n# {public}\n{pair}\n")
    return public
