"""On PostgreSQL, web and worker work under a role that can do nothing but work with rows."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.urls import reverse

from alongside.config import environment
from alongside.config.backup.postgres import OTHERS
from alongside.foundation import actors, centre, database_roles
from alongside.foundation.doctoring import stores as doctoring
from alongside.foundation.models import Event
from alongside.people import actions as people
from alongside.people.models import Member
from tests import seeds
from tests.people.helpers import ask, code_for
from tests.people.test_joining import ADULT, BY_EMAIL, REST, finish, walk_through
from tests.processes import House

SMALL, OWNER = "tests_small", "tests_owner"
OWNERS = {
    "DATABASE_URL": "ALONGSIDE_DATABASE_OWNER_URL",
    "MONITORING_DATABASE_URL": "ALONGSIDE_MONITORING_OWNER_URL",
}
TABLES = "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'"
REFUSED = [
    "CREATE TABLE more (id int)",
    "CREATE TEMPORARY TABLE more (id int)",
    "CREATE SCHEMA more",
    "ALTER TABLE people_member ADD more int",
    "DROP TABLE people_member",
    "TRUNCATE people_member",
    "UPDATE foundation_event SET verb = 'nothing.happened'",
    "DELETE FROM foundation_event",
    "DELETE FROM django_migrations",
    f"SET ROLE {OWNER}",
]

on_a_server = pytest.mark.skipif(not seeds.on_postgres(), reason="SQLite has no roles")


@pytest.fixture
def house(django_db_setup: None, tmp_path: Path) -> Iterator[House]:
    with House(tmp_path, "two_roles") as house:
        house.environment["ALONGSIDE_BEHIND_TLS"] = "false"
        for name, owners in OWNERS.items():
            address = house.environment[name]
            with psycopg.connect(address, autocommit=True) as server:
                give_away(server)
            house.environment[name] = under(SMALL, address)
            house.environment[owners] = under(OWNER, address)
        yield house


def give_away(server: psycopg.Connection) -> None:
    """As the guide does for a house that has one role: everything in it gets the other owner."""
    for role in (SMALL, OWNER):
        if not server.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role]).fetchone():
            server.execute(f"CREATE ROLE {role} LOGIN")
    for (name,) in server.execute(TABLES).fetchall():
        server.execute(f'ALTER TABLE "{name}" OWNER TO {OWNER}')
    server.execute(f"ALTER DATABASE {server.info.dbname} OWNER TO {OWNER}")


def under(role: str, address: str) -> str:
    return address.replace("postgres://postgres@", f"postgres://{role}@")


def journeys() -> None:
    """Somebody joins, the worker writes to them, they sign in and leave again. Says what the doctor found, and
    whether the owner sees that others are at work."""
    centre.set_up(
        name="C", short_name="C", purpose="To test.", area="england", languages=["en"], by=actors.SYSTEM
    )
    client = Client()
    walk_through(client, ADULT | BY_EMAIL | REST)
    finish(client)
    member = Member.objects.get()
    ask(client, "ada@example.org")
    client.post(reverse("account_confirm_login_code"), {"code": code_for("ada@example.org")})
    assert client.get(reverse("desk:home")).status_code == 200
    people.leave(member, by=actors.SYSTEM)
    call_command("worker", "--once")
    found = sorted((one.name, one.well) for one in doctoring.roles())
    sys.stdout.write(json.dumps({"found": found, "on_record": Event.objects.count()}))


@on_a_server
def test_the_house_works_with_rows_and_the_database_refuses_everything_else(house: House) -> None:
    assert "with nothing else" in house.manage("prepare", "-v0")
    said = house.ask("from tests.config import test_two_roles as here; here.journeys()")
    assert said["found"] == [["rights", True], ["rights", True], ["rights-owner", False]]
    assert said["on_record"] > 5
    with psycopg.connect(house.environment["DATABASE_URL"], autocommit=True) as small:
        for statement in REFUSED:
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                small.execute(statement)
        assert small.execute("SELECT count(*) FROM foundation_event").fetchone() == (said["on_record"],)
        with psycopg.connect(house.environment["ALONGSIDE_DATABASE_OWNER_URL"]) as owner:
            assert database_roles.too_much(owner) == "owns its tables"
            others = owner.execute(OTHERS).fetchone()
            assert others == (1,), "a restore sees that the other role is at work"
            owner.execute("DELETE FROM django_migrations WHERE app = 'mfa' AND name >= '0003'")
    assert "run this as root: sudo deploy/manage prepare" in refused_without_the_owner(house, "prepare")


def refused_without_the_owner(house: House, command: str) -> str:
    """What a command says that the account of the services runs, where another role owns the tables."""
    environment = {name: value for name, value in house.environment.items() if name not in OWNERS.values()}
    said = subprocess.run(
        [sys.executable, "-m", "django", command, "-v0"], env=environment, capture_output=True, text=True,
        check=False, timeout=400,
    )  # fmt: skip
    assert (said.returncode, "Traceback" in said.stderr) == (1, False), said.stderr
    return said.stderr


@on_a_server
@pytest.mark.django_db
def test_a_role_that_may_do_everything_is_told() -> None:
    assert database_roles.too_much(connection) == "may do anything on the server"


def test_only_commands_that_change_tables_go_in_as_the_owner(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALONGSIDE_DATABASE_OWNER_URL", "postgres://owner@/alongside")
    went_in = {
        command: environment.as_owner("DATABASE_OWNER_URL", ["manage.py", command]).get("USER")
        for command in ("prepare", "restore", "worker", "backup", "doctor")
    }
    assert went_in == {"prepare": "owner", "restore": "owner", "worker": None, "backup": None, "doctor": None}
