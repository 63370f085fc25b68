"""Living consents: what a person agreed to, and not a day or a name more."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.urls import reverse

from alongside.foundation import actors, clock
from alongside.people import actions as people
from alongside.people import signals
from alongside.people.models import AgeGuard, Attribution, Consent, ConsentChannel, Member, Mode, Purpose
from alongside.people.queries import consents as living

Make = Callable[..., Member]
WORDING = "I agree that you may quote me."


def give(member: Member, **more: Any) -> Consent:
    more.setdefault("channels", [ConsentChannel.WEB])
    more.setdefault("purpose", Purpose.QUOTE)
    return people.give_consent(member, wording=WORDING, by=actors.SYSTEM, **more)


def test_a_consent_shows_only_where_it_was_given_for(make: Make) -> None:
    consent = give(make("Ada"), attribution_text="patient")
    assert living.may_show(consent, ConsentChannel.WEB)
    assert not living.may_show(consent, ConsentChannel.PRINT)
    assert living.showable([consent.pk], ConsentChannel.WEB) == {consent.pk: "patient"}
    assert living.showable([consent.pk], ConsentChannel.PRINT) == {}


def test_a_withdrawn_consent_shows_nowhere_from_that_moment(make: Make) -> None:
    consent = give(make("Ada"))
    assert living.may_show(consent, ConsentChannel.WEB)
    people.withdraw_consent(consent, by=actors.SYSTEM)
    assert not living.may_show(consent, ConsentChannel.WEB)
    assert living.showable([consent.pk], ConsentChannel.WEB) == {}


def test_withdrawing_twice_keeps_the_first_moment_and_announces_once(make: Make) -> None:
    consent = give(make("Ada"))
    heard: list[Consent] = []

    def hear(sender: type, consent: Consent, **kwargs: Any) -> None:
        heard.append(consent)

    signals.consent_withdrawn.connect(hear)
    try:
        people.withdraw_consent(consent, by=actors.SYSTEM)
        first = consent.withdrawn_at
        people.withdraw_consent(consent, by=actors.SYSTEM)
    finally:
        signals.consent_withdrawn.disconnect(hear)
    consent.refresh_from_db()
    assert consent.withdrawn_at == first
    assert heard == [consent]


def test_a_consent_ends_on_the_day_it_expires(make: Make) -> None:
    given, ends = date(2026, 1, 1), date(2026, 6, 1)
    consent = give(make("Ada"), given_on=given, expires_on=ends)
    shown = {}
    for day in (given - timedelta(1), given, ends - timedelta(1), ends):
        with clock.at(datetime(day.year, day.month, day.day, 12, tzinfo=ZoneInfo("Europe/London"))):
            shown[day] = living.may_show(consent, "web")
            assert (consent.pk in living.showable([consent.pk], "web")) == shown[day]
    assert list(shown.values()) == [False, True, True, False]


def test_nothing_of_a_member_who_left_is_shown(make: Make) -> None:
    member = make("Ada")
    consent = give(member)
    people.leave(member, by=actors.SYSTEM)
    assert not living.may_show(Consent.objects.get(pk=consent.pk), ConsentChannel.WEB)
    assert living.showable([consent.pk], ConsentChannel.WEB) == {}


@pytest.mark.parametrize(
    ("choice", "named"),
    [
        (Attribution.FULL_NAME, "Ada Lovelace"),
        (Attribution.FIRST_NAME, "Ada"),
        (Attribution.ROLE, "patient"),
        (Attribution.NONE, ""),
    ],
)
def test_people_are_named_as_they_chose(make: Make, choice: str, named: str) -> None:
    consent = give(make("Ada", full_name="Ada Lovelace"), attribution=choice, attribution_text="patient")
    assert living.showable([consent.pk], "web") == {consent.pk: named}
    assert living.attribution(consent) == named


def test_a_corrected_name_is_right_everywhere_at_once(make: Make) -> None:
    member = make("Ada", full_name="Ada Byron")
    consent = give(member, attribution=Attribution.FULL_NAME)
    people.correct(member, full_name="Ada Lovelace", by=actors.SYSTEM)
    assert living.showable([consent.pk], "web") == {consent.pk: "Ada Lovelace"}


@pytest.mark.parametrize("age", [AgeGuard.SIXTEEN, AgeGuard.UNKNOWN])
@pytest.mark.parametrize("choice", Attribution.values)
def test_a_young_person_is_never_named_whatever_was_chosen(make: Make, age: str, choice: str) -> None:
    member = make("Zara", full_name="Zara Young", age_guard=age)
    consent = give(member, attribution=choice, attribution_text="Zara Young, Hackney School")
    named = living.showable([consent.pk], "web")[consent.pk]
    phrase = "Community member" if age == AgeGuard.UNKNOWN else "Young community member"
    assert named == ("" if choice == Attribution.NONE else phrase)
    assert living.attribution(consent) == named


def a_child(make: Make) -> Member:
    guardian = {"name": "Gus", "phone": "020 7946 0100"}
    return make("Kid", reach_by="supporter", age_guard=AgeGuard.UNDER_16, guardian=guardian)


def test_before_a_guardian_agrees_a_child_has_no_consent_and_no_role(make: Make) -> None:
    child = a_child(make)
    told = people.Told(Mode.PHONE, clock.today(), read_back_and_agreed=True)
    with pytest.raises(people.CannotConsent, match="guardian must agree first"):
        give(child)
    with pytest.raises(people.CannotConsent):
        people.record_consent_for(child, told=told, wording=WORDING, purpose="quote", by=actors.SYSTEM)
    with pytest.raises(people.CannotAppoint, match="guardian must agree first"):
        people.appoint(child, role="facilitator", by=actors.SYSTEM)
    assert not child.consents.exists()
    assert not child.appointments.exists()
    people.record_guardian_agreement(child.guardian, how=Mode.PHONE, wording=WORDING, by=actors.SYSTEM)
    consent = give(child, attribution_text="Kid of Hackney")
    assert living.may_show(consent, "web")
    assert living.showable([consent.pk], "web") == {consent.pk: "Young community member"}


def test_a_coordinator_who_writes_it_down_too_early_is_told_to_ask_the_guardian(
    make: Make, coordinator: Member, browser_of: Callable[[Member], Client]
) -> None:
    child, today = a_child(make), clock.today()
    form = {
        "purpose": "quote", "wording": "You may quote me.", "channels": "web", "attribution": "none",
        "mode": "phone", "read_back_and_agreed": "on",
        "on_day": today.day, "on_month": today.month, "on_year": today.year,
    }  # fmt: skip
    page = browser_of(coordinator).post(f"/members/{child.reference}/consent/", form).content.decode()
    assert "guardian must agree first" in page
    assert not child.consents.exists()


def test_nothing_of_a_child_is_shown_once_another_guardian_must_be_asked(make: Make) -> None:
    child = a_child(make)
    people.record_guardian_agreement(child.guardian, how=Mode.PHONE, wording=WORDING, by=actors.SYSTEM)
    consent = give(child)
    told = people.Told(Mode.PHONE, clock.today(), read_back_and_agreed=True)
    people.change_member_on_behalf(child, told=told, by=actors.SYSTEM, guardian={"name": "Right"})
    consent = Consent.objects.get(pk=consent.pk)
    assert not living.may_show(consent, "web")
    assert living.showable([consent.pk], "web") == {}


def test_a_photo_of_a_young_person_is_never_shown(make: Make) -> None:
    young, grown = make("Zara", age_guard=AgeGuard.SIXTEEN), make("Ada")
    photos = [give(member, purpose=Purpose.PHOTO) for member in (young, grown)]
    assert [living.may_show(photo, "web") for photo in photos] == [False, True]
    assert list(living.showable([photo.pk for photo in photos], "web")) == [photos[1].pk]


@pytest.mark.parametrize("how_many", [1, 10, 100])
def test_checking_any_number_of_consents_takes_one_query(
    make: Make, django_assert_num_queries: Callable[[int], Any], how_many: int
) -> None:
    member = make("Ada")
    ids = [give(member).pk for _n in range(how_many)]
    with django_assert_num_queries(1):
        assert len(living.showable(ids, "web")) == how_many


def test_a_member_gives_changes_and_withdraws_on_their_own_page(
    make: Make, browser_of: Callable[[Member], Client]
) -> None:
    member = make("Ada")
    browser = browser_of(member)
    page = browser.get(reverse("people:give_consent", args=["quote"])).content.decode()
    answers = {"channels": ["web"], "attribution": "first_name", "agreed": "on"}
    browser.post(reverse("people:give_consent", args=["quote"]), answers)
    consent = Consent.objects.get(purpose=Purpose.QUOTE)
    assert consent.wording in page
    assert (consent.how, consent.recorded_by) == (Mode.WEB, f"account:{member.account_id}")
    browser.post(reverse("people:change_attribution", args=[consent.pk]), {"attribution": "none"})
    assert living.showable([consent.pk], "web") == {consent.pk: ""}
    browser.post(reverse("people:withdraw_consent", args=[consent.pk]))
    assert living.showable([consent.pk], "web") == {}
    assert "Taken back" in browser.get(reverse("people:my_consents")).content.decode()


def test_nothing_is_agreed_to_without_the_tick(make: Make, browser_of: Callable[[Member], Client]) -> None:
    browser = browser_of(make("Ada"))
    browser.post(reverse("people:give_consent", args=["quote"]), {"channels": ["web"], "attribution": "none"})
    assert not Consent.objects.filter(purpose=Purpose.QUOTE).exists()


def test_somebody_elses_consent_cannot_be_touched(make: Make, browser_of: Callable[[Member], Client]) -> None:
    consent = give(make("Ada"))
    other = browser_of(make("Eve"))
    assert other.post(reverse("people:withdraw_consent", args=[consent.pk])).status_code == 404
    assert other.get(reverse("people:change_attribution", args=[consent.pk])).status_code == 404
    assert living.may_show(Consent.objects.get(pk=consent.pk), "web")


def test_looking_at_the_withdrawal_address_withdraws_nothing(
    make: Make, browser_of: Callable[[Member], Client]
) -> None:
    member = make("Ada")
    consent = give(member)
    assert browser_of(member).get(reverse("people:withdraw_consent", args=[consent.pk])).status_code == 405
    assert living.may_show(consent, "web")
