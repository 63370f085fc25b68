"""Sign-in cards: a way in for people without email, once, for one, and never around a role."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from alongside.foundation import actors, clock
from alongside.foundation.models import Message
from alongside.people import actions as people
from alongside.people.models import AgeGuard, Member, ReachBy, SignInCard
from alongside.people.queries import listing
from tests.people.helpers import ask, code_for, is_in

pytestmark = pytest.mark.usefixtures("fresh_limits")
Make = Callable[..., Member]
Browser = Callable[[Member], Client]


def test_a_card_signs_in_once(make: Make) -> None:
    member = make("Olu", reach_by=ReachBy.POST, address="1 Post Street")
    code = people.issue_sign_in_card(member, by=actors.SYSTEM)
    first, second = Client(), Client()
    first.post(reverse("people:type_card"), {"code": code.lower().replace("-", " ")})
    member.refresh_from_db()
    assert member.account is not None
    assert is_in(first, member)
    refused = second.post(reverse("people:type_card"), {"code": code})
    assert not is_in(second, member)
    assert "does not work" in refused.content.decode()


def test_only_a_keyed_hash_of_a_card_is_kept(make: Make, settings: Any) -> None:
    code = people.issue_sign_in_card(make("Ada"), by=actors.SYSTEM)
    card = SignInCard.objects.get()
    assert code.replace("-", "") not in str(vars(card))
    settings.SECRET_KEY = "another key " * 6
    with pytest.raises(people.CardRefused):
        people.use_sign_in_card(code, by=actors.VISITOR)


def test_looking_at_a_cards_link_signs_nobody_in_and_names_nobody(make: Make, client: Client) -> None:
    member = make("Quillfeather")
    code = people.issue_sign_in_card(member, by=actors.SYSTEM)
    page = client.get(reverse("people:use_card", args=[code]))
    assert (page.status_code, is_in(client, member)) == (200, False)
    assert "Quillfeather" not in page.content.decode()
    client.post(reverse("people:use_card", args=[code]))
    assert is_in(client, member)


def test_a_card_that_is_too_old_or_replaced_lets_nobody_in(make: Make) -> None:
    member = make("Ada")
    old = people.issue_sign_in_card(member, by=actors.SYSTEM, valid_for=timedelta(days=1))
    with clock.at(clock.now() + timedelta(days=2)), pytest.raises(people.CardRefused):
        people.use_sign_in_card(old, by=actors.VISITOR)
    people.issue_sign_in_card(member, by=actors.SYSTEM)
    with pytest.raises(people.CardRefused):
        people.use_sign_in_card(old, by=actors.VISITOR)


def test_no_card_for_whoever_left_or_waits_for_a_guardian(make: Make) -> None:
    child = make(
        "Zara", reach_by=ReachBy.SUPPORTER, age_guard=AgeGuard.UNDER_16,
        guardian={"name": "Gus", "phone": "020 7946 0100"},
    )  # fmt: skip
    with pytest.raises(people.CardRefused):
        people.issue_sign_in_card(child, by=actors.SYSTEM)


@pytest.mark.parametrize("role", people.GIVEN)
def test_a_coordinator_gets_no_card_into_the_record_of_staff(
    make: Make, coordinator: Member, browser_of: Browser, role: str
) -> None:
    staff = make("Sam")
    people.appoint(staff, role=role, by=actors.SYSTEM)
    page = browser_of(coordinator).post(reverse("people:print_card", args=[staff.reference])).content.decode()
    assert "They sign in by email or with their passkey." in page
    record = (
        browser_of(coordinator).get(reverse("people:show_member", args=[staff.reference])).content.decode()
    )
    assert reverse("people:print_card", args=[staff.reference]) not in record, (
        "what is refused is not offered"
    )
    assert not SignInCard.objects.exists()
    assert people.issue_sign_in_card(staff, by=actors.SYSTEM), "the house itself may"


def test_a_card_made_before_a_role_was_given_lets_nobody_in(make: Make, coordinator: Member) -> None:
    assert coordinator.account is not None
    member = make("Sam")
    code = people.issue_sign_in_card(member, by=actors.of(coordinator.account))
    people.appoint(member, role="administrator", by=actors.SYSTEM)
    with pytest.raises(people.CardRefused, match="does not work"):
        people.use_sign_in_card(code, by=actors.VISITOR)


def test_no_card_for_whoever_has_claimed_their_record(
    make: Make, coordinator: Member, browser_of: Browser
) -> None:
    member = make("Sam")
    browser_of(member).get(reverse("people:me"))
    page = browser_of(coordinator).post(reverse("people:print_card", args=[member.reference]))
    assert "No card for somebody who has signed in before." in page.content.decode()
    assert not SignInCard.objects.exists()


def test_a_member_is_told_of_a_card_and_it_is_on_their_record(make: Make, coordinator: Member) -> None:
    assert coordinator.account is not None
    by = actors.of(coordinator.account)
    member = make("Sam", reach_by=ReachBy.PHONE, phone="020 7946 0001", welcome=False)
    code = people.issue_sign_in_card(member, by=by)
    told = Message.objects.get(to="020 7946 0001")
    assert "We made a sign-in card for you." in told.text
    assert code not in told.text
    people.use_sign_in_card(code, by=actors.VISITOR)
    words = [str(one.what) for one in listing.history(member)]
    assert words[:2] == ["Used a sign-in card", "Was given a sign-in card"]
    people.issue_sign_in_card(make("Ida", invented=True), by=by)
    assert Message.objects.filter(subject="Sign-in card").count() == 1


def test_cards_cannot_be_guessed_for_long(our_centre: object) -> None:
    client = Client()
    answers = [client.post(reverse("people:type_card"), {"code": f"AAAA{n}"}).status_code for n in range(101)]
    assert answers == [200] * 100 + [429]


def test_a_coordinator_prints_a_card_with_a_square_that_needs_no_script(
    make: Make, coordinator: Member, browser_of: Browser
) -> None:
    member = make("Olu", reach_by=ReachBy.POST, address="1 Post Street")
    address = reverse("people:print_card", args=[member.reference])
    assert browser_of(make("Bo")).post(address).status_code == 403
    assert SignInCard.objects.count() == 0
    page = browser_of(coordinator).post(address).content.decode()
    code = re.search(r"([A-Z0-9]{4}-){2}[A-Z0-9]{4}", page)
    assert code is not None
    assert (
        people.use_sign_in_card(code[0], by=actors.VISITOR).pk == Member.objects.get(pk=member.pk).account_id
    )
    drawing = page[page.index('<svg class="al-qr"') :] if '<svg class="al-qr"' in page else page
    assert "<path" in drawing
    assert "style=" not in page


def test_with_a_card_one_adds_an_address_and_the_record_is_claimed(make: Make, client: Client) -> None:
    member = make("Olu", reach_by=ReachBy.POST, address="1 Post Street")
    client.post(reverse("people:type_card"), {"code": people.issue_sign_in_card(member, by=actors.SYSTEM)})
    client.post(reverse("account_email"), {"action_add": "yes", "email": "olu@example.org"})
    member.refresh_from_db()
    assert member.email == "", "an address counts only once its code was typed"
    client.post(reverse("account_email_verification_sent"), {"code": code_for("olu@example.org")})
    member.refresh_from_db()
    assert member.account is not None
    assert (member.email, member.account.email, member.reach_by) == (
        "olu@example.org",
        "olu@example.org",
        "post",
    )
    browser = Client()
    ask(browser, "olu@example.org")
    browser.post(reverse("account_confirm_login_code"), {"code": code_for("olu@example.org")})
    assert is_in(browser, member)


def test_somebody_without_email_gets_another_card_when_the_first_was_used(db: None) -> None:
    grace = people.join(
        called="Grace", reach_by="phone", phone="020 7946 0102", age_guard="adult", by=actors.SYSTEM
    )
    coordinator = actors.Actor("account:1")
    account = people.use_sign_in_card(people.issue_sign_in_card(grace, by=coordinator), by=actors.VISITOR)
    account.last_login = clock.now()
    account.save()
    grace.refresh_from_db()
    assert (
        people.use_sign_in_card(people.issue_sign_in_card(grace, by=coordinator), by=actors.VISITOR)
        == account
    )
