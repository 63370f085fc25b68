"""The opinion map on a page: sentences first, nobody to be known, and no small community averaged away."""

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any

import pytest
from django.test import Client

from alongside.conversations import actions as conversations
from alongside.conversations.models import Conversation, MapResult, Part, Statement, Vote
from alongside.conversations.queries import results
from alongside.foundation import jobs
from alongside.people.models import Member
from tests.conversations.helpers import AGREE, BY, DISAGREE, later, nobody_votes, text_of

Make = Callable[..., Member]
Say = Callable[..., Statement]


@pytest.fixture
def rows(said: Say) -> list[Statement]:
    return [said(f"Statement {number}.") for number in range(10)]


def two_groups(conversation: Conversation, rows: Sequence[Statement], each: int = 15) -> list[Part]:
    """Two groups who disagree on all but the last statement, which all share; nobody fits their group quite."""
    parts = []
    for number in range(2 * each):
        side = AGREE if number % 2 else DISAGREE
        votes = {row.pk: side if place % 2 else -side for place, row in enumerate(rows[:-1])}
        votes[rows[number % (len(rows) - 1)].pk] *= -1
        parts.append(nobody_votes(conversation, votes | {rows[-1].pk: AGREE}))
    return parts


def test_what_all_groups_share_and_what_sets_them_apart(
    client: Client, conversation: Conversation, rows: list[Statement]
) -> None:
    two_groups(conversation, rows)
    conversations.work_out(conversation)
    found = results.results(conversation)
    assert (found.people, found.clear) == (30, True)
    assert [line.said.text for line in found.shared] == ["Statement 9."]
    assert found.shared[0].most == "nearly all"
    assert [(group.letter, group.size) for group in found.groups] == [("A", 15), ("B", 15)]
    assert all(group.apart for group in found.groups)
    page = text_of(client, f"/conversations/{conversation.pk}/results/")
    assert page.index("What everybody shares") < page.index("<table")
    assert page.index("Group A") < page.index("talk-map__group")
    assert "style=" not in page


def test_fewer_than_eight_people_show_nothing(
    client: Client, conversation: Conversation, rows: list[Statement]
) -> None:
    for _number in range(7):
        nobody_votes(conversation, {row.pk: AGREE for row in rows})
    conversations.work_out(conversation)
    assert results.results(conversation).people is None
    assert "Too few people have voted" in text_of(client, f"/conversations/{conversation.pk}/results/")


@pytest.mark.parametrize("voters", [8, 12, 19, 20, 21, 40])
def test_nobody_reads_that_all_people_or_none_voted_one_way(
    conversation: Conversation, rows: list[Statement], voters: int
) -> None:
    """Each of them would be known: so it reads the same as if one person had voted otherwise."""
    for number in range(voters):
        other = DISAGREE if number == 0 else AGREE
        nobody_votes(conversation, {rows[0].pk: AGREE, rows[1].pk: other})
    conversations.work_out(conversation)
    all_agree, one_does_not = (
        (line.agree, line.disagree, line.passed)
        for row in rows[:2]
        for line in results.every_line(results.results(conversation))
        if line.said.pk == row.pk
    )
    assert all_agree == one_does_not


def test_a_statement_that_few_have_seen_shows_no_share(
    conversation: Conversation, rows: list[Statement]
) -> None:
    for number in range(12):
        nobody_votes(
            conversation, {row.pk: AGREE for row in rows[:-1]} | ({rows[-1].pk: AGREE} if number < 7 else {})
        )
    conversations.work_out(conversation)
    found = results.results(conversation)
    (line,) = [one for one in results.every_line(found) if one.said.pk == rows[-1].pk]
    assert (line.agree, line.disagree, line.passed) == ("", "", "")
    assert line not in found.shared


def test_where_everybody_thinks_alike_there_are_no_clear_groups(
    client: Client, conversation: Conversation, rows: list[Statement]
) -> None:
    for _number in range(12):
        nobody_votes(conversation, {row.pk: AGREE for row in rows})
    conversations.work_out(conversation)
    page = text_of(client, f"/conversations/{conversation.pk}/results/")
    assert "No clear groups." in page
    assert "talk-map__group" not in page


def carers(conversation: Conversation) -> int:
    return conversations.add_community(conversation, name="a carer", by=BY).pk


def test_a_declared_community_of_ten_can_keep_the_word_everybody_back(
    client: Client, conversation: Conversation, rows: list[Statement]
) -> None:
    ours = carers(conversation)
    everything = {row.pk: AGREE for row in rows}
    for _number in range(90):
        nobody_votes(conversation, everything)
    for _number in range(10):
        nobody_votes(conversation, everything | {rows[0].pk: DISAGREE}, [ours])
    conversations.work_out(conversation)
    found = results.results(conversation)
    assert [(line.said.text, line.names) for line in found.not_shared] == [("Statement 0.", ["a carer"])]
    assert "Statement 0." not in [line.said.text for line in found.shared]
    page = text_of(client, f"/conversations/{conversation.pk}/results/")
    assert "Not shared by:" in page
    assert "a carer" in page


def test_nothing_is_shared_by_everybody_before_a_community_of_ten_has_spoken(
    conversation: Conversation, rows: list[Statement]
) -> None:
    ours = carers(conversation)
    for _number in range(40):
        nobody_votes(conversation, {row.pk: AGREE for row in rows})
    for _number in range(10):
        nobody_votes(conversation, {row.pk: AGREE for row in rows[1:]}, [ours])
    conversations.work_out(conversation)
    found = results.results(conversation)
    assert [(line.said.text, line.names) for line in found.not_heard] == [("Statement 0.", ["a carer"])]


def test_whoever_withdraws_is_in_no_result_from_then_on(
    conversation: Conversation, rows: list[Statement], make: Make
) -> None:
    two_groups(conversation, rows)
    ada = make()
    for row in rows:
        conversations.vote(row, ada, value=AGREE, by=BY)
    conversations.work_out(conversation)
    part = Part.objects.get(member=ada)
    before = MapResult.objects.get()
    assert before.result["people"] == 31
    conversations.withdraw(part, by=BY)
    conversations.work_out(conversation)
    (after,) = MapResult.objects.all()
    assert after.result["people"] == 30
    assert after.fingerprint != before.fingerprint


def test_the_same_votes_are_worked_out_once_and_give_the_same_bytes(
    conversation: Conversation, rows: list[Statement]
) -> None:
    two_groups(conversation, rows)
    first = conversations.work_out(conversation)
    assert first is not None
    assert conversations.work_out(conversation) is None
    MapResult.objects.all().delete()
    again = conversations.work_out(conversation)
    assert again is not None
    assert again.fingerprint == first.fingerprint


def test_the_house_works_it_out_by_itself(conversation: Conversation, rows: list[Statement]) -> None:
    jobs.tick()
    for _number in range(17):
        nobody_votes(conversation, {rows[0].pk: AGREE})
    with later(1):
        assert "conversations.work_out" in jobs.tick()
        assert MapResult.objects.get().result["people"] == 9, "the last eight are left out"
    with later(100):
        assert conversation.is_over
        jobs.tick()
    assert MapResult.objects.get().result["people"] == 17


@pytest.mark.parametrize("at_first", [0, 1, 8, 12, 15])
def test_the_first_results_come_with_the_sixteenth_voter_however_many_voted_at_first(
    conversation: Conversation, rows: list[Statement], at_first: int
) -> None:
    for number in range(16):
        if number == at_first:
            conversations.work_out_what_changed()
            assert results.results(conversation).people is None
        nobody_votes(conversation, {rows[0].pk: AGREE})
    conversations.work_out_what_changed()
    assert results.results(conversation).people is not None


def lines(conversation: Conversation) -> object:
    """What the page says of the statements."""
    return results.every_line(results.results(conversation))


def test_who_reads_the_results_after_every_vote_never_sees_one_person_come_or_go(
    conversation: Conversation, rows: list[Statement]
) -> None:
    """First as it was, worked out after every vote: there one vote shows, so that the test can fail."""
    sides = [DISAGREE] * 3 + [AGREE] * 16
    parts = [nobody_votes(conversation, {rows[0].pk: side}) for side in sides]
    conversations.work_out(conversation)
    before = lines(conversation)
    parts.append(nobody_votes(conversation, {rows[0].pk: AGREE}))
    conversations.work_out(conversation)
    assert lines(conversation) != before
    MapResult.objects.all().delete()

    seen = [set[int]()]
    for number in range(30):
        if number % 10 == 9:
            conversations.withdraw(parts.pop(0), by=BY)
        parts.append(nobody_votes(conversation, {rows[0].pk: DISAGREE if number % 3 else AGREE}))
        conversations.work_out_what_changed()
        seen.append(set(MapResult.objects.get().parts))
    with later(100):
        conversations.work_out_what_changed()
    seen.append(set(MapResult.objects.get().parts))
    steps = [len(one ^ two) for one, two in pairwise(seen) if one != two]
    assert len(steps) >= 4
    assert min(steps) >= 8, steps
    assert seen[-1] == {part.pk for part in parts}


@pytest.mark.parametrize("before_any_result", [True, False])
def test_whoever_voted_only_on_what_was_taken_back_makes_no_room_for_one_person(
    conversation: Conversation, rows: list[Statement], before_any_result: bool
) -> None:
    def votes(row: Statement, people: int) -> None:
        for _number in range(people):
            nobody_votes(conversation, {row.pk: AGREE})

    votes(rows[1], 8)
    if before_any_result:
        conversations.take_back(rows[1], by=BY)
    votes(rows[0], 16)
    conversations.work_out_what_changed()
    conversations.take_back(rows[1], by=BY)
    seen = [_who_is_in(conversation, rows[0])]
    for _number in range(20):
        votes(rows[0], 1)
        conversations.work_out_what_changed()
        seen.append(_who_is_in(conversation, rows[0]))
    steps = [len(one ^ two) for one, two in pairwise(seen) if one != two]
    assert len(steps) == 2
    assert min(steps) >= 8, steps


def _who_is_in(conversation: Conversation, row: Statement) -> set[int]:
    """Those of the newest result who voted on a statement."""
    parts = MapResult.objects.get(conversation=conversation).parts
    return set(Vote.objects.filter(statement=row, part__in=parts).values_list("part", flat=True))


def test_votes_that_people_change_wait_for_others_as_new_ones_do(
    conversation: Conversation, rows: list[Statement], make: Make
) -> None:
    people = [make(f"Member {number}", email=f"m{number}@example.org") for number in range(24)]
    for each in people:
        conversations.vote(rows[0], each, value=AGREE, by=BY)
    conversations.work_out_what_changed()
    before = set(MapResult.objects.get().parts)
    assert len(before) == 16
    for each in people[:3]:
        conversations.vote(rows[0], each, value=DISAGREE, by=BY)
    assert conversations.work_out_what_changed() == 0, (
        "three wait again, and three who had waited could be told"
    )
    for each in people[3:7]:
        conversations.vote(rows[0], each, value=DISAGREE, by=BY)
    assert conversations.work_out_what_changed() == 1
    assert len(before ^ set(MapResult.objects.get().parts)) == 14


def test_somebody_sees_where_they_are_and_nobody_else_does(
    client: Client, browser_of: Any, conversation: Conversation, rows: list[Statement], make: Make
) -> None:
    two_groups(conversation, rows)
    ada = make()
    for place, row in enumerate(rows):
        conversations.vote(row, ada, value=AGREE if place % 2 or row == rows[-1] else DISAGREE, by=BY)
    conversations.work_out(conversation)
    url = f"/conversations/{conversation.pk}/results/"
    assert "You vote most like group B" in text_of(browser_of(ada), url)
    assert "You vote most like" not in text_of(client, url)
