"""Promise: words from a session reach the story with one button, and a withdrawal hides them everywhere."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from alongside.foundation import clock
from alongside.foundation.models import Centre
from alongside.gatherings import actions as gatherings
from alongside.gatherings.models import Meeting, Session, SessionQuote
from alongside.people import actions as people
from alongside.people.models import Consent
from alongside.story import actions as story
from alongside.story import queries
from alongside.story.models import Edition, Quote
from tests.story.conftest import BY, NOT_YET, person

WORDS = "It energised and encouraged me."


@pytest.fixture
def session(our_centre: Centre) -> Session:
    series = gatherings.add_series(name="Co-production sessions", slug="co", by=BY)
    starts_at = clock.now() + timedelta(weeks=6)
    draft = gatherings.draft_session(
        series, title="Care at home", purpose="To plan.", meeting=Meeting.IN_PERSON, starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=2), strands=["projects"], by=BY,
    )  # fmt: skip
    return gatherings.announce(draft, by=BY)


def quoted_at(session: Session, channels: tuple[str, ...] = ("web", "print")) -> SessionQuote:
    may = gatherings.MayQuote(
        text=WORDS, wording="You may quote me.", channels=channels, attribution="first_name"
    )
    return gatherings.let_quote(session, person("Maya"), may=may, by=BY)


def test_one_button_adds_it_with_its_session_its_strands_and_its_speaker(
    coordinator: Client, session: Session
) -> None:
    given = quoted_at(session)
    assert "Add to the story" in coordinator.get(reverse("story:arrange")).content.decode()

    for _press in range(2):
        response = coordinator.post(reverse("story:add_session_quote", args=[given.pk]), follow=True)
        assert response.status_code == 200

    quote = Quote.objects.get()
    assert (quote.text, quote.about) == (WORDS, "Co-production session 1: Care at home")
    assert [strand.value for strand in quote.strands] == ["projects"]
    assert queries.session_quotes_to_add() == []
    live = coordinator.get(reverse("story:live")).content.decode()
    assert all(words in live for words in (WORDS, "Maya", "Co-production session 1: Care at home"))


def test_adding_the_same_words_twice_changes_nothing(session: Session) -> None:
    given = quoted_at(session)
    assert story.add_session_quote(given, by=BY) == story.add_session_quote(given, by=BY)


def test_words_for_social_media_alone_are_not_offered_to_the_story(session: Session) -> None:
    quoted_at(session, channels=("social",))
    assert queries.session_quotes_to_add() == []


def test_withdrawn_words_are_not_offered_and_cannot_be_added(coordinator: Client, session: Session) -> None:
    given = quoted_at(session)
    people.withdraw_consent(given.consent, by=BY)
    assert queries.session_quotes_to_add() == []
    response = coordinator.post(reverse("story:add_session_quote", args=[given.pk]), follow=True)
    assert "may not be quoted any more" in response.content.decode()
    assert not Quote.objects.exists()


def everywhere(session: Session, edition: Edition) -> dict[str, str]:
    """Every place where the words could stand: on the web, in data, and in editions that were frozen."""
    return {
        "session": reverse("gatherings:session", args=[session.pk]),
        "live": reverse("story:live"),
        "data": reverse("story_data:story"),
        "edition": reverse("story:edition", args=[edition.slug]),
        "edition data": reverse("story:edition_data", args=[edition.slug]),
    }


def test_withdrawal_hides_the_words_everywhere_on_the_next_request(client: Client, session: Session) -> None:
    story.add_session_quote(quoted_at(session), by=BY)
    edition = story.publish_edition(title="Spring", as_of=clock.today(), reason=NOT_YET, by=BY)
    places = everywhere(session, edition)
    before = {name: WORDS in client.get(url).content.decode() for name, url in places.items()}
    assert before == dict.fromkeys(places, True), "there was something to hide"

    people.withdraw_consent(Consent.objects.get(), by=BY)

    after = {name: WORDS in client.get(url).content.decode() for name, url in places.items()}
    assert after == dict.fromkeys(places, False)
    assert [count for _edition, count in queries.still_carrying()] == [1], "prints to collect are listed"


def test_changing_the_words_by_the_link_hides_the_former_words(client: Client, session: Session) -> None:
    given = quoted_at(session)
    story.add_session_quote(given, by=BY)
    may = gatherings.MayQuote(text="Other words.", wording="…", channels=["web"], attribution="none")
    gatherings.let_quote(session, given.consent.member, may=may, by=BY)

    assert WORDS not in client.get(reverse("story:live")).content.decode()
    assert [row.text for row, _by in queries.session_quotes_to_add()] == ["Other words."]
