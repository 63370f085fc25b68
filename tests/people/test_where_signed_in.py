"""People see where they are signed in, and end it; staff who do nothing for long sign in again and lose no word."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from urllib.parse import quote

import pytest
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.test import Client, RequestFactory
from django.urls import reverse

from alongside.foundation import actors, clock
from alongside.foundation.models import Event, Message
from alongside.people import actions as people
from alongside.people.models import Account, Member, SignedIn
from alongside.people.queries import listing, sessions

pytestmark = pytest.mark.django_db
Make = Callable[..., Member]
Browser = Callable[[Member], Client]
PHONE = "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 Chrome/126.0.0.0 Mobile Safari/537.36"
HERE = "people:where_signed_in"


def account(member: Member) -> Account:
    assert member.account is not None
    return member.account


def is_in(client: Client, member: Member) -> bool:
    return client.session.get(SESSION_KEY) == str(member.account_id)


@pytest.fixture
def ada(make: Make) -> Member:
    return make("Ada", welcome=False)


@pytest.fixture
def two(ada: Member, browser_of: Browser) -> tuple[Client, Client]:
    """This browser, and another, in both of which Ada is signed in."""
    here, there = browser_of(ada), browser_of(ada)
    SignedIn.objects.filter(session_id=there.session.session_key).update(device=sessions.device_of(PHONE))
    return here, there


@pytest.mark.parametrize(
    ("said", "device"),
    [
        (PHONE, "Chrome, Android"),
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/126 Safari/537.36 Edg/126", "Edge, Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) Version/17.5 Safari/604.1", "Safari, iPhone"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:127.0) Gecko/20100101 Firefox/127.0", "Firefox, Mac"),
        ("<script>alert(1)</script>", ""),
    ],
)  # fmt: skip
def test_a_device_is_named_in_two_words_that_are_ours(said: str, device: str) -> None:
    assert sessions.device_of(said) == device


def test_everybody_sees_each_of_their_own_sessions_and_nobody_elses(
    make: Make, ada: Member, two: tuple[Client, Client], browser_of: Browser
) -> None:
    browser_of(make("Bo"))
    here, _there = two
    page = here.get(reverse(HERE)).content.decode()
    assert page.count('class="al-card"') == 2
    assert page.count("This device") == 1
    assert "Chrome, Android" in page
    assert "127.0.0.1" not in page
    assert reverse(HERE) in here.get(reverse("people:me")).content.decode()


def test_when_a_session_was_last_used_is_written_every_few_minutes(
    ada: Member, two: tuple[Client, Client]
) -> None:
    assert ada.account_id is not None
    _here, there = two
    for minutes in (1, 40):
        with clock.at(clock.now() + timedelta(minutes=minutes)):
            there.get(reverse("people:me"))
    found = {place.device: place.last_used_at for place in sessions.places(ada.account_id)}
    assert timedelta(minutes=39) < found["Chrome, Android"] - clock.now() < timedelta(minutes=41)
    assert found[""] <= clock.now()


def test_one_session_is_ended_and_the_other_goes_on(
    ada: Member, two: tuple[Client, Client], make: Make, browser_of: Browser
) -> None:
    here, there = two
    row = SignedIn.objects.get(session_id=there.session.session_key)
    stranger = browser_of(make("Bo"))
    assert stranger.post(reverse("people:end_session", args=[row.pk])).status_code == 404
    assert is_in(there, ada)
    here.post(reverse("people:end_session", args=[row.pk]))
    assert (is_in(here, ada), is_in(there, ada)) == (True, False)
    assert Event.objects.filter(verb="people.session_ended").count() == 1


def test_all_others_are_ended_at_once(ada: Member, two: tuple[Client, Client], browser_of: Browser) -> None:
    here, there = two
    third = browser_of(ada)
    page = here.post(reverse("people:end_other_sessions"), follow=True).content.decode()
    assert "You are signed in nowhere else." in page
    assert [is_in(one, ada) for one in (here, there, third)] == [True, False, False]
    assert Event.objects.get(verb="people.other_sessions_ended").detail == {"count": 2}


def test_whoever_changes_how_they_sign_in_is_asked_about_the_others(
    ada: Member, two: tuple[Client, Client], browser_of: Browser, make: Make
) -> None:
    for client, member, asked in ((two[0], ada, True), (browser_of(bo := make("Bo")), bo, False)):
        client.post(reverse("account_email"), {"action_add": "yes", "email": f"new-{member.pk}@example.org"})
        text = Message.objects.get(to=f"new-{member.pk}@example.org").text
        code = text.partition("Your code is: ")[2].split()[0]
        page = client.post(reverse("account_email_verification_sent"), {"code": code}, follow=True)
        assert ("You are signed in somewhere else too." in page.content.decode()) is asked
        assert page.content.decode().count(f'href="{reverse(HERE)}"') == 1 + asked
    assert authenticator_added.has_listeners(), "passkeys and recovery codes ask in the same way"


def test_an_administrator_signs_somebody_out_everywhere_and_they_are_told(
    make: Make, ada: Member, two: tuple[Client, Client], coordinator: Member, browser_of: Browser
) -> None:
    address = reverse("people:end_sessions_of", args=[ada.reference])
    boss = make("Boss")
    people.appoint(boss, role="administrator", by=actors.SYSTEM)
    shown = [
        browser_of(who).get(reverse("people:show_member", args=[ada.reference]))
        for who in (boss, coordinator)
    ]
    assert [address in page.content.decode() for page in shown] == [True, False]
    assert browser_of(coordinator).post(address).status_code == 403
    assert all(is_in(one, ada) for one in two)
    SignedIn.objects.filter(
        session_id=two[1].session.session_key
    ).delete()  # as before the house wrote it down
    browser_of(boss).post(address)
    assert not any(is_in(one, ada) for one in two)
    assert "We signed you out everywhere." in Message.objects.get(to="ada@example.org").text
    assert listing.history(ada)[0].what == "Was signed out everywhere"


def test_staff_with_a_passkey_show_it_before_they_end_a_session(
    coordinator: Member, browser_of: Browser, settings: Any
) -> None:
    here, there = browser_of(coordinator), browser_of(coordinator)
    Authenticator.objects.create(user=coordinator.account, type=Authenticator.Type.WEBAUTHN, data={})
    asked = here.post(reverse("people:end_other_sessions"))
    assert asked["Location"].startswith(reverse("mfa_reauthenticate_webauthn"))
    assert is_in(there, coordinator)


def test_what_says_where_somebody_is_signed_in_goes_with_the_session(
    ada: Member, two: tuple[Client, Client]
) -> None:
    Session.objects.get(pk=two[1].session.session_key).delete()
    assert SignedIn.objects.count() == 1
    two[0].post(reverse("account_logout"))
    assert not SignedIn.objects.exists()


def test_staff_who_did_nothing_for_an_hour_sign_in_again_and_members_do_not(
    ada: Member, coordinator: Member, browser_of: Browser, settings: Any
) -> None:
    settings.STAFF_IDLE_MINUTES = 60
    member, staff = browser_of(ada), browser_of(coordinator)
    for minutes in (50, 100):
        with clock.at(clock.now() + timedelta(minutes=minutes)):
            assert staff.get(reverse("people:list_members")).status_code == 200
    with clock.at(clock.now() + timedelta(minutes=170)):
        assert member.get(reverse("people:me")).status_code == 200
        asked = staff.get(reverse("people:list_members"))
    assert asked["Location"].startswith(reverse("account_login"))
    assert not is_in(staff, coordinator)


def test_what_idle_staff_typed_waits_for_them_and_for_nobody_else(
    coordinator: Member, make: Make, browser_of: Browser, settings: Any
) -> None:
    settings.STAFF_IDLE_MINUTES = 60
    address, words = reverse("people:add_organisation"), {"name": "Quince & <b>Medlar</b>", "kind": "charity"}
    for who, waits in ((coordinator, True), (make("Bo"), False)):
        staff = browser_of(coordinator)
        with clock.at(clock.now() + timedelta(minutes=90)):
            asked = staff.post(address, words)
            assert asked["Location"].startswith(reverse("account_login"))
            assert quote(address, safe="") in asked["Location"]
            again = Client()
            again.cookies = staff.cookies
            again.force_login(account(who))
            page = again.get(address)
        if waits:
            text = page.content.decode()
            assert 'value="Quince &amp; &lt;b&gt;Medlar&lt;/b&gt;"' in text
            assert "What you typed is here" in text
        else:
            assert "Quince" not in page.content.decode()


def test_a_form_of_another_site_is_never_kept(coordinator: Member, settings: Any) -> None:
    settings.STAFF_IDLE_MINUTES = 60
    staff = Client(enforce_csrf_checks=True)
    staff.force_login(account(coordinator))
    address = reverse("people:add_organisation")
    with clock.at(clock.now() + timedelta(minutes=90)):
        assert staff.post(address, {"name": "Planted"}).status_code == 403
        staff.force_login(account(coordinator))
        assert "Planted" not in staff.get(address).content.decode()


def test_members_sign_in_again_after_thirty_days_without_coming(
    ada: Member, rf: RequestFactory, two: tuple[Client, Client]
) -> None:
    for client in two:
        session = Session.objects.get(pk=client.session.session_key)
        assert timedelta(days=29) < session.expire_date - clock.now() <= timedelta(days=30)
    request = rf.get("/")
    request.user, request.session = account(ada), two[0].session
    record_authentication(request, request.user, "code")
    with clock.at(clock.now() + timedelta(days=31)):
        assert not sessions.places(account(ada).pk)
