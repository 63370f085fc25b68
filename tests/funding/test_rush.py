"""Many people press at once: one sending counts once, and every text that was sent for an answer is there."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from alongside.foundation import actors
from alongside.foundation.models import Message
from alongside.funding import actions as funding
from alongside.funding.models import Answer, Bid, Question, Round, Saved
from alongside.people.models import Member
from tests.payments.helpers import all_at_once, on_disk

BY = actors.SYSTEM


@pytest.mark.django_db(transaction=True)
def test_a_bid_that_is_sent_by_six_at_once_is_in_once(
    open_round: Round, make: Callable[..., Member], write_bid: Callable[..., Bid], tmp_path: Path
) -> None:
    bid = write_bid(open_round, make("Ann"))
    with on_disk(tmp_path):
        _done, failed = all_at_once([partial(funding.submit_bid, bid, by=BY)] * 6)
        receipts = Message.objects.filter(subject="We have your bid: Boxing").count()
    assert failed == []
    assert receipts == 1


@pytest.mark.django_db(transaction=True)
def test_five_who_answer_at_once_lose_nothing(
    open_round: Round, make: Callable[..., Member], write_bid: Callable[..., Bid], tmp_path: Path
) -> None:
    bid, question = write_bid(open_round, make("Ann")), Question.objects.filter(round=open_round)[0]
    base = Answer.objects.get(bid=bid, question=question).revision
    texts = [f"Words of {number}" for number in range(5)]
    press: list[Callable[[], object]] = [
        partial(funding.save_answer, bid, question, text=text, base=base, by=BY) for text in texts
    ]
    with on_disk(tmp_path):
        _done, failed = all_at_once(press)
        kept = set(Saved.objects.filter(answer__bid=bid).values_list("text", flat=True))
        stands = Answer.objects.get(bid=bid, question=question)
    assert [type(one) for one in failed] == [funding.Clash] * 4
    assert set(texts) <= kept
    assert (stands.text in texts, stands.revision) == (True, base + 1)
