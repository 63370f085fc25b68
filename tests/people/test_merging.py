"""Two entries of one person become one: all goes over, one person counts once, and the safer answer stands."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from alongside.foundation import actors, clock
from alongside.foundation.models import Message
from alongside.people import actions as people
from alongside.people.models import Account, Consent, Member, MergedEntry, Mode, Purpose
from alongside.people.queries import alike, members
from tests.furniture import Browser
from tests.people.helpers import Make, doing

BY = actors.SYSTEM


def told() -> people.Told:
    return people.Told(Mode.PHONE, clock.today(), read_back_and_agreed=True)


def merge(keep: Member, gone: Member, **more: Any) -> Member:
    given: dict[str, Any] = {"reason": "She says so.", "told": told(), "by": BY}
    people.merge_members(keep, gone, **(given | more))
    return Member.objects.get(pk=keep.pk)


def agree(member: Member, purpose: str, *channels: str, attribution: str = "role") -> Consent:
    return people.give_consent(
        member, purpose=purpose, channels=channels, attribution=attribution, wording="I agree.", by=BY
    )


@pytest.fixture
def both(make: Make) -> tuple[Member, Member]:
    """Ann joined on the web, and by phone before that."""
    return make("Ann", email="ann@example.org"), make(
        "Annie", reach_by="phone", phone="020 7946 0123", full_name="Ann Lee", interests="Care"
    )


def test_what_only_one_of_them_said_is_there_and_the_other_entry_is_empty(
    both: tuple[Member, Member],
) -> None:
    web, phone = both
    people.record_for(phone, what="call", mode="phone", on=clock.today(), read_back_and_agreed=True, by=BY)
    merged = merge(web, phone)
    assert (merged.phone, merged.full_name, merged.interests) == ("020 7946 0123", "Ann Lee", "Care")
    assert {row.what for row in merged.recordings.all()} == {"call", "merging"}
    gone = Member.objects.get(pk=phone.pk)
    assert (gone.called, gone.phone, gone.full_name, gone.account) == ("", "", "", None)
    assert list(Member.objects.here()) == [merged]
    assert members.named(phone.reference) == [merged], "the reference on old letters still finds her"


def test_the_person_is_told_at_both_places_that_it_is_done(both: tuple[Member, Member]) -> None:
    web, phone = both
    Message.objects.all().delete()
    merge(web, phone)
    written = Message.objects.filter(subject="One entry for you at Centre for Testing")
    assert sorted(written.values_list("channel", "to")) == [
        ("call", "020 7946 0123"), ("email", "ann@example.org"),
    ]  # fmt: skip
    assert all(phone.reference in one.text and web.reference in one.text for one in written)


def test_a_no_of_either_is_a_no_and_of_two_yes_the_narrower_stands(both: tuple[Member, Member]) -> None:
    web, phone = both
    agree(web, Purpose.PHOTO, "web")
    people.withdraw_consent(agree(phone, Purpose.PHOTO, "web"), by=BY)
    narrow, _wide = agree(web, Purpose.RESEARCH, "web"), agree(phone, Purpose.RESEARCH, "web", "print")
    agree(web, Purpose.CONTACT, "web")
    agree(phone, Purpose.CONTACT, "print")
    quotes = [agree(member, Purpose.QUOTE, "web") for member in both]
    merged = merge(web, phone)
    living = Consent.objects.filter(member=merged, withdrawn_at=None)
    assert list(living.filter(purpose=Purpose.PHOTO)) == []
    assert list(living.filter(purpose=Purpose.RESEARCH)) == [narrow]
    assert list(living.filter(purpose=Purpose.CONTACT)) == [], "each goes further than the other: ask again"
    assert set(living.filter(purpose=Purpose.QUOTE)) == set(quotes), "each is about words of its own"


def test_one_account_stays_and_is_the_one_that_was_used(make: Make, browser_of: Browser) -> None:
    first, second = make("Ann", email="ann@example.org"), make("Ann2", email="lee@example.org")
    browser = browser_of(second)
    merged = merge(first, second)
    assert (merged.email, merged.account) == ("lee@example.org", second.account)
    assert Account.objects.count() == 1
    assert browser.get(reverse("people:me")).status_code == 200


def test_it_is_refused_with_what_to_do_first(make: Make, coordinator: Member) -> None:
    adult, young, helper = make("Ann"), make("Zoe", age_guard="16-17"), make("Hal")
    people.appoint(helper, role="facilitator", by=BY)
    for keep, gone, by, words in (
        (adult, young, BY, "different ages"), (adult, helper, BY, "holds a role"), (adult, adult, BY, "not two"),
        (coordinator, adult, doing(coordinator), "your own entry"),
    ):  # fmt: skip
        with pytest.raises(people.CannotMerge, match=words):
            merge(keep, gone, by=by)
    with pytest.raises(people.CannotMerge, match="Write how you know"):
        merge(adult, make("Ann Lee"), reason=" ")
    assert not MergedEntry.objects.exists()


def test_the_page_finds_who_is_reached_at_the_same_place_and_compares_before_it_asks(
    make: Make, coordinator: Member, browser_of: Browser
) -> None:
    ann = make("Ann", reach_by="phone", phone="020 7946 0123")
    other = make("A. Lee", reach_by="post", phone="+44 (0)20 79460123", address="1 Mill Lane")
    make("Bea", reach_by="post", address="12 Mill Lane")
    assert alike.likely_same(ann) == [other]
    browser: Client = browser_of(coordinator)
    url = reverse("people:merge_member", args=[ann.reference])
    assert f"?with={other.reference}" in browser.get(url).content.decode()
    compare = f"{url}?with={other.reference}"
    page = browser.get(compare).content.decode()
    for words in (
        "1 Mill Lane",
        "This cannot be undone",
        "sealed and belong to no name",
        "Keep the other entry instead",
    ):
        assert words in page
    assert page.count("<strong>1 Mill Lane</strong>") == 1, "what counts afterwards"
    sent = {"reason": "She says so.", "mode": "phone", "read_back_and_agreed": "on", "sure": "on"}
    today = clock.today()
    day = {"on_day": today.day, "on_month": today.month, "on_year": today.year}
    missing = browser.post(compare, sent | day | {"sure": ""}).content.decode()
    assert "Tick this once you have compared both." in missing
    assert browser.post(compare, sent | day).status_code == 302
    assert Member.objects.get(pk=ann.pk).address == "1 Mill Lane"
    assert browser.get(compare).status_code == 404
