"""Promise: a coordinator arranges the story without code; what is removed stays on record."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from alongside.foundation import record
from alongside.people.models import Consent
from alongside.story import actions as story
from alongside.story.models import Claim, Milestone, Quote
from tests.story.conftest import BY, person

CLAIM = {
    "heading": "Members",
    "text": "[[people.members]] people.",
    "outcome": "worked",
    "strands": ["movement"],
    "language": "en",
}


def add_url(kind: str) -> str:
    return reverse("story:add_item", args=[kind])


def test_claim_needs_a_strand(our_centre: object) -> None:
    with pytest.raises(ValidationError, match="at least one strand"):
        story.add_claim(text="We began.", strands=[], by=BY)


def test_table_itself_refuses_an_item_without_a_strand(our_centre: object) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Claim.objects.create(text="We began.")


def test_claim_in_several_strands_is_in_each(our_centre: object) -> None:
    claim = story.add_claim(text="We began.", strands=["learning", "movement"], by=BY)

    assert [strand.value for strand in Claim.objects.get(pk=claim.pk).strands] == ["learning", "movement"]


def test_typed_figure_is_refused_in_claim_and_milestone(our_centre: object) -> None:
    with pytest.raises(ValidationError, match="typed figure"):
        story.add_claim(text="39% are disabled.", strands=["learning"], by=BY)
    with pytest.raises(ValidationError, match="typed figure"):
        story.add_claim(heading="Our 9 pilots", text="They ran.", strands=["learning"], by=BY)
    with pytest.raises(ValidationError, match="typed figure"):
        story.add_milestone(title="Five awards", on=date(2019, 1, 1), strands=["learning"], by=BY)
    assert Claim.objects.count() + Milestone.objects.count() == 0


def test_quote_is_somebodys_own_words_and_may_hold_numbers(told: Consent) -> None:
    quote = story.add_quote(text="I came 3 times.", consent=told, strands=["learning"], by=BY)

    assert Quote.objects.get(pk=quote.pk).text == "I came 3 times."


def test_items_change_places_and_the_ends_stay(our_centre: object) -> None:
    first, second, third = (
        story.add_claim(text=text, strands=["learning"], by=BY) for text in ("a", "b", "c")
    )
    story.move_up(third, by=BY)
    assert list(Claim.objects.on_page()) == [first, third, second]

    story.move_up(Claim.objects.get(pk=first.pk), by=BY)
    story.move_down(Claim.objects.get(pk=second.pk), by=BY)

    assert list(Claim.objects.on_page()) == [first, third, second]


def test_moving_skips_what_was_removed(our_centre: object) -> None:
    first, second, third = (
        story.add_claim(text=text, strands=["learning"], by=BY) for text in ("a", "b", "c")
    )
    story.remove(second, by=BY)

    story.move_up(third, by=BY)

    assert list(Claim.objects.on_page()) == [third, first]


def test_removed_item_keeps_its_row_and_can_come_back(our_centre: object) -> None:
    claim = story.add_claim(text="We began.", strands=["learning"], by=BY)
    story.remove(claim, by=BY)
    row = Claim.objects.get(pk=claim.pk)
    assert (row.removed_by, row.removed_at is None) == ("system", False)
    assert list(Claim.objects.on_page()) == []

    story.put_back(row, by=BY)

    assert list(Claim.objects.on_page()) == [claim]
    verbs = [event.verb for event in record.history(claim)]
    assert verbs == ["story.put_back_claim", "story.remove_claim", "story.add_claim"]


def test_coordinator_adds_a_claim_on_the_page(coordinator: Client) -> None:
    response = coordinator.post(add_url("claims"), CLAIM, follow=True)

    assert response.redirect_chain == [(reverse("story:arrange"), 302)]
    assert "people make" not in response.content.decode()
    assert Claim.objects.get().heading == "Members"


def test_refused_claim_keeps_what_was_typed_and_says_what_to_do(coordinator: Client) -> None:
    page = coordinator.post(add_url("claims"), CLAIM | {"text": "39 people came."}).content.decode()

    assert "Use a figure from the list" in page
    assert "39 people came." in page
    assert Claim.objects.count() == 0


def test_form_lists_known_figures_and_accepts_those_of_rooms_to_come(
    coordinator: Client, greenhouse: object
) -> None:
    page = coordinator.get(add_url("claims")).content.decode()
    assert "[[greenhouse.plants]]" in page
    assert "plants that flower" in page

    coordinator.post(add_url("claims"), CLAIM | {"text": "[[outreach.reach|people]] were reached."})

    assert "(not recorded yet)" in coordinator.get(reverse("story:arrange")).content.decode()


def test_coordinator_changes_moves_removes_and_puts_back(coordinator: Client, told: Consent) -> None:
    claim = Claim.objects.first()
    assert claim is not None
    change = reverse("story:change_item", args=["claims", claim.pk])
    assert "[[greenhouse.plants]] of our plants flower." in coordinator.get(change).content.decode()

    coordinator.post(change, CLAIM | {"heading": "Changed"})
    coordinator.post(reverse("story:move_down", args=["claims", claim.pk]))
    assert [row.heading for row in Claim.objects.on_page()][:2] == ["", "Changed"]
    coordinator.post(reverse("story:remove_item", args=["claims", claim.pk]))
    assert claim not in Claim.objects.on_page()
    coordinator.post(reverse("story:put_back", args=["claims", claim.pk]))

    assert claim in Claim.objects.on_page()


def test_coordinator_adds_quote_and_milestone_on_the_page(coordinator: Client, told: Consent) -> None:
    quote = {"text": "It helped.", "about": "", "consent": told.pk, "strands": ["learning"], "language": "en"}
    moment = {
        "title": "We began", "on_day": "1", "on_month": "10", "on_year": "2017", "precision": "month",
        "text": "", "source_label": "", "source_url": "", "strands": ["movement"], "language": "en",
    }  # fmt: skip
    coordinator.post(add_url("quotes"), quote)
    coordinator.post(add_url("milestones"), moment)

    assert Quote.objects.filter(text="It helped.", consent=told).count() == 1
    assert Milestone.objects.get(title="We began").on == date(2017, 10, 1)


def test_form_sent_twice_adds_one_claim(coordinator: Client) -> None:
    once = {"once": "6f1c0d0e-9d4e-4f0a-8a53-1df4b9b2a9c1"}

    for _time in range(2):
        assert coordinator.post(add_url("claims"), CLAIM | once).status_code == 302

    assert Claim.objects.count() == 1


def test_member_may_not_arrange(our_centre: object) -> None:
    ada = person("Ada")
    assert ada.account is not None
    client = Client()
    client.force_login(ada.account)

    assert client.get(reverse("story:arrange")).status_code == 403
    assert client.post(add_url("claims"), CLAIM).status_code == 403


def test_unknown_part_of_the_story_is_not_found(coordinator: Client) -> None:
    assert coordinator.get(add_url("songs")).status_code == 404


def test_a_figure_that_its_room_does_not_know_is_refused_with_the_nearest_name(our_centre: object) -> None:
    with pytest.raises(ValidationError, match=r"Did you mean people\.members"):
        story.add_claim(text="[[people.memberz]] people.", strands=["movement"], by=BY)
    story.add_claim(text="[[funding.phase_1.awards]] awards.", strands=["projects"], by=BY)
