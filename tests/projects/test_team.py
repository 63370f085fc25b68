"""Promise: no project is shown without lived experience in its team, and everybody is in a team by their own word."""

from collections.abc import Callable
from datetime import date

import pytest
from django.core.exceptions import ValidationError

from alongside.foundation import actors, clock
from alongside.foundation.models import Message
from alongside.people import actions as people
from alongside.people.models import Member, Recording
from alongside.projects import actions as projects
from alongside.projects import rules
from alongside.projects.models import Project, TeamMember

Make = Callable[..., Member]
BY = actors.SYSTEM


def start(title: str = "River walks", ends_on: date = date(2026, 12, 18)) -> Project:
    return projects.start_project(
        title=title, summary="Walking groups.", starts_on=date(2026, 1, 5), ends_on=ends_on, by=BY
    )


def test_two_projects_of_one_name_have_addresses_of_their_own(our_centre: None) -> None:
    assert [start().slug, start().slug, start("مشي").slug] == ["river-walks", "river-walks-2", "project"]


def test_a_project_that_ends_before_it_starts_is_refused_beside_its_last_day(our_centre: None) -> None:
    with pytest.raises(ValidationError) as refusal:
        start(ends_on=date(2025, 1, 1))
    assert refusal.value.message_dict == {"ends_on": ["The last day cannot be before the first day."]}


def test_the_end_that_was_first_agreed_never_moves(project: Project) -> None:
    projects.change_project(project, ends_on=date(2027, 3, 1), by=BY)
    project.refresh_from_db()
    assert (project.ends_on, project.planned_end_on) == (date(2027, 3, 1), date(2026, 12, 18))


def test_a_project_is_not_published_without_lived_experience(project: Project, rashid: Member) -> None:
    with pytest.raises(projects.CannotPublish, match="Nobody with lived experience"):
        projects.publish_project(project, by=BY)


def test_a_project_is_published_once_somebody_with_lived_experience_agreed(
    project: Project, make: Make
) -> None:
    row = projects.ask_to_join(project, make("Ana"), role="young", by=BY)
    with pytest.raises(projects.CannotPublish):
        projects.publish_project(project, by=BY)
    projects.join_team(row, by=BY)
    assert projects.publish_project(project, by=BY).published_at is not None


def test_somebody_who_was_asked_is_told_and_not_in_the_team_until_they_say_yes(
    project: Project, make: Make
) -> None:
    ana = make("Ana")
    row = projects.ask_to_join(project, ana, role="carer", by=BY)
    assert not rules.in_team(ana, project)
    assert Message.objects.filter(to__contains="ana@example.org", text__contains="River walks").count() == 1
    projects.join_team(row, named="first_name", by=BY)
    assert rules.in_team(ana, project)
    projects.leave_team(row, by=BY)
    assert not rules.in_team(ana, project)


def test_a_no_is_not_made_a_yes_by_somebody_else(project: Project, make: Make) -> None:
    row = projects.ask_to_join(project, make("Ana"), role="carer", by=BY)
    projects.leave_team(row, by=BY)
    with pytest.raises(projects.CannotJoin, match="answered with no"):
        projects.join_team(row, by=BY)


def test_agreeing_by_phone_has_the_same_standing_and_is_on_record(project: Project, make: Make) -> None:
    ana = make("Ana", reach_by="phone", phone="020 7946 0000")
    row = projects.ask_to_join(project, ana, role="lived", by=BY)
    told = people.Told("phone", clock.today(), True)
    projects.join_team(row, named="role", role_text="Walker", told=told, by=BY)
    assert rules.in_team(ana, project)
    assert Recording.objects.filter(member=ana, what="team", mode="phone").count() == 1


def test_somebody_under_16_is_in_no_team_before_a_guardian_agreed(project: Project, make: Make) -> None:
    kim = make("Kim", age_guard="under-16", guardian={"name": "Pat", "email": "pat@example.org"})
    with pytest.raises(projects.CannotJoin):
        projects.ask_to_join(project, kim, role="young", by=BY)


def test_adding_the_same_person_twice_as_the_same_thing_changes_nothing(
    project: Project, lena: Member
) -> None:
    projects.add_to_team(project, lena, role="lived", by=BY)
    projects.add_to_team(project, lena, role="carer", by=BY)
    assert TeamMember.objects.filter(project=project, member=lena).count() == 2
