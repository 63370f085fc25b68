"""Passkeys in a real browser with a pretended authenticator, under the strict content policy.

For members a passkey is another way in. For staff, where the centre asks for it, it is the second step, and a
recovery code stands in for it once.
"""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from alongside.foundation import actors, centre
from alongside.foundation.doors import Role
from alongside.foundation.models import Message
from alongside.people import actions as people
from alongside.people.models import AgeGuard, Member, ReachBy


@pytest.fixture
def page(chromium: Browser, live_server: LiveServer) -> Iterator[Page]:
    """A page that obeys the content policy, with an authenticator like a phone's; nothing may be refused."""
    context = chromium.new_context(base_url=live_server.url)
    page = context.new_page()
    refused: list[str] = []
    page.on(
        "console", lambda said: refused.append(said.text) if "Content Security Policy" in said.text else None
    )
    devtools = context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
        "isUserVerified": True, "automaticPresenceSimulation": True,
    }  # fmt: skip
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    cache.clear()
    yield page
    context.close()
    assert refused == []


def given_a_member(called: str, role: Role | None = None) -> Member:
    centre.set_up(
        name="Centre for Testing", short_name="CT", purpose="To test.", area="england", languages=["en"],
        by=actors.SYSTEM,
    )  # fmt: skip
    member = people.join(
        called=called, reach_by=ReachBy.EMAIL, email=f"{called.lower()}@example.org", age_guard=AgeGuard.ADULT,
        by=actors.SYSTEM,
    )  # fmt: skip
    if role:
        people.appoint(member, role=role, by=actors.SYSTEM)
    return member


def sign_in_with_a_code(page: Page, member: Member) -> None:
    page.goto(reverse("account_login"))
    page.get_by_label("Your email address").fill(member.email)
    page.get_by_role("button", name="Send me a code").click()
    code = re.search(r"Your code is: (\S+)", Message.objects.latest("created_at").text)
    assert code is not None
    page.get_by_label("The code from the email").fill(code[1])
    page.get_by_role("button", name="Sign in").click()


def add_a_passkey(page: Page) -> list[str]:
    """Add one and give the recovery codes that are shown after it."""
    page.goto(reverse("mfa_add_webauthn"))
    page.get_by_role("button", name="Add").last.click()
    page.wait_for_url(f"**{reverse('mfa_view_recovery_codes')}")
    return re.findall(r"\b\d{8}\b", page.content())


def sign_out(page: Page) -> None:
    page.goto(reverse("account_logout"))
    page.get_by_role("button", name="Sign out").click()


def test_a_member_adds_a_passkey_and_signs_in_with_it_alone(page: Page, live_server: LiveServer) -> None:
    member = given_a_member("Ada")
    sign_in_with_a_code(page, member)
    add_a_passkey(page)
    assert Authenticator.objects.filter(user=member.account, type=Authenticator.Type.WEBAUTHN).count() == 1
    sign_out(page)
    page.goto(reverse("account_login"))
    page.get_by_role("button", name="Use my passkey").click()
    page.wait_for_url(lambda url: "sign-in" not in url)
    page.goto(reverse("people:me"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("Ada")


def test_a_member_with_a_passkey_still_gets_in_with_a_code_alone(
    page: Page, live_server: LiveServer, settings: Any
) -> None:
    settings.REQUIRE_STAFF_PASSKEY = True
    member = given_a_member("Ada")
    sign_in_with_a_code(page, member)
    add_a_passkey(page)
    sign_out(page)
    sign_in_with_a_code(page, member)
    page.goto(reverse("people:me"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("Ada")


def test_staff_add_a_passkey_show_it_and_then_the_door_opens(
    page: Page, live_server: LiveServer, settings: Any
) -> None:
    settings.REQUIRE_STAFF_PASSKEY = True
    member = given_a_member("Cora", Role.COORDINATOR)
    door = reverse("people:print_card", args=[member.reference])
    sign_in_with_a_code(page, member)
    page.goto(door)
    expect(page.get_by_role("heading", level=1)).to_have_text("Add a passkey first")
    codes = add_a_passkey(page)
    assert len(codes) == 10
    page.goto(door)
    page.get_by_role("button", name=re.compile("passkey", re.IGNORECASE)).click()
    page.wait_for_url(f"**{door}")
    expect(page.get_by_role("heading", level=1)).to_have_text("Make a sign-in card")


def test_a_recovery_code_stands_in_for_a_lost_passkey_once(
    page: Page, live_server: LiveServer, settings: Any
) -> None:
    settings.REQUIRE_STAFF_PASSKEY = True
    member = given_a_member("Cora", Role.COORDINATOR)
    door = reverse("people:print_card", args=[member.reference])
    sign_in_with_a_code(page, member)
    codes = add_a_passkey(page)
    for attempt, opens in ((codes[0], True), (codes[0], False)):
        sign_out(page)
        sign_in_with_a_code(page, member)
        page.wait_for_url(f"**{reverse('mfa_authenticate')}")
        page.get_by_label("A recovery code").fill(attempt)
        page.locator("form", has=page.get_by_label("A recovery code")).get_by_role("button").click()
        page.wait_for_load_state()
        page.goto(door)
        opened = page.get_by_role("heading", level=1).inner_text() == "Make a sign-in card"
        assert opened is opens
