"""My data: see it, correct it, take it along, leave; and leaving leaves nothing behind."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session
from django.core.serializers import serialize
from django.test import Client
from django.urls import reverse

from alongside.foundation import actors, outbox, rights
from alongside.foundation.models import Event, Message
from alongside.people import actions as people
from alongside.people import signals
from alongside.people.models import (
    Account,
    AgeGuard,
    Brings,
    Consent,
    Member,
    MemberImport,
    Mode,
    Purpose,
    ReachBy,
    Recording,
)
from alongside.people.queries import exports, members

Make = Callable[..., Member]
Browser = Callable[[Member], Client]

PLANTED = {
    "called": "Quillfeather", "full_name": "Quillfeather Marrowby", "email": "quill@planted.example",
    "phone": "0555 000 1234", "address": "9 Planted Lane", "interests": "planted-interest",
    "brings_in_own_words": "planted-words",
}  # fmt: skip


@pytest.fixture
def planted(make: Make) -> Member:
    """A member with something to find in every place."""
    member = make(
        reach_by=ReachBy.EMAIL,
        brings=["patient"],
        languages=["Planted-language"],
        contact_wording="Yes.",
        **PLANTED,
    )
    people.give_consent(
        member, purpose=Purpose.QUOTE, wording="You may quote me.", channels=["web"], by=actors.SYSTEM,
        attribution_text="planted-role",
    )  # fmt: skip
    Recording.objects.create(
        member=member, what="interests", mode=Mode.PHONE, on=member.joined_on, written_by="account:1",
        read_back_and_agreed=True, note="planted-note",
    )  # fmt: skip
    outbox.email(to=PLANTED["email"], subject="planted-subject", text="planted-text", by=actors.SYSTEM)
    rows = [
        {"called": "Quillfeather", "email": PLANTED["email"]},
        {"called": "Bo", "email": "bo@example.org"},
    ]
    MemberImport.objects.create(file_name="list.csv", rows=rows, uploaded_by="account:1")
    return member


def everything() -> str:
    """Every row of every table of the house, as text."""
    models = [model for model in apps.get_models() if model._meta.app_label != "monitoring"]
    rows = "".join(serialize("json", model._default_manager.all()) for model in models)
    return rows + "".join(str(session.get_decoded()) for session in Session.objects.all())


def found(text: str) -> list[str]:
    words = [*PLANTED.values(), "Quillfeather", "planted"]
    return [word for word in words if word.lower() in text.lower()]


def test_leaving_leaves_no_planted_string_behind(planted: Member, browser_of: Browser) -> None:
    browser_of(planted).get(reverse("people:me"))
    assert len(found(everything())) == len(PLANTED) + 2, "first show that something could be found"
    people.leave(planted, by=actors.SYSTEM)
    assert found(everything()) == []


def test_leaving_ends_every_session_and_the_account(planted: Member, browser_of: Browser) -> None:
    account, browser = planted.account, browser_of(planted)
    assert account is not None
    assert browser.get(reverse("people:me")).status_code == 200
    people.leave(planted, by=actors.SYSTEM)
    assert not Account.objects.filter(pk=account.pk).exists()
    assert not Session.objects.exists()
    assert browser.get(reverse("people:me")).status_code == 302


def test_what_stays_says_only_that_somebody_was_here(planted: Member) -> None:
    reference, joined = planted.reference, planted.joined_on
    people.leave(planted, by=actors.SYSTEM)
    member = Member.objects.get(reference=reference)
    assert (member.called, member.email, member.joined_on, member.has_left) == ("", "", joined, True)
    assert not Brings.objects.filter(member=member).exists()
    assert Consent.objects.filter(member=member).count() == 2


def test_an_erased_address_is_remembered_only_as_a_keyed_hash(planted: Member) -> None:
    assert not members.was_erased("quill@planted.example")
    people.leave(planted, by=actors.SYSTEM)
    assert members.was_erased("QUILL@planted.example ")
    assert not members.was_erased("bo@example.org")


def test_whoever_left_may_join_again_themselves(planted: Member, make: Make) -> None:
    people.leave(planted, by=actors.SYSTEM)
    again = make("Quill", email="quill@planted.example")
    assert (again.pk != planted.pk, again.email) == (True, "quill@planted.example")


def test_somebody_elses_line_of_an_import_stays(planted: Member) -> None:
    people.leave(planted, by=actors.SYSTEM)
    assert MemberImport.objects.get().rows == [{"called": "Bo", "email": "bo@example.org"}]


def test_leaving_twice_changes_nothing_and_is_announced_once(planted: Member) -> None:
    heard: list[int] = []

    def hear(sender: type, member: Member, **kwargs: Any) -> None:
        heard.append(member.pk)

    signals.member_left.connect(hear)
    try:
        people.leave(planted, by=actors.SYSTEM)
        people.leave(Member.objects.get(pk=planted.pk), by=actors.SYSTEM)
    finally:
        signals.member_left.disconnect(hear)
    assert heard == [planted.pk]
    assert Event.objects.filter(verb="people.member_left").count() == 1


def test_a_member_without_account_can_leave_too(make: Make) -> None:
    member = make("Olu", reach_by=ReachBy.POST, address="1 Post Street")
    people.leave(member, by=actors.SYSTEM)
    assert "1 Post Street" not in everything()
    assert not Account.objects.exists()


def test_what_a_supporter_was_told_for_a_member_goes_too_and_their_own_post_stays(make: Make) -> None:
    sam = make("Sam", email="sam@example.org", welcome=False)
    outbox.email(to="sam@example.org", subject="Your own", text="Hello Sam", by=actors.SYSTEM)
    member = make("Olu", reach_by=ReachBy.SUPPORTER, supporter={"name": "Sam", "email": "sam@example.org"})
    assert Message.objects.filter(text__contains="Olu").exists()
    people.leave(member, by=actors.SYSTEM)
    assert not Message.objects.filter(text__contains="Olu").exists()
    assert Message.objects.get(to="sam@example.org").subject == "Your own"
    assert not members.was_erased("sam@example.org")
    assert sam.email == "sam@example.org"


def test_somebody_without_the_web_leaves_by_phone_with_the_same_standing(
    planted: Member, coordinator: Member, browser_of: Browser
) -> None:
    browser, url = browser_of(coordinator), reverse("people:record_leaving", args=[planted.reference])
    assert url in browser.get(reverse("people:show_member", args=[planted.reference])).content.decode()
    assert "your name, addresses, and who supports you" in browser.get(url).content.decode()
    day = {"on_day": "1", "on_month": "3", "on_year": "2018"}
    asked_back = browser.post(url, {"mode": "phone"} | day)
    assert asked_back.status_code == 200
    assert not Member.objects.get(pk=planted.pk).has_left
    done = browser.post(url, {"mode": "phone", "read_back_and_agreed": "on"} | day, follow=True)
    assert "They left, and their details are erased." in done.content.decode()
    assert Member.objects.get(pk=planted.pk).has_left
    held = everything()
    assert [word for word in PLANTED.values() if word in held] == []
    event = Event.objects.filter(verb="people.recorded_for").latest("id")
    assert (event.detail["what"], event.detail["mode"]) == ("leaving", "phone")
    assert browser.get(url).status_code == 404


def test_whoever_has_a_role_gives_it_up_before_staff_let_them_leave(
    make: Make, coordinator: Member, browser_of: Browser
) -> None:
    url = reverse("people:record_leaving", args=[coordinator.reference])
    theirs = reverse("people:show_member", args=[coordinator.reference])
    browser = browser_of(coordinator)
    assert url in browser.get(theirs).content.decode()
    page = browser.get(url).content.decode()
    assert "They hold a role. Whoever holds a role gives it up first." in page
    assert f'href="{theirs}#roles"' in page
    assert 'id="roles"' in browser.get(theirs).content.decode()
    assert "Erase their details for ever" not in page
    day = {"on_day": "1", "on_month": "3", "on_year": "2018"}
    refused = browser.post(url, {"mode": "phone", "read_back_and_agreed": "on"} | day)
    assert "Whoever holds a role gives it up first." in refused.content.decode()
    assert not Member.objects.get(pk=coordinator.pk).has_left
    assert browser_of(make("Ann")).get(url).status_code == 403


def test_leaving_is_asked_twice_on_the_page(make: Make, browser_of: Browser) -> None:
    member = make("Ada")
    browser = browser_of(member)
    browser.post(reverse("people:leave"), {})
    assert not Member.objects.get(pk=member.pk).has_left
    gone = browser.post(reverse("people:leave"), {"sure": "on"}, follow=True)
    assert gone.request["PATH_INFO"] == reverse("people:left")
    assert Member.objects.get(pk=member.pk).has_left


def test_the_download_holds_everything_that_the_page_shows(planted: Member, browser_of: Browser) -> None:
    browser = browser_of(planted)
    download = browser.get(reverse("people:download_my_data"))
    assert "attachment" in download["Content-Disposition"]
    held = json.loads(download.content)["rooms"]["people"]
    assert held["member"]["called"] == "Quillfeather"
    assert [row["kind"] for row in held["brings"]] == ["patient"]
    assert {row["purpose"] for row in held["consent"]} == {"contact", "quote"}
    assert held["recording"][0]["note"] == "planted-note"
    assert "planted-text" in [row["text"] for row in held["messages"]]
    page = browser.get(reverse("people:my_data")).content.decode()
    assert found(page) == found(download.content.decode())


def test_the_page_says_names_and_codes_in_words() -> None:
    assert {room.name for room in rights.rooms()} <= exports.LABELS.keys()
    at = datetime(2026, 3, 2, 10, tzinfo=UTC)
    held: dict[str, Any] = {
        "gatherings": {"registrations": [{"coming": "in_person", "placed_at": at.isoformat()}]},
        "outreach.round_ups": {"choice": [{"rhythm": "weekly", "weekday": 0, "chosen_at": at}]},
        "access": {"adjustments": [{"cost_pence": 1250}]},
        "monitoring": {"equality_answers": "not_asked"},
        "people": {"token": [{"name": "The door", "token_hash": "abc"}]},
    }
    told = [
        (room["name"], row.key, str(row.value))
        for room in exports.readable(held, 1)
        for part in room["parts"]
        for row in part["rows"]
    ]
    assert told == [
        ("Sessions", "How you come", "In person"),
        ("Sessions", "With a place since", "2 March 2026"),
        ("My round-up", "How often would you like a round-up?", "Once a week"),
        ("My round-up", "For once a week: on which day?", "Monday"),
        ("My round-up", "Given on", "2 March 2026"),
        ("Access needs", "Cost", "£12.50"),
        ("About you (optional questions)", "Answers", "Not asked yet"),
        ("People", "Name", "The door"),
    ]


def test_nobody_sees_anything_of_somebody_else(planted: Member, make: Make, browser_of: Browser) -> None:
    other = browser_of(make("Eve"))
    for name in ("me", "my_data", "download_my_data", "my_consents", "written_for_me"):
        assert found(other.get(reverse(f"people:{name}")).content.decode()) == [], name


@pytest.mark.parametrize(
    ("page", "given", "field", "after"),
    [
        ("change_names", {"called": "Adi", "full_name": "Adi L"}, "called", "Adi"),
        ("change_interests", {"interests": "films"}, "interests", "films"),
        (
            "change_languages",
            {"languages": ["Welsh"], "languages_own_words": "Twi"},
            "languages",
            ["Welsh", "Twi"],
        ),
        ("change_language", {"language": "ar"}, "language", "ar"),
        ("change_brings", {"brings": ["carer"], "brings_own_words": "cake"}, "brings_in_own_words", "cake"),
        ("change_reach", {"reach_by": "phone", "phone": "020 7946 0123"}, "phone", "020 7946 0123"),
    ],
)
def test_every_detail_can_be_corrected_by_its_owner(
    make: Make, browser_of: Browser, page: str, given: dict[str, Any], field: str, after: object
) -> None:
    member = make("Ada", brings=["patient"])
    browser = browser_of(member)
    assert browser.get(reverse(f"people:{page}")).status_code == 200
    assert browser.post(reverse(f"people:{page}"), given).status_code == 302
    member.refresh_from_db()
    assert getattr(member, field) == after
    event = Event.objects.filter(verb="people.member_corrected").latest("pk")
    assert str(after) not in str(event.detail)


def test_choosing_a_way_without_its_address_asks_for_it(make: Make, browser_of: Browser) -> None:
    member = make("Olu", reach_by=ReachBy.POST, address="1 Post Street")
    people.issue_sign_in_card(member, by=actors.SYSTEM)
    member.account = Account.objects.create_user()
    member.save()
    browser = browser_of(member)
    for way in (ReachBy.EMAIL, ReachBy.PHONE, ReachBy.SUPPORTER):
        assert browser.post(reverse("people:change_reach"), {"reach_by": way}).status_code == 200
    member.refresh_from_db()
    assert member.reach_by == ReachBy.POST


def test_a_supporter_who_is_reached_by_post_alone_can_be_named(make: Make, browser_of: Browser) -> None:
    member, url = make("Olu"), reverse("people:change_reach")
    browser = browser_of(member)
    given = {"reach_by": ReachBy.SUPPORTER, "supporter_name": "Sam"}
    assert "One is enough." in browser.post(url, given).content.decode()
    assert browser.post(url, given | {"supporter_address": "2 Mill Lane"}).status_code == 302
    assert "2 Mill Lane" in browser.get(url).content.decode(), "and stays when the page is opened again"
    member.refresh_from_db()
    assert (member.reach_by, member.supporter.address) == (ReachBy.SUPPORTER, "2 Mill Lane")


def test_only_details_that_belong_to_the_member_can_be_corrected(make: Make) -> None:
    with pytest.raises(ValueError, match="age_guard"):
        people.correct(make("Ada"), age_guard=AgeGuard.ADULT, by=actors.SYSTEM)
