"""Bring uploaded files and kept mail back, without ever writing over one that differs."""

import tarfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import IO

from django.conf import settings
from django.core.files import File
from django.core.files.storage import Storage, default_storage

from . import streams
from .contents import FILES, MAIL
from .trouble import CannotRestore


def bring_back(
    archive: tarfile.TarFile, aside: str, storage: Storage = default_storage
) -> Callable[[], None]:
    """Write each file under its own name; gives what takes them away again.

    One that is here already and alike is left as it is. One that differs is copied under `aside` first.
    """
    written: list[str] = []
    mails: list[Path] = []

    def take_away() -> None:
        for name in written:
            storage.delete(name)
        for mail in mails:
            mail.unlink(missing_ok=True)

    try:
        for member in archive:
            held = archive.extractfile(member)
            if held is not None and member.name.startswith(FILES):
                _bring(member.name.removeprefix(FILES), held, aside, storage, written)
            elif held is not None and member.name.startswith(MAIL):
                _bring_mail(member.name.removeprefix(MAIL), held, mails)
    except BaseException:
        take_away()
        raise
    return take_away


def put_aside(names: Iterable[str], aside: str, storage: Storage = default_storage) -> None:
    """Move files that no row names any more under `aside`, so that whoever deletes that deletes them too."""
    for name in names:
        if storage.exists(name):
            with storage.open(name, "rb") as file:
                storage.save(f"{aside}/{name}", file)
            storage.delete(name)


def _bring(name: str, held: IO[bytes], aside: str, storage: Storage, written: list[str]) -> None:
    if storage.exists(name):
        with storage.open(name, "rb") as here:
            alike = _alike(here, held)
        if alike:
            return
        with storage.open(name, "rb") as here:
            storage.save(f"{aside}/{name}", here)
        storage.delete(name)
    held.seek(0)
    saved = storage.save(name, File(held))
    written.append(saved)
    if saved != name:
        raise CannotRestore(
            f"The storage of files gave {name} another name. Empty the storage, then restore again."
        )


def _bring_mail(name: str, held: IO[bytes], mails: list[Path]) -> None:
    folder = Path(settings.EMAIL_FILE_PATH)
    path = folder / Path(name).name
    if path.exists():
        return
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    with path.open("xb") as file:
        mails.append(path)
        file.writelines(streams.read(held))


def _alike(one: IO[bytes], other: IO[bytes]) -> bool:
    while True:
        left, right = one.read(streams.PIECE), other.read(streams.PIECE)
        if left != right:
            return False
        if not left:
            return True
