"""The case study: agreed by lived experience and one other, made from records, saying what it leaves out."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pikepdf
import pytest
from django.test import Client

from alongside.foundation import clock, figures
from alongside.people.models import Member
from alongside.projects import actions as projects
from alongside.projects.models import CaseStudy, Project
from alongside.projects.queries import case
from tests.projects.outcome_helpers import BY, BY_PHONE, asked, changed, public

pytestmark = pytest.mark.django_db
Browser = Callable[[Member], Client]


@pytest.fixture
def agreed(project: Project, lena: Member, rashid: Member) -> Project:
    """A published project, to whose case study both of the team agree."""
    public(project, rating="large", contribution="We opened the door.")
    project.refresh_from_db()
    for member in (lena, rashid):
        projects.agree_case(project, member, by=BY)
    return project


def test_it_needs_lived_experience_and_another_role(project: Project, lena: Member, rashid: Member) -> None:
    public(project)
    project.refresh_from_db()
    with pytest.raises(projects.CannotPublish, match="lived experience has to agree"):
        projects.publish_case(project, by=BY)
    projects.agree_case(project, lena, by=BY)
    with pytest.raises(projects.CannotPublish, match="another role"):
        projects.publish_case(project, by=BY)
    projects.agree_case(project, rashid, told=BY_PHONE, by=BY)
    assert projects.publish_case(project, by=BY).published_at


def test_somebody_outside_the_team_does_not_agree(project: Project, make: Callable[..., Member]) -> None:
    with pytest.raises(projects.CannotChange, match="Only people of the team"):
        projects.agree_case(project, make("Zed"), by=BY)


def test_before_it_is_published_only_the_team_reads_it(
    agreed: Project, lena: Member, browser_of: Browser
) -> None:
    path = f"/projects/{agreed.slug}/case-study/"
    assert Client().get(path).status_code == 404
    assert "A preview for the team" in browser_of(lena).get(path).content.decode()
    projects.publish_case(agreed, by=BY)
    assert Client().get(path).status_code == 200


def test_new_words_ask_everybody_again(agreed: Project) -> None:
    projects.write_lesson(agreed, lesson="Ask before you plan.", by=BY)
    with pytest.raises(projects.CannotPublish):
        projects.publish_case(agreed, by=BY)


def test_it_says_that_people_are_asked_again_only_when_the_words_changed(
    agreed: Project, lena: Member, browser_of: Browser
) -> None:
    browser, page = browser_of(lena), f"/projects/{agreed.slug}/case-study/lesson/"
    sent = {"lesson": "Ask before you plan."}
    assert "is asked again" in browser.post(page, sent, follow=True).content.decode()
    again = browser.post(page, sent, follow=True).content.decode()
    assert "is asked again" not in again
    assert "Nothing was changed." in again


def test_who_takes_their_agreement_back_takes_the_page_with_it(agreed: Project, lena: Member) -> None:
    study = projects.publish_case(agreed, by=BY)
    projects.take_case_agreement_back(study.agreements.get(member=lena), by=BY)
    assert CaseStudy.objects.get().published_at is None


def test_it_says_what_it_leaves_out_and_names_nobody_who_did_not_agree(agreed: Project) -> None:
    changed(agreed, what="Not looked at")
    asked(agreed.outcomes.earliest("pk"), rating="small", stance="partly", words="Less.")
    built = case.build(agreed)
    assert built.names == []
    assert built.left_out == [
        "There are people in the team who are not named.",
        "1 outcome waits to be looked at.",
        "The team’s own words on 1 contribution are not shown, since somebody outside rated it lower.",
    ]
    assert "case study, as of" in built.cite


def test_somebody_under_18_is_not_named_whatever_they_chose(
    project: Project, make: Callable[..., Member]
) -> None:
    young = make("Yara", age_guard="16-17")
    projects.add_to_team(project, young, role="young", named="full_name", by=BY)
    built = case.build(project)
    assert (built.names, built.roles) == ([], ["Young person"])


@pytest.mark.parametrize("size", ["", "?size=large"])
@pytest.mark.parametrize("language", ["", "/ar"])
def test_the_pdf_is_pdf_ua_in_usual_and_large_print(agreed: Project, size: str, language: str) -> None:
    projects.publish_case(agreed, by=BY)
    answer = Client().get(f"{language}/projects/{agreed.slug}/case-study/pdf/{size}")
    assert answer.status_code == 200
    with pikepdf.open(io.BytesIO(answer.content)) as pdf:
        assert pdf.open_metadata().get("pdfuaid:part") == "1"
        assert pdf.Root.Lang == ("ar" if language else "en")


def test_figures_of_one_project_and_over_all(agreed: Project) -> None:
    public(agreed, expected="expected")
    asked(agreed.outcomes.earliest("pk"))
    found: dict[str, Any] = figures.read([
        "projects.river_walks.theories_of_change", "projects.river_walks.evaluation_plans",
        "projects.river_walks.unexpected_outcomes", "projects.river_walks.follow_ups", "projects.count",
        "projects.outcomes", "projects.outcomes.unexpected", "projects.outcomes.confirmed", "projects.since.confirmed",
        "projects.still_to_come.follow_ups",
    ])  # fmt: skip
    assert [(one.value, one.base) for one in found.values()] == [
        (0, None), (0, None), (1, None), (0, None), (1, None), (2, None), (1, 2), (1, 2), (0, None), (None, None),
    ]  # fmt: skip
    assert found["projects.still_to_come.follow_ups"].status == "not_recorded"
    for one in found.values():
        if one.shown:
            assert one.definition
            assert one.as_of
            assert Client().get(one.source[0].url).status_code == 200


def test_a_figure_of_a_project_to_come_is_no_slip_of_the_pen_and_a_misspelt_one_is() -> None:
    assert not figures.is_unknown("projects.aybi.follow_ups")
    assert figures.is_unknown("projects.aybi.folow_ups")


def test_who_leaves_the_team_after_the_close_takes_no_role_out_of_it(
    agreed: Project, lena: Member, rashid: Member
) -> None:
    at_first = case.build(agreed).roles
    assert len(at_first) == 2
    projects.close_project(
        agreed, done="Forty walks.", changed="", did_not_work=["Walks at night."], member=lena, by=BY
    )
    agreed.refresh_from_db()
    row = agreed.team.get(member=rashid)
    row.named = "first_name"
    row.save()
    assert "Rashid" in case.build(agreed).names
    with clock.at(clock.now() + timedelta(days=3)):
        projects.leave_team(row, by=BY)
        built = case.build(agreed)
    assert (built.names, built.roles) == ([], at_first)


def test_who_left_before_the_close_is_not_in_the_team_any_more(
    agreed: Project, lena: Member, rashid: Member
) -> None:
    projects.leave_team(agreed.team.get(member=rashid), by=BY)
    with clock.at(clock.now() + timedelta(days=3)):
        projects.close_project(
            agreed, done="Forty walks.", changed="", did_not_work=["Walks at night."], member=lena, by=BY
        )
        agreed.refresh_from_db()
        assert len(case.build(agreed).roles) == 1


def test_coordinators_find_on_their_desk_what_can_be_published(
    agreed: Project, lena: Member, coordinator: Member, browser_of: Browser
) -> None:
    line = "Publish the case study"
    assert line in browser_of(coordinator).get("/desk/").content.decode()
    assert line not in browser_of(lena).get("/desk/").content.decode()
    study = projects.publish_case(agreed, by=BY)
    assert case.to_publish() == []
    projects.hide_case(agreed, by=BY)
    assert case.to_publish() == [], "staff hid it, and know"
    projects.take_case_agreement_back(study.agreements.get(member=lena), by=BY)
    assert case.to_publish() == [], "nobody with lived experience agrees"
    projects.agree_case(agreed, lena, by=BY)
    assert case.to_publish() == [study]
    agreed.team.filter(member=lena).update(left_on=clock.today())
    assert case.to_publish() == [], "who has left the team is not asked"


@pytest.mark.parametrize("number", [0, 1, 10])
def test_what_can_be_published_is_found_by_two_questions_however_many(
    agreed: Project, number: int, django_assert_max_num_queries: Any
) -> None:
    study = CaseStudy.objects.get()
    for _number in range(number):
        copy = Project.objects.get(pk=agreed.pk)
        copy.pk, copy.slug, copy._state.adding = None, f"copy-{_number}", True
        copy.save()
        other = CaseStudy.objects.create(project=copy, by=study.by)
        for member in agreed.team.all():
            member.pk, member.project, member._state.adding = None, copy, True
            member.save()
        for row in study.agreements.all():
            row.pk, row.case, row._state.adding = None, other, True
            row.save()
    with django_assert_max_num_queries(2):
        found = case.to_publish()
        assert len({row.project.title for row in found}) == 1
    assert len(found) == number + 1
