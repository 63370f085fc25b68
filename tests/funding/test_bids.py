"""Bids: written by several people, sent in time, and never a word of them lost."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from alongside.foundation import actors, clock, rights
from alongside.foundation.models import Message
from alongside.funding import actions as funding
from alongside.funding import rules
from alongside.funding.models import Answer, Applicant, Bid, BidInvitation, Question, Round, Saved
from alongside.funding.queries import bids
from alongside.people import actions as people
from alongside.people.models import AgeGuard, Member, ReachBy

BY = actors.SYSTEM
Make = Callable[..., Member]
Write = Callable[..., Bid]


def told(on: object = None, mode: str = "phone") -> people.Told:
    return people.Told(mode=mode, on=on or clock.today(), read_back_and_agreed=True)  # type: ignore[arg-type]


@pytest.fixture
def ann(make: Make) -> Member:
    return make("Ann")


def test_a_complete_bid_is_in_and_everybody_gets_a_receipt(
    open_round: Round, ann: Member, make: Make, write_bid: Write
) -> None:
    bid = write_bid(open_round, ann)
    ben = make("Ben", reach_by=ReachBy.POST, address="1 High Street")
    funding.accept_bid_invitation(funding.invite_to_bid(bid, ben, role="edit", by=BY), by=BY)
    sent = funding.submit_bid(bid, by=BY)

    assert (sent.asked_pence, sent.access_pence) == (400_000, 50_000)
    receipts = Message.objects.filter(subject="We have your bid: Boxing")
    assert sorted(receipts.values_list("channel", flat=True)) == ["email", "letter"]
    assert funding.submit_bid(bid, by=BY).submitted_at == sent.submitted_at
    assert receipts.count() == 2, "sent twice, received once"


def test_what_is_missing_is_named_and_nothing_is_sent(open_round: Round, ann: Member) -> None:
    bid = funding.start_bid(open_round, ann, by=BY)
    places = [one.place for one in bids.missing(bid)]
    assert places == ["about", "about", "about", "about", "answer", "budget"]
    with pytest.raises(funding.CannotApply):
        funding.submit_bid(bid, by=BY)


def test_a_film_stands_in_for_written_answers(open_round: Round, ann: Member, write_bid: Write) -> None:
    bid = write_bid(open_round, ann)
    Answer.objects.filter(bid=bid).update(text="")
    assert [one.place for one in bids.missing(bid)] == ["answer"]
    bid = funding.change_bid(bid, film_url="https://example.org/film", by=BY)
    assert bids.missing(bid) == []


def test_too_much_gets_a_no_that_says_what_can_be_done(
    open_round: Round, ann: Member, write_bid: Write
) -> None:
    bid = write_bid(open_round, ann)
    funding.set_budget(bid, [("Coaches", 520_000, "people")], by=BY)
    with pytest.raises(funding.CannotApply, match="Take £200 out"):
        funding.submit_bid(bid, by=BY)
    funding.set_budget(bid, [("Coaches", 500_000, "people"), ("Signing", 900_000, "access")], by=BY)
    assert funding.submit_bid(bid, by=BY).submitted_at, "access is outside the cap"


def test_too_many_words_are_kept_and_only_stop_the_sending(
    open_round: Round, ann: Member, write_bid: Write
) -> None:
    bid = write_bid(open_round, ann)
    question = Question.objects.filter(round=open_round)[0]
    funding.save_answer(bid, question, text="word " * 21, by=BY)
    assert [one.question for one in bids.missing(bid)] == [question.pk]


def test_the_last_moment_is_before_the_close(
    open_round: Round, ann: Member, make: Make, write_bid: Write
) -> None:
    """What counts is when it reaches us: a page that was opened in time is no excuse."""
    in_time, late = write_bid(open_round, ann), write_bid(open_round, make("Ben"))
    with clock.at(open_round.closes_at - timedelta(microseconds=1)):
        assert funding.submit_bid(in_time, by=BY).submitted_at
    with clock.at(open_round.closes_at), pytest.raises(funding.CannotApply, match="Your words are kept"):
        funding.submit_bid(late, by=BY)
    late.refresh_from_db()
    assert late.is_draft
    assert Saved.objects.filter(answer__bid=late).exists()


def test_what_was_told_in_time_counts_until_something_is_decided(
    open_round: Round, ann: Member, write_bid: Write
) -> None:
    bid = write_bid(open_round, ann)
    day = open_round.closes_at.date()
    with clock.at(open_round.closes_at + timedelta(days=2)):
        with pytest.raises(funding.CannotApply):
            funding.submit_bid(bid, told=told(day + timedelta(days=1)), by=BY)
        assert funding.submit_bid(bid, told=told(day, "post"), by=BY).submitted_at


def test_two_who_save_from_the_same_base_both_keep_their_words(
    open_round: Round, ann: Member, make: Make, write_bid: Write
) -> None:
    bid, ben = write_bid(open_round, ann), make("Ben")
    question = Question.objects.filter(round=open_round)[0]
    base = Answer.objects.get(bid=bid, question=question).revision
    funding.save_answer(bid, question, text="Ann’s words", base=base, member=ann, by=BY)
    with pytest.raises(funding.Clash) as clash:
        funding.save_answer(bid, question, text="Ben’s words", base=base, member=ben, by=BY)

    assert clash.value.answer.text == "Ann’s words"
    assert Saved.objects.filter(answer__bid=bid, text="Ben’s words", revision=None, member=ben).count() == 1
    funding.save_answer(bid, question, text="Both", base=clash.value.answer.revision, member=ben, by=BY)
    assert Answer.objects.get(bid=bid, question=question).text == "Both"


def test_facts_that_meet_another_change_are_not_written_over(
    open_round: Round, ann: Member, write_bid: Write
) -> None:
    bid = write_bid(open_round, ann)
    base = bid.revision
    funding.change_bid(bid, title="First", base=base, by=BY)
    with pytest.raises(funding.FactsClash) as clash:
        funding.change_bid(bid, title="Second", base=base, by=BY)
    assert (clash.value.bid.title, clash.value.typed["title"]) == ("First", "Second")


ROLES = ["view", "comment", "edit", "lead"]


@pytest.mark.parametrize("role", ROLES)
def test_each_role_may_do_what_those_before_it_may(
    open_round: Round, ann: Member, make: Make, write_bid: Write, role: str
) -> None:
    bid, ben = write_bid(open_round, ann), make("Ben")
    funding.accept_bid_invitation(funding.invite_to_bid(bid, ben, role=role, by=BY), by=BY)
    assert [rules.works_on(ben, bid, one) for one in ROLES] == [n <= ROLES.index(role) for n in range(4)]


def test_nobody_is_on_a_bid_without_a_yes(
    open_round: Round, ann: Member, make: Make, write_bid: Write
) -> None:
    bid, ben = write_bid(open_round, ann), make("Ben")
    invitation = funding.invite_to_bid(bid, ben, role="edit", asked_by=ann, by=BY)
    assert not rules.works_on(ben, bid)
    assert funding.invite_to_bid(bid, ben, role="edit", by=BY) == invitation, "asked once"
    funding.decline_bid_invitation(invitation, by=BY)
    with pytest.raises(funding.CannotWorkTogether):
        funding.accept_bid_invitation(invitation, by=BY)


def test_an_address_tells_nobody_who_is_a_member(
    open_round: Round, ann: Member, make: Make, write_bid: Write
) -> None:
    bid = write_bid(open_round, ann)
    make("Ben")
    for address in ("ben@example.org", "nobody@example.org"):
        funding.invite_by_email(bid, address, role="edit", by=BY)
    assert BidInvitation.objects.get().quiet
    with pytest.raises(funding.CannotChange):
        funding.invite_by_email(write_bid(open_round, ann, sent=True), "x@example.org", role="edit", by=BY)


def test_somebody_always_leads(open_round: Round, ann: Member, make: Make, write_bid: Write) -> None:
    bid, ben = write_bid(open_round, ann), make("Ben")
    lead = Applicant.objects.get(bid=bid, member=ann)
    with pytest.raises(funding.CannotWorkTogether):
        funding.leave_bid(lead, by=BY)
    funding.accept_bid_invitation(funding.invite_to_bid(bid, ben, role="edit", by=BY), by=BY)
    assert ann.account is not None
    exported = rights.export(ann.account)["bids"]
    assert exported["bids"][0]["answers"]["What would change?"] == "Young people feel well."
    rights.erase(ann.account, by=BY)
    assert rules.works_on(ben, bid, "lead"), "whoever may do most goes on"


def test_a_bid_that_is_in_stays_and_can_be_taken_back(
    open_round: Round, ann: Member, write_bid: Write
) -> None:
    bid = write_bid(open_round, ann, sent=True)
    with pytest.raises(funding.CannotChange):
        funding.change_bid(bid, title="Other", by=BY)
    assert funding.withdraw_bid(bid, by=BY).withdrawn_at
    with pytest.raises(funding.CannotApply):
        funding.submit_bid(bid, by=BY)


def test_a_bid_begins_from_an_earlier_one(
    open_round: Round, draft_round: Callable[..., Round], ann: Member, make: Make, write_bid: Write
) -> None:
    before = write_bid(open_round, ann, sent=True)
    later = funding.open_round(draft_round(title="Phase 2"), by=BY)
    made = funding.copy_bid(before, later, ann, by=BY)
    made.refresh_from_db()
    assert (made.title, made.asked_pence, made.copied_from) == (before.title, 400_000, before)
    assert made.reference != before.reference
    assert bids.missing(made) == [], "answers to the same questions came along"
    with pytest.raises(funding.CannotApply):
        funding.copy_bid(before, later, make("Eve"), by=BY)


def test_a_bid_by_phone_is_the_same_bid(open_round: Round, make: Make) -> None:
    ada = make("Ada", reach_by=ReachBy.POST, address="2 High Street")
    question = Question.objects.filter(round=open_round)[0]
    bid = funding.record_bid(
        open_round, ada, told=told(), by=BY, title="Choir", summary="We sing.", months=3, recipient_kind="person",
        answers={question.pk: "More singing."}, budget=[("Songs", 100_000, "activity")],
    )  # fmt: skip
    assert (bid.how, bid.recording is not None, bid.submitted_at is not None) == ("phone", True, True)
    assert Message.objects.get(subject="We have your bid: Choir").channel == "letter"


def test_under_16_a_guardian_agrees_first(open_round: Round, make: Make) -> None:
    young = make("Yara", age_guard=AgeGuard.UNDER_16, guardian={"name": "Pat", "email": "pat@example.org"})
    with pytest.raises(funding.CannotApply):
        funding.start_bid(open_round, young, by=BY)
