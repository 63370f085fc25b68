"""Whether the databases are there, safe, and in today's shape; and whether the files are."""

from __future__ import annotations

import os
import sqlite3
import uuid
from collections.abc import Iterator
from contextlib import suppress
from typing import TYPE_CHECKING

from django.core.files.base import ContentFile
from django.core.files.storage import Storage, default_storage
from django.db import DatabaseError, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

from .. import database_roles, nearby
from . import Finding

if TYPE_CHECKING:
    from psycopg import ConnectionInfo  # psycopg is there on PostgreSQL alone

WAL_RESET_MENDED = (3, 51, 3)
NOT_MIGRATED = (nearby.COPY,)  # read only: it gets its shape from the database it follows
LOOPBACK = ("127.0.0.1", "::1")
PROVEN = ("verify-ca", "verify-full")
BRING_UP = "Run: manage.py prepare"
OWNERS = ("ALONGSIDE_DATABASE_OWNER_URL", "ALONGSIDE_MONITORING_OWNER_URL")
TWO_ROLES = "Give the tables an owner of their own: docs/guides/running-it-for-real.md, “Two roles”."


def engine(version: tuple[int, ...] = sqlite3.sqlite_version_info) -> Iterator[Finding]:
    """SQLite before 3.51.3 can damage a file to which two processes write (WAL reset). `version` is that in use."""
    vendors = {connections[name].vendor for name in connections}
    written = ".".join(map(str, version))
    if "sqlite" not in vendors:
        yield Finding("engine", True, "The databases are on PostgreSQL.")
    elif version < WAL_RESET_MENDED:
        yield Finding(
            "engine", False,
            f"SQLite {written} has a fault that can damage a database to which two processes write.",
            "Move to PostgreSQL, which is our advice beyond a trial; or install SQLite 3.51.3 or newer.",
        )  # fmt: skip
    else:
        yield Finding("engine", True, f"SQLite {written} is sound. Beyond a trial, PostgreSQL is our advice.")


def databases() -> Iterator[Finding]:
    """Each database answers, and has the tables that this version of the code asks for."""
    for name in connections:
        try:
            with connections[name].cursor() as cursor:
                cursor.execute("SELECT 1")
        except DatabaseError as problem:
            where = "READ_DATABASE_URL" if name in NOT_MIGRATED else "DATABASE_URL or MONITORING_DATABASE_URL"
            yield Finding(
                f"database-{name}", False, f"The database “{name}” does not answer: {problem}"[:400],
                f"Start it, or correct {where}.",
            )  # fmt: skip
        else:
            yield shape(connections[name])
            if name in NOT_MIGRATED:
                yield _followed()


def shape(connection: BaseDatabaseWrapper) -> Finding:
    """Whether a database has had every migration of this code, and none of a newer one."""
    name = f"database-{connection.alias}"
    executor = MigrationExecutor(connection)
    lacks = [step for step, _back in executor.migration_plan(_targets(executor.loader, connection.alias))]
    known = executor.loader.disk_migrations
    newer = sorted(key for key in executor.loader.applied_migrations if key not in known and _ours(key[0]))
    if lacks:
        return Finding(name, False, f"Migrations are missing: {len(lacks)}, first {lacks[0]}.", BRING_UP)
    if newer:
        return Finding(
            name, False, f"It was brought up by a newer version: {'.'.join(newer[0])} is unknown here.",
            "Install that newer version on this machine too.",
        )  # fmt: skip
    return Finding(name, True, f"It answers ({connection.vendor}), and has today’s tables.")


def roles() -> Iterator[Finding]:
    """Whether web and worker can change tables or the record, and whether they were told the owner's address."""
    if told := sorted(name for name in OWNERS if os.environ.get(name)):
        yield Finding(
            "rights-owner", False, f"The services know the owner of the database: {', '.join(told)}.",
            "Move the line into /etc/alongside/owner.env, which root alone reads.",
        )  # fmt: skip
    for name in connections:
        if connections[name].vendor != "postgresql" or name in NOT_MIGRATED:
            continue
        more = database_roles.too_much(connections[name])
        says = f"The role of web and worker {more or 'works with rows, and can do no more'} (“{name}”)."
        yield Finding("rights", not more, says, TWO_ROLES if more else "")


def lines() -> Iterator[Finding]:
    """Whether what travels between this machine and each database can be read or answered by anybody else.

    Mail is looked at where it is sent; storage of uploads refuses an unprotected line by itself.
    """
    for name in connections:
        if connections[name].vendor != "postgresql":
            continue
        with suppress(DatabaseError):  # that one does not answer is said by `databases`
            connections[name].ensure_connection()
            info: ConnectionInfo = connections[name].connection.info
            yield line(name, info.host, info.get_parameters().get("sslmode", "prefer"))


def line(name: str, host: str, sslmode: str) -> Finding:
    """The line to one database: at a host of the network, only a proven certificate keeps others out.

    A name without a dot is one that containers of this machine call each other by.
    """
    if host.startswith(("/", "@")) or host in LOOPBACK or not set(".:") & set(host):
        return Finding("line", True, f"The line to “{name}” does not leave this machine.")
    if sslmode in PROVEN:
        return Finding("line", True, f"Nobody can read along on the line to “{name}” ({host}).")
    return Finding(
        "line", False, f"The line to “{name}” ({host}) can be read, or answered by somebody else: {sslmode}.",
        "End its address with ?sslmode=verify-full: docs/guides/many-hosts.md.",
    )  # fmt: skip


def _followed() -> Finding:
    """Whether the copy that visitors read has the last action on record."""
    if nearby.is_as_new():
        return Finding("replica", True, "The copy that visitors read has the last action on record.")
    return Finding(
        "replica", None, "The copy that visitors read is behind at this moment; the main database is read.",
        "Ask again. If it stays behind, see whether the copying goes on: pg_stat_replication.",
    )  # fmt: skip


def files(storage: Storage = default_storage) -> Iterator[Finding]:
    """A file can be put where uploads are kept, read back, and taken away."""
    try:
        name = storage.save(f"doctor/{uuid.uuid4().hex}.txt", ContentFile(b"well"))
        with storage.open(name) as file:
            read = file.read()
        storage.delete(name)
    except Exception as problem:  # each kind of storage has exceptions of its own
        yield Finding(
            "files", False, f"Uploads cannot be kept: {type(problem).__name__}: {problem}"[:400],
            "Make the data folder writable, or correct ALONGSIDE_MEDIA_URL.",
        )  # fmt: skip
    else:
        yield Finding("files", read == b"well", "A file was kept, read and removed where uploads are.")


def _targets(loader: MigrationLoader, alias: str) -> list[tuple[str, str | None]]:
    nodes = loader.graph.leaf_nodes()
    return [node for node in nodes if alias != "monitoring" or node[0] == "monitoring"]


def _ours(app: str) -> bool:
    from django.apps import apps

    return apps.is_installed(f"alongside.{app}")
