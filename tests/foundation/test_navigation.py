"""What somebody finds at the top of each page: little at once, all of it in groups, and where they are."""

import pytest
from django.test import Client, RequestFactory

from alongside.foundation import doors, navigation
from alongside.foundation.navigation import Group

AT_ONCE = 12
"""So many names stand before everything that is opened first, at most."""


def shelves(role: doors.Role, path: str = "/") -> list[navigation.Shelf]:
    request = RequestFactory().get(path)
    request.roles = frozenset({role})  # type: ignore[attr-defined]  # as the middleware of people does it
    return navigation.shelves(request)


def test_every_entrance_stands_in_a_group_or_in_an_open_area() -> None:
    strange = {
        entrance.url_name: entrance.area
        for entrance in navigation._entrances.values()
        if not isinstance(entrance.area, Group) and entrance.area not in ("main", "footer", "joined")
    }
    assert strange == {}


@pytest.mark.parametrize("role", doors.Role)
def test_nobody_meets_a_wall_of_links(role: doors.Role) -> None:
    seen = shelves(role)
    assert sum(1 if shelf.folded else len(shelf.entrances) for shelf in seen) <= AT_ONCE
    assert all(len(shelf.entrances) > 1 for shelf in seen if shelf.folded), "one alone is not folded away"
    ours = {str(shelf.label) for shelf in seen}
    assert (str(Group.CENTRE.label) in ours) == (role in doors.COORDINATORS | {doors.Role.AUDITOR})


@pytest.mark.django_db
def test_where_somebody_is_shows_while_its_group_is_closed() -> None:
    here = [shelf for shelf in shelves(doors.Role.COORDINATOR, "/members/") if shelf.current]
    assert [shelf.label for shelf in here] == [Group.PEOPLE.label]
    assert [item.label for item in here[0].entrances if item.current] == ["Members"]


@pytest.mark.django_db
def test_visitors_have_nothing_to_open(client: Client) -> None:
    html = client.get("/languages/").content.decode()
    assert "Sign in" in html
    assert "al-shelf" not in html
