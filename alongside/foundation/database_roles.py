"""Two roles on PostgreSQL: one owns the tables and changes their shape, one works with the rows and can do no more.

`manage.py prepare` and `restore` go in as the owner (ALONGSIDE_DATABASE_OWNER_URL), and give the other one its rights.
Web and worker are the other one: whoever gets hold of them can drop no table, empty none at once, and alter nothing
of what is on record.
"""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.transaction import atomic
from psycopg import errors, sql

ONLY_ADDED = "foundation_event"
ONLY_READ = "django_migrations"
MAY_BE_MORE = """SELECT
(SELECT rolsuper FROM pg_roles WHERE rolname = current_user),
(SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'
    AND pg_has_role(current_user, relowner, 'MEMBER')),
has_schema_privilege(current_user, 'public', 'CREATE')"""
MAY_ALTER = f"SELECT has_table_privilege(current_user, to_regclass('public.{ONLY_ADDED}'), 'UPDATE, DELETE, TRUNCATE')"


class CannotGive(Exception):
    """The rights could not be given; says what to do."""


def give() -> list[str]:
    """Give the role of web and worker its rights in each database of an owner, and take every other.

    Gives the names of those databases. Raises CannotGive for a role that is not there or is the owner itself.
    """
    return [alias for alias, role in settings.DATABASE_ROLES.items() if _give(connections[alias], role)]


def _give(connection: BaseDatabaseWrapper, role: str) -> bool:
    if connection.vendor != "postgresql":
        return False
    with atomic(using=connection.alias), connection.cursor() as cursor:
        cursor.execute("SELECT current_user, current_database()")
        owner, database = cursor.fetchone()
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role])
        if cursor.fetchone() is None or owner == role:
            raise CannotGive(
                f"Web and worker need a database role of their own, beside {owner}, and {role or 'none'} is not one. "
                f"Make it: createuser {role or 'alongside'}; and name it in DATABASE_URL and MONITORING_DATABASE_URL."
            )
        there = connection.introspection.table_names(cursor)
        for statement in _statements(set(there)):
            names = {"role": role, "database": database, "owner": owner}
            cursor.execute(
                sql.SQL(statement).format(**{key: sql.Identifier(name) for key, name in names.items()})
            )
    return True


def _statements(there: set[str]) -> Iterator[str]:
    """What a role may do with rows, and nothing besides; in one transaction, so that nobody at work notices."""
    yield "REVOKE CREATE, TEMPORARY ON DATABASE {database} FROM PUBLIC, {role}"
    yield "GRANT CONNECT ON DATABASE {database} TO {role}"
    yield "REVOKE CREATE ON SCHEMA public FROM PUBLIC, {role}"
    yield "GRANT USAGE ON SCHEMA public TO {role}"
    yield "REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {role}"
    yield "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role}"
    yield "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role}"
    if ONLY_ADDED in there:
        yield f"REVOKE UPDATE, DELETE ON {ONLY_ADDED} FROM {{role}}"
    if ONLY_READ in there:
        yield f"REVOKE INSERT, UPDATE, DELETE ON {ONLY_READ} FROM {{role}}"


def is_refused(trouble: BaseException | None) -> bool:
    """Whether PostgreSQL refused something because the role has no right to it."""
    while trouble is not None and not isinstance(trouble, errors.InsufficientPrivilege):
        trouble = trouble.__cause__ or trouble.__context__
    return trouble is not None


def too_much(connection: Any) -> str:
    """What the role of a connection to PostgreSQL may do besides working with rows, in words; "" for nothing."""
    with connection.cursor() as cursor:
        cursor.execute(MAY_BE_MORE)
        everything, owned, make = cursor.fetchone()
        cursor.execute(MAY_ALTER)
        alter = cursor.fetchone()[0]
    if everything:
        return "may do anything on the server"
    if owned:
        return "owns its tables"
    if make:
        return "may make tables"
    return "may alter the record of actions" if alter else ""
