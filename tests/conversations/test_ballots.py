"""Ballots on paper: the same statements with a code, counted once, with a name or without."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils.formats import date_format

from alongside.conversations import actions as conversations
from alongside.conversations.models import Ballot, BallotBatch, Conversation, Part, Statement, Vote
from alongside.foundation import clock, paper_codes
from alongside.people.models import Member, Recording
from tests.conversations.helpers import AGREE, BY, DISAGREE, PASS, day_form, later, text_of, told, votes_of

Make = Callable[..., Member]
Say = Callable[..., Statement]


def printed(conversation: Conversation, *rows: Statement, **more: object) -> BallotBatch:
    given: dict[str, object] = {"language": "en", "blank": 2} | more
    return conversations.print_ballots(conversation, statements=rows, by=BY, **given)  # type: ignore[arg-type]  # each test gives its own


def blank_of(batch: BallotBatch) -> Ballot:
    return Ballot.objects.select_related("batch__conversation").filter(
        batch=batch, member=None, keyed_at=None
    )[0]


def test_a_ballot_without_a_name_counts_as_one_person(conversation: Conversation, said: Say) -> None:
    first, second = said("A"), said("B")
    ballot = blank_of(printed(conversation, first, second))
    conversations.key_in_ballot(
        ballot, None, votes_by_statement={first.pk: AGREE, second.pk: DISAGREE}, told=told("post"), by=BY
    )
    assert dict(Vote.objects.values_list("statement", "value")) == {first.pk: AGREE, second.pk: DISAGREE}
    assert Part.objects.get().member is None


def test_a_ballot_is_counted_once(conversation: Conversation, said: Say) -> None:
    row = said()
    ballot = blank_of(printed(conversation, row))
    votes: dict[str, Any] = {"votes_by_statement": {row.pk: AGREE}, "told": told("post"), "by": BY}
    conversations.key_in_ballot(ballot, None, **votes)
    with pytest.raises(conversations.KeyedAlready, match="Put it aside"):
        conversations.key_in_ballot(ballot, None, **votes)
    assert Vote.objects.count() == 1


def test_a_named_ballot_and_the_web_are_the_same_voice(
    conversation: Conversation, said: Say, make: Make
) -> None:
    row, ada = said(), make()
    batch = printed(conversation, row, blank=0, members=[ada])
    conversations.vote(row, ada, value=AGREE, by=BY)
    with later(1):
        conversations.key_in_ballot(
            Ballot.objects.select_related("batch__conversation").get(batch=batch), ada,
            votes_by_statement={row.pk: PASS}, told=told("post"), by=BY,
        )  # fmt: skip
    assert votes_of(conversation, ada) == {row.text: PASS}
    assert {row.what for row in Recording.objects.filter(member=ada)} == {"votes"}


def test_a_vote_on_what_was_merged_counts_for_what_stayed(conversation: Conversation, said: Say) -> None:
    kept, twin, gone = said("A"), said("The same as A"), said("C")
    ballot = blank_of(printed(conversation, twin, gone))
    conversations.merge(twin, into=kept, by=BY)
    conversations.take_back(gone, by=BY)
    conversations.key_in_ballot(
        ballot, None, votes_by_statement={twin.pk: AGREE, gone.pk: AGREE}, told=told("post"), by=BY
    )
    assert list(Vote.objects.values_list("statement", "value")) == [(kept.pk, AGREE)]


def test_what_came_in_time_counts_after_the_last_day_and_what_came_late_does_not(
    conversation: Conversation, said: Say
) -> None:
    row, day = said(), clock.today()
    batch = printed(conversation, row)
    with later(25):
        conversations.key_in_ballot(
            blank_of(batch), None, votes_by_statement={row.pk: AGREE}, told=told("post", day), by=BY
        )
        with pytest.raises(conversations.CannotTakePart, match="closed"):
            conversations.key_in_ballot(
                blank_of(batch), None, votes_by_statement={row.pk: AGREE}, told=told("post"), by=BY
            )
    assert Vote.objects.count() == 1
    assert Ballot.objects.filter(keyed_at=None).count() == 1, (
        "a ballot that is refused can be looked at again"
    )


@pytest.mark.parametrize(("blank", "count"), [(0, 1), (201, 1), (1, 0)])
def test_what_cannot_be_printed_is_refused(
    conversation: Conversation, said: Say, blank: int, count: int
) -> None:
    with pytest.raises(conversations.CannotPrint):
        printed(conversation, *([said()] * count), blank=blank)


def test_whoever_brings_the_code_can_have_the_votes_deleted(
    conversation: Conversation, said: Say, coordinator: Member, browser_of: Callable[[Member], Client]
) -> None:
    row = said()
    ballot = blank_of(printed(conversation, row))
    conversations.key_in_ballot(ballot, None, votes_by_statement={row.pk: AGREE}, told=told("post"), by=BY)
    cora = browser_of(coordinator)
    assert "They want the votes back" in text_of(cora, f"/ballots/{ballot.code}/")
    cora.post(f"/ballots/{ballot.code}/withdraw/")
    assert Vote.objects.count() == 0
    assert "They want the votes back" not in text_of(cora, f"/ballots/{ballot.code}/")


def test_a_stack_is_keyed_in_one_after_the_other(
    conversation: Conversation,
    said: Say,
    coordinator: Member,
    make: Make,
    browser_of: Callable[[Member], Client],
) -> None:
    row, ada, cora = said(), make(), browser_of(coordinator)
    carers = conversations.add_community(conversation, name="a carer", by=BY)
    batch = printed(conversation, row)
    first, second = Ballot.objects.filter(batch=batch)
    assert cora.get("/ballots/", {"code": paper_codes.as_printed(first.code).lower()}).headers[
        "Location"
    ] == (f"/ballots/{first.code}/")
    filled = {f"vote_{row.pk}": "1", "came_by": "in_person", "communities": [carers.pk]}
    filled |= day_form("came_on", clock.today())
    wrong = cora.post(f"/ballots/{first.code}/", filled | {"who": "Nobody of this name"})
    assert "We found nobody of this name." in wrong.content.decode()
    done = cora.post(f"/ballots/{first.code}/", filled | {"who": ada.reference}, follow=True)
    assert "is keyed in. Next one?" in done.content.decode()
    cora.post(f"/ballots/{second.code}/", filled | {"who": ""})
    parts = Part.objects.order_by("pk")
    assert [part.member for part in parts] == [ada, None]
    assert [part.declarations.count() for part in parts] == [1, 1]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "Type the code"),
        ("ABC", "A letter of this code is not right"),
        ("AAAAAA", "We printed no ballot with this code."),
    ],
)
def test_a_wrong_code_says_what_to_do(
    coordinator: Member, browser_of: Callable[[Member], Client], typed: str, sentence: str
) -> None:
    page = browser_of(coordinator).get("/ballots/", {"code": typed})
    assert sentence in page.content.decode()


def test_ballots_are_printed_in_the_language_in_which_they_are_read(
    conversation: Conversation, said: Say, coordinator: Member, browser_of: Callable[[Member], Client]
) -> None:
    row = said("Shorter meetings.")
    conversations.word(row, language="ar", text="اجتماعات أقصر.", by=BY)
    batch = printed(conversation, row, language="ar", size="24")
    page = text_of(browser_of(coordinator), f"/conversations/{conversation.pk}/ballots/{batch.pk}/")
    assert 'class="ballot ballot--24"' in page
    assert 'lang="ar" dir="rtl"' in page
    assert "اجتماعات أقصر." in page
    assert "<svg" in page


def test_those_that_do_not_come_back_wait_for_nobody(
    conversation: Conversation, said: Say, coordinator: Member, browser_of: Callable[[Member], Client]
) -> None:
    batch = printed(conversation, said())
    cora = browser_of(coordinator)
    assert "2 are still out." in text_of(cora, "/desk/")
    planned = date_format(conversation.closes_on, "j F Y")
    assert planned in text_of(cora, "/desk/")
    conversations.close(conversation, because="Enough.", by=BY)
    assert planned not in text_of(cora, "/desk/"), "they are due on the day on which it was closed"
    cora.post(f"/conversations/{conversation.pk}/ballots/{batch.pk}/close/")
    assert "still out" not in text_of(cora, "/desk/")
    with later(1):
        conversations.key_in_ballot(
            blank_of(batch),
            None,
            votes_by_statement={},
            told=told("post", clock.today() - timedelta(days=1)),
            by=BY,
        )
