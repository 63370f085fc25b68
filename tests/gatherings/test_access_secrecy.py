"""Only the access circle sees who needs what, each look is on record, and the person can see each."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from alongside.foundation import clock
from alongside.foundation.doors import Role
from alongside.foundation.models import Event
from alongside.gatherings import actions as gatherings
from alongside.gatherings.models import Adjustment, Session
from alongside.gatherings.queries import access as queries
from alongside.gatherings.queries.my_access import SEEN
from alongside.people.models import Member
from tests.gatherings.access import BY, access_support, needs, registered, with_role
from tests.gatherings.helpers import Browser, Make, Plan, doing, queries_of

PLANTED = "a zebra crossing"
OUTSIDE = [Role.COORDINATOR, Role.ADMINISTRATOR, Role.FACILITATOR, Role.FINANCE, Role.AUDITOR]


@pytest.fixture
def ife(make: Make) -> Member:
    return with_role(make("Ife"), Role.ACCESS)


@pytest.fixture
def marek(make: Make) -> Member:
    return make("Marek")


@pytest.fixture
def row(session: Session, marek: Member) -> Adjustment:
    return needs(registered(session, marek), "bsl", PLANTED)


def pages(row: Adjustment) -> list[str]:
    """Every page that shows who needs what, or leads there."""
    one, member = [row.session.pk, row.pk], row.registration.member
    steps = ("adjustment", "arrange_adjustment", "cannot_arrange_adjustment", "set_book_by", "record_verdict",
             "call_off_adjustment", "withdraw_need_for")  # fmt: skip
    return [
        reverse("gatherings:access"),
        reverse("gatherings:find_person") + "?words=Marek",
        reverse("gatherings:session_access", args=[row.session.pk]),
        *(reverse(f"gatherings:{name}", args=one) for name in steps),
        reverse("gatherings:person_access", args=[member.reference]),
        reverse("gatherings:say_need_for", args=[member.reference]),
        reverse("gatherings:share_needs_for", args=[member.reference, row.registration.pk]),
    ]


def test_the_access_role_opens_every_page_of_the_circle(
    row: Adjustment, ife: Member, browser_of: Browser
) -> None:
    browser = browser_of(ife)
    assert {page: browser.get(page).status_code for page in pages(row)} == dict.fromkeys(pages(row), 200)


@pytest.mark.parametrize("role", OUTSIDE)
def test_no_other_role_opens_one(row: Adjustment, make: Make, browser_of: Browser, role: Role) -> None:
    browser = browser_of(with_role(make("Somebody"), role))
    opened = [page for page in pages(row) if browser.get(page).status_code not in (403, 404)]
    assert opened == []
    assert Event.objects.filter(verb=SEEN).count() == 0


def test_no_other_member_and_no_visitor_opens_one(row: Adjustment, make: Make, browser_of: Browser) -> None:
    browser = browser_of(make("Lin"))
    assert [page for page in pages(row) if browser.get(page).status_code not in (403, 404)] == []
    asked = [Client().get(page) for page in pages(row)]
    assert {response.status_code for response in asked} <= {302, 404}


@pytest.mark.parametrize("role", OUTSIDE)
def test_no_other_role_changes_anything(
    row: Adjustment, ife: Member, make: Make, browser_of: Browser, role: Role
) -> None:
    browser = browser_of(with_role(make("Somebody"), role))
    for name in ("take_on_adjustment", "arrange_adjustment", "look_into_verdict"):
        page = reverse(f"gatherings:{name}", args=[row.session.pk, row.pk])
        assert browser.post(page, {"owner": ife.pk, "what": "x"}).status_code in (403, 404)
    row.refresh_from_db()
    assert row.owner is None


def test_access_support_opens_their_own_session_only(
    row: Adjustment, plan: Plan, make: Make, browser_of: Browser
) -> None:
    nia = access_support(row.session, make("Nia"))
    other = gatherings.announce(plan("Another", starts_at=clock.now() + timedelta(weeks=9)), by=BY)
    browser = browser_of(nia)
    assert (
        PLANTED in browser.get(reverse("gatherings:session_access", args=[row.session.pk])).content.decode()
    )
    assert browser.get(reverse("gatherings:session_access", args=[other.pk])).status_code == 404
    assert browser.get(reverse("gatherings:access")).status_code == 403
    wrong = reverse("gatherings:adjustment", args=[other.pk, row.pk])
    assert browser.get(wrong).status_code == 404


def test_every_look_writes_one_event(row: Adjustment, ife: Member, browser_of: Browser) -> None:
    browser = browser_of(ife)
    session_page = reverse("gatherings:session_access", args=[row.session.pk])
    one_page = reverse("gatherings:adjustment", args=[row.session.pk, row.pk])
    person_page = reverse("gatherings:person_access", args=[row.registration.member.reference])
    for page in (session_page, one_page, person_page, session_page):
        browser.get(page)
    seen = Event.objects.filter(verb=SEEN).order_by("pk")
    session, registration = (
        f"gatherings.session:{row.session.pk}",
        f"gatherings.registration:{row.registration_id}",
    )
    assert [event.subject for event in seen] == [session, registration, "", session]
    assert {event.actor for event in seen} == {doing(ife).key}


def test_a_page_without_names_is_no_look(row: Adjustment, ife: Member, browser_of: Browser) -> None:
    page = browser_of(ife).get(reverse("gatherings:access")).content.decode()
    assert "British Sign Language interpreters" in page
    assert "Marek" not in page
    assert PLANTED not in page
    assert Event.objects.filter(verb=SEEN).count() == 0


def test_the_person_sees_who_looked_and_nobody_elses_looks(
    row: Adjustment, ife: Member, marek: Member, make: Make, browser_of: Browser
) -> None:
    mine = reverse("gatherings:my_access")
    assert "Nobody has looked" in browser_of(marek).get(mine).content.decode()
    browser_of(ife).get(reverse("gatherings:session_access", args=[row.session.pk]))
    assert "Ife" in browser_of(marek).get(mine).content.decode()
    later = make("Zara")
    needs(registered(row.session, later), "food")
    assert "Nobody has looked" in browser_of(later).get(mine).content.decode(), "that look came before"


def test_my_page_is_mine(row: Adjustment, marek: Member, make: Make, browser_of: Browser) -> None:
    kept = gatherings.say_need(marek, kind="food", detail=PLANTED, by=BY)
    lin = browser_of(make("Lin"))
    assert PLANTED not in lin.get(reverse("gatherings:my_access")).content.decode()
    for name, pk in (
        ("change_my_need", kept.pk), ("forget_my_need", kept.pk), ("need_is_still_right", kept.pk),
        ("withdraw_my_need", row.pk), ("keep_my_need", row.pk), ("share_my_needs", row.registration_id),
        ("say_whether_met", row.registration_id),
    ):  # fmt: skip
        assert lin.post(reverse(f"gatherings:{name}", args=[pk])).status_code == 404
    row.refresh_from_db()
    assert row.ended_at is None


def test_those_who_run_it_see_kinds_and_counts_as_of_this_morning(session: Session, make: Make) -> None:
    first, second = (registered(session, make(name)) for name in ("Marek", "Zara"))
    needs(first, "bsl", PLANTED)
    needs(second, "bsl")
    needs(second, "food")
    assert queries.counts(session) == [], "who watches while people register learns nothing"
    Adjustment.objects.update(created_at=clock.now() - timedelta(days=1))
    assert [(str(one.label), one.count) for one in queries.counts(session)] == [
        ("British Sign Language interpreters", 2), ("Certain food and drink", 1),
    ]  # fmt: skip
    needs(first, "parking")
    with clock.at(session.starts_at):
        assert len(queries.counts(session)) == 3, "on the day they are as they are"


@pytest.mark.parametrize("page", ["my_access", "session_access", "access", "person_access"])
def test_pages_take_the_same_queries_for_few_and_for_many(
    session: Session, marek: Member, ife: Member, make: Make, browser_of: Browser, page: str
) -> None:
    known: dict[str, list[object]] = {"session_access": [session.pk], "person_access": [marek.reference]}
    args = known.get(page, [])
    browser = browser_of(marek if page == "my_access" else ife)
    place, counted = registered(session, marek), []
    others = iter(range(1000))
    for many in (1, 9, 90):
        for _number in range(many):
            somebody = (
                place
                if page in ("my_access", "person_access")
                else registered(session, make(f"Member{next(others)}"))
            )
            Adjustment.objects.create(registration=somebody, kind="food")
        counted.append(queries_of(browser, reverse(f"gatherings:{page}", args=args)))
    assert len(set(counted)) == 1, counted


def test_one_need_said_on_the_web_is_shared_arranged_and_seen(
    session: Session, marek: Member, ife: Member, browser_of: Browser
) -> None:
    me, them = browser_of(marek), browser_of(ife)
    place = registered(session, marek)
    me.post(reverse("gatherings:say_my_need"), {"kind": "bsl", "detail": PLANTED, "reuse": "yes"})
    share = reverse("gatherings:share_my_needs", args=[place.pk])
    shown = me.get(share).content.decode()
    assert "checked" in shown.partition(PLANTED)[0].rpartition("<input")[2], (
        "ticked, because reuse was agreed"
    )
    me.post(share, {"needs": [marek.access_needs.get().pk], "new_kinds": ["food"], "keep": "once"})
    assert sorted(place.adjustments.values_list("kind", flat=True)) == ["bsl", "food"]
    row = place.adjustments.get(kind="bsl")
    one = [session.pk, row.pk]
    them.post(reverse("gatherings:take_on_adjustment", args=one), {"owner": ife.pk})
    them.post(reverse("gatherings:arrange_adjustment", args=one),
              {"what": "Two interpreters.", "supplier": "Hands Ltd", "cost": "240.50"})  # fmt: skip
    row.refresh_from_db()
    assert (row.owner, row.answer, row.cost_pence) == (ife, "Two interpreters.", 24_050)
    mine = me.get(reverse("gatherings:my_access")).content.decode()
    assert "Two interpreters." in mine
    assert "Hands Ltd" not in mine
