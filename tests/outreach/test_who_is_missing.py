"""Who is missing is told by published figures alone, beside what was tried, and honestly where nobody knows."""

from datetime import date, timedelta

import pytest
from django.test import Client, RequestFactory
from django.urls import reverse

from alongside.foundation import actors, clock
from alongside.foundation.doors import Role
from alongside.outreach import todo_reach
from alongside.people import actions as people
from alongside.people.models import Member, OutreachAction, PriorityCommunity
from tests.furniture import Browser
from tests.people.helpers import queries_of

from .reaching import channel

pytestmark = pytest.mark.usefixtures("our_centre")
BY = actors.SYSTEM


def community(name: str = "Unpaid carers", figure: str = "") -> PriorityCommunity:
    return people.add_community(name=name, why="They were not asked.", figure=figure, by=BY)


def done(to: PriorityCommunity, on: date = date(2019, 3, 1), **more: object) -> OutreachAction:
    return people.add_outreach(to, on=on, what="We phoned in the evening.", by=BY, **more)  # type: ignore[arg-type]


def page() -> str:
    return Client().get(reverse("outreach:who_is_missing")).content.decode()


def test_without_a_figure_and_without_actions_the_page_says_so() -> None:
    community()
    assert "We do not know." in page()
    assert "Nothing done yet" in page()


def test_a_figure_that_is_held_shows_no_number_of_people() -> None:
    community(figure="people.brings.carer")
    for number in range(9):
        people.join(called=f"C{number}", reach_by="post", address="1 Road", brings=["carer"], by=BY)
    assert "it may not be shown now" in page()
    assert "al-figure__number" not in page()


def test_what_was_tried_stands_beside_with_partner_result_and_learning() -> None:
    row = community()
    partner = people.add_organisation(name="Bridge Street", kind="community", by=BY)
    done(
        row, way="phone", partner=partner, result="Nobody answered.", learnt="Ring later.", spent="Two pounds"
    )
    done(row, way="leaflets")
    text = page()
    for words in ("By phone", "Leaflets and posters", "Bridge Street", "Nobody answered.", "Ring later."):
        assert words in text
    assert "2 things done" in text
    assert "No result recorded yet" in text
    assert "Two pounds" not in text


def test_the_page_takes_as_many_questions_for_many(browser_of: Browser, coordinator: Member) -> None:
    browser, seen = browser_of(coordinator), []  # for visitors the page is kept
    for number in range(8):
        row = community(f"Community {number}", "people.brings.carer")
        done(row, result="Some" if number % 2 else "")
        if number in (0, 7):
            seen.append(queries_of(browser, reverse("outreach:who_is_missing")))
    assert seen[0] == seen[1]


def _waits(*roles: Role) -> list[str]:
    request = RequestFactory().get("/")
    request.roles = frozenset(roles)  # type: ignore[attr-defined]
    return [f"{row.title} {row.hint} {row.due}" for row in todo_reach.waits(request)]


def test_a_result_that_is_late_waits_on_the_desk_until_it_is_written() -> None:
    today = clock.today()
    row = community()
    due = done(row, on=today - timedelta(days=9), follow_up_on=today)
    done(row, on=today - timedelta(days=9), follow_up_on=today + timedelta(days=1))
    old = done(row, on=today - timedelta(days=90))
    assert _waits(Role.MEMBER) == []
    (waiting,) = _waits(Role.COORDINATOR)
    assert "2 have no result" in waiting
    assert str(old.on + timedelta(days=60)) in waiting
    for action in (due, old):
        people.record_outreach_result(action, result="Nothing came of it.", by=BY)
    assert _waits(Role.COORDINATOR) == []


def test_a_channel_that_did_not_answer_waits_on_the_desk() -> None:
    of = channel("Mastodon", "mastodon", handle="@c@mastodon.example", polled=True)
    type(of).objects.update(problem="It did not answer.")
    (waiting,) = _waits(Role.COORDINATOR)
    assert "Mastodon" in waiting


def test_staff_record_what_they_did_with_way_cost_and_follow_up(
    browser_of: Browser, coordinator: Member
) -> None:
    row, browser = community(), browser_of(coordinator)
    url = reverse("people:add_outreach", args=[row.slug])
    given = {
        "on_day": "1", "on_month": "3", "on_year": "2019", "what": "We put up posters.", "way": "leaflets",
        "spent": "Printing", "follow_up_on_day": "1", "follow_up_on_month": "5", "follow_up_on_year": "2019",
    }  # fmt: skip
    assert "Choose the way." in browser.post(url, given | {"way": ""}).content.decode()
    browser.post(url, given)
    action = OutreachAction.objects.get()
    assert (action.way, action.spent, action.follow_up_on) == ("leaflets", "Printing", date(2019, 5, 1))
    result = reverse("people:record_outreach_result", args=[row.slug, action.pk])
    browser.post(result, {"result": "Two people rang.", "learnt": "Posters work in the library."})
    action.refresh_from_db()
    assert action.learnt == "Posters work in the library."
    assert "Posters work in the library." in page()


def test_staff_choose_a_published_figure_and_no_other(browser_of: Browser, coordinator: Member) -> None:
    row, browser = community(), browser_of(coordinator)
    url = reverse("people:change_community", args=[row.slug])
    given = {"name": row.name, "why": row.why, "order": "0"}
    browser.post(url, given | {"figure": "outreach.reach"})
    row.refresh_from_db()
    assert row.figure == ""
    browser.post(url, given | {"figure": "people.brings.carer"})
    row.refresh_from_db()
    assert row.figure == "people.brings.carer"
