"""Signing in: no password, nothing told, nothing to hammer, and a way in for people without email."""

import re
import time
from collections.abc import Callable
from io import StringIO
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.core import mail
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from alongside.foundation import actors
from alongside.foundation.models import Message
from alongside.people import actions as people
from alongside.people.models import Member, SignInCard
from alongside.people.queries import members
from tests.people.helpers import ask, code_for, is_in

pytestmark = pytest.mark.usefixtures("fresh_limits")
Make = Callable[..., Member]
Browser = Callable[[Member], Client]


@pytest.fixture
def ada(make: Make) -> Member:
    return make("Ada", welcome=False)


def test_a_code_signs_in_and_no_mail_leaves_before_the_worker_sends_it(ada: Member, client: Client) -> None:
    assert ask(client, "ada@example.org").status_code == 302
    assert mail.outbox == []
    client.post(reverse("account_confirm_login_code"), {"code": code_for("ada@example.org")})
    assert is_in(client, ada)
    assert EmailAddress.objects.get(email="ada@example.org").verified
    assert members.has_claimed(Member.objects.get(pk=ada.pk))


@pytest.mark.parametrize(
    "change", [str.lower, lambda c: c.replace("-", ""), lambda c: f"  {c} ", lambda c: c.replace("-", " ")]
)
def test_a_code_may_be_pasted_in_any_shape(ada: Member, client: Client, change: Callable[[str], str]) -> None:
    ask(client, "ada@example.org")
    client.post(reverse("account_confirm_login_code"), {"code": change(code_for("ada@example.org"))})
    assert is_in(client, ada)


def test_the_code_page_lets_a_helper_fill_in_the_code(ada: Member, client: Client) -> None:
    ask(client, "ada@example.org")
    page = client.get(reverse("account_confirm_login_code")).content.decode()
    boxes = re.findall(r"<input[^>]*name=\"code\"[^>]*>", page)
    assert len(boxes) == 1
    assert 'autocomplete="one-time-code"' in boxes[0]
    assert "maxlength" not in boxes[0]


def test_a_code_works_once(ada: Member, client: Client) -> None:
    ask(client, "ada@example.org")
    code = code_for("ada@example.org")
    client.post(reverse("account_confirm_login_code"), {"code": code})
    client.post(reverse("account_logout"))
    assert not is_in(client, ada)
    client.post(reverse("account_confirm_login_code"), {"code": code})
    assert not is_in(client, ada)


def test_a_code_works_for_fifteen_minutes_and_no_longer(
    ada: Member, coordinator: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    """For staff, ten."""
    assert coordinator.account is not None
    real, staff = time.time, str(coordinator.account.email)
    for address, later, enters in [
        ("ada@example.org", 890, True), ("ada@example.org", 910, False), (staff, 590, True), (staff, 610, False)
    ]:  # fmt: skip
        browser = Client()
        ask(browser, address)
        text = Message.objects.filter(to=address).latest("created_at").text
        assert f"for {10 if address == staff else 15} minutes" in text
        with monkeypatch.context() as patch:
            patch.setattr(time, "time", lambda later=later: real() + later)
            browser.post(reverse("account_confirm_login_code"), {"code": code_for(address)})
            said = browser.get(reverse("account_login")).content.decode()
        assert ("_auth_user_id" in browser.session) is enters, (address, later)
        assert ("This code is too old." in said) is (address == staff and not enters)


def test_known_and_unknown_addresses_get_the_same_answer(ada: Member) -> None:
    pages = []
    for address in ("ada@example.org", "nobody@example.org"):
        client = Client()
        asked = ask(client, address)
        page = client.get(reverse("account_confirm_login_code")).content.decode()
        wrong = client.post(reverse("account_confirm_login_code"), {"code": "WRONG"}).content.decode()
        plain = [re.sub(r'value="[^"]{20,}"', "", text).replace(address, "X") for text in (page, wrong)]
        pages.append((asked.status_code, asked["Location"], *plain))
    assert pages[0] == pages[1]
    assert "no place" in Message.objects.get(to="nobody@example.org").text


def test_known_and_unknown_addresses_take_about_as_long(ada: Member) -> None:
    """Fifteen of each, the quickest within 50 ms of each other: other work on the machine only makes some slower."""
    took: dict[str, list[float]] = {"ada@example.org": [], "nobody@example.org": []}
    for _n in range(15):
        for address, times in took.items():
            cache.clear()
            began = time.perf_counter()
            ask(Client(), address)
            times.append(time.perf_counter() - began)
    known, unknown = (min(times) for times in took.values())
    assert abs(known - unknown) < 0.05, (known, unknown)


@pytest.mark.parametrize("address", ["ada@example.org", "nobody@example.org"])
def test_ten_codes_for_one_address_in_a_quarter_of_an_hour_are_enough(ada: Member, address: str) -> None:
    answers = [ask(Client(REMOTE_ADDR=f"10.0.0.{n}"), address).status_code for n in range(12)]
    assert answers == [302] * 10 + [429] * 2
    assert Message.objects.filter(to=address).count() == 10


def test_a_hundred_tries_from_one_place_are_enough(ada: Member) -> None:
    client = Client()
    answers = [ask(client, f"p{n}@example.org").status_code for n in range(101)]
    assert answers == [302] * 100 + [429]
    refused = ask(client, "p0@example.org")
    assert "<h1" in refused.content.decode(), "the page for 429 says what to do"


def test_three_wrong_codes_end_that_code(ada: Member, client: Client) -> None:
    ask(client, "ada@example.org")
    for _n in range(3):
        client.post(reverse("account_confirm_login_code"), {"code": "WRONG"})
    client.post(reverse("account_confirm_login_code"), {"code": code_for("ada@example.org")})
    assert not is_in(client, ada)


def test_a_wrong_code_is_told_in_a_sentence(ada: Member, client: Client) -> None:
    ask(client, "ada@example.org")
    page = client.post(reverse("account_confirm_login_code"), {"code": "WRONG"}).content.decode()
    assert "This is not the code we sent" in page


def test_nobody_signs_up_but_by_joining(our_centre: object, client: Client) -> None:
    assert client.get(reverse("account_signup"))["Location"] == reverse("people:join")


@pytest.mark.parametrize(
    "path", ["password/reset/", "password/change/", "signup/", "login/", "2fa/totp/activate/"]
)
def test_doors_of_allauth_that_we_do_not_need_are_not_there(
    our_centre: object, client: Client, path: str
) -> None:
    assert client.get(f"/accounts/{path}").status_code == 404


def test_changing_to_somebody_elses_address_is_refused_only_to_its_owner(
    make: Make, browser_of: Browser
) -> None:
    make("Ada", welcome=False)
    bo = make("Bo", welcome=False)
    browser = browser_of(bo)
    asked = browser.post(reverse("account_email"), {"action_add": "yes", "email": "ada@example.org"})
    other = browser.post(reverse("account_email"), {"action_add": "yes", "email": "free@example.org"})
    assert (asked.status_code, asked["Location"]) == (other.status_code, other["Location"])
    bo.refresh_from_db()
    assert bo.email == "bo@example.org"


def test_for_a_member_a_passkey_is_no_second_hurdle(ada: Member, client: Client, settings: Any) -> None:
    settings.REQUIRE_STAFF_PASSKEY = True
    Authenticator.objects.create(user=ada.account, type=Authenticator.Type.WEBAUTHN, data={})
    ask(client, "ada@example.org")
    client.post(reverse("account_confirm_login_code"), {"code": code_for("ada@example.org")})
    assert is_in(client, ada)


def test_staff_with_a_passkey_are_asked_for_it_after_the_code(
    coordinator: Member, client: Client, settings: Any
) -> None:
    settings.REQUIRE_STAFF_PASSKEY = True
    Authenticator.objects.create(user=coordinator.account, type=Authenticator.Type.WEBAUTHN, data={})
    ask(client, "cora@example.org")
    answer = client.post(reverse("account_confirm_login_code"), {"code": code_for("cora@example.org")})
    assert answer["Location"] == reverse("mfa_authenticate")
    assert not is_in(client, coordinator)


def test_staff_without_a_passkey_are_only_members_until_they_add_one(
    make: Make, coordinator: Member, browser_of: Browser, settings: Any
) -> None:
    settings.REQUIRE_STAFF_PASSKEY = True
    door = reverse("people:print_card", args=[make("Olu").reference])
    browser = browser_of(coordinator)
    answer = browser.get(door)
    assert answer["Location"].startswith(reverse("people:add_passkey_first"))
    assert browser.get(reverse("people:me")).status_code == 200
    assert browser.post(door).status_code == 302
    assert SignInCard.objects.count() == 0
    settings.REQUIRE_STAFF_PASSKEY = False
    assert browser.get(door).status_code == 200


def test_a_card_does_not_get_staff_around_the_passkey(
    make: Make, coordinator: Member, client: Client, settings: Any
) -> None:
    settings.REQUIRE_STAFF_PASSKEY = True
    client.post(
        reverse("people:type_card"), {"code": people.issue_sign_in_card(coordinator, by=actors.SYSTEM)}
    )
    answer = client.get(reverse("people:print_card", args=[make("Olu").reference]))
    assert answer["Location"].startswith(reverse("people:add_passkey_first"))


def test_links_into_a_demonstration_are_fresh_and_only_for_one(
    make: Make, coordinator: Member, client: Client, settings: Any
) -> None:
    ada = make("Aaa")
    settings.DEMONSTRATION = settings.DEBUG = False
    with pytest.raises(CommandError, match="DEMONSTRATION"):
        call_command("signin_links", stdout=StringIO())
    settings.DEMONSTRATION = True
    told = StringIO()
    call_command("signin_links", site="http://localhost:8000", stdout=told)
    links = dict(line.split(": ", 1) for line in told.getvalue().splitlines())
    for who, member in (("Coordinator", coordinator), ("Member", ada)):
        link = links[who].strip()
        assert link.startswith("http://localhost:8000/me/card/")
        browser = Client()
        browser.post(link.removeprefix("http://localhost:8000"))
        assert is_in(browser, member)
