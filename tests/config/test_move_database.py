"""What `manage.py move_database` says when it is done."""

from typing import Any

import pytest
from django.core.management import CommandError, call_command

from alongside.config import environment, moving

OWNER = {"NAME": "alongside", "USER": "alongside_owner"}


@pytest.mark.parametrize(("owners", "told"), [({}, False), (OWNER, True)], ids=["one role", "two roles"])
def test_house_with_two_roles_is_told_that_the_address_of_the_owner_changes_too(
    owners: dict[str, str], told: bool, settings: Any, monkeypatch: pytest.MonkeyPatch, capsys: Any
) -> None:
    settings.DATABASE_OWNERS = {"default": owners, "monitoring": owners}
    monkeypatch.setattr(moving, "move", lambda to: moving.Moved(13_785, 265, []))
    call_command("move_database", to="postgres://new/a", monitoring_to="postgres://new/m")
    said = capsys.readouterr().out
    assert said.startswith("Moved 13,785 rows of 265 tables.")
    assert ("owner.env" in said) is told


def test_a_password_in_an_address_is_never_shown(monkeypatch: pytest.MonkeyPatch, capsys: Any) -> None:
    monkeypatch.setattr(moving, "move", lambda to: moving.Moved(13_785, 265, []))
    secret = "postgres://us:planted@new/a"
    call_command("move_database", to=secret, monitoring_to=secret + "?sslmode=require")
    said = capsys.readouterr().out
    assert "planted" not in said
    assert 'DATABASE_URL="postgres://us:PASSWORD@new/a"\n' in said
    assert "Where PASSWORD stands, write the password" in said
    monkeypatch.undo()
    with pytest.raises(CommandError, match="us:PASSWORD@new/a is no address of a database") as refused:
        call_command("move_database", to="mysql://us:planted@new/a", monitoring_to=secret)
    assert "planted" not in str(refused.value)


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("postgres://us:a/b@c#d@new:5432/a", "postgres://us:PASSWORD@new:5432/a"),
        ("us:planted@new/a", "us:PASSWORD@new/a"),
        ("postgres://us@new/a?password=planted&sslmode=require", "postgres://us@new/a?password=PASSWORD&sslmode=require"),
        ("postgres://alongside@/alongside?host=/run/postgresql", "postgres://alongside@/alongside?host=/run/postgresql"),
        ("postgres://new:5432/a", "postgres://new:5432/a"),
        ("sqlite:////srv/a:b/c@d.sqlite3", "sqlite:////srv/a:b/c@d.sqlite3"),
    ],
)  # fmt: skip
def test_addresses_are_shown_without_passwords(given: str, shown: str) -> None:
    assert environment.without_password(given) == shown
