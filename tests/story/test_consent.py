"""Promise: no quote is public without its speaker's living consent; a withdrawal holds at once."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from alongside.foundation import clock, record, waiting
from alongside.people import actions as people
from alongside.people.models import Attribution, Consent, Purpose
from alongside.projects import actions as projects
from alongside.projects.models import Project, SinceThen
from alongside.story import actions as story
from alongside.story import queries
from alongside.story.models import Edition, EditionFile, Quote
from tests.story.conftest import BY, NOT_YET, Quoted

WORDS = "Opened my mind to different views."


def page(client: Client, name: str = "story:live", *args: str) -> str:
    return client.get(reverse(name, args=args)).content.decode()


def test_quote_without_a_consent_to_be_quoted_is_refused(quoted: Quoted) -> None:
    other = quoted(purpose=Purpose.NEWSLETTER)
    with pytest.raises(ValidationError, match="has not agreed to be quoted"):
        story.add_quote(text="Words", consent=other, strands=["learning"], by=BY)

    withdrawn = quoted("Sam")
    people.withdraw_consent(withdrawn, by=BY)
    with pytest.raises(ValidationError, match="has not agreed to be quoted"):
        story.add_quote(text="Words", consent=withdrawn, strands=["learning"], by=BY)
    assert Quote.objects.count() == 0


def test_withdrawal_hides_the_quote_on_the_next_request(client: Client, told: Consent) -> None:
    assert WORDS in page(client)
    assert WORDS in page(client, "story_data:story")

    people.withdraw_consent(told, by=BY)

    assert WORDS not in page(client)
    assert WORDS not in page(client, "story_data:story")


def test_consent_that_ends_hides_the_quote(client: Client, told: Consent, quoted: Quoted) -> None:
    short = quoted("Jo", expires_on=clock.today() + timedelta(days=10))
    story.add_quote(text="Only for a while.", consent=short, strands=["learning"], by=BY)
    assert "Only for a while." in page(client)
    assert [quote.text for quote in queries.quotes_expiring_soon()] == ["Only for a while."]

    with clock.at(clock.now() + timedelta(days=11)):
        assert "Only for a while." not in page(client)
        assert WORDS in page(client)


def test_consent_for_print_alone_is_not_shown_on_the_web(client: Client, quoted: Quoted) -> None:
    paper = quoted(channels=["print"])
    story.add_quote(text="Paper only.", consent=paper, strands=["learning"], by=BY)

    assert "Paper only." not in page(client)
    assert [quote["text"] for quote in queries.content(["en"])["quotes"]] == ["Paper only."]


def test_attribution_is_what_the_speaker_chose(client: Client, told: Consent, quoted: Quoted) -> None:
    assert "Centre community member" in page(client)

    named = quoted("Maya", attribution=Attribution.FIRST_NAME)
    story.add_quote(text="Say my name.", consent=named, strands=["learning"], by=BY)
    assert "Maya" in page(client)
    people.change_attribution(named, attribution=Attribution.NONE, by=BY)

    assert "Maya" not in page(client)
    assert "Say my name." in page(client)


def told_since(*said: str) -> list[SinceThen]:
    """What a project says has happened since, for everybody to read."""
    project = projects.start_project(
        title="Garden", summary="We grow.", starts_on=date(2019, 1, 1), ends_on=date(2019, 6, 1), by=BY
    )
    Project.objects.update(published_at=clock.now())
    rows = [
        projects.record_since(project, kind="award", what=what, happened_on=date(2019, 9, 1), by=BY)
        for what in said
    ]
    for row in rows:
        projects.publish_since(row, by=BY)
    return rows


def test_edition_hides_withdrawn_words_and_keeps_the_sealed_bytes(client: Client, told: Consent) -> None:
    kept, gone = told_since("We won a prize.", "Ms Example lost her post.")
    edition = story.publish_edition(title="The story so far", as_of=date(2020, 3, 1), reason=NOT_YET, by=BY)
    sealed = {file.pk: (bytes(file.content), file.sha256) for file in EditionFile.objects.all()}
    assert WORDS in page(client, "story:edition", edition.slug)

    assert gone.what in page(client, "story:edition", edition.slug)

    people.withdraw_consent(told, by=BY)
    projects.take_since_back(gone, by=BY)

    shown = page(client, "story:edition", edition.slug)
    assert WORDS not in shown
    assert gone.what not in shown
    assert "Something else was told here. The project has taken it back since." in shown
    assert kept.what in shown
    assert "A quote was here. The person who said it has withdrawn it." in shown
    assert "changed their consent" in shown
    assert edition.fingerprint in shown
    data = client.get(reverse("story:edition_data", args=[edition.slug])).json()
    assert (data["quotes"], data["quotes_withdrawn"]) == ([], 1)
    assert [one["what"] for one in data["since"]] == [kept.what]
    assert {file.pk: (bytes(file.content), file.sha256) for file in EditionFile.objects.all()} == sealed


def test_edition_follows_a_name_that_its_speaker_takes_back(client: Client, quoted: Quoted) -> None:
    named = quoted("Maya", attribution=Attribution.FIRST_NAME)
    story.add_quote(text="Say my name.", consent=named, strands=["learning"], by=BY)
    edition = story.publish_edition(title="Spring", as_of=date(2020, 3, 1), reason=NOT_YET, by=BY)
    assert "Maya" in page(client, "story:edition", edition.slug)

    people.change_attribution(named, attribution=Attribution.NONE, by=BY)

    assert "Maya" not in page(client, "story:edition", edition.slug)
    assert "Say my name." in page(client, "story:edition", edition.slug)


def test_withdrawal_after_print_is_on_record_and_waits_for_coordinators(
    coordinator: Client, client: Client, told: Consent
) -> None:
    edition = story.publish_edition(title="Spring", as_of=date(2020, 3, 1), reason=NOT_YET, by=BY)
    assert queries.still_carrying() == []

    people.withdraw_consent(told, by=BY)

    assert queries.still_carrying() == [(edition, 1)]
    assert record.history(edition).first().verb == "story.hide_quotes_in_edition"  # type: ignore[union-attr]
    assert "still carry a withdrawn quote" in page(coordinator, "story:arrange")
    request = coordinator.get(reverse("story:arrange")).wsgi_request
    assert any("Spring" in str(item.title) for item in waiting.for_request(request))
    visitor = client.get(reverse("story:live")).wsgi_request
    assert not any("Spring" in str(item.title) for item in waiting.for_request(visitor))


def test_words_of_somebody_who_left_are_blank(client: Client, told: Consent) -> None:
    edition = story.publish_edition(title="Spring", as_of=date(2020, 3, 1), reason=NOT_YET, by=BY)
    people.leave(told.member, by=BY)

    quote = Quote.objects.get()
    assert (quote.text, quote.about, quote.removed_by) == ("", "", "system")
    assert WORDS not in page(client)
    assert WORDS not in page(client, "story:edition", edition.slug)
    assert Edition.objects.get().fingerprint == edition.fingerprint


def test_my_data_holds_my_quotes(told: Consent) -> None:
    from alongside.foundation import rights

    assert told.member.account is not None
    assert rights.export(told.member.account)["story"] == {
        "quotes": [{"text": WORDS, "about": "A session", "on_page": True}]
    }


def test_the_words_of_one_person_never_become_anothers(told: Consent, quoted: Quoted) -> None:
    quote = Quote.objects.get()
    again = quoted("Bob")
    with pytest.raises(ValidationError, match="somebody else’s words"):
        story.change_quote(quote, strands=quote.strands, by=BY, consent=again)
    assert Quote.objects.get().consent == told
