"""What `manage.py move_database` says when it is done."""

from typing import Any

import pytest
from django.core.management import call_command

from alongside.config import moving

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
