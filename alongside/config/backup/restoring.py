"""Bring a backup back: everything is checked and opened first, then swapped in, and what was here is put aside."""

import json
import shutil
import tarfile
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from dataclasses import replace as replace_in
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError
from django.db.migrations.loader import MigrationLoader

from alongside.foundation import clock, record

from . import aftercare, contents, engines, erased, files, here, keys, making, notes, sqlite, stores, streams
from .notes import Note
from .trouble import CannotBackUp, CannotRestore

DRILLS = "drills.json"
PRACTICE = {"main": "drill", "monitoring": "drill_monitoring"}


@dataclass(frozen=True)
class Done:
    """What a restore did. `aside`: where each part of the house until now is; `known_until`: who left
    later than that is on no list, and came back."""

    note: Note
    aside: list[str]
    erased: int
    not_erased: list[str]
    emails_set_aside: int
    files: int
    known_until: datetime | None = None


def restore(
    folder: Path, identities: dict[str, Path], *, replace: bool = False, key_was_lost: bool = False
) -> Done:
    """Put a backup in the place of this house. Raises CannotRestore, with the house as it was, for everything wrong.

    `identities` are the files with the secret keys of "main" and "monitoring". `replace` puts what is here aside.
    `key_was_lost` goes on without the secret key of the old house.
    """
    note = checked(folder, key_was_lost=key_was_lost)
    found = here.look()
    here.refuse_to_replace(found, replace=replace)
    with opened(folder, note, identities) as staged:
        for part in stores.ALIASES:
            engines.of(part).refuse_if_in_use()
        here.note_who_left(found, folder.parent)
        done = _swap(folder, note, staged, here.files(found))
    return done if found is not here.Here.NOTHING else replace_in(done, aside=[])  # empty tables are nobody's


def drill(folder: Path, identities: dict[str, Path]) -> Note:
    """Practise: open everything in a temporary place, judge it as a restore would, and write down that it was done."""
    note = checked(folder, key_was_lost=False)
    with opened(folder, note, identities) as staged, ExitStack() as stack:
        for part, alias in PRACTICE.items():
            stack.enter_context(engines.of(part).practise(staged / part, alias))
        judge(note, PRACTICE)
        if not record.is_whole(using=PRACTICE["main"]):
            raise CannotRestore("The record of actions in this backup is not whole. Use another backup.")
        with tarfile.open(staged / "files") as archive:
            _count_files(note, archive)
    said = {"at": clock.now().isoformat(), "backup": note.name}
    (folder.parent / DRILLS).write_text(json.dumps(said) + "\n")
    return note


def checked(folder: Path, *, key_was_lost: bool) -> Note:
    """The note, once every part is there to the last byte, fits this house, and comes from us."""
    note = notes.read(folder)
    if not key_was_lost and not note.is_ours():
        raise CannotRestore(
            "The note of this backup was altered, or this house has another ALONGSIDE_SECRET_KEY than the one that "
            "made it. Set the key of the old house. If it is lost for good: --key-was-lost (see the guide first)."
        )
    for part, name in notes.PARTS.items():
        _check_part(folder / name, note.parts[part])
    for part in stores.ALIASES:
        _check_fit(part, note)
    return note


def _check_part(path: Path, said: dict[str, Any]) -> None:
    if not path.is_file():
        raise CannotRestore(
            f"{path.name} is missing from this backup. Use another copy of it, or another backup."
        )
    if path.stat().st_size != said["size"]:
        raise CannotRestore(
            f"{path.name} is cut short: {path.stat().st_size} bytes instead of {said['size']}. Use another copy."
        )
    if streams.fingerprint(path) != said["sha256"]:
        raise CannotRestore(f"{path.name} is damaged: its SHA-256 is not that in the note. Use another copy.")


def _check_fit(part: str, note: Note) -> None:
    kind = engines.of(part).kind
    if note.kinds[part] != kind:
        raise CannotRestore(
            f"This backup is of {note.kinds[part]}, and this house is on {kind}. Restore it into a house that is on "
            f"{note.kinds[part]}, then move that: manage.py move_database."
        )
    known = {f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations}
    newer = sorted(set(note.migrations[part]) - known - _gone(note.migrations[part]))
    if newer:
        raise CannotRestore(
            f"This backup was made by a newer version of Alongside: it knows {newer[0]}. Install that version first."
        )


def _gone(applied: list[str]) -> set[str]:
    """Migrations of apps that this version has no more: they belong to nobody."""
    labels = {app for app, _name in MigrationLoader(None).disk_migrations}
    return {one for one in applied if one.partition(".")[0] not in labels}


@contextmanager
def opened(folder: Path, note: Note, identities: dict[str, Path]) -> Iterator[Path]:
    """Every part decrypted in a private folder, as "main", "monitoring" and "files"; it goes again."""
    given = {part: keys.identity(path) for part, path in identities.items()}
    place = Path(settings.DATA_DIR)
    place.mkdir(parents=True, exist_ok=True, mode=0o700)
    wanted = sum(part["plain_size"] for part in note.parts.values()) * 2 + making.SPARE
    if sqlite.free(place) < wanted:
        raise CannotRestore(
            f"The disk of {place} is full: {wanted // making.MEGABYTE} MB are needed. Make room there."
        )
    with tempfile.TemporaryDirectory(prefix=".restoring-", dir=place) as temporary:
        staged = Path(temporary)
        for part, name in notes.PARTS.items():
            key = given.get(part, given["main"])
            streams.decrypt(folder / name, staged / part, key, compressed=part in stores.ALIASES)
        yield staged


def judge(note: Note, aliases: dict[str, str]) -> None:
    """Raises CannotRestore unless the databases hold the rows that the note counted, to the last one on record."""
    found = {part: making.rows_of(making.Now(alias), part) for part, alias in aliases.items()}
    wrong = sorted(
        table for table in note.rows | found["main"] if note.rows.get(table) != found["main"].get(table)
    )
    if wrong:
        raise CannotRestore(
            f"The backup does not hold what its note says: {', '.join(wrong)}. Use another backup."
        )
    if note.is_ours() and making.fingerprint_of(found["monitoring"]) != note.monitoring_rows:
        raise CannotRestore("The part of monitoring does not hold what its note says. Use another backup.")
    last = stores.ask(aliases["main"], "SELECT fingerprint FROM foundation_chaintail")
    if "".join(row[0] for row in last) != note.last_fingerprint:
        raise CannotRestore(
            "The record in this backup ends elsewhere than its note says. Use another backup."
        )


def _count_files(note: Note, archive: tarfile.TarFile) -> None:
    names = archive.getnames()
    held = (
        sum(name.startswith(contents.FILES) for name in names),
        sum(name.startswith(contents.MAIL) for name in names),
    )
    if held != (note.files, note.mail):
        raise CannotRestore(
            "The files of this backup are not those that its note counts. Use another backup."
        )


def _swap(folder: Path, note: Note, staged: Path, old_files: list[str]) -> Done:
    """New files first, then both databases, then what follows; whatever fails, all of it goes back."""
    aside = f"until-{clock.now():%Y%m%d-%H%M%S}"
    undo: list[Callable[[], object]] = []
    kept: list[str] = []
    try:
        with tarfile.open(staged / "files") as archive:
            _count_files(note, archive)
            undo.append(files.bring_back(archive, aside))
        for part in stores.ALIASES:
            store = engines.of(part)
            kept.append(store.load(staged / part, aside))
            undo.append(partial(store.put_back, aside))
        judge(note, stores.ALIASES)
        call_command("prepare", verbosity=0)
        if not record.is_whole():
            raise CannotRestore("The record of actions in this backup is not whole. Use another backup.")
        after = aftercare.look_after(note, erased.listed(folder.parent))
    except BaseException as problem:
        for step in reversed(undo):
            step()
        if isinstance(problem, CannotRestore):
            raise
        if isinstance(problem, OSError | DatabaseError | CannotBackUp | tarfile.TarError):
            raise CannotRestore(f"Nothing was restored, and the house is as it was: {problem}") from problem
        raise
    files.put_aside(set(old_files) - set(contents.named(making.Now("default"))), aside)
    until = known_until(note, folder.parent)
    return Done(note, [where for where in kept if where], *after, files=note.files, known_until=until)


def known_until(note: Note, folder: Path) -> datetime | None:
    """Until when the list of who left can be relied on. None where nothing says so, or the key that made it is lost."""
    return erased.complete_until(folder) if note.is_ours() else None


def clear_staging() -> None:
    """What a restore that was killed left behind, unencrypted."""
    for folder in Path(settings.DATA_DIR).glob(".restoring-*"):
        shutil.rmtree(folder, ignore_errors=True)
