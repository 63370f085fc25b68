"""Everything that a member does online, staff can write down for somebody without email: the whole table."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils.formats import date_format

from alongside.foundation import clock
from alongside.foundation.doors import SIGNED_IN, Role
from alongside.opportunities import actions as opportunities
from alongside.opportunities.models import Interest, Invitation, Opportunity, Place, Value, Volunteered
from alongside.opportunities.urls import urlpatterns
from alongside.people import actions as people
from alongside.people.models import Member, Recording
from tests.opportunities.helpers import BY, like, told_form

Make = Callable[..., Member]
Browser = Callable[[Member], Client]

# What a member does by POST, and the name under which it is written down for somebody else.
WRITTEN_DOWN_AS = {
    "express_interest": "interest",
    "withdraw_interest": "interest_withdrawn",
    "accept_place": "place_accepted",
    "decline_place": "place_declined",
    "drop_out": "place_given_back",
    "decline_invitation": "invitation_declined",
}
LOOKING = {"opportunities", "opportunity", "draw_page", "draw_file", "checker", "mine", "join_first"}


def test_the_table_holds_every_door_of_members() -> None:
    named: list[Any] = list(urlpatterns)
    doors = {pattern.name for pattern in named if Role.MEMBER in pattern.callback.door.roles}
    assert doors - LOOKING == set(WRITTEN_DOWN_AS)
    assert Role.MEMBER in SIGNED_IN


@pytest.fixture
def grace(make: Make) -> Member:
    return make("Grace", reach_by="phone", phone="020 7946 0102")


@pytest.fixture
def staff(coordinator: Member, browser_of: Browser) -> Client:
    return browser_of(coordinator)


def written(member: Member, what: str) -> Recording:
    """The one recording of this kind, as it should be."""
    recording = Recording.objects.get(member=member, what=what)
    assert (recording.mode, recording.read_back_and_agreed) == ("phone", True)
    assert recording.written_by.startswith("account:")
    return recording


def offered(publish: Any, grace: Member, make: Make) -> Place:
    """A place that waits for Grace's yes or no."""
    notice = publish(places=1)
    first, _grace = like(notice, make("First"), grace)
    opportunities.drop_out(first.place, by=BY)
    return Place.objects.get(interest__member=grace)


def record(staff: Client, place: Place, move: str) -> None:
    url = f"/opportunities/{place.opportunity_id}/answers/{place.interest_id}/"
    assert staff.post(url, told_form() | {"move": move}).status_code == 302
    place.refresh_from_db()


def test_an_interest_with_answers_for_a_lottery(draft: Any, grace: Member, staff: Client) -> None:
    notice: Opportunity = draft(method="lottery", places=1)
    values = [("Under 25", 0, 1), ("25 or over", 0, 1)]
    opportunities.set_category(notice, name="Age", question="How old?", values=values, by=BY)
    opportunities.publish(notice, by=BY)
    value = Value.objects.get(label="25 or over")
    found = staff.get(f"/opportunities/{notice.pk}/write-down/?words=Grace").content.decode()
    url = f"/opportunities/{notice.pk}/write-down/{grace.reference}/"
    assert url in found
    form = told_form() | {"words": "Call after six", f"category_{value.category_id}": value.pk}
    assert staff.post(url, form).status_code == 302
    interest = Interest.objects.get(member=grace)
    assert (interest.how, interest.words) == ("phone", "Call after six")
    assert interest.recording == written(grace, WRITTEN_DOWN_AS["express_interest"])
    assert Volunteered.objects.get(interest=interest).value == value


def test_taking_an_interest_back(publish: Any, grace: Member, staff: Client) -> None:
    (interest,) = like(publish(method="agreed", places=1), grace)
    url = f"/opportunities/{interest.opportunity_id}/answers/{interest.pk}/"
    assert staff.post(url, told_form() | {"move": "withdraw"}).status_code == 302
    interest.refresh_from_db()
    assert interest.withdrawn_at is not None
    written(grace, WRITTEN_DOWN_AS["withdraw_interest"])


def test_saying_yes_to_a_place(publish: Any, grace: Member, staff: Client, make: Make) -> None:
    place = offered(publish, grace, make)
    record(staff, place, "accept")
    assert place.accepted_at is not None
    written(grace, WRITTEN_DOWN_AS["accept_place"])


def test_saying_no_to_a_place(publish: Any, grace: Member, staff: Client, make: Make) -> None:
    place = offered(publish, grace, make)
    record(staff, place, "decline")
    assert place.ended_how == "declined"
    written(grace, WRITTEN_DOWN_AS["decline_place"])


def test_giving_a_place_back(publish: Any, grace: Member, staff: Client) -> None:
    (interest,) = like(publish(), grace)
    record(staff, interest.place, "drop_out")
    assert Place.objects.get().ended_how == "dropped_out"
    written(grace, WRITTEN_DOWN_AS["drop_out"])


def test_saying_no_to_an_invitation(publish: Any, grace: Member, staff: Client) -> None:
    (invitation,) = opportunities.invite(publish(), [grace], by=BY)
    url = f"/opportunities/{invitation.opportunity_id}/invitations/{invitation.pk}/no/"
    assert staff.post(url, told_form()).status_code == 302
    assert Invitation.objects.get().declined_at is not None
    written(grace, WRITTEN_DOWN_AS["decline_invitation"])


def test_what_was_not_read_back_is_refused_on_every_form(publish: Any, grace: Member, staff: Client) -> None:
    (interest,) = like(publish(), grace)
    form = told_form() | {"move": "drop_out", "read_back_and_agreed": ""}
    url = f"/opportunities/{interest.opportunity_id}/answers/{interest.pk}/"
    assert staff.post(url, form).status_code == 200
    assert Recording.objects.filter(what="place_given_back").count() == 0


def test_a_day_before_there_was_anything_to_answer_is_refused_at_the_field(
    publish: Any, grace: Member, staff: Client, make: Make
) -> None:
    early, today = told_form(on=clock.today() - timedelta(days=1)), date_format(clock.today())

    def refused(url: str, sentence: str, **more: str) -> None:
        page = staff.post(url, early | more)
        assert page.status_code == 200
        assert page.context["form"].errors["on"] == [f"{sentence} {today}. Write that day or a later one."]

    notice, place = publish(), offered(publish, grace, make)
    here = f"/opportunities/{place.opportunity_id}/"
    refused(f"/opportunities/{notice.pk}/write-down/{make('Bo').reference}/", "This was published on")
    refused(f"{here}answers/{place.interest_id}/", "The place was offered on", move="accept")
    (interest,) = like(place.opportunity, make("Cy"))
    page = staff.post(f"{here}answers/{interest.pk}/", early | {"move": "withdraw"})
    assert page.context["form"].errors["on"][0].startswith(f"They said on {today}")
    (invitation,) = opportunities.invite(notice, [grace], by=BY)
    refused(f"/opportunities/{notice.pk}/invitations/{invitation.pk}/no/", "They were invited on")
    told = people.Told("phone", clock.today() - timedelta(days=1), True)
    with pytest.raises(people.CannotRecord):
        opportunities.accept_place(place, told=told, by=BY)
    with pytest.raises(people.CannotRecord):
        opportunities.withdraw_interest(interest, told=told, by=BY)
    with pytest.raises(people.CannotRecord):
        opportunities.decline_invitation(invitation, told=told, by=BY)
    assert not Recording.objects.exists()
