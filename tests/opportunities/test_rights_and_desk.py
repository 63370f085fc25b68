"""My data, leaving, the desk, and the public figures."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from alongside.foundation import clock, figures, rights
from alongside.opportunities import actions as opportunities
from alongside.opportunities.models import Interest, Invitation, Opportunity, Place, Value, Volunteered
from alongside.people import actions as people
from alongside.people.models import Member
from tests.opportunities.helpers import BY, closed, crowd, holders, later, like

Make = Callable[..., Member]
Open = Callable[..., Opportunity]
Browser = Callable[[Member], Client]


@pytest.fixture
def asked(draft: Open) -> Opportunity:
    """A published lottery with one question."""
    notice = draft(method="lottery", places=1, title="Sit on the panel")
    values = [("Under 25", 0, 1), ("25 or over", 0, 1)]
    opportunities.set_category(notice, name="Age", question="How old are you?", values=values, by=BY)
    return opportunities.publish(notice, by=BY)


def test_my_data_holds_interests_answers_and_invitations(
    asked: Opportunity, publish: Open, make: Make
) -> None:
    ada, value = make("Ada"), Value.objects.get(label="Under 25")
    like(asked, ada, words="Hello", answers={value.category_id: value.pk})
    opportunities.invite(publish(title="Other"), [ada], by=BY)
    assert ada.account is not None
    held = rights.export(ada.account)["opportunities"]
    assert held["interests"][0]["words"] == "Hello"
    assert held["interests"][0]["said_for_the_lottery"] == {"Age": "Under 25"}
    assert held["invitations"][0]["title"] == "Other"


def test_leaving_gives_the_place_to_whoever_is_next_and_blanks_what_was_said(
    publish: Open, make: Make
) -> None:
    notice, ada, bo = publish(places=1), make("Ada"), make("Bo")
    like(notice, ada, words="my words")
    like(notice, bo)
    people.leave(ada, by=BY)
    assert holders(notice) == ["Bo"]
    assert Interest.objects.get(member=ada).words == ""
    assert Place.objects.get(interest__member=ada).ended_how == "dropped_out"


def test_leaving_deletes_what_was_volunteered_and_invitations(
    asked: Opportunity, publish: Open, make: Make
) -> None:
    ada, value = make("Ada"), Value.objects.get(label="Under 25")
    like(asked, ada, answers={value.category_id: value.pk})
    opportunities.invite(publish(), [ada], by=BY)
    people.leave(ada, by=BY)
    assert Volunteered.objects.count() == 0
    assert Invitation.objects.count() == 0
    assert Interest.objects.get().withdrawn_at is not None


def test_who_left_is_not_drawn(asked: Opportunity, make: Make) -> None:
    members = crowd(make, 3)
    like(asked, *members)
    opportunities.close_pool(closed(asked), by=BY)
    people.leave(members[0], by=BY)
    opportunities.draw(asked, public_words="7", by=BY)
    assert len(holders(asked)) == 1
    assert "Person0" not in holders(asked)


def desk(client: Client) -> str:
    return client.get("/desk/").content.decode()


def test_the_desk_of_a_member_shows_places_and_invitations(
    publish: Open, make: Make, browser_of: Browser
) -> None:
    ada, bo, notice = make("Ada"), make("Bo"), publish(title="Leaflet", places=1)
    like(notice, ada, bo)
    opportunities.drop_out(Place.objects.get(), by=BY)
    opportunities.invite(publish(title="Buses"), [bo], by=BY)
    page = desk(browser_of(bo))
    assert "A place for you: Leaflet" in page
    assert "You are invited: Buses" in page
    assert "10 minutes, £8, by" in page
    assert "Leaflet" not in desk(browser_of(ada))


def test_the_desk_of_a_coordinator_shows_choices_draws_and_what_closes_soon(
    publish: Open, asked: Opportunity, make: Make, coordinator: Member, browser_of: Browser
) -> None:
    client = browser_of(coordinator)
    agreed = publish(method="agreed", places=1, title="Group", closes_on=clock.today() + timedelta(days=2))
    members = crowd(make, 3)
    like(agreed, *members)
    like(asked, *members)
    assert "Closes soon: Group" in desk(client)
    closed(agreed)
    closed(asked)
    page = desk(client)
    assert "Choose, and answer everybody: Group" in page
    assert "3 people wait for an answer." in page
    assert "Close the pool: Sit on the panel" in page
    opportunities.close_pool(asked, by=BY)
    assert "Draw: Sit on the panel" in desk(client)
    opportunities.draw(asked, public_words="7", by=BY)
    opportunities.decide(agreed, chosen={}, decided_by="Two", why="", answer="No.", by=BY)
    page = desk(client)
    assert "Sit on the panel" not in page
    assert "Group" not in page


def figure(name: str) -> Any:
    return figures.read([f"opportunities.{name}"])[f"opportunities.{name}"]


def test_figures_grow_from_records(publish: Open, asked: Opportunity, make: Make) -> None:
    notice = publish(places=2)
    like(notice, *crowd(make, 2))
    assert (figure("published").value, figure("open").value, figure("filled").value) == (2, 2, 0)
    closed(notice)
    assert (figure("published").value, figure("open").value, figure("filled").value) == (2, 1, 1)
    with later(30):
        assert figure("open").value == 0


def test_few_people_are_hidden_and_others_rounded(publish: Open, make: Make) -> None:
    notice, members = publish(places=None), crowd(make, 12)
    like(notice, *members[:7])
    assert (figure("took_up").value, figure("took_up").status) == (None, "too_few")
    like(publish(places=None), members[0])
    assert figure("took_up").status == "too_few", "a person counts once"
    like(notice, *members[7:])
    assert (figure("took_up").value, str(figure("took_up").display)) == (10, "10")


def test_two_entries_of_one_person_have_one_place_and_the_other_goes_to_whoever_is_next(
    publish: Open, make: Make
) -> None:
    notice = publish(places=2)
    phone, web, bea = make("Ann"), make("Ann2"), make("Bea")
    for member in (phone, web, bea):
        like(notice, member)
    told = people.Told("phone", clock.today(), read_back_and_agreed=True)
    people.merge_members(web, phone, reason="She says so.", told=told, by=BY)
    assert holders(notice) == ["Ann2", "Bea"]
    assert Interest.objects.filter(opportunity=notice, member=web, withdrawn_at=None).count() == 1
