"""What came of a project: written down on a small phone, disputed, confirmed by link, and asked again years later.

Given Marek is in a team and has a phone of 320 pixels
When he writes down something that nobody expected
Then it takes four questions, and everybody can read it once Ayo looked at it.

Given Lin of the same team sees it in another way, and a head of a school outside is asked by a link
When both answer
Then both views stand beside each other, and the link works once.

Given the project closed half a year ago
When its lead opens the one link that we sent
Then one answer is enough, without an account.
"""

import re
from typing import Any

from alongside.foundation import actors, clock
from alongside.foundation.models import Message
from alongside.projects import actions as projects
from alongside.projects.models import Confirmation, FollowUp, Outcome, SinceThen
from tests.journeys.conftest import Walk, Walker
from tests.journeys.rooms import projects_outcomes as room

SMALL = {"width": 320, "height": 640, "javascript": False}
BY = actors.SYSTEM
MOST_FIELDS = 8
"""Two boxes to type in and six answers to choose from: what somebody can do on a phone within three minutes."""


def link_in(subject: str) -> str:
    """The path of the link in the newest message of this subject."""
    text = Message.objects.filter(subject=subject).latest("pk").text
    found = re.search(r"https?://[^/\s]+(/\S+)", text)
    assert found, text
    return found[1]


def given_a_project() -> Any:
    return room.project("Boxing and wellbeing")


def when_it_is_written_down(marek: Walker) -> Outcome:
    marek.follow("Write down what changed")
    boxes = marek.page.locator("main form").locator("textarea:visible, input:visible:not([type=hidden])")
    assert boxes.count() <= MOST_FIELDS
    marek.press("Keep it")
    assert marek.reads("Write what changed.", "Choose whether you expected it.")
    marek.page.locator("textarea[name=what]").fill("The café next door became a meeting place.")
    marek.write("Who or what changed?", "The café")
    marek.choose("We did not expect it", "It is good")
    marek.press("Keep it")
    assert marek.reads("Not expected", "Reported by the team", "Somebody looks at it first")
    return Outcome.objects.get()


def test_an_unexpected_outcome_on_a_small_phone_disputed_and_confirmed(centre: None, walk: Walk) -> None:
    project = given_a_project()
    marek, lin, ayo = (walk(name, **SMALL) for name in ("Marek", "Lin", "Ayo"))
    marek.go(f"/projects/{project.slug}/outcomes/")
    row = when_it_is_written_down(marek)
    path = f"/outcomes/{row.pk}/"

    lin.go(path)
    lin.follow("Say how you see it")
    lin.choose("I do not agree", "It matters little")
    lin.press("Keep it")
    assert lin.reads("Write what you see in another way.")
    lin.write("In your own words", "It was one before.")
    lin.press("Keep it")
    assert lin.reads("Seen in different ways", "Researcher", "Does not agree", "It was one before.")

    marek.go(path)
    marek.follow("Ask somebody outside")
    marek.write("As what do they know it?", "Head of a school nearby")
    marek.write("Their email address", "nora@member.example")
    marek.press("Ask them")

    ayo.go("/outcomes/run/")
    ayo.enter(ayo.page.get_by_role("button", name="Let everybody read it").first)
    ayo.look()

    nora = walk(**SMALL)
    nora.go(link_in("Is this so?"))
    assert nora.reads("The café next door became a meeting place.")
    nora.choose("I agree", "A little", "I have nothing to do with the project")
    nora.press("Send my answer")
    assert nora.heading() == "Thank you"
    nora.go(path)
    assert nora.reads(
        "Seen in different ways", "Confirmed from outside", "Somebody outside the team", "Does not agree"
    )
    ayo.go(path)
    ayo.enter(ayo.page.get_by_role("button", name="Let everybody read the role"))
    ayo.look()
    nora.go(path)
    assert nora.reads("Head of a school nearby")
    assert nora.reads("It was one before.")
    assert Confirmation.objects.get().email == ""
    nora.go("/outcomes/?disputed=yes")
    assert nora.reads("The café next door became a meeting place.")


def test_a_follow_up_answered_by_link_and_shown(centre: None, walk: Walk) -> None:
    project = given_a_project()
    projects.close_project(project, done="Forty evenings.", by=BY)
    FollowUp.objects.filter(months=6).update(due_on=clock.today())
    projects.ask_follow_ups(by=BY)
    path, lead = link_in("What happened since?"), walk(**SMALL)
    lead.go(path)
    lead.press("Send my answer")
    assert lead.reads("Choose an answer.")
    lead.choose("Yes, something happened", "Got more funding")
    lead.write("Tell it in a sentence", "They go on for two years.")
    lead.write("If it is money: how much?", "40,000")
    lead.write("If it is money: who gives it?", "The Trust")
    lead.press("Send my answer")
    assert lead.heading() == "Thank you"
    lead.go(path)
    assert lead.heading() == "This link is over"

    ayo = walk("Ayo", **SMALL)
    ayo.go(f"/projects/{project.slug}/since/")
    ayo.enter(ayo.page.get_by_role("button", name="Let everybody read it").first)
    ayo.look()
    ayo.follow("We saw what proves it")
    ayo.write("What did you see?", "The letter of the Trust")
    ayo.press("Keep it")
    lead.go(f"/projects/{project.slug}/since/")
    assert lead.reads("Confirmed", "The letter of the Trust", "£40,000", "They go on for two years.")
    assert SinceThen.objects.get().confirmed_how == "seen"


def test_the_same_pages_in_arabic_and_the_case_study_in_both(centre: None, walk: Walk) -> None:
    room.build()
    anybody, marek = walk(**SMALL), walk("Marek", **SMALL)
    row = Outcome.objects.earliest("pk")
    slug = row.project.slug
    for path in ("/ar/outcomes/", f"/ar/outcomes/{row.pk}/", f"/ar/projects/{slug}/since/",
                 f"/ar/projects/{slug}/case-study/", f"/ar/confirm/{room.ASKED}/",
                 f"/ar/what-happened/{room.WHAT_HAPPENED}/"):  # fmt: skip
        anybody.go(path)
        assert anybody.page.locator("html").get_attribute("dir") == "rtl"
    marek.go(f"/ar/projects/{slug}/outcomes/record/")
    marek.page.locator("textarea").fill("تغيّر النادي")
    marek.page.locator("input[name=who_changed]").fill("النادي")
    for name in ("unexpected", "negative"):
        marek.page.locator(f"input[value={name}]").press("Space")
    marek.enter(marek.page.locator("main form[method=post] button[type=submit]").last)
    marek.look()
    assert marek.reads("تغيّر النادي")
    for size in ("", "?size=large"):
        anybody.go(f"/projects/{slug}/case-study/{size}")
        assert anybody.reads("Ask before you plan.", "Forty walks.", "What did not work", "How to cite it")
