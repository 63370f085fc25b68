"""Promise: what a team does is done on pages that work without scripts, and read only by those whom it concerns."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from alongside.foundation import actors, rights, sources
from alongside.learning.models import LearningItem
from alongside.people import actions as people
from alongside.people.models import Member, Recording
from alongside.projects import actions as projects
from alongside.projects.models import LogEntry, Project, TeamMember

Browser = Callable[[Member], Client]
Make = Callable[..., Member]
BY = actors.SYSTEM
STARTED = {
    "title": "River walks", "in_short": "Walking groups.", "language": "en", "starts_on_day": "5",
    "starts_on_month": "1", "starts_on_year": "2026", "ends_on_day": "18", "ends_on_month": "12",
    "ends_on_year": "2026",
}  # fmt: skip
TOLD = {
    "mode": "phone", "on_day": "5", "on_month": "1", "on_year": "2026", "read_back_and_agreed": "on",
}  # fmt: skip


def text(response: Any) -> str:
    return str(response.content.decode())


def test_staff_start_a_project_and_everybody_else_does_not(
    coordinator: Member, make: Make, browser_of: Browser
) -> None:
    assert browser_of(make("Ana")).post("/start-a-project/", STARTED).status_code == 403
    answer = browser_of(coordinator).post("/start-a-project/", STARTED, follow=True)
    assert "Ask people to be in the team now." in text(answer)
    assert Project.objects.get().slug == "river-walks"


def test_a_project_that_is_not_public_is_missing_for_others(
    project: Project, lena: Member, make: Make, browser_of: Browser, client: Client
) -> None:
    there = "/projects/river-walks/"
    assert [client.get(there).status_code, browser_of(make("Ana")).get(there).status_code] == [404, 404]
    assert browser_of(lena).get(there).status_code == 200
    projects.publish_project(project, by=BY)
    assert client.get(there).status_code == 200


def test_nobody_in_a_team_is_named_but_as_they_consented(
    project: Project, lena: Member, rashid: Member, make: Make, client: Client
) -> None:
    young = make("Kim", age_guard="16-17")
    projects.add_to_team(project, young, role="young", named="full_name", by=BY)
    row = TeamMember.objects.get(member=rashid)
    projects.name_in_team(row, named="first_name", by=BY)
    projects.publish_project(project, by=BY)
    page = text(client.get("/projects/river-walks/"))
    assert "Rashid" in page
    assert "Lena" not in page
    assert "Kim" not in page
    assert "Young community member" in page
    assert "And people who want no name here." in page


def test_a_lead_asks_and_the_person_says_yes_themselves(
    project: Project, lena: Member, make: Make, browser_of: Browser
) -> None:
    ana = make("Ana")
    asked = {"member": ana.reference, "role": "carer"}
    browser_of(lena).post("/projects/river-walks/team/ask/", asked)
    row = TeamMember.objects.get(member=ana)
    assert row.agreed_at is None
    browser = browser_of(ana)
    assert "You are asked to be in a team" in text(browser.get("/me/projects/"))
    browser.post(f"/me/projects/{row.pk}/join/", {"named": "none"})
    assert TeamMember.objects.here().filter(member=ana).count() == 1
    browser.post(f"/me/projects/{row.pk}/leave/")
    assert TeamMember.objects.here().filter(member=ana).count() == 0


def test_a_lead_finds_nobody_by_name(project: Project, lena: Member, make: Make, browser_of: Browser) -> None:
    make("Ana")
    answer = browser_of(lena).post("/projects/river-walks/team/ask/", {"member": "Ana", "role": "carer"})
    assert "We know no member with this reference." in text(answer)


def test_somebody_joins_by_phone(
    project: Project, coordinator: Member, make: Make, browser_of: Browser
) -> None:
    ana = make("Ana", reach_by="phone", phone="020 7946 0000")
    sent = TOLD | {"member": ana.reference, "role": "lived", "named": "none"}
    browser_of(coordinator).post("/projects/river-walks/team/record/", sent)
    assert TeamMember.objects.here().filter(member=ana, role="lived", how="phone").count() == 1
    assert Recording.objects.filter(member=ana, what="team").count() == 1


def test_under_18_in_a_team_the_safeguarding_contact_is_shown(
    project: Project, lena: Member, make: Make, browser_of: Browser, our_centre: Any
) -> None:
    our_centre.safeguarding_name, our_centre.safeguarding_phone = "Sam Stone", "020 7946 0999"
    our_centre.save()
    browser = browser_of(lena)
    assert "may be under 18" not in text(browser.get("/projects/river-walks/team/"))
    projects.add_to_team(project, make("Kim", age_guard="16-17"), role="young", by=BY)
    assert "Somebody in the team may be under 18" in text(browser.get("/projects/river-walks/team/"))


def test_a_log_takes_three_short_answers_and_becomes_learning_by_one_press(
    project: Project, lena: Member, browser_of: Browser
) -> None:
    projects.publish_project(project, by=BY)
    browser = browser_of(lena)
    sent = {
        "happened": "We walked to the mill.", "surprised": "Two neighbours joined.", "next_step": "Ask them again.",
        "there_lived": "4", "held_on_day": "5", "held_on_month": "1", "held_on_year": "2026",
    }  # fmt: skip
    browser.post("/projects/river-walks/log/write/", sent)
    entry = LogEntry.objects.get()
    assert entry.there == {"lived": 4}
    assert "The last meetings" in text(browser.get("/projects/river-walks/together/"))
    there = f"/projects/river-walks/log/{entry.pk}/learning/"
    for _press in range(2):
        browser.post(there, {"how_it_went": "worked"})
    item = LearningItem.objects.get()
    assert (item.what, item.so_what, item.now_what) == tuple(
        sent[n] for n in ("happened", "surprised", "next_step")
    )
    assert (item.kind, item.key, item.member) == ("project", str(project.pk), None)


def test_the_log_is_read_by_the_team_only(
    project: Project, lena: Member, make: Make, browser_of: Browser
) -> None:
    projects.publish_project(project, by=BY)
    projects.write_log(project, lena, happened="We argued.", by=BY)
    assert browser_of(make("Ana")).get("/projects/river-walks/log/").status_code == 404
    assert "We argued." in text(browser_of(lena).get("/projects/river-walks/log/"))


def test_a_log_is_told_by_phone(
    project: Project, lena: Member, coordinator: Member, browser_of: Browser
) -> None:
    sent = TOLD | {
        "member": lena.reference, "happened": "We met.", "held_on_day": "5", "held_on_month": "1",
        "held_on_year": "2026",
    }  # fmt: skip
    browser_of(coordinator).post("/projects/river-walks/log/record/", sent)
    assert LogEntry.objects.get().how == "phone"
    assert Recording.objects.filter(member=lena, what="project_log").count() == 1


def test_nothing_typed_is_lost_when_a_log_is_refused(
    project: Project, lena: Member, browser_of: Browser
) -> None:
    answer = browser_of(lena).post("/projects/river-walks/log/write/", {"surprised": "The rain."})
    assert "Write what happened. A few words are enough." in text(answer)
    assert "The rain." in text(answer)


def test_the_team_keeps_dates_tasks_links_and_notes(
    project: Project, lena: Member, rashid: Member, browser_of: Browser
) -> None:
    browser = browser_of(lena)
    there = "/projects/river-walks/together/keep/"
    assert "Write the link." in text(browser.post(there, {"kind": "link", "text": "Our notes"}))
    browser.post(there, {"kind": "link", "text": "Our notes", "url": "https://example.org/notes"})
    browser.post(there, {"kind": "task", "text": "Book the room", "member": str(rashid.pk)})
    page = text(browser.get("/projects/river-walks/together/"))
    assert all(words in page for words in ("Our notes", "Book the room", "Rashid"))
    desk = text(browser_of(rashid).get("/desk/"))
    assert "Book the room" in desk


def test_milestones_are_reached_and_then_stay(project: Project, lena: Member, browser_of: Browser) -> None:
    row = projects.add_milestone(project, what="Ten walks", due_on=date(2026, 6, 1), by=BY)
    browser = browser_of(lena)
    browser.post(
        f"/projects/river-walks/milestones/{row.pk}/reach/",
        {"on_day": "1", "on_month": "5", "on_year": "2026"},
    )
    browser.post(f"/projects/river-walks/milestones/{row.pk}/remove/")
    row.refresh_from_db()
    assert row.done_on == date(2026, 5, 1)


def test_other_rooms_can_name_a_public_project(project: Project, lena: Member) -> None:
    wanted = [("project", str(project.pk))]
    assert sources.read(wanted) == {}
    projects.publish_project(project, by=BY)
    assert sources.read(wanted)[wanted[0]].label == "River walks"


@pytest.mark.parametrize("count", [1, 10])
def test_the_list_asks_as_many_questions_for_many_projects_as_for_one(
    project: Project, lena: Member, client: Client, count: int
) -> None:
    for number in range(count):
        made = projects.start_project(
            title=f"Walk {number}",
            summary="Walking.",
            starts_on=date(2026, 1, 5),
            ends_on=date(2026, 2, 5),
            by=BY,
        )
        projects.add_to_team(made, lena, role="lived", by=BY)
        projects.publish_project(made, by=BY)
    client.get("/projects/")
    with CaptureQueriesContext(
        connection,
    ) as asked:
        client.get("/projects/")
    assert len(asked) <= 6


def test_somebody_who_leaves_takes_their_name_with_them(project: Project, lena: Member) -> None:
    row = TeamMember.objects.get(member=lena)
    projects.name_in_team(row, named="role", role_text="Walker by the river", by=BY)
    account = lena.account
    assert account is not None
    assert rights.export(account)["projects"]["teams"][0]["role_text"] == "Walker by the river"
    people.leave(lena, by=BY)
    row.refresh_from_db()
    assert (row.named, row.role_text, row.left_on is None) == ("none", "", False)


def test_being_asked_waits_on_the_desk(project: Project, make: Make, browser_of: Browser) -> None:
    ana = make("Ana")
    projects.ask_to_join(project, ana, role="carer", by=BY)
    assert "Would you like to be in the team?" in text(browser_of(ana).get("/desk/"))
