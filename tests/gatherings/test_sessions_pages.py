"""The pages of sessions: what everybody sees, what those who run them do, and how many queries that takes."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from alongside.foundation import actors, clock
from alongside.gatherings import actions as gatherings
from alongside.gatherings.models import HelperRole, Meeting, Registration, Series, Session
from alongside.people.models import Member
from tests.gatherings.helpers import Browser, Make, Plan, queries_of, text_of

BY = actors.SYSTEM


def test_a_draft_is_seen_by_nobody_but_those_who_run_it(
    plan: Plan, coordinator: Member, make: Make, browser_of: Browser
) -> None:
    session = plan()
    assert Client().get(f"/sessions/{session.pk}/").status_code == 404
    assert session.title not in text_of(Client(), "/sessions/")
    assert session.title in text_of(browser_of(coordinator), f"/sessions/{session.pk}/run/")
    assert browser_of(make("Ada")).get(f"/sessions/{session.pk}/run/").status_code == 404


def test_a_session_page_says_what_matters_before_anybody_signs_up(session: Session) -> None:
    gatherings.offer_payment(session, pence=5500, expenses=["travel"], by=BY)
    gatherings.change_session(session, access_offer=["bsl"], ground_rules="One voice at a time.", by=BY)
    gatherings.set_plan(session, items=[{"minutes": 90, "title": "Talk"}], by=BY)
    page = text_of(Client(), f"/sessions/{session.pk}/")
    for words in (
        "Session 1", session.title, session.purpose, "£55", "We cover travel", "British Sign Language",
        "One voice at a time.", "Talk", "20 places left in the room.", "20 places left online.", "Room 1",
    ):  # fmt: skip
        assert words in page
    assert session.online_link not in page


def test_a_cancelled_session_stays_visible_with_its_number_and_reason(session: Session) -> None:
    gatherings.cancel(session, because="The hall is flooded.", by=BY)
    page = text_of(Client(), f"/sessions/{session.pk}/")
    assert "The hall is flooded." in page
    assert "Session 1" in page
    listed = text_of(Client(), "/sessions/")
    assert session.title in listed
    assert "Cancelled" in listed


def test_nothing_is_missing_from_a_session_that_is_cancelled(
    session: Session, coordinator: Member, browser_of: Browser
) -> None:
    page = f"/sessions/{session.pk}/run/"
    assert "Not ready yet" in text_of(browser_of(coordinator), page)
    gatherings.cancel(session, because="The hall is flooded.", by=BY)
    assert "Not ready yet" not in text_of(browser_of(coordinator), page)


def test_a_cancelled_session_offers_only_what_is_left(
    session: Session, coordinator: Member, make: Make, browser_of: Browser
) -> None:
    page, browser = f"/sessions/{session.pk}/run/", browser_of(coordinator)
    for offered in ("Check in", "To do", "Forms on paper", "Minutes"):
        assert offered in text_of(browser, page)
    gatherings.register(session, make("Ada"), coming="in_person", by=BY)
    gatherings.cancel(session, because="The hall is flooded.", by=BY)
    shown = text_of(browser, page)
    assert "This session is cancelled" in shown
    for left in ("Registrations and waiting list", "1 place taken", "What people said, and the answers"):
        assert left in shown
    for gone in ("Check in", "To do", "Forms on paper", "Minutes", "Afterwards"):
        assert gone not in shown
    assert "Check in" not in text_of(browser, f"/sessions/{session.pk}/registrations/")


def test_it_says_that_a_session_is_changed_only_when_it_is(
    session: Session, coordinator: Member, browser_of: Browser
) -> None:
    browser, rules = browser_of(coordinator), f"/sessions/{session.pk}/change/rules/"
    first = browser.post(rules, {"ground_rules": "One voice at a time."}, follow=True).content.decode()
    assert "The session is changed." in first
    again = browser.post(rules, {"ground_rules": "One voice at a time."}, follow=True).content.decode()
    assert "The session is changed." not in again
    assert "Nothing was changed." in again


@pytest.mark.parametrize("many", [1, 10, 100])
def test_the_list_takes_the_same_queries_for_many(plan: Plan, make: Make, many: int) -> None:
    for _number in range(many):
        gatherings.announce(plan(), by=BY)
    past(plan(), many)
    assert queries_of(Client(), "/sessions/") <= 5


def past(like: Session, many: int) -> None:
    """Sessions long ago, written straight into the table for speed."""
    highest = Session.objects.exclude(number=None).count()
    begun = clock.now() - timedelta(days=many + 1)
    Session.objects.bulk_create(
        Session(
            series=like.series, number=highest + number + 1, title=f"Past {number}", purpose="…",
            meeting=Meeting.ONLINE, starts_at=begun + timedelta(days=number),
            ends_at=begun + timedelta(days=number, hours=1), announced_at=begun, delivered_at=begun,
        )
        for number in range(many)
    )  # fmt: skip


def test_a_thousand_sessions_take_at_most_eight_queries_for_anybody(
    plan: Plan, coordinator: Member, browser_of: Browser
) -> None:
    gatherings.announce(plan(), by=BY)
    past(plan(), 1000)
    for client in (Client(), browser_of(coordinator)):
        assert queries_of(client, "/sessions/") <= 8
    page = text_of(Client(), "/sessions/")
    assert "Past 999" in page
    assert "Past 0<" not in page
    assert "1000 sessions have taken place." in page.replace(",", "")


def test_a_page_with_a_thousand_registrations_takes_at_most_eight_queries(
    session: Session, make: Make
) -> None:
    member = make("Ada")
    Session.objects.filter(pk=session.pk).update(places_in_person=2000)
    members = Member.objects.bulk_create(
        Member(called=f"M{number}", reach_by="post", address="1 High Street") for number in range(1000)
    )
    Registration.objects.bulk_create(
        Registration(
            session=session, member=one, coming="in_person", placed_at=clock.now(), code=f"{number:06}"
        )
        for number, one in enumerate((member, *members))
    )
    assert queries_of(Client(), f"/sessions/{session.pk}/") <= 8
    assert "999 places left in the room." in text_of(Client(), f"/sessions/{session.pk}/")


def test_a_coordinator_plans_announces_and_runs_a_session_on_the_web(
    series: Series, coordinator: Member, browser_of: Browser, make: Make
) -> None:
    client = browser_of(coordinator)
    form = {
        "title": "Care at home", "purpose": "To plan.", "meeting": "hybrid", "on_day": "3", "on_month": "3",
        "on_year": str(clock.today().year + 1), "begins": "14:00", "ends": "15:30", "strands": ["learning"],
    }  # fmt: skip
    assert client.post("/sessions/plan/", form).status_code == 302
    session = Session.objects.get()
    url = f"/sessions/{session.pk}/"
    assert client.post(f"{url}announce/").status_code == 302
    refused = client.post(f"{url}ready/").content.decode()
    for sentence in (
        "Nobody is named to facilitate",
        "The place is not given",
        "There is no plan",
        "what is paid",
    ):
        assert sentence in refused
    where = {
        "meeting": "hybrid",
        "venue": "Room 1",
        "address": "1 High Street",
        "online_link": "https://a.example",
    }
    answers: dict[str, dict[str, Any]] = {
        "change/where/": where,
        "plan/": {"plan": "10 Welcome\n70 Talk\n- in small groups\n10 Break"},
        "helpers/": {"member": make("Fay").reference, "role": HelperRole.FACILITATOR},
        "paid/": {"paid": "other", "pounds": "55", "expenses": ["travel"], "vouchers": "yes"},
        "change/access/": {"access_offer": ["bsl"]},
        "change/rules/": {"ground_rules": "Listen."},
        "change/registration/": {"last_day_day": "1", "last_day_month": "3", "last_day_year": form["on_year"]},
    }  # fmt: skip
    for path, answer in answers.items():
        assert client.post(url + path, answer).status_code == 302, path
    assert client.post(f"{url}ready/").status_code == 302
    assert "has not started yet" in client.post(f"{url}delivered/").content.decode()
    session.refresh_from_db()
    with clock.at(session.ends_at):
        assert client.post(f"{url}delivered/").status_code == 302
        assert client.post(f"{url}complete/").status_code == 302
    session.refresh_from_db()
    assert session.completed_at is not None
    assert "5 things" not in text_of(client, f"{url}run/")


def test_announcing_in_the_past_asks_first_on_the_page(
    plan: Plan, coordinator: Member, browser_of: Browser
) -> None:
    client = browser_of(coordinator)
    session = plan(starts_at=clock.now() - timedelta(days=9))
    url = f"/sessions/{session.pk}/announce/"
    assert "started in the past" in client.post(url).content.decode()
    session.refresh_from_db()
    assert session.number is None
    assert client.post(url, {"go_on": "yes"}).status_code == 302
    session.refresh_from_db()
    assert session.number == 1


def test_the_run_sheet_shows_counts_and_never_who_comes(
    session: Session, make: Make, coordinator: Member, browser_of: Browser
) -> None:
    member = make("Zebedee")
    Registration.objects.create(session=session, member=member, coming="online", placed_at=clock.now())
    gatherings.set_plan(
        session, items=[{"minutes": 60, "title": "Talk"}, {"minutes": 30, "title": "Act"}], by=BY
    )
    page = text_of(browser_of(coordinator), f"/sessions/{session.pk}/run-sheet/")
    assert "15:00" in page
    assert "Zebedee" not in page
    assert "al-sheet--large" not in page
    assert "al-sheet--large" in text_of(browser_of(coordinator), f"/sessions/{session.pk}/run-sheet/?large")


def test_a_helper_runs_their_own_session_and_no_other(
    session: Session, plan: Plan, make: Make, browser_of: Browser
) -> None:
    member = make("Ada")
    gatherings.add_helper(session, member=member, role=HelperRole.CHAIR, by=BY)
    client, other = browser_of(member), plan(title="Another")
    assert client.get(f"/sessions/{session.pk}/run/").status_code == 200
    assert client.post(f"/sessions/{session.pk}/plan/", {"plan": "90 Talk"}).status_code == 302
    assert client.get(f"/sessions/{other.pk}/run/").status_code == 404
    assert client.post(f"/sessions/{other.pk}/plan/", {"plan": "90 Talk"}).status_code == 404
    for closed in ("announce", "cancel", "helpers", "paid"):
        assert client.get(f"/sessions/{session.pk}/{closed}/").status_code == 403


@pytest.mark.parametrize("left", [0, 1, 2, 3, 11, 100])
def test_the_pages_open_in_arabic_however_many_places_are_left(plan: Plan, left: int) -> None:
    session = gatherings.announce(plan(places_in_person=left, places_online=left), by=BY)
    for page in ("/ar/sessions/", f"/ar/sessions/{session.pk}/"):
        assert 'lang="ar"' in text_of(Client(), page)
