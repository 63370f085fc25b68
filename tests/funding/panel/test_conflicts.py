"""A conflict of interest is declared before anything is shown, recorded, and closes everything about the bid."""

from collections.abc import Callable
from fractions import Fraction

import pytest
from django.core.exceptions import ValidationError

from alongside.foundation import actors
from alongside.foundation.models import Event
from alongside.funding import actions as funding
from alongside.funding.actions import Said
from alongside.funding.models import Applicant, Bid, ConflictAnswer, ScoreSheet
from alongside.funding.queries import conflicts, scoring
from alongside.people import actions as people
from alongside.people.models import Member, Recording
from tests.funding.panel import rows
from tests.funding.panel.rows import BY

Make = Callable[..., Member]


def test_nothing_opens_until_every_bid_is_answered(bids: list[Bid], make: Make) -> None:
    panel = rows.panel(bids[0].round, [make()])
    ada = panel.people.get()
    assert not conflicts.is_ready(ada)
    funding.declare_conflicts(ada, {bids[0].pk: Said("none"), bids[1].pk: Said("not_sure")}, by=BY)
    assert [bid.title for bid in conflicts.unanswered(ada)] == ["Choir"]
    with pytest.raises(funding.CannotScore, match="First answer"):
        rows.scored(ada, bids[0], 1, 1)
    funding.declare_conflicts(ada, {bids[2].pk: Said("conflict", "close", "My sister.")}, by=BY)
    assert conflicts.is_ready(ada)
    assert [bid.title for bid in conflicts.shown_to(ada)] == ["Allotment"], (
        "who is not sure sees nothing either"
    )
    assert list(Event.objects.filter(verb="funding.conflict_answered").values_list("detail__kind", flat=True)) == [
        "", "", "close",
    ]  # fmt: skip


def test_whoever_is_on_a_bid_has_a_conflict_without_saying_so(bids: list[Bid], make: Make) -> None:
    ann = bids[0].applicants.get().member
    panel = rows.panel(bids[0].round, [ann, make()])
    person = rows.person(panel, ann)
    assert [bid.title for bid in conflicts.unanswered(person)] == ["Boxing", "Choir"]
    rows.ready(person)
    assert conflicts.barred(person) == {bids[0].pk}
    Applicant.objects.create(bid=bids[1], member=ann, role="view")
    assert conflicts.barred(person) == {bids[0].pk, bids[1].pk} == conflicts.barred_of(panel)[person.pk]
    with pytest.raises(funding.CannotScore, match="conflict of interest"):
        rows.scored(person, bids[0], 1, 1)


def test_scores_are_set_aside_and_kept_when_a_conflict_is_declared_later(bids: list[Bid], make: Make) -> None:
    people = [make("Ada"), make("Bo")]
    panel = rows.panel(bids[0].round, people)
    ada, bo = [rows.ready(rows.person(panel, member)) for member in people]
    rows.scored(ada, bids[0], 5, 5)
    rows.scored(bo, bids[0], 1, 1)
    funding.declare_conflicts(ada, {bids[0].pk: Said("conflict", "work")}, by=BY)
    (standing,) = [row for row in scoring.standings(panel) if row.bid == bids[0]]
    assert (standing.average, standing.scores) == (Fraction(3), 1), "1 × 2 + 1 × 1, of one person"
    sheet = ScoreSheet.objects.get(person=ada)
    assert (sheet.set_aside_at is not None, [row.points for row in sheet.scores.all()]) == (True, [5, 5])
    with pytest.raises(funding.CannotDeclare, match="Only a coordinator"):
        funding.declare_conflicts(ada, {bids[0].pk: Said("none")}, by=BY)
    funding.declare_conflicts(ada, {bids[0].pk: Said("none")}, told=rows.told(), by=BY)
    assert scoring.totals(panel)[bids[0].pk] == [15, 3]
    assert ConflictAnswer.objects.filter(person=ada, bid=bids[0]).count() == 3, "all answers stay on record"


def test_staff_write_it_down_for_somebody_on_the_phone(bids: list[Bid], make: Make) -> None:
    panel = rows.panel(bids[0].round, [make(email="", reach_by="phone", phone="020 7946 0001")])
    person = panel.people.get()
    funding.declare_conflicts(person, {bid.pk: Said("none") for bid in bids}, told=rows.told(), by=BY)
    assert {row.how for row in ConflictAnswer.objects.all()} == {"phone"}
    assert Recording.objects.get(what="conflict_of_interest").member == person.member
    assert conflicts.is_ready(person)


def test_nobody_takes_their_own_conflict_away_whatever_their_role(
    bids: list[Bid], coordinator: Member
) -> None:
    cora = rows.ready(rows.person(rows.panel(bids[0].round, [coordinator]), coordinator), Allotment="work")
    assert coordinator.account is not None
    with pytest.raises(funding.CannotDeclare, match="Only a coordinator"):
        own = actors.of(coordinator.account)
        funding.declare_conflicts(cora, {bids[0].pk: Said("none")}, told=rows.told(), by=own)
    assert conflicts.barred(cora) == {bids[0].pk}


def test_what_was_declared_counts_after_leaving_the_panel_and_coming_back(
    bids: list[Bid], coordinator: Member
) -> None:
    panel = rows.panel(bids[0].round, [coordinator])
    cora = rows.ready(rows.person(panel, coordinator), Allotment="work")
    rows.scored(cora, bids[1], 5, 5)
    funding.leave_panel(cora, by=BY)
    assert conflicts.must_not_see(coordinator, bids[0])
    back = funding.add_to_panel(panel, coordinator, as_what="staff", by=BY)
    assert (back.pk, panel.people.count()) == (cora.pk, 1), "one person, who scores and votes once"
    assert conflicts.is_ready(back)
    assert conflicts.barred(back) == {bids[0].pk}
    assert scoring.totals(panel) == {bids[1].pk: [15]}


def test_a_conflict_says_its_kind(bids: list[Bid], make: Make) -> None:
    panel = rows.panel(bids[0].round, [make()])
    with pytest.raises(ValidationError) as refusal:
        funding.declare_conflicts(
            panel.people.get(), {bids[0].pk: Said("conflict"), bids[1].pk: Said("")}, by=BY
        )
    assert list(refusal.value.message_dict) == [f"kind_{bids[0].pk}", f"bid_{bids[1].pk}"]
    assert not ConflictAnswer.objects.exists()


def test_two_entries_of_one_person_are_not_put_together_while_they_have_two_votes_or_vote_on_their_own_bid(
    bids: list[Bid], make: Make
) -> None:
    ada, annie, applicant = make("Ada"), make("Annie"), Applicant.objects.filter(bid=bids[0])[0].member
    rows.panel(bids[0].round, [ada, annie])
    for one, other in ((ada, annie), (ada, applicant), (applicant, annie)):
        assert "Put that in order first." in "".join(people.cannot_merge(one, other, by=BY))
