"""A small centre with one of everything, so that every URL of the house can be opened as every role."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.urls import URLPattern
from django.urls.converters import get_converters

from alongside.config import demonstration
from alongside.foundation import actors, jobs, outbox
from alongside.foundation.doors import Role
from alongside.foundation.models import Message
from alongside.people import actions as people
from alongside.people import emails, reading_files
from alongside.people.models import (
    Account,
    AgeGuard,
    Consent,
    DirectoryEntry,
    Guardian,
    Introduction,
    Member,
    MemberImport,
    Organisation,
    PriorityCommunity,
    Purpose,
    RightsRequest,
)
from alongside.story.models import Claim, Edition
from tests import seeds
from tests.journeys.rooms import (
    api,
    conversations,
    desk,
    documents,
    funding_bids,
    funding_money,
    funding_panel,
    gatherings,
    learning,
    opportunities,
    outreach_bounces,
    outreach_digests,
    outreach_issues,
    outreach_reach,
    outreach_subscribers,
    payments,
    projects_outcomes,
    projects_working,
    story,
    story_following,
)
from tests.journeys.rooms import people as translators

BY = actors.SYSTEM
WHO = {
    Role.VISITOR: None,
    Role.MEMBER: "marek@member.example",
    Role.FACILITATOR: "nia@member.example",
    Role.ACCESS: "ife@centre.example",
    Role.COORDINATOR: "cora@centre.example",
    Role.FINANCE: "farid@centre.example",
    Role.AUDITOR: "helen@funder.example",
    Role.ADMINISTRATOR: "ada@centre.example",
}
OTHER_MEMBER = "lin@university.example"
ROOMS = (
    api, desk, documents, payments, conversations, learning, opportunities, gatherings, projects_outcomes,
    projects_working,
    funding_bids, funding_money,
    funding_panel, outreach_digests, outreach_reach, outreach_subscribers,
    outreach_issues,
    outreach_bounces, story, story_following, translators,
)  # fmt: skip


def build() -> None:
    """The demonstration without its crowd, and one of everything that it leaves out. Outside of any transaction."""
    seeds.grow("world", _build)


def _build() -> None:
    demonstration.load(small=True)
    for called, role in (("Cora", Role.COORDINATOR), ("Ada", Role.ADMINISTRATOR)):
        member = people.join(
            called=called,
            reach_by="email",
            email=WHO[role] or "",
            age_guard=AgeGuard.ADULT,
            by=BY,
            invented=True,
        )
        people.appoint(member, role=role, by=BY)
    marek, lin = (Member.objects.get(called=name) for name in ("Marek", "Lin"))
    people.give_consent(
        marek,
        purpose=Purpose.QUOTE,
        channels=["web"],
        attribution="first_name",
        wording="…",
        how="web",
        by=BY,
    )
    people.ask_introduction(lin, marek, message="Hello", share="lin@university.example", by=BY)
    people.join(
        called="Kit", reach_by="email", age_guard=AgeGuard.UNDER_16, by=BY,
        guardian={"name": "Pat", "email": "pat@member.example"},
    )  # fmt: skip
    people.affiliate(marek, organisation=Organisation.objects.all()[0], by=BY)
    sheet = reading_files.read(b"name,email\nMo,mo@member.example\n", "people.csv")
    people.upload_members(sheet, file_name="people.csv", by=BY)
    jobs.beat("worker")
    outbox.call(to_name="Grace", phone="020 7946 0102", subject="Hello", text="…", by=BY)
    people.ask_right(marek, right="object", words="Not for my photo.", by=BY)
    for room in ROOMS:
        room.build()


def clear() -> None:
    """Leave both databases as they were."""
    for name in seeds.FILES:
        seeds.empty(name)


@contextmanager
def quietly() -> Iterator[None]:
    """A sweep is refused a thousand times, and expects it: only what falls over is worth a line in the log."""
    logging.disable(logging.WARNING)
    yield
    logging.disable(logging.NOTSET)


def account(role: Role) -> Account | None:
    """The account of the cast that plays a role."""
    address = WHO[role]
    return Account.objects.get(email=address) if address else None


def _marek() -> Member:
    return Member.objects.get(called="Marek")


def _reference() -> dict[str, Any]:
    return {"reference": _marek().reference}


def _community() -> dict[str, Any]:
    return {"slug": "unpaid-carers"}


def _claim() -> dict[str, Any]:
    return {"kind": "claims", "pk": Claim.objects.all()[0].pk}


def _consent() -> dict[str, Any]:
    return {"consent": Consent.objects.filter(member=_marek())[0].pk}


def _introduction() -> dict[str, Any]:
    return {"number": Introduction.objects.get().pk}


def _outreach() -> dict[str, Any]:
    community = PriorityCommunity.objects.get(slug="unpaid-carers")
    return {"slug": community.slug, "number": community.actions.all()[0].pk}


def _edition() -> dict[str, Any]:
    return {"slug": Edition.objects.get().slug}


def _import() -> dict[str, Any]:
    return {"number": MemberImport.objects.get().pk}


def _organisation() -> dict[str, Any]:
    return {"number": Organisation.objects.all()[0].pk}


def _appointment() -> dict[str, Any]:
    nia = Member.objects.get(called="Nia")
    return {"reference": nia.reference, "appointment": nia.appointments.all()[0].pk}


# The longest prefix of a route that is listed here says what stands in its parameters.
SAMPLES: dict[str, Callable[[], dict[str, Any]]] = {
    "story/figures/": lambda: {"figure_id": "people.members"},
    "story/editions/": _edition,
    "story/arrange/published/": _edition,
    "story/arrange/<str:kind>/": _claim,
    "desk/messages/": lambda: {"message_id": Message.objects.by_hand()[0].pk},
    "set-up/": lambda: {"key": "0" * 32, "step": "name"},
    "join/guardian/": lambda: {"token": emails.guardian_token(Guardian.objects.get())},
    "join/guardian-answered/": lambda: {"answer": "yes"},
    "join/": lambda: {"step": "name"},
    "me/card/": lambda: {"code": people.issue_sign_in_card(_marek(), by=BY)},
    "me/consents/new/": lambda: {"purpose": "quote"},
    "me/consents/": _consent,
    "members/<str:reference>/": _reference,
    "members/<str:reference>/guardian/": lambda: {"reference": Member.objects.get(called="Kit").reference},
    "members/<str:reference>/consent/": lambda: _reference() | _consent(),
    "members/<str:reference>/roles/<int:appointment>/": _appointment,
    "members/<str:reference>/organisations/": lambda: (
        _reference() | {"affiliation": _marek().affiliations.all()[0].pk}
    ),
    "members/import/": _import,
    "members/introductions/": _introduction,
    "members/requests/": lambda: {"number": RightsRequest.objects.get().pk},
    "organisations/": _organisation,
    "communities/": _community,
    "communities/<slug:slug>/outreach/": _outreach,
    "directory/<int:entry>/": lambda: {"entry": DirectoryEntry.objects.get(member__called="Lin").pk},
    "directory/introductions/": _introduction,
    "accounts/passkeys/": lambda: {"pk": 1},
    "who-takes-part/": lambda: {"slug": "network-2020-03-01"},
    "about-you/": lambda: {"step": "age", "question": "age"},
}
for _room in ROOMS:
    SAMPLES |= _room.SAMPLES


def path_of(route: str, pattern: URLPattern) -> str:
    """A path for a route, with a sample in each parameter. Raises KeyError when none is listed for it."""
    names = pattern.pattern.converters
    if not names:
        return "/" + route
    prefix = max((known for known in SAMPLES if route.startswith(known)), key=len, default=None)
    if prefix is None:
        raise KeyError(f"Add a sample for {route} to SAMPLES in tests/journeys/world.py.")
    kwargs = SAMPLES[prefix]()
    for name in names:
        for kind in (*get_converters(), "figure_id"):
            route = route.replace(f"<{kind}:{name}>", str(kwargs[name]))
    return "/" + route


def each_role() -> Iterator[tuple[Role, Account | None]]:
    """Every role with the account that plays it; None for a visitor."""
    return ((role, account(role)) for role in WHO)
