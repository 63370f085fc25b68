"""Saying "I would like to" in one step, and a fair lottery that anybody runs again.

Given Marek has an old phone, 320 pixels wide, without scripts
When he reads a notice and presses one button
Then he has a place, and gives it back when he cannot come.

Given Ayo runs a lottery for two places, balanced by age
When the pool is closed, everybody notes the fingerprint, and numbers are drawn
Then Marek reads the chance that he had, and a stranger runs the draw again from its public file.
"""

import re
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client

from alongside.foundation import actors, clock
from alongside.opportunities import actions as opportunities
from alongside.opportunities.models import Opportunity, Place
from alongside.people import actions as people
from tests.journeys.conftest import Walk, Walker, member
from tests.journeys.rooms.opportunities import notice

BY = actors.SYSTEM
SMALL = {"width": 320, "height": 640, "javascript": False}
ZOOMED = {"width": 320, "height": 256}  # 1280 × 1024 at 400 %


@pytest.mark.parametrize("browser", [SMALL, ZOOMED], ids=["320px-without-scripts", "400-percent"])
def test_an_interest_in_one_step(centre: None, walk: Walk, browser: dict[str, int]) -> None:
    notice("Read our leaflet")
    marek = walk("Marek", **browser)
    when_he_finds_the_notice(marek)
    then_one_button_gives_him_a_place(marek)
    and_he_can_give_it_back(marek)


def when_he_finds_the_notice(marek: Walker) -> None:
    marek.go("/")
    marek.follow("Opportunities", exact=True)
    assert marek.reads("10 minutes, £8, by")
    marek.follow("Read our leaflet")
    assert marek.reads("How people are chosen", "Your costs", "020 7946 0000")


def then_one_button_gives_him_a_place(marek: Walker) -> None:
    marek.follow("I would like to", exact=True)
    assert marek.heading() == "Read our leaflet"
    marek.press("I would like to")
    assert marek.heading() == "My opportunities"
    assert marek.reads("We noted that you would like to", "Has a place")


def and_he_can_give_it_back(marek: Walker) -> None:
    marek.press("Give my place back: Read our leaflet")
    assert marek.reads("Your place is given back", "Place given up")


def test_a_visitor_is_led_to_joining_and_a_phone_number(centre: None, walk: Walk) -> None:
    found = notice("Read our leaflet")
    somebody = walk(**SMALL)
    somebody.go(f"/opportunities/{found.pk}/")
    somebody.follow("I would like to", exact=True)
    assert somebody.heading() == "First tell us who you are"
    assert somebody.reads("020 7946 0000")
    somebody.press("I am new: join, in about three minutes")
    assert somebody.heading() == "What should we call you?"


def test_a_lottery_is_drawn_and_run_again_by_a_stranger(centre: None, walk: Walk, tmp_path: Path) -> None:
    ayo, marek = walk("Ayo", width=320, height=640, javascript=False), walk("Marek", **SMALL)
    found = given_a_lottery_with_a_question(ayo)
    given_marek_and_others_would_like_to(marek, found)
    fingerprint = when_the_pool_is_closed(ayo, found)
    when_numbers_are_drawn(ayo, found)
    then_marek_reads_his_chance(marek)
    then_a_stranger_runs_it_again(found, fingerprint, tmp_path)


def given_a_lottery_with_a_question(ayo: Walker) -> Opportunity:
    draft = opportunities.draft_opportunity(
        title="Sit on the panel", activity="A", involved="B", difference="C", support="D", skills="None",
        minutes=120, where="either", language="English", method="lottery", places=2, pence=5500,
        closes_on=clock.today() + timedelta(days=9), by=BY,
    )  # fmt: skip
    ayo.go(f"/opportunities/{draft.pk}/run/")
    ayo.follow("Balance the lottery", exact=True)
    ayo.write("A word for it", "Age")
    ayo.write("The question that people are asked", "How old are you?")
    ayo.write("The answers", "Under 40, 0, 1\n40 or over, 1, 2")
    ayo.press("Save the question")
    assert ayo.reads("Under 40: 0 to 1", "40 or over: 1 to 2")
    ayo.go(f"/opportunities/{draft.pk}/run/")
    ayo.press("Publish it")
    return Opportunity.objects.get(pk=draft.pk)


def given_marek_and_others_would_like_to(marek: Walker, found: Opportunity) -> None:
    marek.go(f"/opportunities/{found.pk}/interest/")
    assert marek.reads("Why we ask these questions", "We only use your answers to balance this lottery")
    marek.choose("40 or over")
    marek.press("I would like to")
    older = found.categories.get().values.get(label="40 or over")
    answers = {older.category_id: older.pk}
    for called in ("Lin", "Nia"):
        opportunities.express_interest(found, member(called), answers=answers, by=BY)
    told = people.Told("phone", clock.today(), True)
    opportunities.express_interest(found, member("Grace"), told=told, by=BY)


def when_the_pool_is_closed(ayo: Walker, found: Opportunity) -> str:
    ayo.go(f"/opportunities/{found.pk}/close/")
    ayo.write("Why?", "Enough people came.")
    ayo.press("Close it")
    ayo.follow("Close the pool", exact=True)
    ayo.press("Close the pool and publish")
    assert ayo.reads("Not drawn yet", "Note the fingerprint now")
    published = re.search(r"Public file\s+([0-9a-f]{64})", ayo.page.locator("body").inner_text())
    assert published
    return published[1]


def when_numbers_are_drawn(ayo: Walker, found: Opportunity) -> None:
    ayo.follow("Draw now", exact=True)
    ayo.write("The numbers or words that were drawn", "17 4 31")
    ayo.press("Draw")
    assert ayo.reads("Drawn in public: 17 4 31", "By number, never by name")
    assert Place.objects.filter(opportunity=found).count() == 2


def then_marek_reads_his_chance(marek: Walker) -> None:
    marek.go("/me/opportunities/")
    assert marek.reads("of the 1000 numbered panels", "Your number in the public file is P")


def then_a_stranger_runs_it_again(found: Opportunity, fingerprint: str, folder: Path) -> None:
    file, checker = folder / "draw.json", folder / "check_draw.py"
    file.write_bytes(Client().get(f"/opportunities/{found.pk}/draw.json").content)
    checker.write_bytes(Client().get("/opportunities/checker/check_draw.py").content)
    command = [sys.executable, "-I", str(checker), str(file), fingerprint]
    result = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=60)
    assert result.returncode == 0, result.stdout + result.stderr
    assert "Everything is right." in result.stdout
