"""Every address with a parameter × a member whose thing it is not: missing, unless it is declared as shared."""

from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLPattern
from pytest_django.plugin import DjangoDbBlocker

from alongside.foundation import jobs
from alongside.foundation.doors import Role
from alongside.people import actions as people
from alongside.people.models import AgeGuard
from tests.journeys import world
from tests.journeys.conftest import session_key
from tests.journeys.test_doors_sweep import DOORS, browser, undone

# A role that a second database knows in the same way.
pytestmark = [pytest.mark.django_db, pytest.mark.once]
FOR_MEMBERS: list[tuple[str, URLPattern]] = [
    (route, pattern)
    for route, pattern in DOORS
    if pattern.pattern.converters
    and Role.MEMBER in pattern.callback.door.roles  # type: ignore[attr-defined]  # `open_to` set it
    and Role.VISITOR not in pattern.callback.door.roles  # type: ignore[attr-defined]
]

OFFERED = "An offer that stands is for whoever takes part; a choice is one's own."
TALK = "A conversation that was opened is for every member; what one says or votes is one's own."
WRITTEN = "A text that is being written is for every member to speak about."
SHARED = {
    "about-you/answer/<slug:step>/": "The parameter is a step, and the answers are one's own.",
    "about-you/change/<slug:step>/": "The parameter is a step, and the answers are one's own.",
    "conversations/<int:pk>/declare/": TALK,
    "conversations/<int:pk>/my-part/": TALK,
    "conversations/<int:pk>/say/": TALK,
    "conversations/<int:pk>/vote/": TALK,
    "conversations/<int:pk>/withdraw/": TALK,
    "directory/<int:entry>/introduction/": "Who stands in the directory may be asked by every member.",
    "library/formats/<slug:kind>/<slug:key>/": "What is in the library may be asked for in other forms.",
    "me/consents/new/<slug:purpose>/": "The parameter is a purpose, and the consent is one's own.",
    "me/payments/offers/<int:pk>/": OFFERED,
    "me/payments/offers/<int:pk>/letter/": OFFERED,
    "me/payments/offers/<int:pk>/withdraw/": OFFERED,
    "sessions/<int:pk>/say/": "Every member may say something about a session that was announced.",
    "texts/<slug:slug>/clauses/<int:clause>/lived/": WRITTEN,
    "texts/<slug:slug>/clauses/<int:clause>/say/<slug:kind>/": WRITTEN,
    "training/<slug:slug>/finish/": "Training is for every member; what one finished is one's own.",
    "training/<slug:slug>/modules/<int:number>/done/": "Training is for every member; what one did is one's own.",
}
"""Routes with a parameter that open to every member; all others open to whom the thing concerns."""


@pytest.fixture(scope="module")
def stranger(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """The session of a member who takes part in nothing that the samples are about."""
    with django_db_blocker.unblock():
        world.build()
        with world.quietly():
            robin = people.join(
                called="Robin",
                reach_by="email",
                email="robin@member.example",
                age_guard=AgeGuard.ADULT,
                by=world.BY,
            )
            assert robin.account is not None
            yield session_key(robin.account)
        world.clear()


def opens(client: Client, path: str) -> bool:
    """Whether a thing can be looked at or changed: any answer but 403, 404 and "not in this way"."""
    looked, sent = client.get(path), client.post(path)
    return any(answer.status_code not in (403, 404, 405) for answer in (looked, sent))


def test_what_is_not_declared_as_shared_is_missing_for_others(stranger: str) -> None:
    jobs.beat("worker")
    found = set()
    for route, pattern in FOR_MEMBERS:
        with undone():
            if opens(browser(stranger), world.path_of(route, pattern)):
                found.add(route)
    assert sorted(found - set(SHARED)) == [], "say in SHARED why everybody may, or keep others out"
    assert sorted(set(SHARED) - found) == [], "nobody else may any more: take it out of SHARED"


def test_what_is_declared_as_shared_is_there() -> None:
    assert set(SHARED) <= {route for route, _pattern in FOR_MEMBERS}
    assert all(len(why.split()) > 3 for why in SHARED.values())


def test_the_owner_opens_what_a_stranger_does_not_so_the_sweep_can_fail(stranger: str) -> None:
    route = "me/payments/<int:pk>/"
    path = world.path_of(route, dict(FOR_MEMBERS)[route])
    marek = world.account(Role.MEMBER)
    assert marek is not None
    with undone():
        assert opens(browser(session_key(marek)), path)
        assert not opens(browser(stranger), path)
