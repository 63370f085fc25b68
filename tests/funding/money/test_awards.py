"""An award follows a decision, keeps its first dates, and is changed only where both sides agreed."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from alongside.foundation import clock
from alongside.foundation.models import Event, Message
from alongside.funding import actions as funding
from alongside.funding.models import Award, Bid, LedgerEntry, Round
from alongside.funding.queries import money
from alongside.people import actions as people
from alongside.people.models import Member
from tests.funding.conftest import Make
from tests.funding.money import rows
from tests.funding.money.rows import BY, doing
from tests.funding.panel import rows as panel


def phoned() -> people.Told:
    return people.Told(mode="phone", on=clock.today(), read_back_and_agreed=True)


def test_an_award_needs_a_decision_that_says_fund(bid: Bid) -> None:
    day = clock.today()
    with pytest.raises(funding.CannotAward, match="Nobody decided"):
        funding.make_award(bid, pence=1, starts_on=day, ends_on=day + timedelta(days=9), by=BY)
    funding.decide_bid(bid, outcome="no", reason="It does not fit.", by=BY)
    with pytest.raises(funding.CannotAward, match="Nobody decided"):
        funding.make_award(bid, pence=1, starts_on=day, ends_on=day + timedelta(days=9), by=BY)


def test_a_decision_stays_once_an_award_is_offered(bid: Bid) -> None:
    rows.offer(bid)
    with pytest.raises(funding.CannotDecide, match="offered for this bid already"):
        funding.decide_bid(bid, outcome="no", reason="Changed.", by=BY)


def test_an_offer_starts_a_project_and_tells_the_lead(bid: Bid) -> None:
    award = rows.offer(bid)
    assert (award.project.title, award.project.published_at) == ("Garden", None)
    assert award.project.planned_end_on == award.planned_end_on == award.ends_on
    assert money.sums(award) == money.Sums(offered=400_000, granted=0, paid=0)
    told = Message.objects.get(subject="We offer you an award")
    assert "£4,000" in told.text
    assert f"/me/awards/{award.reference}/" in told.text


def test_more_than_the_cap_needs_a_reason_and_the_pot_is_never_exceeded(bid: Bid) -> None:
    rows.decided(bid)
    day = clock.today()
    days: dict[str, Any] = {"starts_on": day, "ends_on": day + timedelta(days=100)}
    with pytest.raises(ValidationError) as refused:
        funding.make_award(bid, pence=400_001, by=BY, **days)
    assert list(refused.value.message_dict) == ["over_cap_because"]
    with pytest.raises(ValidationError) as refused:
        funding.make_award(bid, pence=900_001, over_cap_because="Big", by=BY, **days)
    assert refused.value.message_dict == {"pence": ["The pot of this round has £9,000 left."]}
    with pytest.raises(ValidationError) as refused:
        funding.make_award(bid, pence=1, by=BY, starts_on=day, ends_on=day)
    assert list(refused.value.message_dict) == ["ends_on"]
    assert funding.make_award(bid, pence=600_000, over_cap_because="A lift.", by=BY, **days).over_cap_because


def test_access_costs_stand_beside_the_cap(bid: Bid) -> None:
    Bid.objects.filter(pk=bid.pk).update(access_pence=20_000)
    bid.refresh_from_db()
    assert rows.offer(bid, 420_000).pence == 420_000


def test_the_lead_accepts_once_and_joins_the_team_as_they_say(award: Award, lead: Member) -> None:
    assert money.sums(award) == money.Sums(offered=400_000, granted=400_000, paid=0)
    team = award.project.team.get()
    assert (team.member, team.role, team.leads) == (lead, "community", True)
    with pytest.raises(funding.CannotAward, match="answered or taken back"):
        funding.accept_award(award, lead, role="community", by=doing(lead))


def test_only_a_lead_answers_and_a_call_counts_as_much(bid: Bid, lead: Member, make: Make) -> None:
    award = rows.offer(bid)
    with pytest.raises(funding.CannotAward, match="leads the bid"):
        funding.accept_award(award, make("Olu"), role="other", by=BY)
    funding.accept_award(award, lead, role="staff", by=BY, told=phoned())
    award.refresh_from_db()
    assert (award.how, award.recording is not None) == ("phone", True)


def test_an_offer_that_is_declined_frees_the_pot(bid: Bid, lead: Member, closed_round: Round) -> None:
    award = rows.offer(bid)
    funding.decline_award(award, lead, by=doing(lead))
    assert money.sums(award) == money.Sums()
    assert award.instalments.unpaid().count() == 0
    assert money.mismatches() == []


def test_an_offer_is_taken_back_with_a_reason_until_it_is_accepted(bid: Bid, lead: Member) -> None:
    award = rows.offer(bid)
    with pytest.raises(ValidationError):
        funding.withdraw_award(award, because=" ", by=BY)
    funding.withdraw_award(award, because="The group closed.", by=BY)
    assert money.sums(award) == money.Sums()
    with pytest.raises(funding.CannotAward):
        funding.accept_award(award, lead, role="staff", by=doing(lead))
    assert "The group closed." in Message.objects.get(subject="We take back our offer").text


def test_a_change_counts_only_when_both_agreed_and_the_first_end_stays(award: Award, lead: Member) -> None:
    later = award.ends_on + timedelta(days=60)
    row = funding.ask_variation(
        award, kind="extension", to=later, reason="Illness.", by=doing(lead), member=lead
    )
    award.refresh_from_db()
    assert award.ends_on == award.planned_end_on
    with pytest.raises(funding.CannotMove, match="waits for an answer already"):
        funding.ask_variation(award, kind="extension", to=later, reason="Again.", by=BY)
    funding.agree_variation(row, by=BY)
    award.refresh_from_db()
    assert (award.ends_on, award.planned_end_on) == (later, later - timedelta(days=60))
    award.project.refresh_from_db()
    assert (award.project.ends_on, award.project.planned_end_on) == (later, award.planned_end_on)


def test_another_sum_moves_the_ledger_and_fits_the_instalments(award: Award, lead: Member) -> None:
    for to, offered in ((450_000, 450_000), (300_000, 450_000)):
        row = funding.ask_variation(award, kind="amount", to=to, reason="Prices.", by=BY)
        funding.agree_variation(row, by=BY, member=lead, told=phoned())
        assert money.sums(award) == money.Sums(offered=offered, granted=to, paid=0)
        assert money.planned(award) == to
    assert money.mismatches() == []


def test_the_sum_is_never_less_than_what_was_paid(award: Award, finance: Member) -> None:
    rows.pay(award.instalments.get(), finance)
    with pytest.raises(ValidationError) as refused:
        funding.ask_variation(award, kind="amount", to=1, reason="Less.", by=BY)
    assert refused.value.message_dict == {
        "to_pence": ["£4,000 was paid already. Write down first what of it came back."]
    }


def test_a_change_can_be_refused_with_a_reason(award: Award, lead: Member) -> None:
    row = funding.ask_variation(
        award, kind="purpose", to="A film", reason="Better.", by=doing(lead), member=lead
    )
    funding.refuse_variation(row, because="It is another project.", by=BY)
    award.refresh_from_db()
    assert award.purpose == "Garden for all."
    with pytest.raises(funding.CannotMove, match="answered already"):
        funding.agree_variation(row, by=BY)
    assert "It is another project." in Message.objects.get(subject="A change of your award is not made").text


def test_whoever_wrote_a_request_down_does_not_agree_to_it_and_reads_why(
    award: Award, lead: Member, make: Make
) -> None:
    ayo, ife = make("Ayo"), make("Ife")
    row = funding.ask_variation(
        award, kind="purpose", to="A film", reason="Better.", by=doing(ayo), member=lead, told=phoned()
    )
    with pytest.raises(funding.CannotMove, match="You wrote down yourself what they asked for"):
        funding.agree_variation(row, by=doing(ayo))
    funding.agree_variation(row, by=doing(ife))
    row.refresh_from_db()
    assert row.applied_at is not None


def test_nobody_decides_about_the_money_of_their_own_bid(closed_round: Round, make: Make) -> None:
    both = make("Both", role="coordinator")
    award = rows.agreed(rows.new_bid(closed_round, both))
    later = award.ends_on + timedelta(days=9)
    for forbidden in (
        lambda: funding.say_ready(award.instalments.get(), by=doing(both)),
        lambda: funding.plan_instalments(award, [funding.Part(400_000, clock.today())], by=doing(both)),
        lambda: funding.ask_variation(award, kind="extension", to=later, reason="x", by=doing(both)),
        lambda: funding.close_award(award, spent_pence=0, by=doing(both)),
    ):
        with pytest.raises(funding.CannotMove, match="You work on this bid"):
            forbidden()


def test_everything_that_happens_is_on_record_and_the_ledger_cannot_be_changed(award: Award) -> None:
    verbs = set(Event.objects.filter(verb__startswith="funding.award").values_list("verb", flat=True))
    assert verbs == {"funding.award_offered", "funding.award_accepted"}
    entry = LedgerEntry.objects.filter(award=award)[0]
    for change in (
        entry.save, entry.delete, LedgerEntry.objects.all().delete, lambda: LedgerEntry.objects.update(pence=1),
    ):  # fmt: skip
        with pytest.raises(TypeError, match="stays as it was written"):
            change()


def test_whoever_declared_a_conflict_moves_no_money_of_that_bid(bid: Bid, coordinator: Member) -> None:
    cora = panel.ready(panel.person(panel.panel(bid.round, [coordinator]), coordinator), Garden="close")
    with pytest.raises(funding.CannotAward, match="conflict of interest"):
        funding.make_award(
            rows.decided(bid),
            pence=400_000,
            starts_on=clock.today(),
            ends_on=panel.day(90),
            by=doing(coordinator),
        )
    award = rows.agreed(bid)
    with pytest.raises(funding.CannotMove, match="conflict of interest"):
        funding.say_ready(award.instalments.get(), by=doing(coordinator))
    no_more = {bid.pk: funding.Said("none")}
    funding.declare_conflicts(cora, no_more, told=phoned(), by=BY)
    funding.say_ready(award.instalments.get(), by=doing(coordinator))
