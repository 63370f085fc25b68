"""A new centre: guided, under ten minutes, open only to whoever holds the key that the terminal printed."""

from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from alongside.desk import rules
from alongside.foundation.doors import Role
from alongside.foundation.models import Centre, Event
from alongside.people import rules as people_rules
from alongside.people.models import Member

pytestmark = pytest.mark.django_db

PAGES: dict[str, dict[str, str | list[str]]] = {
    "name": {"name": "Riverside Centre", "short_name": "Riverside"},
    "purpose": {"purpose": "We bring together people along the river."},
    "area": {"area": "london"},
    "languages": {"languages": ["en", "ar"]},
    "you": {"called": "Sefton", "email": "sefton@riverside.example"},
}


def set_up(client: Client) -> str:
    """Walk the whole set-up; returns where it led."""
    client.get(reverse("desk:open_set_up", args=[rules.set_up_key()]))
    for step, answers in PAGES.items():
        shown = client.get(reverse("desk:set_up", args=[step]))
        response = client.post(
            reverse("desk:set_up", args=[step]), {**answers, **hidden(shown.content.decode())}
        )
        assert response.status_code == 302, response.content.decode()
    check = client.get(response.headers["Location"])
    return client.post(response.headers["Location"], hidden(check.content.decode())).headers["Location"]


def hidden(page: str) -> dict[str, str]:
    """The key of a form that must count once."""
    _before, found, after = page.partition('name="once" value="')
    return {"once": after.partition('"')[0]} if found else {}


def test_before_set_up_every_page_says_how_to_go_on(client: Client, settings: Any) -> None:
    settings.BEHIND_TLS = False
    response = client.get("/")
    assert response.status_code == 503
    assert "./run manage setup_link" in response.content.decode()


def test_on_a_server_the_first_page_names_the_command_of_the_server(client: Client, settings: Any) -> None:
    settings.BEHIND_TLS = True
    page = client.get("/").content.decode()
    assert "sudo -u alongside deploy/manage setup_link" in page
    assert "docker compose exec worker python manage.py setup_link" in page
    assert "./run" not in page


def test_set_up_makes_a_centre_and_lets_its_coordinator_in(client: Client) -> None:
    assert set_up(client) == reverse("desk:home")
    centre = Centre.objects.get()
    assert (centre.name, centre.area, centre.languages) == ("Riverside Centre", "london", ["en", "ar"])
    sefton = Member.objects.get()
    assert people_rules.roles_of_member(sefton) == {Role.MEMBER, Role.COORDINATOR, Role.ADMINISTRATOR}
    assert "Hello, Sefton" in client.get(reverse("desk:home")).content.decode()
    assert Event.objects.filter(verb="foundation.centre_set_up").count() == 1


def test_a_new_centre_has_no_trace_of_the_demonstration(client: Client) -> None:
    set_up(client)
    for path in ("/", "/communities/", "/organisations/", "/who-takes-part/", "/desk/", "/story.json"):
        page = client.get(path)
        assert page.status_code == 200, path
        assert [word for word in ("UCL", "Ayo", "Boxing") if word in page.content.decode()] == []


@pytest.mark.parametrize("key", ["", "0" * 32, "wrong"])
def test_without_the_key_nobody_can_set_up(client: Client, key: str) -> None:
    if key:
        assert client.get(reverse("desk:open_set_up", args=[key])).status_code == 404
    assert client.get(reverse("desk:set_up")).status_code == 404
    assert Centre.current() is None


def test_the_key_is_worth_nothing_once_a_centre_is_here(client: Client) -> None:
    set_up(client)
    assert client.get(reverse("desk:open_set_up", args=[rules.set_up_key()])).status_code == 404
    with pytest.raises(CommandError, match="set up already"):
        call_command("setup_link")


def test_bad_answers_are_shown_again_with_what_to_do(client: Client) -> None:
    client.get(reverse("desk:open_set_up", args=[rules.set_up_key()]))
    page = client.post(reverse("desk:set_up", args=["name"]), {"name": "", "short_name": "Kept as typed"})
    text = page.content.decode()
    assert "Enter the name of the centre." in text
    assert 'value="Kept as typed"' in text


def test_the_first_coordinator_is_told_how_the_other_rooms_open(client: Client, settings: Any) -> None:
    settings.REQUIRE_STAFF_PASSKEY = True
    set_up(client)
    assert "Add a passkey" in client.get(reverse("desk:home")).content.decode()
