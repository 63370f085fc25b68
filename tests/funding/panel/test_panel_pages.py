"""Pages of the panel: what is closed by a conflict, what is lost never, and what others do not see."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from alongside.foundation import clock
from alongside.funding import actions as funding
from alongside.funding.models import Bid, ConflictAnswer, Panel, Round, ScoreSheet
from alongside.people.models import Member
from tests.funding.panel import rows
from tests.funding.panel.rows import BY

Make = Callable[..., Member]
Browser = Callable[[Member], Client]


@pytest.fixture
def ada(make: Make) -> Member:
    return make("Ada")


@pytest.fixture
def panel(bids: list[Bid], ada: Member) -> Panel:
    return rows.panel(bids[0].round, [ada])


def text(client: Client, name: str, *args: object, status: int = 200) -> str:
    response = client.get(reverse(f"panel:{name}", args=args))
    assert response.status_code == status, response
    return response.content.decode()


def test_the_first_page_shows_titles_and_groups_and_nothing_else(
    panel: Panel, ada: Member, browser_of: Browser
) -> None:
    browser = browser_of(ada)
    page = text(browser, "declare", "phase-1")
    assert "Allotment (Allotment group)" in page
    for closed in ("Allotment for all.", "£5,000", "5,000"):
        assert closed not in page, "summaries and sums are not shown yet"
    assert "Allotment" not in text(browser, "mine", "phase-1"), "nothing opens before"
    response = browser.get(reverse("panel:read_bid", args=["phase-1", "BBBB-0001"]))
    assert response.headers["Location"] == reverse("panel:declare", args=["phase-1"])


def test_somebody_answers_and_reads_what_they_may(
    panel: Panel, ada: Member, bids: list[Bid], browser_of: Browser
) -> None:
    browser, url = browser_of(ada), reverse("panel:declare", args=["phase-1"])
    typed = {f"bid_{bid.pk}": "none" for bid in bids} | {f"bid_{bids[1].pk}": "conflict"}
    again = browser.post(url, typed).content.decode()
    assert "Choose what kind of conflict it is." in again
    assert not ConflictAnswer.objects.exists()
    assert browser.post(url, typed | {f"kind_{bids[1].pk}": "work"}).status_code == 302
    page = text(browser, "mine", "phase-1")
    assert "Allotment" in page
    assert "Boxing" not in page
    assert "1 bid is not shown to you" in page
    assert "Allotment for all." in text(browser, "read_bid", "phase-1", bids[0].reference)


def test_every_page_of_a_bid_with_a_conflict_is_closed_and_says_so(
    panel: Panel, bids: list[Bid], ada: Member, coordinator: Member, make: Make, browser_of: Browser
) -> None:
    """Also to a coordinator who is on the panel, on the pages of those who run it."""
    cora = funding.add_to_panel(panel, coordinator, as_what="staff", by=BY)
    other = rows.ready(rows.person(panel, ada), Boxing="work")
    rows.ready(cora, Boxing="close")
    barred = bids[1].reference
    for name in ("read_bid", "score_bid", "declare_later"):
        assert "This bid is closed to you" in text(browser_of(ada), name, "phase-1", barred, status=403)
        assert "Boxing" not in text(browser_of(ada), name, "phase-1", barred, status=403)
        text(browser_of(ada), name, "phase-1", bids[0].reference)
    funding.decide_bid(bids[1], outcome="no", reason="Weak.", by=BY)
    desk = browser_of(coordinator)
    for name in ("decide_bid", "write_feedback"):
        assert "Boxing" not in text(desk, name, "phase-1", barred, status=403)
    assert "Boxing" not in text(desk, "score_for", "phase-1", other.pk, barred, status=403)
    assert desk.post(reverse("panel:send_feedback", args=["phase-1", barred])).status_code == 403
    for name in ("run_panel", "desk_pack", "feedback"):
        assert "Boxing" not in text(desk, name, "phase-1")
    for name in ("mine", "my_pack"):
        assert "Boxing" not in text(browser_of(ada), name, "phase-1")


def test_a_draft_is_kept_and_scores_are_sent(
    panel: Panel, ada: Member, bids: list[Bid], browser_of: Browser
) -> None:
    rows.ready(rows.person(panel, ada))
    browser, (together, change) = browser_of(ada), bids[0].round.criteria.all()
    url = reverse("panel:score_bid", args=["phase-1", bids[0].reference])
    browser.post(url, {f"criterion_{together.pk}": "4", "comment": "Warm."})
    assert ScoreSheet.objects.get().sent_at is None
    again = browser.post(
        url, {f"criterion_{together.pk}": "4", "comment": "Warm.", "send": "1"}
    ).content.decode()
    assert "Give points, from 0 to 5." in again
    assert "Warm." in again
    browser.post(url, {f"criterion_{together.pk}": "4", f"criterion_{change.pk}": "2", "send": "1"})
    assert ScoreSheet.objects.get().sent_at is not None


def test_nobody_sees_scores_before_the_meeting_and_nobody_sees_whose_they_are_after(
    panel: Panel, bids: list[Bid], ada: Member, make: Make, coordinator: Member, browser_of: Browser
) -> None:
    bo = funding.add_to_panel(panel, make("Bo"), as_what="carer", by=BY)
    scorer = rows.ready(rows.person(panel, ada))
    rows.ready(bo)
    rows.scored(scorer, bids[0], 5, 4)
    for page in (
        text(browser_of(bo.member), "mine", "phase-1"),
        text(browser_of(coordinator), "run_panel", "phase-1"),
    ):
        assert "average" not in page
    funding.open_meeting(panel, present={scorer.pk: False, bo.pk: True}, by=BY)
    for page in (
        text(browser_of(bo.member), "mine", "phase-1"),
        text(browser_of(coordinator), "desk_pack", "phase-1"),
    ):
        assert "verage 14.00 of 15." in page
        assert "Lowest" not in page, "one score has no spread"


def test_the_desk_says_what_comes_first(
    panel: Panel, ada: Member, bids: list[Bid], browser_of: Browser
) -> None:
    browser = browser_of(ada)
    assert "Say whether you have a conflict of interest: Round 1" in browser.get("/desk/").content.decode()
    rows.ready(rows.person(panel, ada))
    assert "Score bids: Round 1" in browser.get("/desk/").content.decode()


def test_nobody_else_enters(
    panel: Panel, ada: Member, bids: list[Bid], make: Make, browser_of: Browser
) -> None:
    rows.ready(rows.person(panel, ada))
    stranger = browser_of(make("Zed"))
    for name, args in (
        ("mine", ()),
        ("declare", ()),
        ("my_pack", ()),
        ("vote", ()),
        ("read_bid", ("BBBB-0001",)),
    ):
        text(stranger, name, "phase-1", *args, status=404)
    text(stranger, "run_panel", "phase-1", status=403)
    text(browser_of(ada), "run_panel", "phase-1", status=403)


def test_the_pack_is_printed_as_an_accessible_pdf(panel: Panel, ada: Member, browser_of: Browser) -> None:
    rows.ready(rows.person(panel, ada))
    response = browser_of(ada).get(reverse("panel:my_pack_pdf", args=["phase-1"]))
    assert response.content.startswith(b"%PDF-")
    assert b"pdfuaid" in response.content


def test_the_page_of_the_panel_asks_as_often_for_many_bids(
    panel: Panel, closed_round: Round, ada: Member, browser_of: Browser
) -> None:
    person = rows.ready(rows.person(panel, ada))
    browser, url = browser_of(ada), reverse("panel:mine", args=["phase-1"])
    before = _queries(browser, url)
    for number in range(10):
        rows.bid(closed_round, f"More {number}", 100_000, [])
    rows.ready(person)
    assert _queries(browser, url) == before


@pytest.mark.parametrize("name", ["run_panel", "desk_pack", "feedback"])
def test_pages_of_the_desk_ask_as_much_for_twelve_bids_as_for_three(
    name: str, panel: Panel, coordinator: Member, closed_round: Round, browser_of: Browser
) -> None:
    browser, url = browser_of(coordinator), reverse(f"panel:{name}", args=["phase-1"])
    before = _queries(browser, url)
    for number in range(9):
        rows.bid(closed_round, f"More {number}", 100_000, [])
    assert _queries(browser, url) == before


def _queries(client: Client, url: str) -> int:
    client.get(url)
    with CaptureQueriesContext(connection) as seen:
        assert client.get(url).status_code == 200
    return len(seen)


def test_late_feedback_is_seen_by_everybody_and_unfunded_bids_are_only_counted(
    panel: Panel, bids: list[Bid], client: Client, coordinator: Member, browser_of: Browser
) -> None:
    funding.decide_bid(bids[0], outcome="fund", reason="Strong.", by=BY)
    for row in bids[1:]:
        funding.decide_bid(row, outcome="not_now", reason="The pot is empty.", by=BY)
    Round.objects.update(feedback_by=clock.today(), decide_by=clock.today())
    assert "late." not in text(client, "decided", "phase-1")
    with rows.later(3):
        assert "Feedback for 3 bids is late." in text(client, "decided", "phase-1")
        assert "Overdue" in browser_of(coordinator).get("/desk/").content.decode()
    _tell(bids)
    page = text(client, "decided", "phase-1")
    assert "Allotment group" in page
    assert "2 bids are not funded." in page
    for hidden in ("Boxing", "Choir", ">Ann<", "Ann "):
        assert hidden not in page


def _tell(bids: list[Bid]) -> None:
    one_round = bids[0].round
    with pytest.raises(funding.CannotTell, match="First finish"):
        funding.announce(one_round, by=BY)
    funding.conclude(one_round, how="agreed", rung="co_production", review_on=rows.day(90), by=BY)
    for row in bids:
        with pytest.raises(funding.CannotTell, match="hear before"):
            funding.announce(one_round, by=BY)
        funding.write_feedback(row, feedback="Thank you.", by=BY)
        funding.send_feedback(row, by=BY)
    funding.announce(one_round, by=BY)


def test_a_conflict_closes_the_bid_on_the_pages_of_the_round_too(
    panel: Panel, bids: list[Bid], coordinator: Member, browser_of: Browser
) -> None:
    person = funding.add_to_panel(panel, coordinator, as_what="staff", by=BY)
    desk = browser_of(coordinator)
    for name in ("bids_desk", "bids_file"):
        assert "Allotment" not in desk.get(reverse(f"funding:{name}", args=["phase-1"])).content.decode()
    assert desk.get(reverse("funding:bid", args=[bids[0].reference])).status_code == 403, (
        "nothing before answering"
    )
    rows.ready(person, Boxing="close")
    assert desk.get(reverse("funding:bid", args=[bids[0].reference])).status_code == 200
    assert desk.get(reverse("funding:bid", args=[bids[1].reference])).status_code == 403
    for name in ("bids_desk", "bids_file"):
        page = desk.get(reverse(f"funding:{name}", args=["phase-1"])).content.decode()
        assert "Allotment" in page
        assert "Boxing" not in page


def test_a_coordinator_makes_the_panel_of_a_round(
    closed_round: Round, coordinator: Member, browser_of: Browser
) -> None:
    desk, day = browser_of(coordinator), closed_round.decide_by
    assert reverse("funding:run_round", args=["phase-1"]) in text(desk, "start_panel", "phase-1")
    typed = {"meets_on_day": day.day, "meets_on_month": day.month, "meets_on_year": day.year}
    assert desk.post(reverse("panel:start_panel", args=["phase-1"]), typed).status_code == 302
    assert "Nobody yet." in text(desk, "run_panel", "phase-1")


def test_who_was_there_stands_in_the_form_as_it_was_noted(
    panel: Panel, ada: Member, make: Make, coordinator: Member, browser_of: Browser
) -> None:
    bo = funding.add_to_panel(panel, make("Bo"), as_what="carer", by=BY)
    desk, url = browser_of(coordinator), reverse("panel:open_meeting", args=["phase-1"])
    first = rows.person(panel, ada)
    desk.post(url, {f"person_{first.pk}": "remote"})
    form = desk.get(url).context["form"]
    noted = {pk: form[f"person_{pk}"].value() for pk in (first.pk, bo.pk)}
    assert noted == {first.pk: "remote", bo.pk: ""}
    desk.post(url, {f"person_{pk}": where for pk, where in noted.items()})
    assert [(row.person_id, row.remote) for row in panel.meeting.present.all()] == [(first.pk, True)]
