"""What the tests of the story share: a centre, people with living consents, and a room that counts."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.utils import translation

from alongside.foundation import actors, centre, figures
from alongside.foundation.doors import Role
from alongside.foundation.figures import Figure, Source
from alongside.foundation.models import Centre
from alongside.people import actions as people
from alongside.people.models import AgeGuard, Attribution, Consent, Member, Mode, Purpose, ReachBy
from alongside.story import actions as story

BY = actors.SYSTEM
NOT_YET = "Nobody has signed it off in this test."
Quoted = Callable[..., Consent]


class Greenhouse:
    """A room of its own, with a figure of each kind. Its count of plants can grow."""

    prefix = "greenhouse"

    def __init__(self) -> None:
        self.plants = 39

    def ids(self) -> Sequence[str]:
        return ["greenhouse.plants", "greenhouse.rare", "greenhouse.held"]

    def read(self, ids: Sequence[str]) -> dict[str, Figure]:
        made = {
            "greenhouse.plants": Figure(
                id="greenhouse.plants",
                label="plants that flower",
                display=f"{self.plants}%",
                value=self.plants,
                base=500,
                base_note="plants that were counted",
                as_of=date(2020, 2, 1),
                unit="%",
                definition="The share of plants with a flower.",
                wording="Does it flower?",
                rule="Counted by hand.",
                baseline="Next door: 12%",
                row_count=500,
                source=(Source("The list of plants", "/plants/"),),
            ),
            "greenhouse.rare": Figure(id="greenhouse.rare", label="rare plants", status="too_few", rule="Hidden."),
            "greenhouse.held": Figure(id="greenhouse.held", label="new plants", status="held", rule="Held."),
        }  # fmt: skip
        return {figure_id: made[figure_id] for figure_id in ids if figure_id in made}


@pytest.fixture(autouse=True)
def without_staff_passkeys(settings: Any) -> None:
    """These tests are not about passkeys."""
    settings.REQUIRE_STAFF_PASSKEY = False


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    """Addresses are made in English, whatever language the last page was in."""
    with translation.override("en"):
        yield


@pytest.fixture
def greenhouse() -> Iterator[Greenhouse]:
    """A room that stands behind figures, for as long as the test lasts."""
    room = Greenhouse()
    figures.register(room)
    yield room
    del figures._providers[room.prefix]


@pytest.fixture
def our_centre(db: None) -> Centre:
    return centre.set_up(
        name="Centre for Testing", short_name="CT", purpose="We test together.", area="england",
        languages=["en", "ar"], by=BY,
    )  # fmt: skip


def person(called: str, **more: Any) -> Member:
    """A member who joined in person."""
    more = {
        "reach_by": ReachBy.EMAIL,
        "email": f"{called.lower()}@example.org",
        "age_guard": AgeGuard.ADULT,
    } | more
    return people.join(called=called, by=BY, **more)


@pytest.fixture
def quoted(our_centre: Centre) -> Quoted:
    """Somebody agrees to be quoted."""

    def agreed(called: str = "Ash", **more: Any) -> Consent:
        given = {
            "purpose": Purpose.QUOTE, "channels": ["web", "print"], "attribution": Attribution.ROLE,
            "attribution_text": "Centre community member", "wording": "You may quote me.", "how": Mode.PHONE,
        }  # fmt: skip
        return people.give_consent(person(called), by=BY, **(given | more))

    return agreed


@pytest.fixture
def coordinator(our_centre: Centre) -> Client:
    """A browser in which a coordinator is signed in."""
    cora = person("Cora")
    people.appoint(cora, role=Role.COORDINATOR, by=BY)
    assert cora.account is not None
    client = Client()
    client.force_login(cora.account)
    return client


@pytest.fixture
def told(our_centre: Centre, greenhouse: Greenhouse, quoted: Quoted) -> Consent:
    """A small story with one of everything; gives the consent behind its quote."""
    consent = quoted()
    story.add_claim(
        heading="Flowers", text="[[greenhouse.plants]] of our plants flower.", strands=["learning"], by=BY
    )
    story.add_claim(
        text="[[funding.phase_1.awards|projects funded in Phase 1]] projects were funded.",
        strands=["projects"], by=BY,
    )  # fmt: skip
    story.add_claim(text="Nobody came in the rain.", strands=["movement"], did_not_work=True, by=BY)
    story.add_quote(
        text="Opened my mind to different views.",
        about="A session",
        consent=consent,
        strands=["movement"],
        by=BY,
    )
    story.add_milestone(
        title="The call for Phase 2 opens", on=date(2019, 4, 30), strands=["projects"],
        text="Open to [[greenhouse.rare]] of us.", source_label="The news", by=BY,
    )  # fmt: skip
    return consent
