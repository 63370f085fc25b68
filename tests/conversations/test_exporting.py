"""A result as files: anybody checks what was published, nobody is worked out, and the sealed file gives it again."""

import json
from collections.abc import Callable
from hashlib import sha256
from typing import Any

import pytest
from django.test import Client

from alongside.conversations import actions as conversations
from alongside.conversations.models import Conversation, MapResult, Part, Statement, Vote
from alongside.conversations.queries import exporting, results
from alongside.foundation.models import Event
from alongside.methods import opinionmap
from alongside.people.models import Member
from tests.conversations.helpers import AGREE, BY, DISAGREE, PASS, nobody_votes, text_of

Make = Callable[..., Member]
Say = Callable[..., Statement]


@pytest.fixture
def rows(said: Say) -> list[Statement]:
    return [said(f"Statement {number}.") for number in range(10)]


def crowd(conversation: Conversation, rows: list[Statement], each: int) -> None:
    """Two groups who disagree on all but the last statement, and carers who do not share the last."""
    carers = conversations.add_community(conversation, name="a carer", by=BY)
    for number in range(2 * each):
        side = AGREE if number % 2 else DISAGREE
        votes = {row.pk: side if place % 2 else -side for place, row in enumerate(rows[:-1])}
        votes[rows[number % 9].pk] *= -1
        votes[rows[(number * 7) % 9].pk] = PASS
        votes[rows[-1].pk] = DISAGREE if number < 12 else AGREE
        nobody_votes(conversation, votes, [carers.pk] if number < 12 else [])


@pytest.fixture
def over(conversation: Conversation, rows: list[Statement]) -> Conversation:
    """Sixty people voted, and it is over."""
    crowd(conversation, rows, 30)
    return ended(conversation)


def ended(conversation: Conversation) -> Conversation:
    conversations.work_out(conversation)
    conversations.close(conversation, because="Everybody has spoken.", by=BY)
    return Conversation.objects.with_states().get(pk=conversation.pk)


def file_of(client: Client, conversation: Conversation) -> Any:
    response = client.get(f"/conversations/{conversation.pk}/results/file/")
    assert response.status_code == 200
    return json.loads(response.content)


def test_the_sealed_file_alone_gives_the_same_result(
    client: Client, browser_of: Any, coordinator: Member, over: Conversation
) -> None:
    public = file_of(client, over)
    cora = browser_of(coordinator)
    sealed = json.loads(cora.post(f"/conversations/{over.pk}/votes-file/").content)
    # From here on nothing is read but the two files.
    again = exporting.rebuild(sealed)
    manifest = public["manifest"]
    key, votes = sealed["manifest"]["key"], opinionmap.Votes.of(map(tuple, sealed["votes"]))
    assert opinionmap.under(key, opinionmap.fingerprint(votes)) == manifest["votes"]
    rebuilt = sha256(opinionmap.to_bytes(again, communities=False)).hexdigest()
    assert opinionmap.under(key, rebuilt) == manifest["rebuilt"]
    bare = {opinionmap.fingerprint(votes), rebuilt, key}
    assert not any(one in json.dumps(public) for one in bare), (
        "so nobody without the votes' file can try votes"
    )
    assert public["clear_groups"]
    assert [group["letter"] for group in public["groups"]] == ["A", "B"]
    assert told_again(again, public) == told(public)


def told(public: Any) -> Any:
    """Of the public file, all but what hangs on declared communities."""
    lines = [{key: one[key] for key in ("id", "tenths", "counts", "groups")} for one in public["statements"]]
    return public["people"], public["groups"], public["stability"], lines


def told_again(again: opinionmap.OpinionMap, public: Any) -> Any:
    """The same from a result that was made again, with the words of the public file."""
    from alongside.conversations.queries.statements import Shown

    words = {
        one["id"]: Shown(Statement(pk=one["id"]), one["text"], one["language"])
        for one in public["statements"]
    }
    result = json.loads(opinionmap.to_bytes(again))
    return told(exporting.of_result(result, words, {}))


def test_the_public_file_says_what_the_page_says(client: Client, over: Conversation) -> None:
    public, page = file_of(client, over), results.results(over)
    assert public["people"] == page.people == 60
    assert public["shared_by_everybody"] == [line.said.pk for line in page.shared]
    lines = {line.said.pk: line for line in results.every_line(page)}
    assert sorted(lines) == [one["id"] for one in public["statements"]]
    for one in public["statements"]:
        line = lines[one["id"]]
        assert (one["standing"], one["communities"]) == (line.standing, line.names)
        assert f"about {one['tenths']['agree']} in 10" == line.agree or one["tenths"]["agree"] in (0, 10)
    (carers,) = [one for one in public["statements"] if one["text"] == "Statement 9."]
    assert (carers["standing"], carers["communities"]) == ("most_not_shared_by", ["a carer"])
    assert [
        (group["letter"], group["people"], [(one["statement"], one["side"]) for one in group["sets_apart"]])
        for group in public["groups"]
    ] == [
        (group.letter, group.size, [(one.said.pk, one.side) for one in group.apart]) for group in page.groups
    ]  # fmt: skip


def test_no_count_under_eight_and_no_exact_number_leaves_the_house(
    client: Client, over: Conversation
) -> None:
    public = file_of(client, over)
    cells = [
        count
        for one in public["statements"]
        for told in (one["counts"], *one["groups"])
        if told is not None
        for count in told.values()
    ]
    assert len([count for count in cells if count is not None]) > 30
    assert {count % 5 for count in cells if count is not None} == {0}
    assert min(count for count in cells if count is not None) >= 10


def test_nobody_is_named_or_numbered_in_the_public_file(
    client: Client, conversation: Conversation, rows: list[Statement], make: Make
) -> None:
    crowd(conversation, rows, 30)
    ada = make()
    conversations.vote(rows[0], ada, value=AGREE, by=BY)
    said = json.dumps(file_of(client, ended(conversation)))
    for secret in ("members", "places", "Ada", ada.reference, '"person"', '"part"'):
        assert secret not in said


def test_the_sealed_file_has_neither_parts_nor_moments_nor_declarations(over: Conversation) -> None:
    said = exporting.sealed(over)
    assert said is not None
    file = json.loads(said)
    people = [person for person, _statement, _value, _order in file["votes"]]
    assert sorted(set(people)) == list(range(1, 61))
    assert [order for *_rest, order in file["votes"]] == list(range(1, Vote.objects.count() + 1))
    assert b"carer" not in said
    assert exporting.sealed(over) == said


@pytest.mark.parametrize("each", [3, 4, 19])
def test_of_a_small_conversation_no_counts_and_no_votes_leave_the_house(
    client: Client, conversation: Conversation, rows: list[Statement], each: int
) -> None:
    crowd(conversation, rows, each)
    found = ended(conversation)
    public = file_of(client, found)
    assert public["status"] == ("too_few" if each < 4 else "shown")
    assert [one["counts"] for one in public["statements"] if one["counts"]] == []
    with pytest.raises(conversations.CannotChange, match="Fewer than 40"):
        conversations.hand_out_votes(found, by=BY)


def test_while_people_vote_there_is_no_file(
    client: Client, conversation: Conversation, rows: list[Statement]
) -> None:
    crowd(conversation, rows, 30)
    conversations.work_out(conversation)
    answer = client.get(f"/conversations/{conversation.pk}/results/file/", follow=True)
    assert "when the conversation is over" in answer.content.decode()
    with pytest.raises(conversations.CannotChange, match="still vote"):
        conversations.hand_out_votes(conversation, by=BY)


def test_whoever_withdraws_afterwards_is_in_neither_file(client: Client, over: Conversation) -> None:
    conversations.withdraw(Part.objects.all()[0], by=BY)
    with pytest.raises(conversations.CannotChange, match="Votes changed"):
        conversations.hand_out_votes(over, by=BY)
    conversations.work_out(over)
    file = json.loads(conversations.hand_out_votes(over, by=BY))
    assert len({vote[0] for vote in file["votes"]}) == 59
    assert file["manifest"]["votes"] == MapResult.objects.get().manifest["votes"]


def test_taking_the_votes_stands_on_record_and_is_for_coordinators(
    browser_of: Any, coordinator: Member, make: Make, over: Conversation
) -> None:
    url = f"/conversations/{over.pk}/votes-file/"
    assert browser_of(make()).post(url).status_code == 403
    said = browser_of(coordinator).post(url).content
    (event,) = Event.objects.filter(verb="conversations.votes_handed_out")
    assert event.detail["fingerprint"] == sha256(said).hexdigest()


def test_the_page_leads_to_the_file_once_it_is_over(client: Client, over: Conversation) -> None:
    assert f"/conversations/{over.pk}/results/file/" in text_of(client, f"/conversations/{over.pk}/results/")
