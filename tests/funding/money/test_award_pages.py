"""The pages about awards: answered by their lead, run by the centre, paid by finance, read by everybody."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from alongside.foundation import clock, rights, sources
from alongside.foundation.models import Message
from alongside.funding import actions as funding
from alongside.funding.models import Award, Bid, Round
from alongside.funding.queries import awards, money, outcomes, publishing
from alongside.learning import actions as learning
from alongside.people.models import Member
from tests.funding.conftest import Make
from tests.funding.money import rows
from tests.funding.money.rows import BY, doing
from tests.funding.panel import rows as panel
from tests.payments.helpers import queries_of

Browser = Callable[[Member], Client]


def text_of(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, (path, answer.status_code)
    return answer.content.decode()


def day_fields(name: str, days: int = 0) -> dict[str, str]:
    day = clock.today() + timedelta(days=days)
    return {f"{name}_day": str(day.day), f"{name}_month": str(day.month), f"{name}_year": str(day.year)}


def test_offer_accept_pay_extend_and_close_through_the_pages(
    bid: Bid, lead: Member, coordinator: Member, finance: Member, browser_of: Browser
) -> None:
    rows.decided(bid)
    theirs, centre, till = browser_of(lead), browser_of(coordinator), browser_of(finance)
    offer = {"pence": "4,000", "over_cap_because": "", "builds_on": ""}
    days = day_fields("starts_on") | day_fields("ends_on", 100) | day_fields("answer_by", 20)
    assert centre.post(f"/funding/money/offer/{bid.reference}/", offer | days).status_code == 302
    award = Award.objects.get()
    here, books = f"/me/awards/{award.reference}/", f"/funding/money/{award.reference}/"
    assert "We offer you £4,000" in text_of(theirs, here)
    assert theirs.post(f"{here}accept/", {"role": "community"}).status_code == 302
    part = award.instalments.get()
    paying = f"/funding/money/instalments/{part.pk}/pay/"
    assert centre.post(paying, {}).status_code == 403
    assert centre.post(f"/funding/money/instalments/{part.pk}/ready/").status_code == 302
    paid = {"reference": "BACS 77"} | day_fields("on")
    assert till.post(paying, paid).status_code == 302
    assert "This instalment was paid already" in till.post(paying, paid).content.decode()
    assert "BACS 77" in text_of(theirs, here)
    asked = {"reason": "Illness"} | day_fields("to_day", 150)
    assert theirs.post(f"{here}ask/extension/", asked).status_code == 302
    change = award.variations.get()
    assert centre.post(f"/funding/money/changes/{change.pk}/yes/").status_code == 302
    returned = {"pence": "100", "reference": "IN 1", "why": ""} | day_fields("on")
    assert till.post(f"{books}return/", returned).status_code == 302
    assert "£100 was paid and not spent" not in text_of(centre, books)
    assert centre.post(f"{books}close/", {"spent_pence": "3,900"}).status_code == 302
    public = f"/funding/awards/{award.reference}/"
    assert Client().get(public).status_code == 404
    assert "Not public yet: the round is announced first." in text_of(centre, books)
    rows.announced(bid.round)
    page = text_of(Client(), public)
    for said in ("£4,000", "£3,900", "Garden group", "the end first agreed was", "Closed"):
        assert said in page
    assert "Albert" not in page
    assert "The books agree" in text_of(till, "/funding/money/")


def test_a_lead_who_phones_is_written_down_with_the_same_standing(
    bid: Bid, lead: Member, coordinator: Member, browser_of: Browser
) -> None:
    award = rows.offer(bid)
    told = {"mode": "phone", "read_back_and_agreed": "on", "note": ""} | day_fields("on")
    centre, books = browser_of(coordinator), f"/funding/money/{award.reference}/"
    answer = {"lead": str(lead.pk), "role": "community"} | told
    assert centre.post(f"{books}told/accepted/", answer).status_code == 302
    asked = {"lead": str(lead.pk), "to_pence": "4500", "reason": "Prices"} | told
    assert centre.post(f"{books}asked/amount/", asked).status_code == 302
    row = award.variations.get()
    assert (row.how, row.applicants_agreed_at is not None, row.applied_at) == ("phone", True, None)
    proposed = funding.ask_variation(award, kind="purpose", to="A film", reason="Better", by=BY)
    agreed = {"lead": str(lead.pk)} | told
    assert centre.post(f"/funding/money/changes/{proposed.pk}/told/agreed/", agreed).status_code == 302
    award.refresh_from_db()
    assert (award.how, award.purpose) == ("phone", "A film")


def test_instalments_are_planned_and_every_wrong_line_is_named(
    award: Award, coordinator: Member, browser_of: Browser
) -> None:
    centre, path = browser_of(coordinator), f"/funding/money/{award.reference}/plan/"
    parts = {"pence_1": "3000", "pence_2": "900", "condition_1": "", "condition_2": "A report"}
    parts |= day_fields("due_on_1") | day_fields("due_on_2", 60)
    page = centre.post(path, parts).content.decode()
    assert "The parts are £3,900 together. They have to be £4,000." in page
    assert "A report" in page
    assert centre.post(path, parts | {"pence_2": "1000"}).status_code == 302
    assert money.planned(award) == 400_000


def test_an_award_is_public_once_agreed_and_announced_and_never_names_a_person(
    bid: Bid, lead: Member, make: Make, closed_round: Round
) -> None:
    award = rows.offer(bid)
    path = f"/funding/awards/{award.reference}/"
    assert Client().get(path).status_code == 404
    funding.accept_award(award, lead, role="staff", by=doing(lead))
    assert Client().get(path).status_code == 404
    rows.announced(closed_round)
    assert Client().get(path).status_code == 200
    alone = rows.new_bid(closed_round, make("Solo"), "My story", 200_000)
    Bid.objects.filter(pk=alone.pk).update(recipient_kind="person", group_name="")
    theirs = rows.agreed(Bid.objects.get(pk=alone.pk))
    page = text_of(Client(), f"/funding/awards/{theirs.reference}/")
    assert ("One person" in page, "£2,000" in page) == (True, False)
    assert ("Solo" in page, "My story" in page) == (False, False)
    listed = text_of(Client(), "/funding/awards/")
    assert ("not shown" in listed, "£2,000" in listed) == (True, False)


def test_nobody_else_sees_an_award_of_somebody(award: Award, make: Make, browser_of: Browser) -> None:
    other = browser_of(make("Olu"))
    for path in ("", "accept/", "ask/extension/"):
        assert other.get(f"/me/awards/{award.reference}/{path}").status_code == 404
    assert other.get(f"/funding/money/{award.reference}/").status_code == 403
    viewer = make("View")
    award.bid.applicants.create(member=viewer, role="view")
    assert browser_of(viewer).get(f"/me/awards/{award.reference}/").status_code == 200
    assert browser_of(viewer).get(f"/me/awards/{award.reference}/ask/extension/").status_code == 404


def test_what_waits_for_money_is_on_the_desk(
    bid: Bid, lead: Member, coordinator: Member, finance: Member, browser_of: Browser
) -> None:
    rows.decided(bid)
    assert "Offer an award: Garden" in text_of(browser_of(coordinator), "/desk/")
    award = funding.make_award(
        bid, pence=400_000, starts_on=clock.today(), ends_on=clock.today().replace(year=2999), by=BY
    )
    assert "Answer our offer: Garden" in text_of(browser_of(lead), "/desk/")
    funding.accept_award(award, lead, role="staff", by=doing(lead))
    assert "May it be paid? Garden" in text_of(browser_of(coordinator), "/desk/")
    funding.say_ready(award.instalments.get(), by=doing(coordinator))
    assert "Pay an instalment: Garden" in text_of(browser_of(finance), "/desk/")


@pytest.mark.parametrize("path", ["/funding/awards/", "/funding/money/"])
def test_lists_ask_as_often_for_one_award_as_for_many(
    path: str, award: Award, make: Make, closed_round: Round, finance: Member, browser_of: Browser
) -> None:
    client = browser_of(finance)
    few = queries_of(client, path)
    for number in range(4):
        rows.agreed(rows.new_bid(closed_round, make(f"L{number}"), f"Bid {number}", 100_000))
    assert queries_of(client, path) == few


def test_my_data_holds_my_awards_and_leaving_keeps_the_books(award: Award, lead: Member) -> None:
    assert lead.account is not None
    (told,) = rights.export(lead.account)["awards"]["awards"]
    assert (told["title"], told["granted_pence"]) == ("Garden", 400_000)
    rights.erase(lead.account, by=BY)
    assert money.sums(award).granted == 400_000
    assert money.mismatches() == []


def test_every_message_names_the_way_that_its_reader_chose(make: Make, closed_round: Round) -> None:
    by_post = make("Grace", reach_by="post", address="1 Road")
    rows.offer(rows.new_bid(closed_round, by_post))
    told = Message.objects.get(subject="We offer you an award")
    assert ("We write it down for you." in told.text, "http" in told.text) == (True, False)


def test_an_award_leads_to_how_it_was_decided_and_to_what_was_learnt_before(
    award: Award, lead: Member
) -> None:
    item = learning.write_item(
        lead, what="Four months were too short", so_what="People left.", now_what="Give more time.",
        how_it_went="did_not", strand="learning", label="Phase 1", named="first_name", by=BY,
    )  # fmt: skip
    learning.check_item(item, by=BY)
    one_round = award.bid.round
    learning.propose_change(
        [item], what="Seven months instead of four", kind="funding_round", key=one_round.slug, by=BY,
        label="Round", url=f"/funding/rounds/{one_round.slug}/",
    )  # fmt: skip
    rows.announced(one_round)
    public = f"/funding/awards/{award.reference}/"
    page = text_of(Client(), public)
    for said in ("Seven months instead of four", f"/funding/rounds/{one_round.slug}/decided/"):
        assert said in page
    assert award.reference in [thing.key for thing in sources.came_of("project", str(award.project_id))]
    assert award.reference in [thing.key for thing in sources.came_of("funding_round", one_round.slug)]


def test_no_page_leads_from_a_title_to_the_sum_of_one_person(closed_round: Round, make: Make) -> None:
    alone = rows.new_bid(closed_round, make("Solo"), "My story", 200_000)
    Bid.objects.filter(pk=alone.pk).update(recipient_kind="person", group_name="")
    theirs = rows.agreed(Bid.objects.get(pk=alone.pk))
    rows.announced(closed_round)
    assert [one.title for one in outcomes.funded(closed_round)] == ["A project of one person"]
    assert sources.came_of("project", str(theirs.project_id)) == []


def test_what_builds_on_the_award_of_a_person_does_not_say_so_and_the_other_way_round(
    closed_round: Round, make: Make
) -> None:
    second = panel.closed_round(number=2)
    first = rows.agreed(rows.new_bid(closed_round, make("Ada"), "Garden"))
    grows = rows.agreed(rows.new_bid(second, make("Bo"), "Orchard"), builds_on=first)
    page = text_of(Client(), f"/funding/awards/{grows.reference}/")
    assert first.reference in page
    for alone, other in ((first, grows), (grows, first)):
        Bid.objects.filter(pk=other.bid_id).update(recipient_kind="group", group_name="Growers")
        Bid.objects.filter(pk=alone.bid_id).update(recipient_kind="person", group_name="")
        Award.objects.filter(pk=alone.pk).update(over_cap_because="Ada is ill.")
        assert awards.built_on(Award.objects.get(pk=grows.pk)) is None
        assert publishing._grants()[1].builds_on == []
        page = text_of(Client(), f"/funding/awards/{alone.reference}/?{alone.pk}")
        assert (other.reference in page, "Ada is ill." in page) == (False, False)
