"""Two entries may turn out to be one person: every room says of each of its fields what becomes of it then."""

import pytest

from alongside.foundation import merging
from alongside.people.models import Member


def test_every_field_that_points_to_a_member_says_how_it_is_merged() -> None:
    assert merging.undeclared(Member) == []


def test_what_is_said_is_of_fields_that_are_there() -> None:
    assert {name for name, _way in merging._ways()} <= set(merging.pointing_at(Member))


def test_a_field_of_which_no_room_says_it_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(merging._rooms, "learning")
    assert "learning.Taking.member" in merging.undeclared(Member)
