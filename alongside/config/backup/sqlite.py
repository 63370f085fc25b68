"""A database in a file: copied by SQLite's own backup from one read transaction, swapped by renaming."""

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from django.db import connections

from . import streams
from .stores import Rows, known_as
from .trouble import CannotRestore

BESIDE = ("", "-wal", "-shm")
COPYING = ".backup-copy-"
PATIENCE = 20.0  # seconds that we wait for somebody who writes


class SQLiteSnapshot:
    """One read transaction: what others commit after it began is not seen, and nobody waits for us."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self.connection, self.path = connection, path

    def rows(self, statement: str) -> Rows:
        return self.connection.execute(statement).fetchall()

    def dump(self) -> Iterator[bytes]:
        """The file as it was at that moment. The copy lies beside the database, and goes again at once."""
        with tempfile.TemporaryDirectory(prefix=COPYING, dir=self.path.parent) as folder:
            copy = Path(folder) / self.path.name
            with closing(sqlite3.connect(copy)) as file:
                self.connection.backup(file)
            with copy.open("rb") as plain:
                yield from streams.read(plain)


class SQLite:
    """The database of one alias, in its file."""

    kind = "sqlite"

    def __init__(self, alias: str) -> None:
        self.alias = alias
        self.path = Path(str(connections[alias].settings_dict["NAME"]))

    @contextmanager
    def snapshot(self) -> Iterator[SQLiteSnapshot]:
        self._forget_copies_of_the_dead()
        with closing(
            sqlite3.connect(f"{self.path.as_uri()}?mode=ro", uri=True, timeout=PATIENCE)
        ) as connection:
            connection.isolation_level = None
            connection.execute("BEGIN")
            connection.execute(
                "SELECT count(*) FROM sqlite_master"
            ).fetchone()  # only now is the moment fixed
            yield SQLiteSnapshot(connection, self.path)

    def room_needed(self) -> list[tuple[Path, int]]:
        """The copy lies beside the database for a while."""
        return [(self.path.parent, self.path.stat().st_size)]

    def refuse_if_in_use(self) -> None:
        """Only somebody who is alone with the file may leave its write-ahead log. Raises CannotRestore otherwise."""
        connections[self.alias].close()
        if not self.path.exists():
            return
        with closing(sqlite3.connect(self.path, timeout=1)) as connection:
            try:
                alone = connection.execute("PRAGMA journal_mode=DELETE").fetchone()[0] == "delete"
                connection.execute("PRAGMA journal_mode=WAL")
            except sqlite3.OperationalError:
                alone = False
            except sqlite3.DatabaseError:
                alone = True  # nobody can work with a file that is broken
        if not alone:
            raise CannotRestore(f"Somebody works with {self.path}. Stop web and worker, then restore again.")

    def load(self, dump: Path, aside: str) -> str:
        """Put the file until now into a folder beside it, and the copy in its place; says where the old one is."""
        connections[self.alias].close()
        self._check(dump)
        kept = self.path.parent / aside
        self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        try:
            for old in self._files():
                kept.mkdir(mode=0o700, exist_ok=True)
                old.rename(kept / old.name)
            shutil.move(dump, self.path)
        except OSError:
            self._take_back(kept)
            raise
        return str(kept / self.path.name) if kept.exists() else ""

    def put_back(self, aside: str) -> None:
        """Take the copy away again, and put the old file in its place. Only after `load`."""
        connections[self.alias].close()
        for new in self._files():
            new.unlink()
        self._take_back(self.path.parent / aside)

    def _take_back(self, kept: Path) -> None:
        for end in BESIDE:
            old = kept / (self.path.name + end)
            if old.exists():
                old.rename(self.path.parent / old.name)
        with suppress(OSError):
            kept.rmdir()

    @contextmanager
    def practise(self, dump: Path, alias: str) -> Iterator[None]:
        """The copy as a database of its own."""
        self._check(dump)
        with known_as(alias, connections[self.alias].settings_dict | {"NAME": str(dump)}):
            yield

    def _check(self, dump: Path) -> None:
        try:
            with closing(sqlite3.connect(dump)) as connection:
                found = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
        except sqlite3.DatabaseError as problem:
            found = str(problem)
        if found != "ok":
            raise CannotRestore(f"The database in this backup is damaged ({found}). Use another backup.")

    def _files(self) -> list[Path]:
        named = [self.path.with_name(self.path.name + end) for end in BESIDE]
        return [path for path in named if path.exists()]

    def _forget_copies_of_the_dead(self) -> None:
        """A backup that was killed left its copy behind. Only one backup runs at a time, so none is in use."""
        for folder in self.path.parent.glob(f"{COPYING}*"):
            shutil.rmtree(folder, ignore_errors=True)


def free(folder: Path) -> int:
    """Bytes that are free for us on the disk of a folder."""
    found = os.statvfs(folder)
    return found.f_bavail * found.f_frsize
