"""Ayo runs a session from idea to done, on an old phone without scripts, by keyboard."""

from datetime import timedelta

import pytest

from alongside.foundation import clock
from alongside.gatherings.models import Session
from tests.journeys.conftest import Walk, Walker, member

pytestmark = pytest.mark.usefixtures("centre")
PLAN = "10 Welcome\n40 Small groups\n- two helpers in each\n10 Break\n30 What we do next"


def write_day(ayo: Walker, day: object) -> None:
    for part, name in (("Day", "day"), ("Month", "month"), ("Year", "year")):
        ayo.write(part, str(getattr(day, name)))


def test_ayo_plans_announces_and_prepares_a_session(walk: Walk) -> None:
    ayo = walk("Ayo", width=320, javascript=False)
    ayo.go("/sessions/")
    ayo.follow("Plan a session")
    if not Session.objects.exists() and ayo.heading() == "Begin a series":
        ayo.write("What is the series called?", "Co-production sessions")
        ayo.press("Begin this series")
    ayo.write("What is the session called?", "Care at home, in our words")
    ayo.write("What is it for?", "To plan together what good care at home is.")
    ayo.choose("In person", "Generate and share learning")
    write_day(ayo, clock.today() + timedelta(days=60))
    ayo.write("When does it begin?", "14:00")
    ayo.write("When does it end?", "13:30")
    ayo.press("Keep this plan")
    assert ayo.reads("Write a time after the session begins.")
    ayo.write("When does it end?", "15:30")
    ayo.press("Keep this plan")
    assert ayo.reads("Draft: nobody sees it yet")
    ayo.follow("Announce this session")
    ayo.press("Announce it")
    assert ayo.reads("The session is announced")
    ayo.press("Everything is arranged: mark as ready")
    assert ayo.reads(
        "Nobody is named to facilitate. Name somebody.", "There is no plan for the day. Write one."
    )
    ayo.follow("Back to the steps")
    prepare(ayo)
    session = Session.objects.get(title="Care at home, in our words")
    take_place(ayo, session)
    visitor = walk(width=320, javascript=False)
    visitor.go(f"/sessions/{session.pk}/")
    assert visitor.reads("The Hub", "£25", "Small groups")


def take_place(ayo: Walker, session: Session) -> None:
    """The day comes, and goes."""
    Session.objects.filter(pk=session.pk).update(
        starts_at=clock.now() - timedelta(hours=2), ends_at=clock.now() - timedelta(hours=1)
    )
    ayo.go(f"/sessions/{session.pk}/run/")
    ayo.press("It took place")
    assert ayo.reads("It counts in public from now on.")
    ayo.follow("Close this session")


def prepare(ayo: Walker) -> None:
    """Go down the steps until nothing is missing that this part of the room asks for."""
    ayo.follow("How and where people meet")
    ayo.write("Name of the place", "The Hub")
    ayo.write("Its address", "1 High Street, London")
    ayo.press("Save")
    ayo.follow("What is paid")
    ayo.choose("Another amount")
    ayo.write("The other amount, in pounds", "25")
    ayo.press("Save")
    ayo.follow("Who helps")
    ayo.write("Who helps?", member("Nia").reference)
    ayo.page.get_by_label("Facilitator").press("Space")
    ayo.press("Add them")
    ayo.follow("Run this session")
    ayo.follow("The plan for the day")
    ayo.write("What happens, and how long does each part take?", PLAN)
    ayo.press("Save the plan")
    ayo.follow("The run sheet")
    assert ayo.reads("Small groups", "two helpers in each", "Nia")
