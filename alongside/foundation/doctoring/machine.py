"""The machine under the house: its disk, its clock, and who may read what lies on it."""

import os
import shutil
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import connection, connections
from django.utils import timezone

from ..models import Heartbeat
from . import Finding

LEAST_FREE = 1024**3  # bytes
MOST_APART = timedelta(seconds=5)
OTHERS = 0o007
SET_THE_CLOCK = "Let every host keep its clock by the network: timedatectl set-ntp true"
SERVICE_KEYS = Path("/etc/alongside/alongside.env")


def disk(least: int = LEAST_FREE) -> Iterator[Finding]:
    """Free bytes in the data folder; a database on a full disk stops in the middle of a sentence."""
    free = shutil.disk_usage(_existing(Path(settings.DATA_DIR))).free
    says = f"{free / 1024**3:.1f} GB are free in the data folder."
    if free < least:
        yield Finding("disk", False, says, "Remove old backups, or give the disk more room.")
    else:
        yield Finding("disk", True, says)


def permissions() -> Iterator[Finding]:
    """What belongs to a centre is for nobody else on this machine."""
    folder = Path(settings.DATA_DIR)
    yield _closed("data-folder", folder, "The data folder")
    yield _writable(folder)
    for path in sorted({folder / "keys.env", SERVICE_KEYS, SERVICE_KEYS.with_name("owner.env"), *_secrets()}):
        if path.exists():
            yield _closed("key-file", path, "The file with the keys")
    for name in connections:
        path = Path(str(connections[name].settings_dict["NAME"]))
        if connections[name].vendor == "sqlite" and path.exists():
            yield _closed(f"file-{name}", path, "A database")
    yield from _signing_key()


def clocks(now: datetime | None = None) -> Iterable[Finding]:
    """The database's clock beside this machine's, and the worker's. `now` is this machine's."""
    here = now or timezone.now()
    if connection.vendor == "postgresql":
        yield _agree("clock", here, _database_clock(), "the database")
    beats = Heartbeat.objects.order_by("-at").values_list("at", flat=True).first()
    if beats is not None and beats - here > MOST_APART:
        yield _agree("clock-worker", here, beats, "the worker")
    elif connection.vendor != "postgresql":
        yield Finding("clock", True, "Database and house are on one machine, and have one clock.")


def _agree(name: str, here: datetime, there: datetime, whose: str) -> Finding:
    apart = abs(here - there)
    if apart > MOST_APART:
        says = f"The clock of {whose} is {apart.total_seconds():.0f} seconds away from this machine’s."
        return Finding(name, False, says, SET_THE_CLOCK)
    return Finding(name, True, f"The clocks of {whose} and of this machine agree.")


def _database_clock() -> datetime:
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        told: datetime = cursor.fetchone()[0]
    return told.astimezone(UTC)


def _closed(name: str, path: Path, what: str) -> Finding:
    mode = path.stat().st_mode & 0o777 if path.exists() else 0
    if mode & OTHERS:
        says = f"{what} is open to everybody on this machine: {path} ({mode:03o})."
        return Finding(name, False, says, f"Run: chmod o= {path}")
    return Finding(name, True, f"{what} is closed to others: {path} ({mode:03o}).")


def _writable(folder: Path) -> Finding:
    if os.access(_existing(folder), os.W_OK | os.X_OK):
        return Finding("data-folder-writable", True, "This account can write in the data folder.")
    says = f"This account cannot write in the data folder {folder}."
    return Finding("data-folder-writable", False, says, "Ask as the account that the services run as.")


def _secrets() -> Iterator[Path]:
    """Files in which secrets stand, where the settings name such."""
    names = (name for name in os.environ if name.endswith(("KEY_FILE", "URL_FILE")))
    return (Path(os.environ[name]) for name in names if name != "ALONGSIDE_DKIM_KEY_FILE")


def _signing_key() -> Iterator[Finding]:
    if not settings.DKIM_KEY_FILE:
        return
    path = Path(settings.DKIM_KEY_FILE)
    if not os.access(path, os.R_OK):
        yield Finding(
            "signing-key", False, f"The key that signs e-mails cannot be read: {path}.",
            "Correct ALONGSIDE_DKIM_KEY_FILE, or let this account read the file.",
        )  # fmt: skip
    else:
        yield _closed("signing-key", path, "The key that signs e-mails")


def _existing(folder: Path) -> Path:
    """The folder, or the nearest one above it that is there."""
    return next(path for path in [folder, *folder.absolute().parents] if path.exists())
