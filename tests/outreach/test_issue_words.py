"""Somebody's own words are in the newsletter only while they agree, and sessions only while they are public."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from alongside.foundation import clock
from alongside.foundation.models import Centre, Channel, Message
from alongside.gatherings import actions as gatherings
from alongside.gatherings.models import Meeting, Session, SessionQuote
from alongside.outreach.actions import issue_sending, issues
from alongside.outreach.models import Issue, IssueState
from alongside.outreach.queries import issue_checks, pieces
from alongside.outreach.queries import issues as questions
from alongside.people import actions as people
from tests.furniture import Make

from .conftest import Listed
from .test_issue_sending import OTHER, deliver
from .writing import BY, issue_of, pulled

WORDS = "It energised and encouraged me."


@pytest.fixture
def session(our_centre: Centre) -> Session:
    series = gatherings.add_series(name="Co-production sessions", slug="co", by=BY)
    starts_at = clock.now() + timedelta(weeks=6)
    draft = gatherings.draft_session(
        series, title="Care at home", purpose="To plan.", meeting=Meeting.ONLINE, starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=2), strands=["projects"], by=BY,
    )  # fmt: skip
    return gatherings.announce(draft, by=BY)


@pytest.fixture
def quote(session: Session, make: Make) -> SessionQuote:
    return quoted(session, make, "newsletter", "web")


def quoted(session: Session, make: Make, *channels: str) -> SessionQuote:
    may = gatherings.MayQuote(
        text=WORDS, wording="You may quote me.", channels=channels, attribution="first_name"
    )
    return gatherings.let_quote(session, make("Maya"), may=may, by=BY)


def on_its_way(quote: SessionQuote) -> Issue:
    issue = issue_of()
    pulled(issue, "quote", quote.pk)
    issues.approve_issue(issue, by=OTHER)
    return issue_sending.send_issue(issue, by=BY)


def test_a_session_brings_its_day_and_place_and_a_cancelled_one_nothing(session: Session) -> None:
    issue = issue_of("en", "ar")
    pulled(issue, "session", session.pk)
    (piece,) = [one for one in pieces.content(issue, "en").pieces if one["kind"] == "session"]
    assert (piece["heading"], piece["text"]) == ("Session 1: Care at home", "To plan.")
    assert piece["facts"][1] == "Online"
    assert "/ar/" in pieces.content(issue, "ar").pieces[1]["url"]

    gatherings.cancel(session, because="The room is gone.", by=BY)

    said = next(one.sentence for one in issue_checks.checks(issue) if one.stops)
    assert said.startswith("A session: This session was cancelled.")
    assert [one["kind"] for one in pieces.content(issue, "en").pieces] == ["words"]


def test_words_for_the_website_alone_are_not_in_the_newsletter(session: Session, make: Make) -> None:
    with pytest.raises(ValidationError):
        pulled(issue_of(), "quote", quoted(session, make, "web").pk)


def test_words_taken_back_before_sending_are_said_and_left_out(quote: SessionQuote) -> None:
    issue = issue_of()
    pulled(issue, "quote", quote.pk)
    assert WORDS in str(pieces.content(issue, "en").pieces)

    people.withdraw_consent(quote.consent, by=BY)

    wrong = [one.sentence for one in issue_checks.checks(issue) if one.stops]
    assert wrong == [
        "Somebody’s own words: Whoever said this does not agree any more that we show it here. It is left out. "
        "Take it out, or choose something else."
    ]
    assert WORDS not in str(pieces.content(issue, "en").pieces)


def test_words_taken_back_on_the_way_pause_it_and_it_goes_on_without_them(
    quote: SessionQuote, listed: Listed
) -> None:
    listed("ann@example.org")
    listed(called="Rose", way="post", address="1 Mill Lane")
    issue = on_its_way(quote)
    assert WORDS in Message.objects.get(channel=Channel.LETTER).text

    people.withdraw_consent(quote.consent, by=BY)

    assert questions.state_of(Issue.objects.get()) == IssueState.PAUSED
    assert WORDS not in Message.objects.get(channel=Channel.LETTER).text
    issue_sending.resume_issue(issue, by=BY)
    (one,) = deliver()
    assert WORDS not in one.message().as_string()


def test_the_archive_leaves_words_out_once_they_are_taken_back_and_says_so(
    quote: SessionQuote, client: Client
) -> None:
    issue = on_its_way(quote)
    assert WORDS not in str(issue.sealed)
    page = reverse("outreach:issue", args=[1])
    assert WORDS in client.get(page).content.decode()

    people.withdraw_consent(quote.consent, by=BY)

    shown = client.get(page).content.decode()
    assert WORDS not in shown
    assert "Somebody’s words stood here." in shown
    assert WORDS not in client.get(reverse("outreach:issue_text", args=[1])).content.decode()


def test_words_that_are_not_for_the_website_are_not_in_the_archive(
    session: Session, make: Make, listed: Listed, client: Client
) -> None:
    listed("ann@example.org")
    on_its_way(quoted(session, make, "newsletter"))

    (one,) = deliver()
    assert WORDS in one.body
    assert WORDS not in client.get(reverse("outreach:issue", args=[1])).content.decode()
