"""Promise: the outline says all that the picture shows, versions are compared from their rows, forms do everything."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from alongside.foundation import actors
from alongside.foundation.models import Event
from alongside.people.models import Member
from alongside.projects import actions as projects
from alongside.projects import papers, picture
from alongside.projects.models import Element, ElementAside, Project, Theory
from alongside.projects.queries import differences
from alongside.projects.queries import theory as questions

Browser = Callable[[Member], Client]
Make = Callable[..., Member]
BY = actors.SYSTEM
HERE = "/projects/river-walks/theory/"


@pytest.fixture
def draft(project: Project, lena: Member, rashid: Member) -> Theory:
    """Four elements, two links, an assumption on an element and one on a link, and another influence."""
    theory = projects.start_theory(project, by=BY)
    need = projects.add_element(
        theory, kind="need", text="People are alone.", who_changes="Neighbours", by=BY
    )
    walk = projects.add_element(theory, kind="activity", text="We walk together every week.", by=BY)
    soon = projects.add_element(theory, kind="soon", text="They know each other by name.", by=BY)
    projects.add_element(theory, kind="impact", text="Nobody is alone.", reach="interest", by=BY)
    projects.link(need, walk, because="Walking is easy to join.", by=BY)
    way = projects.link(walk, soon, because="People talk while they walk.", strength="moderate", by=BY)
    projects.assume(walk, text="The path is dry.", by=BY)
    projects.assume(
        way,
        text="Nobody is left behind.",
        importance="high",
        status="partly",
        looked_at_on=date(2026, 2, 1),
        by=BY,
    )
    projects.add_influence(theory, text="The new bus line.", how_far="little", by=BY)
    return theory


def agreed(theory: Theory, lena: Member, rashid: Member) -> Theory:
    projects.agree(theory, lena, role="lived", by=BY)
    projects.agree(theory, rashid, role="researcher", by=BY)
    return Theory.objects.get(pk=theory.pk)


def text(response: Any) -> str:
    return str(response.content.decode())


def held(html: str) -> dict[str, set[str]]:
    """What a piece of a page holds, by what stands on its marks."""
    return {
        kind: set(re.findall(rf'data-{kind}="([^"]+)"', html)) for kind in ("element", "link", "assumption")
    }


def test_the_outline_holds_every_element_link_and_assumption_that_the_picture_holds(
    draft: Theory, lena: Member, browser_of: Browser
) -> None:
    page = text(browser_of(lena).get(f"{HERE}1/picture/"))
    drawn = re.search(r"<svg class=\"theory-picture\".*?</svg>", page, re.DOTALL)
    assert drawn is not None
    outline = text(browser_of(lena).get(f"{HERE}1/"))
    everything = {"element": {"E1", "E2", "E3", "E4"}, "link": {"E1-E2", "E2-E3"}, "assumption": {"A1", "A2"}}
    assert held(drawn.group()) == everything
    assert held(outline) == everything
    assert held(page.replace(drawn.group(), "")) == everything
    for row in draft.elements.all():
        assert row.text in outline
    for words in (
        "Walking is easy to join.",
        "Nobody is left behind.",
        "The new bus line.",
        "It holds in part",
    ):
        assert words in outline


def test_the_picture_is_mirrored_from_right_to_left(draft: Theory) -> None:
    outline = questions.outline(draft)
    ltr, rtl = picture.draw(outline), picture.draw(outline, rtl=True)
    assert [box.x for box in rtl.boxes] == [ltr.width - box.x - box.width for box in ltr.boxes]
    assert [box.y for box in rtl.boxes] == [box.y for box in ltr.boxes]


def test_no_box_lies_on_another_however_many_there_are(draft: Theory) -> None:
    for number in range(8):
        projects.add_element(
            draft, kind="activity", text=f"A walk with a long name, number {number}. " * 4, by=BY
        )
    boxes = picture.draw(questions.outline(draft)).boxes
    for one in boxes:
        for other in boxes:
            apart = one.bottom <= other.y or other.bottom <= one.y or one.x + one.width <= other.x
            assert one is other or apart or other.x + other.width <= one.x


def test_a_link_never_leads_backwards_to_itself_or_in_a_circle(draft: Theory) -> None:
    need, walk, soon, _impact = draft.elements.all()
    other = projects.add_element(draft, kind="soon", text="They meet without us.", by=BY)
    projects.link(soon, other, by=BY)
    for source, target in ((soon, walk), (need, need), (other, soon)):
        with pytest.raises(ValidationError) as refusal:
            projects.link(source, target, by=BY)
        assert list(refusal.value.message_dict) == ["target"]


def test_an_assumption_that_was_looked_at_says_when(draft: Theory) -> None:
    with pytest.raises(ValidationError) as refusal:
        projects.assume(draft.elements.all()[0], text="People come.", status="holds", by=BY)
    assert refusal.value.message_dict == {"looked_at_on": ["Write when you last looked at it."]}


def test_what_changed_between_versions_is_worked_out_from_their_rows(
    draft: Theory, lena: Member, rashid: Member
) -> None:
    first = agreed(draft, lena, rashid)
    second = projects.start_theory(first.project, by=BY)
    by_key = {one.key: one for one in second.elements.all()}
    projects.change_element(by_key["E1"], base=1, text="Older people are alone.", by=BY)
    projects.remove_element(by_key["E4"], by=BY)
    new = projects.add_element(second, kind="later", text="They help each other.", by=BY)
    projects.link(by_key["E3"], new, by=BY)
    projects.link(
        by_key["E2"], by_key["E3"], because="People talk while they walk.", strength="strong", by=BY
    )
    projects.change_assumption(
        second.assumptions.get(key="A1"), status="does_not", looked_at_on=date(2026, 3, 1), by=BY
    )
    found = {
        str(part.label): {(one.name, one.state) for one in part.changes}
        for part in differences.compare(first, second).parts
    }
    assert found == {
        "Elements": {("E1", "changed"), ("E4", "removed"), ("E5", "added")},
        "Links": {("E3 → E5", "added"), ("E2 → E3", "changed")},
        "Assumptions": {("A1", "changed")},
        "Other influences": set(),
    }
    assert differences.compare(first, first).count == 0


def test_the_page_of_differences_says_what_came_and_went(
    draft: Theory, lena: Member, rashid: Member, browser_of: Browser
) -> None:
    second = projects.start_theory(agreed(draft, lena, rashid).project, by=BY)
    element = second.elements.get(key="E1")
    projects.change_element(element, base=1, text="Older people are alone.", by=BY)
    page = text(browser_of(lena).get(f"{HERE}compare/?before=1&after=2"))
    assert "1 thing differs." in page
    assert "Older people" in page


def test_old_versions_stay_readable_for_everybody_and_drafts_for_the_team(
    draft: Theory, lena: Member, rashid: Member, client: Client
) -> None:
    projects.publish_project(draft.project, by=BY)
    assert client.get(f"{HERE}1/").status_code == 404
    first = agreed(draft, lena, rashid)
    second = projects.start_theory(first.project, by=BY)
    projects.say_what_changed(second, what_changed="Nothing.", why="To try.", by=BY)
    assert client.get(f"{HERE}2/").status_code == 404
    agreed(second, lena, rashid)
    assert [client.get(f"{HERE}{number}/").status_code for number in (1, 2)] == [200, 200]
    assert "Replaced by a newer version" in text(client.get(f"{HERE}1/"))
    page = text(client.get(HERE))
    assert "To try." in page
    assert "Lena" not in page


def test_everything_is_done_by_forms(
    project: Project, lena: Member, rashid: Member, browser_of: Browser
) -> None:
    browser = browser_of(lena)
    browser.post(HERE + "start/")
    for kind, words in (("need", "People are alone."), ("activity", "We walk."), ("activity", "We cook.")):
        browser.post(HERE + "draft/add/", {"kind": kind, "text": words})
    once = "8c0b5c55-3a0e-4a71-9d10-6f0d9d8f7a10"
    linked = {"target": "E2", "because": "It is easy.", "strength": "weak", "once": once}
    browser.post(HERE + "draft/E1/link/", linked)
    link = Theory.objects.get().links.get()
    browser.post(
        f"{HERE}draft/links/{link.pk}/assume/",
        {"text": "It is dry.", "importance": "high", "status": "untested"},
    )
    browser.post(HERE + "draft/E2/", {"kind": "activity", "text": "We walk weekly.", "base": "1"})
    browser.post(HERE + "draft/E3/move/0/")
    browser.post(HERE + "draft/comment/", {"about": "E2", "text": "Every week is much."})
    browser.post(HERE + "draft/influences/add/", {"text": "The bus.", "how_far": "some"})
    influence = Theory.objects.get().influences.get()
    change = f"{HERE}draft/influences/{influence.pk}/"
    assert change in text(browser.get(HERE + "draft/"))
    assert "Write what else could explain it." in text(browser.post(change, {"text": "", "how_far": "some"}))
    assert "The bus." in text(browser.get(change))
    browser.post(change, {"text": "The tram.", "how_far": "some"})
    page = text(browser.get(HERE + "draft/"))
    for words in ("We walk weekly.", "It is easy.", "It is dry.", "Every week is much.", "The tram."):
        assert words in page
    assert page.index("We cook.") < page.index("Every week is much.")
    browser.post(HERE + "draft/E3/remove/")
    browser.post(f"{HERE}draft/links/{link.pk}/remove/")
    assert Theory.objects.get().links.count() == 0
    assert set(Element.objects.values_list("key", flat=True)) == {"E1", "E2"}
    browser.post(HERE + "draft/agree/", {"role": "lived", "agreed": "on"})
    browser_of(rashid).post(HERE + "draft/agree/", {"role": "researcher", "agreed": "on"})
    assert Theory.objects.get().status == "agreed"


def test_whoever_agreed_is_asked_again_on_their_desk_when_the_draft_changes(
    draft: Theory, lena: Member, browser_of: Browser
) -> None:
    asks = "Read the theory of change, and agree"
    assert asks not in text(browser_of(lena).get("/desk/"))
    projects.agree(draft, lena, role="lived", by=BY)
    assert asks not in text(browser_of(lena).get("/desk/"))
    projects.add_element(draft, kind="output", text="A walk.", by=BY)
    assert asks in text(browser_of(lena).get("/desk/"))
    projects.agree(draft, lena, role="lived", by=BY)
    assert asks not in text(browser_of(lena).get("/desk/"))


def test_an_influence_that_is_put_right_keeps_its_key_and_what_it_said_is_on_record(draft: Theory) -> None:
    row = draft.influences.get()
    projects.change_influence(row, text="The new tram line.", how_far="little", by=BY)
    projects.change_influence(row, text="The new tram line.", how_far="little", by=BY)
    event = Event.objects.get(verb="projects.influence_changed")
    assert (event.detail["before"], event.detail["after"]) == (
        {"text": "The new bus line."}, {"text": "The new tram line."},
    )  # fmt: skip
    now = draft.influences.get()
    assert (now.pk, now.key, now.text) == (row.pk, row.key, "The new tram line.")


def test_two_people_who_save_at_once_see_both_and_choose(
    draft: Theory, lena: Member, rashid: Member, browser_of: Browser
) -> None:
    first, second = browser_of(lena), browser_of(rashid)
    first.post(HERE + "draft/E1/", {"kind": "need", "text": "Many are alone.", "base": "1"})
    sent = {"kind": "need", "text": "Old people are alone.", "who_changes": "Families", "base": "1"}
    answer = second.post(HERE + "draft/E1/", sent, follow=True)
    page = text(answer)
    assert all(words in page for words in ("Many are alone.", "Old people are alone.", "Families"))
    aside = ElementAside.objects.get()
    assert "Two people saved at once" in text(second.get(HERE + "draft/"))
    both = sent | {"choice": "both", "text": "Many old people are alone."}
    second.post(f"{HERE}draft/aside/{aside.pk}/", both)
    assert Element.objects.get(key="E1").text == "Many old people are alone."
    assert "Two people saved at once" not in text(second.get(HERE + "draft/"))


def test_nobody_outside_the_team_writes_or_reads_a_draft(
    draft: Theory, make: Make, browser_of: Browser
) -> None:
    projects.publish_project(draft.project, by=BY)
    browser = browser_of(make("Ana"))
    for path in ("draft/", "draft/add/", "draft/E1/", "draft/agree/", "1/picture/"):
        assert browser.get(HERE + path).status_code == 404


def test_the_paper_is_tagged_and_the_same_each_time(draft: Theory) -> None:
    made = papers.theory_pdf(questions.outline(draft))
    assert made[:5] == b"%PDF-"
    assert b"pdfuaid" in made
    assert made == papers.theory_pdf(questions.outline(draft))


def test_the_paper_says_of_what_is_taken_for_granted_what_the_page_says(draft: Theory) -> None:
    rows = [row for group in questions.outline(draft).groups for row in group.rows]
    lines = [line for row in rows for line in papers._item(row)["lines"]]
    at = lines.index("Assumption A2: Nobody is left behind. (It holds in part)")
    assert lines[at + 1 : at + 3] == ["How much it matters: Very", "Last looked at: 1 February 2026"]


@pytest.mark.parametrize("count", [1, 10])
def test_an_outline_asks_as_many_questions_for_many_elements_as_for_one(draft: Theory, count: int) -> None:
    for number in range(count):
        projects.add_element(draft, kind="output", text=f"Walk {number}", by=BY)
    with CaptureQueriesContext(connection) as asked:
        questions.outline(draft)
    assert len(asked) == 5
