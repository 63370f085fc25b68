"""What belongs to a backup beside the databases: uploaded files, kept mail, and the settings that are no secret."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.files.storage import Storage, default_storage
from django.db import models

from . import streams
from .stores import Asked, quoted

OPEN = ("SITE_URL", "ALLOWED_HOSTS", "DEFAULT_FROM_EMAIL", "BEHIND_TLS", "TIME_ZONE", "BOUNCE_DOMAIN", "DKIM_SELECTOR",
        "DKIM_DOMAIN", "REQUIRE_STAFF_PASSKEY", "DEMONSTRATION")  # fmt: skip
FILES, MAIL, SETTINGS = "files/", "mail/", "settings.txt"


@dataclass
class Packed:
    """How many files went in. `missing`: a row names them, and the storage does not have them."""

    files: int = 0
    mail: int = 0
    missing: int = 0


def file_fields() -> Iterator[tuple[str, str]]:
    """Table and column of every field that names an uploaded file."""
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if isinstance(field, models.FileField) and field.column and model._meta.app_label != "monitoring":
                yield model._meta.db_table, field.column


def named(snapshot: Asked) -> list[str]:
    """The files that rows of a snapshot name, each once. What no row names is nobody's."""
    found: set[str] = set()
    for table, column in file_fields():
        column, table = quoted(column), quoted(table)
        statement = f"SELECT {column} FROM {table} WHERE {column} <> ''"  # noqa: S608 - names of our own tables
        found |= {str(name) for (name,) in snapshot.rows(statement)}
    return sorted(found)


def archive(names: list[str], packed: Packed, storage: Storage = default_storage) -> Iterator[bytes]:
    """All of it as a tar archive, a piece at a time."""
    text = _open_settings().encode()
    yield from streams.member(SETTINGS, len(text), [text])
    for name in names:
        if not storage.exists(name):
            packed.missing += 1
            continue
        with storage.open(name, "rb") as file:
            yield from streams.member(FILES + name, storage.size(name), file.chunks(streams.PIECE))
        packed.files += 1
    for path in kept_mail():
        size = path.stat().st_size
        with path.open("rb") as file:
            yield from streams.member(MAIL + path.name, size, _first(file.read, size))
        packed.mail += 1
    yield streams.end_of_archive()


def kept_mail() -> list[Path]:
    """Emails that are kept as files, where no mail server is set."""
    folder = Path(settings.EMAIL_FILE_PATH)
    return sorted(path for path in folder.glob("*") if path.is_file()) if folder.is_dir() else []


def _first(read: "streams.Read", size: int) -> Iterator[bytes]:
    """So many bytes of a file that may still grow."""
    left = size
    while left and (piece := read(min(left, streams.PIECE))):
        left -= len(piece)
        yield piece


def _open_settings() -> str:
    """The settings by name; the values only of those that are known to be no secret."""
    given = {
        name.removeprefix("ALONGSIDE_"): value
        for name, value in os.environ.items()
        if name.startswith("ALONGSIDE_")
    }
    lines = ["# How this house was set. Values that may be secret stand elsewhere: with your keys."]
    lines += [f"ALONGSIDE_{name}={given[name] if name in OPEN else '(kept apart)'}" for name in sorted(given)]
    return "\n".join(lines) + "\n"
