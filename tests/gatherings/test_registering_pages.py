"""The pages of registering: for members, for visitors, and for those who write it down for somebody."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from alongside.foundation import actors, clock, once
from alongside.foundation import waiting as desk
from alongside.gatherings import actions as gatherings
from alongside.gatherings.models import Coming, Helper, HelperRole, Meeting, Registration, Session
from alongside.payments import actions as payments
from alongside.payments.models import Choice
from alongside.people.allauth import AccountAdapter
from alongside.people.models import Member, Recording

from .helpers import Browser, Make, Plan, queries_of, text_of

pytestmark = pytest.mark.django_db
BY = actors.SYSTEM
TOLD = {"mode": "phone", "on_day": "1", "on_month": "1", "on_year": "2020", "read_back_and_agreed": "on"}


def path(name: str, *args: Any) -> str:
    return reverse(f"gatherings:{name}", args=args)


def come(session: Session, member: Member, coming: str = Coming.IN_PERSON) -> Registration:
    return gatherings.register(session, member, coming=coming, by=BY)


def answer(browser: Client, session: Session, **answers: str) -> str:
    """Answer the one page, and give what "check your answers" says."""
    first = path("register", session.pk, "coming")
    response = browser.post(first, answers or {"coming": "in_person"})
    assert response.status_code == 302, response.content.decode()
    return browser.get(response.headers["Location"]).content.decode()


def send(browser: Client, session: Session) -> str:
    """Send the answers; gives the page that follows."""
    response = browser.post(path("register", session.pk, "check"), {"once": once.new_key()}, follow=True)
    assert response.status_code == 200
    return response.content.decode()


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_a_member_registers_with_one_page_and_a_check(
    session: Session, make: Make, browser_of: Browser
) -> None:
    ada = make("Ada")
    browser = browser_of(ada)
    assert browser.get(path("register", session.pk)).headers["Location"].endswith("/register/coming/")
    checked = answer(browser, session, coming="online", supporter_comes="on", message="I come late.")
    assert "Online" in checked
    assert "I come late." in checked
    assert "waiting list" not in checked
    after = send(browser, session)
    row = Registration.objects.get(member=ada)
    assert "You have a place" in after
    assert row.code in after
    assert "What happens next" in after
    assert (row.coming, row.supporter_comes, row.message) == ("online", True, "I come late.")


def test_one_field_is_all_that_must_be_answered(session: Session, make: Make, browser_of: Browser) -> None:
    browser = browser_of(make("Ada", brings=["carer", "patient"]))
    answer(browser, session, coming="in_person")
    assert "You have a place" in send(browser, session)


def test_who_needs_something_says_so_on_the_page_that_confirms(
    session: Session, make: Make, browser_of: Browser
) -> None:
    browser = browser_of(make("Ada"))
    answer(browser, session, coming="in_person")
    after = send(browser, session)
    row = Registration.objects.get()
    assert path("share_my_needs", row.pk) in after
    browser.post(path("share_my_needs", row.pk), {"new_kinds": ["bsl"], "keep": "once"})
    assert list(row.adjustments.values_list("kind", flat=True)) == ["bsl"]


def test_a_session_with_one_way_of_coming_does_not_ask(plan: Plan, make: Make, browser_of: Browser) -> None:
    session = gatherings.announce(plan(meeting=Meeting.ONLINE), by=BY)
    browser = browser_of(make("Ada"))
    page = text_of(browser, path("register", session.pk, "coming"))
    assert 'name="coming"' not in page
    assert "Online. 20 places are left." in page
    answer(browser, session, message="")
    send(browser, session)
    assert Registration.objects.get().coming == "online"


def test_who_would_wait_is_told_before_sending_and_then_their_position(
    plan: Plan, make: Make, browser_of: Browser
) -> None:
    session = gatherings.announce(plan(places_in_person=1), by=BY)
    for name in ("Bo", "Cy"):
        come(session, make(name))
    browser = browser_of(make("Ada"))
    page = text_of(browser, path("register", session.pk, "coming"))
    assert "1 person is on the waiting list" in page
    assert "You will be on the waiting list" in answer(browser, session)
    assert "You are number 2 on the waiting list" in words(send(browser, session))


def test_two_clicks_count_once(session: Session, make: Make, browser_of: Browser) -> None:
    browser = browser_of(make("Ada"))
    checked = answer(browser, session)
    key = re.search(r'name="once" value="([^"]+)"', checked)
    assert key
    led = [browser.post(path("register", session.pk, "check"), {"once": key[1]}).headers["Location"]]
    led.append(browser.post(path("register", session.pk, "check"), {"once": key[1]}).headers["Location"])
    assert led[0] == led[1]
    assert Registration.objects.count() == 1


def test_who_is_registered_already_comes_to_their_registration(
    session: Session, make: Make, browser_of: Browser
) -> None:
    ada = make("Ada")
    row = come(session, ada)
    response = browser_of(ada).get(path("register", session.pk))
    assert response.headers["Location"] == path("my_session", row.pk)


def test_a_choice_of_payment_comes_after_the_note_on_benefits_and_can_wait(
    session: Session, make: Make, browser_of: Browser
) -> None:
    offer = payments.make_offer(about=session, label="Session", pence=5500, by=BY)
    Session.objects.filter(pk=session.pk).update(offer=offer)
    ada, bo = make("Ada"), make("Bo")
    for member, kind, pounds in ((ada, "part", "20.50"), (bo, "", "")):
        browser = browser_of(member)
        browser.post(path("register", session.pk, "coming"), {"coming": "online"})
        page = text_of(browser, path("register", session.pk, "payment"))
        assert page.index("Being paid may change your benefits") < page.index('name="kind"')
        browser.post(path("register", session.pk, "payment"), {"kind": kind, "pounds": pounds})
        send(browser, session)
    assert Choice.objects.get().pence == 2050
    assert Registration.objects.count() == 2


def test_a_part_without_an_amount_is_asked_for(session: Session, make: Make, browser_of: Browser) -> None:
    offer = payments.make_offer(about=session, label="Session", pence=5500, by=BY)
    Session.objects.filter(pk=session.pk).update(offer=offer)
    browser = browser_of(make("Ada"))
    browser.post(path("register", session.pk, "coming"), {"coming": "online"})
    response = browser.post(path("register", session.pk, "payment"), {"kind": "part"})
    assert "Write how much you would like" in response.content.decode()


def test_a_visitor_is_led_to_join_or_sign_in_and_back(
    session: Session, client: Client, make: Make, browser_of: Browser
) -> None:
    here = path("register", session.pk)
    page = text_of(client, here)
    assert f"{reverse('account_login')}?next={here}" in page
    assert client.post(here).headers["Location"] == reverse("people:join")
    assert client.session["way_back"] == here
    request = client.get(reverse("people:join"), follow=True).wsgi_request
    assert AccountAdapter().get_login_redirect_url(request) == here
    assert AccountAdapter().get_login_redirect_url(request) == reverse("desk:home"), "once only"


def test_shut_registration_is_a_clear_page(session: Session, make: Make, browser_of: Browser) -> None:
    browser = browser_of(make("Ada"))
    gatherings.cancel(session, because="Snow", by=BY)
    assert "This session was cancelled" in text_of(browser, path("register", session.pk))


def test_a_session_that_fills_up_meanwhile_leads_to_the_waiting_list(
    plan: Plan, make: Make, browser_of: Browser
) -> None:
    session = gatherings.announce(plan(places_in_person=1), by=BY)
    browser = browser_of(make("Ada"))
    assert "You will be on the waiting list" not in answer(browser, session)
    come(session, make("Bo"))
    assert "You are number 1 on the waiting list" in words(send(browser, session))


def test_a_session_that_shuts_meanwhile_says_so(session: Session, make: Make, browser_of: Browser) -> None:
    browser = browser_of(make("Ada"))
    answer(browser, session)
    Session.objects.filter(pk=session.pk).update(registration_closes_at=clock.now())
    assert "Registration is closed" in send(browser, session)
    assert Registration.objects.count() == 0


def test_my_sessions_shows_what_is_coming_and_what_was(plan: Plan, make: Make, browser_of: Browser) -> None:
    ada = make("Ada")
    past = gatherings.announce(plan("Buses", starts_at=clock.now() + timedelta(days=1)), by=BY)
    coming = gatherings.announce(plan("Care at home"), by=BY)
    come(coming, ada)
    row = come(past, ada)
    with clock.at(past.starts_at):
        gatherings.check_in(row, coming="in_person", how="list", by=BY)
    with clock.at(past.ends_at + timedelta(days=1)):
        page = words(text_of(browser_of(ada), path("my_sessions")))
    assert page.index("Care at home") < page.index("Earlier, and cancelled") < page.index("Buses")
    assert "Was there" in page


def test_cancelling_is_one_page_and_one_button(plan: Plan, make: Make, browser_of: Browser) -> None:
    session = gatherings.announce(plan(places_in_person=1), by=BY)
    ada, bo = make("Ada"), make("Bo")
    mine, theirs = come(session, ada), come(session, bo)
    browser = browser_of(ada)
    assert "Can you not come?" in text_of(browser, path("cancel_my_registration", mine.pk))
    browser.post(path("cancel_my_registration", mine.pk), {"once": once.new_key()})
    theirs.refresh_from_db()
    assert theirs.is_placed
    assert "You cancelled" in text_of(browser, path("my_session", mine.pk))


def test_changing_how_i_come_says_what_it_costs(plan: Plan, make: Make, browser_of: Browser) -> None:
    session = gatherings.announce(plan(places_online=0), by=BY)
    ada = make("Ada")
    row, browser = come(session, ada), browser_of(ada)
    assert "your place goes to somebody else" in text_of(browser, path("change_my_coming", row.pk))
    browser.post(path("change_my_coming", row.pk), {"coming": "online", "once": once.new_key()})
    assert "You are number 1" in words(text_of(browser, path("my_session", row.pk)))


def test_somebody_elses_registration_is_not_found(session: Session, make: Make, browser_of: Browser) -> None:
    row, browser = come(session, make("Ada")), browser_of(make("Bo"))
    for name in ("my_session", "change_my_coming", "cancel_my_registration"):
        assert browser.get(path(name, row.pk)).status_code == 404
        assert browser.post(path(name, row.pk), {"coming": "online"}).status_code == 404


def test_no_page_for_everybody_names_who_registered(session: Session, make: Make, client: Client) -> None:
    come(session, make("Zebedee"))
    member = make("Bo")
    browser = Client()
    browser.force_login(member.account)  # type: ignore[arg-type]
    pages = [path("session", session.pk), path("sessions"), path("register", session.pk)]
    for one in (client, browser):
        assert all("Zebedee" not in one.get(page, follow=True).content.decode() for page in pages)
    assert browser.get(path("registrations", session.pk)).status_code == 404


def test_staff_register_somebody_by_phone(
    session: Session, make: Make, coordinator: Member, browser_of: Browser
) -> None:
    grace = make("Grace", reach_by="phone", phone="020 7946 0102")
    browser = browser_of(coordinator)
    found = text_of(browser, path("register_for", session.pk) + "?words=grace")
    assert path("register_for", session.pk, grace.reference) in found
    response = browser.post(
        path("register_for", session.pk, grace.reference),
        {"coming": "in_person", "new_kinds": ["bsl"], "keep": "once", "once": once.new_key(), **TOLD},
        follow=True,
    )  # fmt: skip
    assert "They have a place" in response.content.decode()
    row = Registration.objects.get(member=grace)
    assert row.how == "phone"
    assert Recording.objects.filter(member=grace, what="registration").count() == 1
    assert list(row.adjustments.values_list("kind", flat=True)) == ["bsl"]


def test_staff_write_down_a_cancellation_and_another_way_of_coming(
    session: Session, make: Make, coordinator: Member, browser_of: Browser
) -> None:
    row, browser = come(session, make("Grace")), browser_of(coordinator)
    browser.post(path("change_coming_for", session.pk, row.pk), {"coming": "online", **TOLD})
    row.refresh_from_db()
    assert row.coming == "online"
    browser.post(path("cancel_for", session.pk, row.pk), TOLD)
    row.refresh_from_db()
    assert row.cancelled_at is not None
    assert sorted(Recording.objects.values_list("what", flat=True)) == [
        "registration_cancelled", "registration_changed",
    ]  # fmt: skip


def test_a_helper_finds_people_by_exact_name_only(session: Session, make: Make, browser_of: Browser) -> None:
    helper = make("Hal")
    make("Graciela")
    gatherings.add_helper(session, member=helper, role=HelperRole.FACILITATOR, by=BY)
    assert Helper.objects.count() == 1
    browser, at = browser_of(helper), path("register_for", session.pk)
    assert "Graciela" not in text_of(browser, f"{at}?words=grac").replace('value="grac"', "")
    assert "Graciela" in text_of(browser, f"{at}?words=graciela")


def test_somebody_new_is_added_and_then_registered(
    session: Session, coordinator: Member, browser_of: Browser
) -> None:
    browser, at = browser_of(coordinator), path("register_for", session.pk)
    added = {
        "called": "Tariq", "age_guard": "adult", "reach_by": "phone", "phone": "020 7946 0999", "language": "en",
        "once": once.new_key(), **TOLD,
    }  # fmt: skip
    response = browser.post(f"{reverse('people:add_member')}?next={at}", added)
    tariq = Member.objects.get(called="Tariq")
    assert response.headers["Location"] == f"{at}?words={tariq.reference}"
    assert path("register_for", session.pk, tariq.reference) in text_of(browser, response.headers["Location"])
    elsewhere = browser.post(
        f"{reverse('people:add_member')}?next=https://evil.example/",
        added | {"called": "Uma", "phone": "020 7946 0998", "once": once.new_key()},
    )
    assert elsewhere.headers["Location"].startswith("/members/")


def test_the_list_shows_names_to_those_who_run_the_session_only(
    session: Session, make: Make, coordinator: Member, facilitator: Member, browser_of: Browser
) -> None:
    come(session, make("Ada"))
    for member in (coordinator, facilitator):
        assert "Ada" in text_of(browser_of(member), path("registrations", session.pk))
    other = browser_of(make("Bo"))
    for name in ("registrations", "sign_in_sheet", "register_for", "places_by_role", "check_in", "room_code"):
        assert other.get(path(name, session.pk)).status_code == 404


def test_the_list_filters_by_state(plan: Plan, make: Make, coordinator: Member, browser_of: Browser) -> None:
    session = gatherings.announce(plan(places_in_person=1), by=BY)
    come(session, make("Placida"))
    come(session, make("Waitling"))
    gatherings.cancel_registration(come(session, make("Cancella"), Coming.ONLINE), by=BY)
    browser, at = browser_of(coordinator), path("registrations", session.pk)
    names = ("Placida", "Waitling", "Cancella")
    shown = {
        state: [name for name in names if name in text_of(browser, f"{at}?state={state}")]
        for state in ("", "placed", "waiting", "cancelled", "attended", "nonsense")
    }
    assert shown == {
        "": ["Placida", "Waitling"], "placed": ["Placida"], "waiting": ["Waitling"],
        "cancelled": ["Cancella"], "attended": [], "nonsense": ["Placida", "Waitling"],
    }  # fmt: skip


@pytest.mark.parametrize("name", ["registrations", "check_in", "sign_in_sheet"])
def test_lists_take_as_many_queries_for_a_hundred_people_as_for_one(
    plan: Plan, make: Make, coordinator: Member, browser_of: Browser, name: str
) -> None:
    session = gatherings.announce(plan(places_in_person=None), by=BY)
    browser, seen, number = browser_of(coordinator), [], 0
    for total in (1, 10, 100):
        while number < total:
            come(session, make(f"M{number}"))
            number += 1
        seen.append(queries_of(browser, path(name, session.pk)))
    assert seen[0] == seen[1] == seen[2]


def test_places_by_role_are_set_on_a_page_and_explained_to_members(
    session: Session, make: Make, coordinator: Member, browser_of: Browser
) -> None:
    browser_of(coordinator).post(path("places_by_role", session.pk), {"researcher": "5"})
    page = text_of(browser_of(make("Ada", brings=["researcher"])), path("register", session.pk, "coming"))
    assert "At most 5 places in this role. 5 are left." in page


def test_who_would_wait_for_the_places_of_a_role_reads_so_before_they_register(
    session: Session, make: Make, browser_of: Browser
) -> None:
    gatherings.set_places_by_role(session, places={"researcher": 1}, by=BY)
    gatherings.register(session, make("Bo"), coming=Coming.IN_PERSON, brings="researcher", by=BY)
    browser = browser_of(make("Ada", brings=["researcher"]))
    page = answer(browser, session, coming="in_person", brings="researcher")
    assert "All places for your role are taken" in page


def test_the_desk_says_what_is_next(session: Session, make: Make, browser_of: Browser) -> None:
    offer = payments.make_offer(about=session, label="Session", pence=5500, by=BY)
    Session.objects.filter(pk=session.pk).update(offer=offer)
    ada = make("Ada")
    come(session, ada)
    request = browser_of(ada).get(path("my_sessions")).wsgi_request
    assert [str(item.title) for item in desk.for_request(request) if item.due == session.day] == [
        "Care at home", "Choose how you are paid: Care at home",
    ]  # fmt: skip
