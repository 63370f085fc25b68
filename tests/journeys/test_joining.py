"""Joining on a small phone, and joining by phone through a coordinator: the same standing.

Given Marek has an old phone, 320 pixels wide, without scripts
When he joins, one question on each page, and checks his answers
Then he has a place, a code is on its way, and he is told what happens next.

Given Grace has no email and calls the centre
When Ayo writes down what she says, reads it back, and hands her a card
Then her record says who wrote it, how and when, and with the card she claims it.

Given Grace is in the list twice
When Ayo compares both, asks her, and puts them together
Then he saw before what stays, and one entry has everything.
"""

import re
from typing import Any

import pytest

from alongside.foundation import actors
from alongside.foundation.models import Message
from alongside.people import actions as people
from alongside.people.models import Member, Mode, Recording
from tests.journeys.conftest import Walk, Walker

SMALL = {"width": 320, "height": 640, "javascript": False}
ZOOMED = {"width": 320, "height": 256}  # 1280 × 1024 at 400 %
BROWSERS = [pytest.param(SMALL, id="320px-without-scripts"), pytest.param(ZOOMED, id="400-percent")]


@pytest.mark.parametrize("browser", BROWSERS)
def test_joining_on_a_small_phone(centre: None, walk: Walk, browser: dict[str, Any]) -> None:
    somebody = walk(**browser)
    given_the_way_in(somebody)
    when_they_say_how_to_reach_them(somebody)
    when_they_say_what_they_bring(somebody)
    then_they_check_their_answers_and_change_one(somebody)
    then_they_have_a_place(somebody)


def given_the_way_in(somebody: Walker) -> None:
    somebody.go("/")
    somebody.follow("Join us")
    assert somebody.heading() == "What should we call you?"


def when_they_say_how_to_reach_them(somebody: Walker) -> None:
    somebody.press("Save and continue")
    assert somebody.reads("Write the name you like to be called by.")
    somebody.write("What should we call you?", "Tomasz")
    somebody.press("Save and continue")
    somebody.choose("18 or over")
    somebody.press("Save and continue")
    somebody.choose("Email")
    somebody.press("Save and continue")
    somebody.write("What is your email address?", "tomasz@member.example")
    somebody.press("Save and continue")


def when_they_say_what_they_bring(somebody: Walker) -> None:
    somebody.choose("Patient", "Carer")
    somebody.press("Save and continue")
    somebody.write("What are you interested in?", "Papers that can be read aloud")
    somebody.press("Save and continue")
    somebody.choose("English", "Polish")
    somebody.press("Save and continue")
    somebody.choose("Yes, you may contact me")
    somebody.press("Save and continue")


def then_they_check_their_answers_and_change_one(somebody: Walker) -> None:
    assert somebody.heading() == "Check your answers"
    assert somebody.reads("Tomasz", "tomasz@member.example", "Patient", "Carer", "Polish")
    somebody.enter(somebody.page.get_by_role("link", name=re.compile("^Change.*call")).first)
    somebody.look()
    somebody.write("What should we call you?", "Tomek")
    somebody.press("Save and continue")
    assert somebody.reads("Tomek", "tomasz@member.example")


def then_they_have_a_place(somebody: Walker) -> None:
    somebody.enter(somebody.page.locator("main form button").last)
    somebody.look()
    assert somebody.reads("What happens next", "Tell us about you. This is optional")
    tomek = Member.objects.get(called="Tomek")
    assert sorted(tomek.brings.values_list("kind", flat=True)) == ["carer", "patient"]
    assert Message.objects.filter(to="tomasz@member.example").count() == 1


def test_joining_with_a_known_address_looks_the_same_and_tells_only_its_owner(
    centre: None, walk: Walk
) -> None:
    somebody = walk()
    given_the_way_in(somebody)
    when_they_say_how_to_reach_them(somebody)
    when_they_say_what_they_bring(somebody)
    somebody.enter(somebody.page.locator("main form button").last)
    first = somebody.heading()
    again = walk()
    given_the_way_in(again)
    when_they_say_how_to_reach_them(again)
    when_they_say_what_they_bring(again)
    again.enter(again.page.locator("main form button").last)
    assert again.heading() == first
    assert Member.objects.filter(email="tomasz@member.example").count() == 1
    assert Message.objects.filter(to="tomasz@member.example").count() == 2


def test_joining_in_arabic_reads_from_right_to_left(centre: None, walk: Walk) -> None:
    somebody = walk(width=320)
    somebody.go("/ar/join/")
    root = somebody.page.locator("html")
    assert (root.get_attribute("lang"), root.get_attribute("dir")) == ("ar", "rtl")
    somebody.page.locator("main input[type=text]").fill("زارا")
    somebody.enter(somebody.page.locator("main form button"))
    somebody.look()
    assert somebody.page.url.endswith("/ar/join/age/")


def test_joining_by_phone_through_a_coordinator(centre: None, walk: Walk) -> None:
    ayo = walk("Ayo", width=1280)
    when_ayo_writes_down_what_she_says(ayo)
    card = then_ayo_hands_her_a_card(ayo)
    with_the_card_she_claims_her_record(walk(width=320, javascript=False), card)


def when_ayo_writes_down_what_she_says(ayo: Walker) -> None:
    ayo.go("/members/add/")
    ayo.write("The name they like to be called by", "Peggy")
    ayo.choose("18 or over", "Phone call")
    ayo.write("Their phone number", "020 7946 0155")
    ayo.choose("Carer", "By phone")
    save(ayo)
    assert ayo.reads("Read it back and tick the box")
    ayo.choose("I read this back, and they agreed that it is right")
    save(ayo)
    written = Recording.objects.get(member__called="Peggy")
    assert (written.mode, written.read_back_and_agreed) == (Mode.PHONE, True)
    assert written.written_by.startswith("account:")


def save(walker: Walker) -> None:
    """Press the form's own button, whatever it says."""
    walker.enter(walker.page.locator("main form button").last)
    walker.look()


def then_ayo_hands_her_a_card(ayo: Walker) -> str:
    peggy = Member.objects.get(called="Peggy")
    ayo.go(f"/members/{peggy.reference}/card/")
    save(ayo)
    found = re.search(r"/me/card/([\w-]+)", ayo.page.content())
    assert found, ayo.page.content()
    return found[1]


def with_the_card_she_claims_her_record(peggy: Walker, card: str) -> None:
    peggy.go(f"/me/card/{card}/")
    save(peggy)
    peggy.go("/me/")
    assert peggy.reads("Peggy", "020 7946 0155")
    peggy.go("/me/written-for-me/")
    assert peggy.reads("By phone")


def test_two_entries_of_one_person_become_one(centre: None, walk: Walk) -> None:
    """Grace called, and joined again on the web: who looks after the list sees what stands before it is done."""
    grace = Member.objects.get(called="Grace")
    again = people.join(
        called="Gracie", reach_by="phone", phone=grace.phone, full_name="Grace Obi", age_guard=grace.age_guard,
        by=actors.SYSTEM,
    )  # fmt: skip
    ayo = walk("Ayo", **SMALL)
    ayo.go(f"/members/{grace.reference}/")
    ayo.follow("Two entries of one person")
    ayo.follow(again.reference)
    assert ayo.reads("This cannot be undone", f"{grace.reference} stays and has everything.", "Grace Obi")
    ayo.write("How do you know that they are the same person?", "She told me so.")
    ayo.choose("I have compared both. I know that this cannot be undone.", "By phone")
    ayo.choose("I read this back, and they agreed that it is right")
    ayo.press("Put them together for ever")
    assert ayo.reads(f"Both are one entry now: {grace.reference}.", "Grace Obi")
