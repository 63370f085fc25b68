"""The pages: what everybody, members and coordinators see and do."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from alongside.foundation import actors, clock
from alongside.foundation.models import Message
from alongside.funding import actions as funding
from alongside.funding.models import Answer, Bid, BidInvitation, Programme, Question, Round, Saved
from alongside.people.models import Member

BY = actors.SYSTEM
Browser = Callable[[Member], Client]
Make = Callable[..., Member]
Write = Callable[..., Bid]
TOLD = {"mode": "phone", "on_day": "1", "on_month": "1", "on_year": "2026", "read_back_and_agreed": "on"}


def day_of(name: str, days: int) -> dict[str, str]:
    day = clock.today() + timedelta(days=days)
    return {f"{name}_day": str(day.day), f"{name}_month": str(day.month), f"{name}_year": str(day.year)}


def read(client: Client, path: str, status: int = 200) -> str:
    response = client.get(path)
    assert response.status_code == status, path
    return str(response.content.decode())


def test_coordinators_write_and_open_a_round(
    coordinator: Member, browser_of: Browser, client: Client
) -> None:
    cora = browser_of(coordinator)
    answer = cora.post(
        "/funding/programmes/start/", {"title": "Pilots", "about": "Small projects.", "currency": "GBP"}
    )
    programme = Programme.objects.get()
    assert answer.headers["Location"] == f"/funding/programmes/{programme.slug}/rounds/start/"
    given = {
        "title": "Phase 1", "about": "For pilots.", "cap_pence": "5,000", "pot_pence": "25,000", "months": "4",
        "paid_up_front": "on", "ways": ["form", "phone"], "closes_at": "17:00", **day_of("closes_on", 30),
        **day_of("decide_by", 50), **day_of("feedback_by", 60), **day_of("starts_on", 70),
    }  # fmt: skip
    cora.post(f"/funding/programmes/{programme.slug}/rounds/start/", given)
    one_round = Round.objects.get()
    run = f"/funding/rounds/{one_round.slug}/run/"
    assert client.get(f"/funding/rounds/{one_round.slug}/").status_code == 404, "a draft is nobody else’s"
    assert cora.post(f"{run}open/").status_code == 409
    cora.post(
        f"{run}criteria/add/", {"name": "Together", "means": "From the start.", "weight": "2", "most": "5"}
    )
    cora.post(f"{run}questions/add/", {"text": "What would change?", "kind": "words", "required": "on"})
    cora.post(
        f"{run}checks/add/", {"text": "Are you in England?", "fits": "yes", "told": "Ask the other fund."}
    )
    assert cora.post(f"{run}open/").status_code == 302
    shown = read(client, f"/funding/rounds/{one_round.slug}/")
    assert all(words in shown for words in ("£5,000", "Together", "Are you in England?", "020 7946 0000"))
    assert "What would change?" in read(client, f"/funding/rounds/{one_round.slug}/paper/")
    assert "Phase 1" in read(client, "/funding/")
    assert "Phase 1" in read(cora, "/funding/run/")


def test_it_says_that_everybody_is_told_only_when_the_round_changed(
    open_round: Round, coordinator: Member, browser_of: Browser
) -> None:
    Round.objects.update(closes_at=open_round.closes_at.replace(hour=12, minute=0, second=0, microsecond=0))
    cora, page = browser_of(coordinator), f"/funding/rounds/{open_round.slug}/run/change/"
    form = cora.get(page).context["form"]
    sent = {name: form[name].value() for name in form.fields if form[name].value() not in (None, False)}
    for name in [name for name, value in sent.items() if isinstance(value, date)]:
        day = sent.pop(name)
        sent |= {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}
    again = cora.post(page, sent, follow=True).content.decode()
    assert "everybody with a bid is told" not in again
    assert "Nothing was changed." in again
    renamed = {"title": "Phase one", "because": "It is clearer."}
    changed = cora.post(page, sent | renamed, follow=True).content.decode()
    assert "The change is saved, and everybody with a bid is told." in changed


def test_the_self_check_tells_and_keeps_nothing(
    open_round: Round, client: Client, draft_round: Callable[..., Round]
) -> None:
    one_round = draft_round(title="Checked")
    check = funding.add_self_check(one_round, text="Are you in England?", told="Ask the other fund.", by=BY)
    funding.open_round(one_round, by=BY)
    path = f"/funding/rounds/{one_round.slug}/could-we-apply/"
    with CaptureQueriesContext(connection) as asked:
        answers = [client.post(path, {f"check_{check.pk}": said}).content.decode() for said in ("no", "yes")]
    assert ["Ask the other fund." in one for one in answers] == [True, False]
    assert "You can apply" in answers[1]
    written = [one["sql"] for one in asked if one["sql"].startswith(("INSERT", "UPDATE"))]
    assert [sql for sql in written if '"cache"' not in sql] == [], "only the limit on tries is counted"
    assert "Choose yes or no." in client.post(path).content.decode()


def test_a_member_applies_on_the_web(open_round: Round, make: Make, browser_of: Browser) -> None:
    ann = browser_of(make("Ann"))
    first = Question.objects.filter(round=open_round)[0]
    led = ann.post(f"/funding/rounds/{open_round.slug}/apply/", {"brings": "I box"})
    bid = Bid.objects.get()
    path = f"/funding/bids/{bid.reference}/"
    assert led.headers["Location"] == path
    assert f"{path}answers/{first.pk}/" in read(ann, f"{path}check/")
    ann.post(f"{path}about/", {
        "base": "0", "title": "Boxing", "summary": "We box.", "months": "4", "recipient_kind": "group",
        "group_name": "The boxers",
    })  # fmt: skip
    ann.post(f"{path}answers/{first.pk}/", {"base": "0", "text": "A lot."})
    ann.post(f"{path}budget/", {"what": "Coaches", "pence": "4000", "kind": "people"})
    assert "Send the bid" in read(ann, f"{path}check/")
    assert ann.post(f"{path}send/").headers["Location"] == f"{path}receipt/"
    assert bid.reference in read(ann, f"{path}receipt/")
    assert "Boxing" in read(ann, "/me/bids/")
    assert ann.post(f"{path}about/", {"base": "1", "title": "Other words"}).status_code == 409
    assert "Begin" in read(ann, f"{path}copy/")
    assert ann.post(f"{path}withdraw/").status_code == 302


def test_the_second_of_two_sees_both_texts(
    open_round: Round, make: Make, write_bid: Write, browser_of: Browser
) -> None:
    member = make("Ann")
    bid, ann = write_bid(open_round, member), browser_of(member)
    first = Question.objects.filter(round=open_round)[0]
    path = f"/funding/bids/{bid.reference}/"
    funding.save_answer(bid, first, text="Theirs", by=BY)
    mine = {"base": "1", "text": "Mine", "once": "6f1c1b4e-3a53-4a8e-9a6e-1d2f3a4b5c6d"}
    clash = ann.post(f"{path}answers/{first.pk}/", mine)
    assert clash.status_code == 409
    assert Saved.objects.filter(text="Mine", revision=None).count() == 1, "kept, also beside the page"
    assert "Theirs" in clash.content.decode()
    assert "Mine" in clash.content.decode()
    ann.post(f"{path}answers/{first.pk}/", {"base": "2", "text": "Both"})
    assert Answer.objects.get(bid=bid, question=first).text == "Both"
    facts = ann.post(f"{path}about/", {"base": "0", "title": "My title", "months": "4"})
    assert facts.status_code == 409
    assert "My title" in facts.content.decode()
    assert "Boxing" in facts.content.decode()


def test_drafts_are_private_and_bids_that_are_in_are_for_those_who_run_the_round(
    open_round: Round, make: Make, write_bid: Write, browser_of: Browser, coordinator: Member
) -> None:
    cora, eve = browser_of(coordinator), browser_of(make("Eve"))
    bid = write_bid(open_round, make("Ann"), "Secret draft")
    path = f"/funding/bids/{bid.reference}/"
    for person in (cora, eve):
        read(person, path, 404)
        read(person, f"{path}answers/{Question.objects.filter(round=open_round)[0].pk}/", 404)
    desk = read(cora, f"/funding/rounds/{open_round.slug}/run/bids/")
    assert "1 bid is being written." in desk
    assert "Secret draft" not in desk
    funding.submit_bid(bid, by=BY)
    read(cora, path)
    read(eve, path, 404)
    assert cora.post(f"{path}about/", {"title": "x"}).status_code == 404, "reading is not writing"


def test_people_are_asked_answer_and_leave(
    open_round: Round, make: Make, write_bid: Write, browser_of: Browser
) -> None:
    lead, other = make("Ann"), make("Ben")
    bid, ann, ben = write_bid(open_round, lead), browser_of(lead), browser_of(other)
    path = f"/funding/bids/{bid.reference}/"
    ann.post(f"{path}people/ask/", {"who": other.reference, "role": "comment", "words": "Come"})
    read(ben, path, 404)
    assert "Come" in read(ben, "/me/bids/")
    ben.post(f"/me/bids/invitations/{BidInvitation.objects.get().pk}/join/", {"brings": "Care"})
    assert "Care" in read(ben, path)
    ben.post(f"{path}comments/", {"text": "Nice one"})
    assert "Nice one" in read(ann, path)
    assert ben.post(f"{path}about/", {"title": "x"}).status_code == 404
    place = bid.applicants.get(member=other)
    assert "Ben" in read(ann, f"{path}people/")
    ann.post(f"{path}people/{place.pk}/change/", {"role": "edit"})
    read(ben, f"{path}about/")
    ben.post(f"{path}people/{place.pk}/leave/")
    read(ben, path, 404)
    assert (
        "We know nobody"
        in ann.post(f"{path}people/ask/", {"who": "AAAA-AAAA", "role": "edit"}).content.decode()
    )


def test_staff_write_a_bid_down_for_somebody(
    open_round: Round, make: Make, browser_of: Browser, coordinator: Member
) -> None:
    cora, ada = browser_of(coordinator), make("Ada")
    run = f"/funding/rounds/{open_round.slug}/run/"
    assert ada.reference in read(cora, f"{run}write-down/?words=Ada")
    cora.post(f"{run}write-down/{ada.reference}/", TOLD)
    bid = Bid.objects.get()
    path = f"/funding/bids/{bid.reference}/"
    assert bid.how == "phone"
    assert bid.reference in read(cora, f"{run}bids/")
    cora.post(f"{path}about/", {
        "base": "0", "title": "Choir", "summary": "We sing.", "months": "4", "recipient_kind": "person",
    })  # fmt: skip
    first = Question.objects.filter(round=open_round)[0]
    cora.post(f"{path}answers/{first.pk}/", {"base": "0", "text": "Songs."})
    cora.post(f"{path}budget/", {"what": "Songs", "pence": "1000", "kind": "activity"})
    assert "How did they tell you?" in cora.post(f"{path}send/").content.decode()
    assert cora.post(f"{path}send/", TOLD).status_code == 302
    read(browser_of(ada), path)


def test_the_file_is_safe_in_a_spreadsheet(
    open_round: Round, make: Make, write_bid: Write, browser_of: Browser, coordinator: Member
) -> None:
    write_bid(open_round, make("Ann"), "=HYPERLINK(1)", sent=True)
    content = browser_of(coordinator).get(f"/funding/rounds/{open_round.slug}/run/bids.csv").content.decode()
    assert '"\'=HYPERLINK(1)"' in content
    assert "4000.00" in content
    assert "Ann" not in content


@pytest.mark.parametrize("path", ["/me/bids/", "/funding/rounds/{slug}/run/bids/", "/funding/"])
def test_lists_ask_as_much_for_many_rows(
    path: str, open_round: Round, make: Make, write_bid: Write, browser_of: Browser, coordinator: Member
) -> None:

    cora = browser_of(coordinator)

    def count() -> int:
        with CaptureQueriesContext(connection) as asked:
            read(cora, path.format(slug=open_round.slug))
        return len(asked)

    write_bid(open_round, coordinator, "One", sent=True)
    count()
    few = count()
    for number in range(9):
        write_bid(open_round, coordinator, f"Bid {number}", sent=True)
    assert count() == few


def test_what_waits_on_the_desk(
    open_round: Round, make: Make, write_bid: Write, browser_of: Browser, coordinator: Member,
    draft_round: Callable[..., Round],
) -> None:  # fmt: skip
    ann = make("Ann")
    write_bid(open_round, ann)
    draft_round(title="Phase 2", opens_on=clock.today() + timedelta(days=5))
    assert "Your bid is not sent yet: Boxing" in read(browser_of(ann), "/desk/")
    assert "Open the round: Phase 2" in read(browser_of(coordinator), "/desk/")


def test_staff_go_on_with_a_bid_that_was_begun_on_the_web(
    open_round: Round, make: Make, write_bid: Write, browser_of: Browser, coordinator: Member
) -> None:
    cora, ben = browser_of(coordinator), make("Ben")
    bid = write_bid(open_round, make("Ann"))
    path, run = f"/funding/bids/{bid.reference}/", f"/funding/rounds/{open_round.slug}/run/"
    read(cora, path, 404)
    assert (
        "no bid of this number" in cora.post(f"{run}take-up/", TOLD | {"reference": "AAAA"}).content.decode()
    )
    cora.post(f"{run}take-up/", TOLD | {"reference": bid.reference.lower()})
    assert Message.objects.filter(subject="We write this bid down with you: Boxing").count() == 1
    read(cora, path)
    cora.post(f"{path}people/ask/", {"who": ben.reference, "role": "edit"})
    asked = BidInvitation.objects.get()
    assert "Write down what they said" in read(cora, f"{path}people/")
    cora.post(f"{path}invitations/{asked.pk}/record/", TOLD | {"yes": "yes"})
    read(browser_of(ben), path)


def test_what_was_decided_stands_on_the_bid_once_its_people_were_told(
    open_round: Round, make: Make, write_bid: Write, browser_of: Browser
) -> None:
    member = make("Ann")
    bid = write_bid(open_round, member, sent=True)
    path, ann = f"/funding/bids/{bid.reference}/", browser_of(member)
    with clock.at(open_round.closes_at + timedelta(days=1)):
        made = funding.decide_bid(bid, outcome="not_now", reason="Not enough money.", by=BY)
    made.feedback = "Ask again in spring."
    made.save(update_fields=["feedback"])
    assert "Ask again in spring." not in read(ann, path)
    made.feedback_sent_at = clock.now()
    made.save(update_fields=["feedback_sent_at"])
    assert "Ask again in spring." in read(ann, path)
    assert "Not enough money." not in read(ann, path)
