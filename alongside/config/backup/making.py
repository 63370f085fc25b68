"""Make a backup: snapshots of both databases, then the files that they name, each part encrypted for its keeper."""

import fcntl
import json
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import django
from django.db import DatabaseError, connections
from django.utils import timezone

from alongside.foundation import clock

from . import contents, engines, erased, keys, notes, sqlite, stores, streams
from .notes import Note
from .trouble import CannotBackUp

MEGABYTE = 1024 * 1024
SPARE = 50 * MEGABYTE
EVER = datetime.min.replace(tzinfo=UTC)
LEAVINGS = """SELECT m.reference, l.created_at FROM people_leaving l JOIN people_member m ON m.id = l.member_id
    WHERE l.member_id NOT IN (SELECT member_id FROM people_mergedentry)"""


def make(*, keep: int) -> tuple[Path, Note]:
    """Make a backup while the house is in use, then let go of all but the newest `keep`.

    Raises CannotBackUp for a missing folder or key, a full disk, a second backup at the same time, a database that
    cannot be copied; then no half a backup is left, and no older one has gone.
    """
    if keep < 1:
        raise CannotBackUp("At least one backup must be kept: --keep 1 or more.")
    recipients, folder = keys.recipients(), notes.place()
    with _alone(folder):
        try:
            made, note = _make(folder, recipients)
        except (OSError, DatabaseError, sqlite3.Error) as problem:
            raise CannotBackUp(f"No backup was made: {problem}. Put that right, then try again.") from None
        try:
            notes.let_go(folder, keep)
        except OSError as problem:
            raise CannotBackUp(
                f"The backup is made: {made}. Older ones could not be removed: {problem}."
            ) from None
    return made, note


def _make(folder: Path, recipients: dict[str, Any]) -> tuple[Path, Note]:
    main, monitoring = engines.of("main"), engines.of("monitoring")
    _refuse_a_full_disk(folder, [*main.room_needed(), *monitoring.room_needed()])
    at = clock.now()
    name = _free_name(folder, at)
    unfinished = folder / f"{notes.BEING_MADE}{name}"
    unfinished.mkdir(mode=0o700)
    try:
        with main.snapshot() as ours, monitoring.snapshot() as apart:
            note = _write(unfinished, name, at, {"main": ours, "monitoring": apart}, recipients)
        notes.write(note, unfinished)
        _sync(unfinished)
        unfinished.rename(folder / name)
        _sync(folder)
    except BaseException:
        shutil.rmtree(unfinished, ignore_errors=True)
        raise
    return folder / name, note


def _write(
    to: Path, name: str, at: datetime, snapshots: dict[str, stores.Snapshot], recipients: dict[str, Any]
) -> Note:
    """Every part. The main snapshot was taken first: what it knows of the other database is there as well."""
    main, apart = snapshots["main"], snapshots["monitoring"]
    erased.add(to.parent, _leavings(main))
    erased.is_complete(to.parent, at)
    packed = contents.Packed()
    pieces = {
        "main": streams.zipped(main.dump()),
        "monitoring": streams.zipped(apart.dump(), padded_to=MEGABYTE),
        "files": contents.archive(contents.named(main), packed),
    }
    written = {
        part: streams.encrypt(pieces[part], to / notes.PARTS[part], recipients.get(part, recipients["main"]))
        for part in notes.PARTS
    }
    return Note(
        name=name,
        made_at=at.astimezone(UTC).isoformat(),
        kinds={part: engines.of(part).kind for part in stores.ALIASES},
        parts={part: asdict(one) for part, one in written.items()},
        rows=rows_of(main, "main"),
        monitoring_rows=fingerprint_of(rows_of(apart, "monitoring")),
        migrations={part: migrations(snapshot) for part, snapshot in snapshots.items()},
        last_fingerprint=_one(main, "SELECT fingerprint FROM foundation_chaintail"),
        files=packed.files, mail=packed.mail, missing_files=packed.missing, versions=_versions(),
    ).sealed()  # fmt: skip


def rows_of(snapshot: Any, part: str) -> dict[str, int]:
    """How many rows each of our tables holds; sessions and cache come and go."""
    tables = {table for (table,) in snapshot.rows(TABLES[engines.of(part).kind])} - {
        "cache",
        "django_session",
    }
    return stores.counts(snapshot.rows, sorted(tables))


TABLES = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
    "postgresql": "SELECT tablename FROM pg_tables WHERE schemaname = 'public'",
}


def fingerprint_of(rows: dict[str, int]) -> str:
    """Counts of rows as a code that tells nobody the counts."""
    return notes.keyed("rows", json.dumps(rows, sort_keys=True))


def note_who_left(folder: Path, since: datetime = EVER) -> None:
    """Write down on the list who has left this house until now."""
    now = clock.now()
    erased.add(folder, (one for one in _leavings(Now("default")) if one[1] >= since))
    erased.is_complete(folder, now)


def note_who_left_lately() -> None:
    """The worker's part, every minute: nobody waits for the next backup to be on the list."""
    folder = notes.place()
    known = erased.complete_until(folder)
    note_who_left(folder, known - timedelta(days=1) if known else EVER)  # a slow transaction is seen later


def is_list_within_reach() -> bool:
    """Whether this host has the folder of backups and may write the list: of several workers, one does."""
    try:
        return os.access(erased.home(notes.place()), os.W_OK)
    except CannotBackUp:
        return False


class Now:
    """A database as it stands, asked like a snapshot."""

    def __init__(self, alias: str) -> None:
        self.alias = alias

    def rows(self, statement: str) -> stores.Rows:
        return stores.ask(self.alias, statement)


def _leavings(snapshot: Any) -> Iterator[tuple[str, datetime]]:
    for reference, at in snapshot.rows(LEAVINGS):
        moment = datetime.fromisoformat(at) if isinstance(at, str) else at
        yield reference, moment if timezone.is_aware(moment) else moment.replace(tzinfo=UTC)


def migrations(snapshot: stores.Asked) -> list[str]:
    """What was applied to a database."""
    return sorted(f"{app}.{name}" for app, name in snapshot.rows("SELECT app, name FROM django_migrations"))


def _one(snapshot: stores.Snapshot, statement: str) -> str:
    found = snapshot.rows(statement)
    return str(found[0][0]) if found else ""


def _versions() -> dict[str, str]:
    try:
        ours = version("alongside")
    except PackageNotFoundError:
        ours = "from its sources"
    return {"alongside": ours, "django": django.get_version(), "database": connections["default"].vendor}


def _refuse_a_full_disk(folder: Path, needed: list[tuple[Path, int]]) -> None:
    """Each disk must hold its share, and some to spare. The newest backup says about how large the next one gets."""
    wanted: dict[int, int] = {}
    for place, size in [(folder, _size_of_the_last(folder)), *needed]:
        device = place.stat().st_dev
        wanted[device] = wanted.get(device, SPARE) + size
        if sqlite.free(place) < wanted[device]:
            raise CannotBackUp(
                f"The disk of {place} is full: {wanted[device] // MEGABYTE} MB are needed, and only "
                f"{sqlite.free(place) // MEGABYTE} MB are free. Make room there, or keep fewer backups with --keep."
            )


def _size_of_the_last(folder: Path) -> int:
    last = notes.finished(folder)[-1:]
    return sum(file.stat().st_size for path in last for file in path.iterdir())


def _free_name(folder: Path, at: datetime) -> str:
    """The moment as a name; a second one in the same second waits its turn in the order of names."""
    plain = f"{notes.PREFIX}{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    names = [plain, *(f"{plain}-{number}" for number in range(2, 100))]
    return next(name for name in names if not (folder / name).exists())


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """One backup at a time; what an earlier one left unfinished when it was killed goes."""
    try:
        file = open(os.open(folder / ".lock", os.O_RDWR | os.O_CREAT, 0o600), "a")  # noqa: SIM115 - closed below
    except OSError as problem:
        raise CannotBackUp(
            f"The folder {folder} cannot be written: {problem}. Give it to the user of the house."
        ) from None
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise CannotBackUp(
                "Another backup is being made at this moment. Wait until it is done."
            ) from None
        for half in folder.glob(f"{notes.BEING_MADE}*"):
            shutil.rmtree(half)
        yield


def _sync(folder: Path) -> None:
    """What the folder lists is safely on the disk."""
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)
