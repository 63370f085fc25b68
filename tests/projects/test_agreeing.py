"""Promise: a theory is agreed by lived experience and one other role; what was agreed stays readable for ever."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils.formats import date_format

from alongside.foundation import actors, clock
from alongside.people import actions as people
from alongside.people.models import Member
from alongside.projects import actions as projects
from alongside.projects.models import ElementAside, Project, Theory

BY = actors.SYSTEM


@pytest.fixture
def draft(project: Project, lena: Member, rashid: Member) -> Theory:
    theory = projects.start_theory(project, by=BY)
    projects.add_element(theory, kind="need", text="People are alone.", by=BY)
    projects.add_element(theory, kind="activity", text="We walk together.", by=BY)
    return theory


def agreed(theory: Theory, lena: Member, rashid: Member) -> Theory:
    projects.agree(theory, lena, role="lived", by=BY)
    projects.agree(theory, rashid, role="researcher", by=BY)
    theory.refresh_from_db()
    return theory


def test_one_agreement_is_not_enough(draft: Theory, rashid: Member) -> None:
    projects.agree(draft, rashid, role="researcher", by=BY)
    draft.refresh_from_db()
    assert draft.status == "draft"
    assert projects.missing(draft) == ["Somebody with lived experience has not agreed yet."]


def test_lived_experience_and_another_role_make_it_agreed(
    draft: Theory, lena: Member, rashid: Member
) -> None:
    assert agreed(draft, lena, rashid).status == "agreed"


def test_one_person_in_two_roles_is_not_two_people(draft: Theory, lena: Member) -> None:
    projects.add_to_team(draft.project, lena, role="staff", by=BY)
    projects.agree(draft, lena, role="lived", by=BY)
    projects.agree(draft, lena, role="staff", by=BY)
    assert projects.missing(draft) == ["Somebody in another role has not agreed yet."]


def test_nobody_agrees_as_what_they_are_not(draft: Theory, rashid: Member) -> None:
    with pytest.raises(projects.CannotAgree):
        projects.agree(draft, rashid, role="lived", by=BY)


def test_an_agreement_by_phone_counts(draft: Theory, lena: Member, rashid: Member) -> None:
    told = people.Told("phone", clock.today(), True)
    projects.agree(draft, lena, role="lived", told=told, by=BY)
    projects.agree(draft, rashid, role="researcher", by=BY)
    draft.refresh_from_db()
    assert draft.status == "agreed"


def test_nobody_agreed_to_a_draft_before_it_was_begun(
    draft: Theory, lena: Member, coordinator: Member, browser_of: Callable[[Member], Client]
) -> None:
    early = clock.today() - timedelta(days=1)
    said = f"This draft was begun on {date_format(clock.today())}. Write that day or a later one."
    with pytest.raises(people.CannotRecord, match="This draft was begun on"):
        projects.agree(draft, lena, role="lived", told=people.Told("phone", early, True), by=BY)
    sent = {
        "who": f"{lena.pk}-lived", "mode": "phone", "read_back_and_agreed": "on",
        "on_day": early.day, "on_month": early.month, "on_year": early.year,
    }  # fmt: skip
    page = browser_of(coordinator).post(f"/projects/{draft.project.slug}/theory/draft/agree/record/", sent)
    assert said in page.content.decode()
    assert draft.agreements.count() == 0


def test_a_change_after_an_agreement_asks_again(draft: Theory, lena: Member) -> None:
    projects.agree(draft, lena, role="lived", by=BY)
    projects.add_element(draft, kind="impact", text="Nobody is alone.", by=BY)
    assert draft.agreements.count() == 0


def test_an_agreed_version_is_never_changed(draft: Theory, lena: Member, rashid: Member) -> None:
    element = agreed(draft, lena, rashid).elements.first()
    assert element is not None
    with pytest.raises(projects.CannotChange, match="stays as it is"):
        projects.change_element(element, base=1, text="Other words.", by=BY)


def test_a_new_version_is_a_copy_with_the_same_keys_and_says_what_changed_and_why(
    draft: Theory, lena: Member, rashid: Member
) -> None:
    first = agreed(draft, lena, rashid)
    second = projects.start_theory(first.project, by=BY)
    assert second.number == 2
    assert list(second.elements.values_list("key", "text")) == list(first.elements.values_list("key", "text"))
    with pytest.raises(projects.CannotAgree, match="what changed and why"):
        projects.agree(second, lena, role="lived", by=BY)
    projects.say_what_changed(second, what_changed="Nothing yet.", why="To try.", by=BY)
    agreed(second, lena, rashid)
    first.refresh_from_db()
    assert (first.status, second.status) == ("superseded", "agreed")
    assert first.elements.count() == 2


def test_a_key_is_never_given_twice(draft: Theory, lena: Member, rashid: Member) -> None:
    agreed(draft, lena, rashid)
    second = projects.start_theory(draft.project, by=BY)
    for element in second.elements.all():
        projects.remove_element(element, by=BY)
    assert projects.add_element(second, kind="need", text="Another.", by=BY).key == "E3"


def test_two_people_who_save_the_same_element_lose_nothing(draft: Theory) -> None:
    element = draft.elements.get(key="E1")
    projects.change_element(element, base=1, text="Many people are alone.", by=BY)
    with pytest.raises(projects.Clash) as clash:
        projects.change_element(element, base=1, text="Older people are alone.", by=BY)
    assert clash.value.aside.fields["text"] == "Older people are alone."
    assert clash.value.saved.text == "Many people are alone."
    both = clash.value.aside.fields | {"text": "Many older people are alone."}
    projects.settle(clash.value.aside, fields=both, by=BY)
    element.refresh_from_db()
    assert element.text == "Many older people are alone."
    assert ElementAside.objects.filter(settled_at=None).count() == 0
