"""Answering: voluntary, changeable while it waits, nobody's once twenty have answered."""

from datetime import date
from typing import Any

import pytest
from cryptography.fernet import Fernet, InvalidToken
from django.core.exceptions import ValidationError
from django.db import connections

from alongside.foundation.models import Event
from alongside.monitoring import actions, keys, queries
from alongside.monitoring.actions import answering, many
from alongside.monitoring.models import Block, BlockSum, Turn, WaitingAnswers
from alongside.people.models import Account
from tests.monitoring.people import BY, FEBRUARY, answers, crowd, on, questions_are_here, request_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def questions() -> None:
    questions_are_here()


@pytest.fixture
def grace() -> Account:
    return Account.objects.create_user("grace@example.org")


def test_what_i_answered_waits_and_i_can_read_it(grace: Account) -> None:
    actions.answer(request_of(grace), {"age": "35_to_55"})
    state = queries.my_state(request_of(grace))
    assert (state.code, (state.kept or {})["age"]) == ("waiting", "35_to_55")
    assert (state.kept or {})["ethnicity"] == "prefer_not", "what is skipped counts as prefer not to say"


def test_answering_again_while_it_waits_changes_the_answer(grace: Account) -> None:
    actions.answer(request_of(grace), {"age": "35_to_55"})
    actions.answer(request_of(grace), {"age": "56_to_64"})
    assert (queries.my_state(request_of(grace)).kept or {})["age"] == "56_to_64"
    assert queries.waiting() == 1


def test_withdrawing_while_it_waits_deletes_the_answer(grace: Account) -> None:
    actions.answer(request_of(grace), answers())
    assert actions.withdraw(request_of(grace)) is True
    assert (queries.waiting(), queries.my_state(request_of(grace)).code) == (0, "not_asked")
    assert actions.withdraw(request_of(grace)) is False


def test_objecting_deletes_at_once_and_is_honoured(grace: Account) -> None:
    actions.answer(request_of(grace), answers())
    actions.object_to_questions(request_of(grace))
    assert queries.waiting() == 0
    with pytest.raises(actions.CannotAnswerError, match="You asked us not to ask"):
        actions.answer(request_of(grace), answers())
    actions.lift_objection(request_of(grace))
    actions.answer(request_of(grace), answers())
    assert queries.waiting() == 1


@pytest.mark.parametrize("given", [{"age": "200"}, {"shoe_size": "9"}, {"age": ["25_to_34", "35_to_55"]}])
def test_an_unknown_answer_is_refused_and_nothing_is_kept(grace: Account, given: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        actions.answer(request_of(grace), given)
    assert queries.waiting() == 0


def test_the_twentieth_answer_closes_a_block_and_deletes_the_twenty() -> None:
    with on(FEBRUARY):
        crowd(19)
        assert (queries.waiting(), Block.objects.count()) == (19, 0)
        crowd(1, start=19)
    assert (queries.waiting(), Block.objects.count()) == (0, 1)
    sums = BlockSum.objects.filter(question="age")
    assert sum(row.count for row in sums) == 20
    assert {row.answer: row.count for row in sums if row.count} == {
        "25_to_34": 7, "35_to_55": 7, "65_and_over": 6,
    }  # fmt: skip


def test_once_counted_i_am_not_asked_again_until_my_block_has_retired(grace: Account) -> None:
    with on(FEBRUARY):
        actions.answer(request_of(grace), answers())
        crowd(19)
        assert queries.my_state(request_of(grace)).code == "counted"
        with pytest.raises(actions.CannotAnswerError, match="counted already"):
            actions.answer(request_of(grace), answers())
    with on(date(2022, 3, 1)):
        assert queries.my_state(request_of(grace)).code == "may_answer_again"
        actions.answer(request_of(grace), answers())


def test_people_from_one_event_fill_at_most_half_a_block_when_others_wait() -> None:
    """Twenty-five came together; ten others answered before. A block never is the event alone."""
    crowd(10)
    crowd(25, start=100, source="session 14")
    opened = [keys.unseal(row.sealed)["source"] for row in WaitingAnswers.objects.all()]
    assert Block.objects.count() == 1
    assert opened == ["session 14"] * 15


def test_a_paper_form_counts_and_belongs_to_nobody() -> None:
    actions.answer_on_paper(answers(), by=BY)
    row = WaitingAnswers.objects.get()
    assert row.token is None
    assert keys.unseal(row.sealed)["turn"] == ""


def test_answers_are_unreadable_without_the_rooms_own_key(grace: Account, settings: Any) -> None:
    actions.answer(request_of(grace), {"ethnicity": "white_roma"})
    row = WaitingAnswers.objects.get()
    assert "white_roma" not in row.sealed
    settings.MONITORING_KEY = Fernet.generate_key().decode()
    with pytest.raises(InvalidToken):
        keys.unseal(row.sealed)
    assert queries.my_state(request_of(grace)).code == "not_asked", "and nobody can tell whose it is"


def test_a_dump_of_both_databases_names_no_answer_and_no_account(grace: Account) -> None:
    actions.answer(request_of(grace), {"ethnicity": "white_roma"})
    for name in ("default", "monitoring"):
        with connections[name].cursor() as cursor:
            tables = connections[name].introspection.table_names(cursor)
            for table in tables:
                if table in ("monitoring_questionset", "monitoring_baseline"):
                    continue
                cursor.execute(f'SELECT * FROM "{table}"')
                assert "white_roma" not in repr(cursor.fetchall()), table
    assert not [field for field in WaitingAnswers._meta.get_fields() if "account" in field.name]


def test_nothing_on_record_says_who_answered_or_when(grace: Account) -> None:
    before = Event.objects.count()
    actions.answer(request_of(grace), answers())
    actions.withdraw(request_of(grace))
    actions.object_to_questions(request_of(grace))
    crowd(20)
    assert Block.objects.count() == 1
    assert Event.objects.count() == before


def test_leaving_erases_the_waiting_answer_and_the_turn_but_no_sum(grace: Account) -> None:
    crowd(20)
    actions.answer(request_of(grace), answers())
    actions.erase_person(keys.person(grace))
    assert queries.waiting() == 0
    assert Turn.objects.filter(token=keys.turn_token(keys.person(grace))).count() == 0
    assert Block.objects.count() == 1


@pytest.mark.parametrize("way", ["answer_as", "answer_many"])
def test_a_key_that_somebody_has_is_drawn_again(monkeypatch: pytest.MonkeyPatch, way: str) -> None:
    Turn.objects.create(pk=7, token="somebody")
    keys_drawn = iter([7, 7, 8])
    monkeypatch.setattr(answering if way == "answer_as" else many, "random_key", lambda: next(keys_drawn))
    if way == "answer_as":
        answering.answer_as("ada", {"age": "35_to_55"})
    else:
        many.answer_many([("ada", {"age": "35_to_55"})])
    assert set(Turn.objects.values_list("pk", flat=True)) == {7, 8}


def test_answers_sealed_by_a_key_that_was_lost_keep_nobody_from_answering(settings: Any) -> None:
    crowd(12)
    settings.MONITORING_KEY = Fernet.generate_key().decode()
    crowd(20, start=100)
    assert Block.objects.count() == 1, "twenty whose answers can be read make a block, and no fewer"
    assert queries.waiting() == 12
