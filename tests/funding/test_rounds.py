"""Rounds: written with criteria that were made together, opened once everything is answered, changed with care."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from alongside.foundation import actors, clock, sources
from alongside.foundation.models import Message
from alongside.funding import actions as funding
from alongside.funding.models import Bid, Programme, Round, RoundChange
from alongside.funding.queries import rounds
from alongside.learning import actions as learning
from alongside.learning.models import DesignChange
from alongside.people.models import Member

BY = actors.SYSTEM
Draft = Callable[..., Round]


def carry(one_round: Round, what: str) -> DesignChange:
    return DesignChange.objects.create(
        what=what, kind=rounds.KIND, key=one_round.slug, label=one_round.title, by=BY.key,
        due_on=clock.today() + timedelta(days=30),
    )  # fmt: skip


def test_a_round_does_not_open_before_each_carried_change_is_answered(draft_round: Draft) -> None:
    one_round = draft_round()
    longer, bigger = carry(one_round, "Give projects longer."), carry(one_round, "Give bigger grants.")
    learning.decide(longer, verdict="adopted", by_role="The review team", by=BY)

    with pytest.raises(funding.CannotOpen) as refusal:
        funding.open_round(one_round, by=BY)
    assert refusal.value.reasons == ["Answer this first: “Give bigger grants.”"]

    learning.decide(
        bigger, verdict="declined", reason="The pot is what it is.", by_role="The review team", by=BY
    )
    assert funding.open_round(one_round, by=BY).is_open


def test_learning_can_name_a_draft_but_nobody_reads_its_title(draft_round: Draft) -> None:
    one_round = draft_round(title="A secret title")
    found = sources.kind(rounds.KIND)
    assert found is not None
    assert [thing.label for thing in found.find("")] == ["Pilots: round 1, which is being prepared"]
    assert found.read([one_round.slug])[one_round.slug].url == ""

    funding.open_round(one_round, by=BY)
    assert found.read([one_round.slug])[one_round.slug].label == "A secret title"


def test_a_round_says_everything_that_is_missing(programme: Programme) -> None:
    day = clock.today()
    one_round = funding.start_round(
        programme, title="Empty", about="x", cap_pence=1, pot_pence=1, months=1, by=BY,
        closes_at=clock.now() + timedelta(hours=1), decide_by=day + timedelta(days=1),
        feedback_by=day + timedelta(days=1), starts_on=day + timedelta(days=1),
    )  # fmt: skip
    with clock.at(one_round.closes_at), pytest.raises(funding.CannotOpen) as refusal:
        funding.open_round(one_round, by=BY)
    assert len(refusal.value.reasons) == 3


WRONG: dict[str, dict[str, Any]] = {
    "title": {"title": "  "}, "cap_pence": {"cap_pence": 0}, "pot_pence": {"pot_pence": 100},
    "least_pence": {"least_pence": 600_000}, "months": {"months": 0}, "ways": {"ways": ["form"]},
    "decide_by": {"decide_by": clock.today() - timedelta(days=1)},
    "feedback_by": {"feedback_by": clock.today() + timedelta(days=40)},
    "starts_on": {"starts_on": clock.today() + timedelta(days=40)}, "slug": {"slug": "Not A Slug"},
}  # fmt: skip


@pytest.mark.parametrize("field", WRONG)
def test_a_wrong_round_is_refused_beside_its_field(draft_round: Draft, field: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        draft_round(**WRONG[field])
    assert list(refusal.value.message_dict) == [field]


TAKES_AWAY: dict[str, dict[str, Any]] = {
    "a lower cap": {"cap_pence": 400_000}, "a smaller pot": {"pot_pence": 2_000_000}, "more months": {"months": 5},
    "a larger smallest sum": {"least_pence": 100}, "paid later": {"paid_up_front": False},
    "fewer ways": {"ways": ["form", "phone"]},
}  # fmt: skip


@pytest.mark.parametrize("name", TAKES_AWAY)
def test_what_people_rely_on_stays_once_it_is_open(open_round: Round, name: str) -> None:
    with pytest.raises(funding.CannotChange):
        funding.change_round(open_round, because="Because.", by=BY, **TAKES_AWAY[name])
    assert not RoundChange.objects.exists()


def test_a_round_never_closes_earlier(open_round: Round) -> None:
    with pytest.raises(funding.CannotChange):
        funding.change_round(
            open_round, closes_at=open_round.closes_at - timedelta(hours=1), because="Because.", by=BY
        )


def test_later_dates_need_a_reason_and_everybody_with_a_bid_is_told(
    open_round: Round, make: Callable[..., Member], write_bid: Callable[..., Bid], client: Client
) -> None:
    write_bid(open_round, make("Ann"))
    write_bid(open_round, make("Ben"), sent=True)
    Message.objects.all().delete()
    later = open_round.closes_at + timedelta(days=2)
    with pytest.raises(ValidationError):
        funding.change_round(open_round, closes_at=later, by=BY)

    funding.change_round(open_round, closes_at=later, because="The post was late.", by=BY)
    told = Message.objects.filter(subject__startswith="Something changed")
    assert told.count() == 2
    assert "The post was late." in client.get(f"/funding/rounds/{open_round.slug}/").content.decode()


def test_a_closed_round_does_not_open_again(open_round: Round) -> None:
    with clock.at(open_round.closes_at + timedelta(minutes=1)), pytest.raises(funding.CannotChange):
        funding.change_round(
            open_round, closes_at=open_round.closes_at + timedelta(days=1), because="Because.", by=BY
        )


def test_questions_and_criteria_stay_once_it_is_open_but_help_may_be_clearer(open_round: Round) -> None:
    question, criterion = open_round.questions.all()[0], open_round.criteria.all()[0]
    with pytest.raises(funding.CannotChange):
        funding.add_question(open_round, text="One more?", by=BY)
    with pytest.raises(funding.CannotChange):
        funding.remove_criterion(criterion, by=BY)
    with pytest.raises(funding.CannotChange):
        funding.change_question(question, text="Another", kind="words", most_words=20, by=BY)
    now: dict[str, Any] = {"text": question.text, "kind": "words", "most_words": 20}
    assert funding.change_question(question, help="In plain words.", by=BY, **now).help == "In plain words."


def test_the_next_round_has_the_next_number(draft_round: Draft) -> None:
    assert [draft_round(title=title).number for title in ("One", "Two")] == [1, 2]
