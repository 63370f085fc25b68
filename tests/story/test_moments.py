"""Promise: what the records know is on the timeline with the date that they have; a coordinator chooses which."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from alongside.foundation import moments, record
from alongside.foundation.models import Centre
from alongside.foundation.moments import Moment
from alongside.story import actions as story
from alongside.story.models import MomentChoice
from tests.story.conftest import BY, NOT_YET

BLOOM = Moment(
    "bloom", "1", date(2019, 5, 2), "The first plant flowers", "/plants/1/", ("learning",), important=True
)
SEED = Moment("seed", "2", date(2019, 3, 2), "A seed is sown", "/plants/2/", ("projects",))


@pytest.fixture
def known(our_centre: Centre, monkeypatch: pytest.MonkeyPatch) -> None:
    """A room that knows an important moment and another one."""
    monkeypatch.setitem(moments._askers, "greenhouse", lambda: [BLOOM, SEED])


def timeline(client: Client) -> list[str]:
    told = client.get(reverse("story_data:story")).json()["milestones"]
    return [moment["title"] for moment in told]


def test_important_moments_are_on_the_timeline_with_the_record_that_knows_them(
    known: None, client: Client
) -> None:
    told = client.get(reverse("story_data:story")).json()["milestones"]
    assert told == [
        {
            "title": "The first plant flowers", "on": "2019-05-02", "precision": "day", "from_records": True,
            "source": {"label": "Our records", "url": "http://testserver/plants/1/"}, "text": "", "figures": [],
            "strands": ["learning"], "language": "en", "tellings": [],
        }
    ]  # fmt: skip
    page = client.get(reverse("story:live")).content.decode()
    assert "The first plant flowers" in page
    assert "A seed is sown" not in page


def test_a_coordinator_puts_a_moment_on_the_timeline_and_takes_one_off(
    known: None, coordinator: Client
) -> None:
    listed = coordinator.get(reverse("story:moments")).content.decode()
    assert listed.index("The first plant flowers") < listed.index("A seed is sown"), "newest first"
    choose = reverse("story:choose_moment")

    coordinator.post(choose, {"moment": "seed.2", "shown": "yes"})
    coordinator.post(choose, {"moment": "bloom.1", "shown": "no"})

    assert timeline(coordinator) == ["A seed is sown"]
    assert record.history(MomentChoice.objects.get(kind="seed")).get().verb == "story.choose_moment"


def test_a_moment_that_no_room_knows_is_refused_in_a_sentence(known: None, coordinator: Client) -> None:
    with pytest.raises(ValidationError, match="No room knows this moment"):
        story.choose_moment("seed.9", shown=True, by=BY)
    gone = coordinator.post(reverse("story:choose_moment"), {"moment": "x", "shown": "yes"}, follow=True)
    assert "No room knows this moment any more." in gone.content.decode()


def test_an_edition_of_an_earlier_day_tells_what_had_happened_by_then(known: None) -> None:
    story.choose_moment("seed.2", shown=True, by=BY)
    edition = story.publish_edition(title="Spring", as_of=date(2019, 4, 1), reason=NOT_YET, by=BY)
    assert [moment["name"] for moment in edition.content["moments"]] == ["seed.2"]
