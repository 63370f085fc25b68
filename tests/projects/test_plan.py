"""Promise: what a measure says is typed by its kind, looked at by somebody else, and never gives anybody away."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from alongside.documents import actions as documents
from alongside.documents.models import Reflection
from alongside.foundation import actors
from alongside.people.models import Member, Recording
from alongside.projects import actions as projects
from alongside.projects.models import Measure, Plan, Project, Reading

Browser = Callable[[Member], Client]
BY = actors.SYSTEM
DAYS: dict[str, Any] = {"since": date(2026, 1, 5), "until": date(2026, 2, 1)}
TYPED = {
    "since_day": "5", "since_month": "1", "since_year": "2026", "until_day": "1", "until_month": "2",
    "until_year": "2026",
}  # fmt: skip
HERE = "/projects/river-walks/"


def text(response: Any) -> str:
    return str(response.content.decode())


def by(member: Member) -> actors.Actor:
    assert member.account is not None
    return actors.of(member.account)


@pytest.fixture
def plan(project: Project, lena: Member, rashid: Member) -> Plan:
    """A plan that is agreed, with one measure of each kind."""
    theory = projects.start_theory(project, by=BY)
    projects.add_element(theory, kind="soon", text="They know each other.", by=BY)
    draft = projects.start_plan(project, by=BY)
    question = projects.add_question(draft, text="Do people know each other?", elements=["E1"], by=BY)
    for kind in ("number", "percent", "yes_no", "story"):
        projects.add_measure(question, text=f"Asked as {kind}", kind=kind, by=BY)
    projects.add_measure(question, text="Asked as scale", kind="scale", scale_most=5, by=BY)
    projects.agree(draft, lena, role="lived", by=BY)
    projects.agree(draft, rashid, role="researcher", by=BY)
    return Plan.objects.get(pk=draft.pk)


def measure(plan: Plan, kind: str) -> Measure:
    return Measure.objects.get(plan=plan, kind=kind)


def wrote(plan: Plan, kind: str, value: dict[str, Any], member: Member | None = None) -> Reading:
    actor = by(member) if member else BY
    return projects.write_reading(measure(plan, kind), member, value=value, by=actor, **DAYS)


def approved(reading: Reading, by_whom: Member) -> Reading:
    projects.send_reading(reading, by=BY)
    projects.approve_reading(reading, by=by(by_whom))
    if reading.measure.kind == "story":
        projects.approve_story_too(reading, by=actors.VISITOR)
    return Reading.objects.get(pk=reading.pk)


@pytest.mark.parametrize(
    ("kind", "value", "field", "sentence"),
    [
        ("number", {"yes": True}, "number", "This measure is a number. Write a number, like 12."),
        ("number", {"number": "yes"}, "number", "This measure is a number. Write a number, like 12."),
        ("number", {"number": True}, "number", "This measure is a number. Write a number, like 12."),
        ("percent", {"part": 5}, "base", "Write of how many. A percentage never stands alone."),
        ("percent", {"number": 62}, "part",
         "This measure is a percentage. Write how many of how many, like 5 of 8."),
        ("percent", {"part": 9, "base": 8}, "part", "This cannot be more than all of them."),
        ("yes_no", {"words": "maybe"}, "yes", "This measure is yes or no. Choose one."),
        ("scale", {"number": 7, "base": 9}, "number", "The scale goes from 1 to 5."),
        ("scale", {"number": 4}, "base", "Write how many people answered."),
        ("story", {"number": 4}, "words", "This measure is a story. Tell it in words."),
    ],
)  # fmt: skip
def test_a_value_of_another_kind_is_refused_in_a_clear_sentence(
    plan: Plan, kind: str, value: dict[str, Any], field: str, sentence: str
) -> None:
    with pytest.raises(ValidationError) as refusal:
        wrote(plan, kind, value)
    assert refusal.value.message_dict == {field: [sentence]}


def test_a_story_is_asked_neither_which_way_it_goes_nor_whom_it_counts(
    project: Project, coordinator: Member, browser_of: Browser
) -> None:
    draft = projects.start_plan(project, by=BY)
    question = projects.add_question(draft, text="Do people know each other?", by=BY)
    browser, page = browser_of(coordinator), f"{HERE}plan/draft/questions/{question.pk}/measure/"
    for asked in ("Which way should it go?", "It counts people, or asks them"):
        assert asked in text(browser.get(page + "number/"))
        assert asked not in text(browser.get(page + "story/"))
    assert browser.post(page + "story/", {"text": "What changed?", "direction": "up"}).status_code == 302
    row = measure(draft, "story")
    assert (row.direction, row.of_people) == ("", True)
    projects.change_measure(row, direction="up", by=BY)
    assert measure(draft, "story").direction == ""


def test_a_reading_is_public_only_once_somebody_else_approved_it(
    plan: Plan, lena: Member, rashid: Member, client: Client
) -> None:
    projects.publish_project(plan.project, by=BY)
    row = wrote(plan, "yes_no", {"yes": True}, lena)
    Reading.objects.filter(pk=row.pk).update(note="We met at the mill.")
    projects.send_reading(row, by=by(lena))
    assert "at the mill" not in text(client.get(HERE + "plan/"))
    with pytest.raises(projects.CannotChange, match="you wrote it"):
        projects.approve_reading(row, by=by(lena))
    projects.approve_reading(row, by=by(rashid))
    assert "at the mill" in text(client.get(HERE + "plan/"))


def test_a_story_is_public_only_once_two_people_approved_it_who_did_not_write_it(
    plan: Plan, lena: Member, rashid: Member, make: Callable[..., Member], client: Client, browser_of: Browser
) -> None:
    projects.publish_project(plan.project, by=BY)
    mate = make("Mia")
    projects.add_to_team(plan.project, mate, role="lived", by=BY)
    row = wrote(plan, "story", {"words": "We met Ana at the mill."}, rashid)
    projects.send_reading(row, by=by(rashid))
    one = f"{HERE}readings/{row.pk}/"
    with pytest.raises(projects.CannotChange, match="looks at it first"):
        projects.approve_story_too(row, by=by(mate))
    assert "Look at a reading" not in text(browser_of(mate).get("/desk/"))
    browser_of(lena).post(one + "approve/")
    assert "at the mill" not in text(client.get(HERE + "plan/"))
    for member, why in ((lena, "second person"), (rashid, "you wrote it")):
        for act in (projects.approve_story_too, projects.approve_reading):
            with pytest.raises(projects.CannotChange, match=why):
                act(row, by=by(member))
        assert "Approve it" not in text(browser_of(member).get(one))
        assert "Look at a reading" not in text(browser_of(member).get("/desk/"))
    assert "Look at a reading" in text(browser_of(mate).get("/desk/"))
    assert "Approve it" in text(browser_of(mate).get(one))
    browser_of(mate).post(one + "approve-too/")
    assert "at the mill" in text(client.get(HERE + "plan/"))


def test_a_story_that_was_returned_begins_anew(
    plan: Plan, lena: Member, rashid: Member, coordinator: Member, browser_of: Browser
) -> None:
    row = wrote(plan, "story", {"words": "We met Ana at the mill."}, rashid)
    projects.send_reading(row, by=by(rashid))
    projects.approve_reading(row, by=by(lena))
    projects.return_reading(row, because="Ana is named.", by=by(coordinator))
    projects.send_reading(row, by=by(rashid))
    with pytest.raises(projects.CannotChange, match="looks at it first"):
        projects.approve_story_too(row, by=by(coordinator))
    projects.approve_reading(row, by=by(coordinator))
    row.refresh_from_db()
    assert row.status == "pending"
    browser_of(lena).post(f"{HERE}readings/{row.pk}/approve-too/")
    row.refresh_from_db()
    assert row.status == "approved"


def test_neither_the_author_nor_whoever_wrote_it_last_approves_a_reading(
    plan: Plan, lena: Member, rashid: Member
) -> None:
    row = wrote(plan, "number", {"number": "12"}, lena)
    projects.change_reading(row, value={"number": "14"}, by=by(rashid), **DAYS)
    projects.send_reading(row, by=BY)
    for member in (lena, rashid):
        with pytest.raises(projects.CannotChange, match="you wrote it"):
            projects.approve_reading(row, by=by(member))
    projects.approve_reading(row, by=BY)


def test_a_reading_goes_back_with_a_reason_and_comes_again(plan: Plan, lena: Member, rashid: Member) -> None:
    row = wrote(plan, "number", {"number": "12"}, lena)
    projects.send_reading(row, by=by(lena))
    with pytest.raises(ValidationError):
        projects.return_reading(row, because=" ", by=by(rashid))
    projects.return_reading(row, because="Which walks?", by=by(rashid))
    projects.change_reading(row, value={"number": "14"}, note="All walks", by=by(lena), **DAYS)
    projects.send_reading(row, by=by(lena))
    row.refresh_from_db()
    assert (row.status, str(row.number), row.returned_because) == ("pending", "14.00", "")


def test_small_numbers_of_people_are_never_published(plan: Plan, lena: Member, client: Client) -> None:
    projects.publish_project(plan.project, by=BY)
    approved(wrote(plan, "percent", {"part": 3, "base": 7}), lena)
    approved(wrote(plan, "number", {"number": "6"}), lena)
    approved(wrote(plan, "scale", {"number": "4", "base": 3}), lena)
    page = text(client.get(HERE + "plan/"))
    assert page.count("Too few people to show") == 3
    assert "3 of 7" not in page


def test_a_share_is_published_in_tenths_with_its_base(
    plan: Plan, lena: Member, client: Client, browser_of: Browser
) -> None:
    projects.publish_project(plan.project, by=BY)
    approved(wrote(plan, "percent", {"part": 14, "base": 22}), lena)
    assert "about 6 in 10, of about 20 people" in text(client.get(HERE + "plan/"))
    assert "64% (14 of 22)" in text(browser_of(lena).get(HERE + "plan/"))


def test_groups_are_shown_only_where_nobody_can_be_worked_out(
    plan: Plan, lena: Member, client: Client
) -> None:
    projects.publish_project(plan.project, by=BY)
    row = wrote(plan, "percent", {"part": 14, "base": 30})
    projects.add_reading_group(row, name="By the river", part=8, base=18, by=BY)
    projects.add_reading_group(row, name="On the hill", part=4, base=9, by=BY)
    approved(row, lena)
    page = text(client.get(HERE + "plan/"))
    assert "Groups are not shown" in page, "three people are in neither group"
    assert "By the river" not in page
    whole = wrote(plan, "percent", {"part": 14, "base": 27})
    projects.add_reading_group(whole, name="In the town", part=8, base=18, by=BY)
    projects.add_reading_group(whole, name="In the woods", part=4, base=9, by=BY)
    approved(whole, lena)
    assert "In the woods" in text(client.get(HERE + "plan/"))


def test_a_baseline_has_a_day_and_a_percentage_its_base(project: Project) -> None:
    question = projects.add_question(projects.start_plan(project, by=BY), text="Why?", by=BY)
    with pytest.raises(ValidationError) as refusal:
        projects.add_measure(question, text="Share", kind="percent", baseline={"part": 3, "base": 8}, by=BY)
    assert list(refusal.value.message_dict) == ["baseline_on"]
    row = projects.add_measure(
        question, text="Share", kind="percent", baseline={"part": 3, "base": 8}, baseline_on=date(2026, 1, 5),
        target=60, direction="up", is_key=True, by=BY,
    )  # fmt: skip
    assert (row.baseline, row.key) == ({"part": 3, "base": 8}, "M1")


def test_a_question_is_about_elements_of_this_theory_only(project: Project) -> None:
    with pytest.raises(ValidationError) as refusal:
        projects.add_question(projects.start_plan(project, by=BY), text="Why?", elements=["E9"], by=BY)
    assert list(refusal.value.message_dict) == ["elements"]


def test_a_new_version_keeps_keys_and_the_readings_stay_with_their_measure(
    plan: Plan, lena: Member, rashid: Member, client: Client
) -> None:
    projects.publish_project(plan.project, by=BY)
    approved(wrote(plan, "story", {"words": "We met at the mill."}), lena)
    second = projects.start_plan(plan.project, by=BY)
    projects.say_what_changed(second, what_changed="One more.", why="We forgot it.", by=BY)
    projects.add_question(second, text="What else?", by=BY)
    projects.agree(second, lena, role="lived", by=BY)
    projects.agree(second, rashid, role="researcher", by=BY)
    compared = text(client.get(HERE + "plan/compare/?before=1&after=2"))
    assert "1 thing differs." in compared
    assert "What else?" in compared
    page = text(client.get(HERE + "plan/"))
    assert "We met at the mill." in page
    assert "What else?" in page
    assert client.get(HERE + "plan/1/").status_code == 200


def test_a_plan_and_its_readings_are_made_by_forms(
    project: Project, lena: Member, rashid: Member, coordinator: Member, browser_of: Browser
) -> None:
    browser, other = browser_of(lena), browser_of(rashid)
    browser.post(HERE + "plan/start/")
    browser.post(HERE + "plan/draft/questions/add/", {"text": "Do people come?"})
    question = Plan.objects.get().questions.get()
    there = f"{HERE}plan/draft/questions/{question.pk}/measure/"
    assert browser.post(there, {"kind": "percent"}).headers["Location"] == there + "percent/"
    refused = browser.post(there + "percent/", {"text": "Came twice", "part": "3"})
    assert "Write of how many." in text(refused)
    browser.post(
        there + "percent/", {"text": "Came twice", "of_people": "on", "target": "60", "direction": "up"}
    )
    row = Measure.objects.get()
    for somebody, role in ((browser, "lived"), (other, "researcher")):
        somebody.post(HERE + "plan/draft/agree/", {"role": role, "agreed": "on"})
    assert Plan.objects.get().status == "agreed"
    browser.post(f"{HERE}plan/measures/{row.pk}/read/", TYPED | {"part": "14", "base": "22"})
    reading = Reading.objects.get()
    one = f"{HERE}readings/{reading.pk}/"
    browser.post(one + "evidence/", {"text": "The list of walkers", "url": "https://example.org/list"})
    browser.post(one + "evidence/", {"text": "What Sam counted"})
    browser.post(one + "groups/", {"name": "By the river", "part": "8", "base": "12"})
    browser.post(one + "send/")
    assert "Approve it" not in text(browser.get(one))
    browser_of(coordinator).post(one + "approve/")
    page = text(browser_of(coordinator).get(HERE + "plan/"))
    assert all(words in page for words in ("64% (14 of 22)", "The list of walkers", "What Sam counted"))


def test_a_reading_by_phone_has_the_same_standing(
    plan: Plan, lena: Member, coordinator: Member, browser_of: Browser
) -> None:
    told = {
        "mode": "phone", "on_day": "5", "on_month": "1", "on_year": "2026", "read_back_and_agreed": "on",
        "member": lena.reference,
    }  # fmt: skip
    sent = TYPED | told | {"words": "The path was dry."}
    browser_of(coordinator).post(f"{HERE}plan/measures/{measure(plan, 'story').pk}/read-for/", sent)
    row = Reading.objects.get()
    assert (row.how, row.member, row.words) == ("phone", lena, "The path was dry.")
    assert Recording.objects.filter(member=lena, what="reading").count() == 1


def test_what_waits_is_on_the_desk_of_whom_it_waits_for(
    plan: Plan, lena: Member, rashid: Member, browser_of: Browser
) -> None:
    second = projects.start_plan(plan.project, by=BY)
    projects.say_what_changed(second, what_changed="Nothing.", why="To try.", by=BY)
    projects.agree(second, rashid, role="researcher", by=BY)
    projects.send_reading(wrote(plan, "number", {"number": "12"}, rashid), by=by(rashid))
    page = text(browser_of(lena).get("/desk/"))
    assert "Read the plan, and agree" in page
    assert "Look at a reading" in page
    other = text(browser_of(rashid).get("/desk/"))
    assert "Read the plan, and agree" not in other
    assert "Look at a reading" not in other


def test_a_team_tells_how_it_lived_a_principle(
    project: Project, lena: Member, browser_of: Browser, client: Client
) -> None:
    document = documents.start_document(
        kind="principles", title="Principles", text="We listen.\n\nWe share power.", by=BY
    )
    documents.open_document(document, by=BY)
    documents.freeze(document, by=BY)
    projects.publish_project(project, by=BY)
    clause = document.clauses.order_by("place")[1]
    sent = {"principle": str(clause.pk), "text": "We chose the path together.", "named": "none"}
    browser_of(lena).post(HERE + "lived/", sent)
    row = Reflection.objects.get()
    assert (row.kind, row.key, row.clause) == ("project", str(project.pk), clause)
    documents.check_reflection(row, by=BY)
    assert "How it was lived" in text(client.get(HERE))
