"""Words that somebody wrote about their needs are on no page that anybody else opens, bar the access role.

As every other role they are looked for in the sweep of doors, which reads every page; here, as another member.
"""

from collections.abc import Iterator

import pytest
from django.test import Client
from pytest_django.plugin import DjangoDbBlocker

from alongside.foundation import rights
from alongside.foundation.doors import Role
from alongside.foundation.models import Event, Message
from alongside.people.models import Account
from tests.architecture.checks import all_patterns
from tests.journeys import planted, world

pytestmark = [pytest.mark.django_db, pytest.mark.once]  # what a page says is not up to the database
DOORS = [(route, pattern) for route, pattern in all_patterns() if hasattr(pattern.callback, "door")]
ABOUT_NEEDS = ("me/", "sessions/", "access/", "desk/")


@pytest.fixture(scope="module", autouse=True)
def house(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The house of the sweep of doors."""
    with django_db_blocker.unblock():
        world.build()
        planted.plant()
        with world.quietly():
            yield
        world.clear()


def leaks(account: Account, under: tuple[str, ...] = ("",)) -> dict[str, list[str]]:
    """Each address under these that a member may open and that holds planted words, with the words."""
    client = Client(raise_request_exception=False)
    client.force_login(account)
    found = {}
    for route, pattern in DOORS:
        door = pattern.callback.door  # type: ignore[attr-defined]  # `open_to` set it
        if route.startswith(under) and door.roles & {Role.MEMBER, Role.ACCESS}:
            found[route] = planted.words_in(route, client.get(world.path_of(route, pattern)))
    return {route: words for route, words in found.items() if words}


def played(role: Role) -> Account:
    account = world.account(role)
    assert account is not None
    return account


def test_what_was_planted_can_be_found() -> None:
    """By the access role, and by Marek himself: so the sweep, and the test below, could fail."""
    theirs, mine = (leaks(played(role), ABOUT_NEEDS) for role in (Role.ACCESS, Role.MEMBER))
    said = {word for words in theirs.values() for word in words}
    assert said >= {"planted-medlar", planted.ANSWER, planted.SUPPLIER}
    said = {word for words in mine.values() for word in words}
    assert said >= {"planted-quince", "planted-medlar", planted.ANSWER}
    assert planted.SUPPLIER not in str(mine.get("me/access/"))


def test_another_member_reads_it_nowhere() -> None:
    lin = Account.objects.get(email=world.OTHER_MEMBER)
    assert leaks(lin) == {}
    assert not any(word in str(rights.export(lin)) for word in planted.PLANTED)


def test_the_record_holds_none_of_it() -> None:
    assert Message.objects.filter(text__contains=planted.ANSWER).exists()
    told = " ".join(f"{event.subject} {event.detail}" for event in Event.objects.all())
    assert not any(word in told for word in [*planted.PLANTED, "large_print", "captions"])
