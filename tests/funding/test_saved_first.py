"""Two coordinators, or two people of a team, change the same words: the second reads both, and nothing is lost."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from alongside.funding import actions as funding
from alongside.funding.models import Bid, FundingDecision, Programme, Round
from alongside.people.models import Member
from tests.funding.conftest import BY, Make
from tests.funding.panel import rows

Browser = Callable[[Member], Client]
ASKS = "Somebody saved this first"


def fields(page: str) -> dict[str, str]:
    """The mark that a page carries."""
    found = re.search(r'name="seen_first" value="(\w+)"', page)
    assert found, "the form carries a mark of what it was filled with"
    return {"seen_first": found[1]}


def text_of(answer: Any) -> str:
    return str(answer.content.decode())


@pytest.fixture
def feedback(our_centre: object, make: Make) -> str:
    """The page on which the feedback for a bid is written."""
    one_round = rows.closed_round()
    bid = rows.bid(one_round, "Choir", 100_000, [make("Ann")])
    rows.panel(one_round, [make("Ada")])
    funding.decide_bid(bid, outcome="fund", reason="It fits.", by=BY)
    return reverse("panel:write_feedback", args=[one_round.slug, bid.reference])


def test_the_second_to_write_feedback_reads_both_and_chooses(
    feedback: str, coordinator: Member, make: Make, browser_of: Browser
) -> None:
    one, two = browser_of(coordinator), browser_of(make("Cem", role="coordinator"))
    mine, theirs = fields(text_of(one.get(feedback))), fields(text_of(two.get(feedback)))
    assert two.post(feedback, theirs | {"feedback": "You sing well."}).status_code == 302
    page = text_of(one.post(feedback, mine | {"feedback": "A good budget."}))
    assert ASKS in page
    assert "You sing well." in page
    assert "A good budget." in page
    assert FundingDecision.objects.get().feedback == "You sing well."
    again = one.post(feedback, fields(page) | {"feedback": "You sing well, with a good budget."})
    assert again.status_code == 302
    assert FundingDecision.objects.get().feedback == "You sing well, with a good budget."


def test_the_same_words_twice_are_no_clash(feedback: str, coordinator: Member, browser_of: Browser) -> None:
    one, two = browser_of(coordinator), browser_of(coordinator)
    mine = fields(text_of(one.get(feedback)))
    assert two.post(feedback, mine | {"feedback": "You sing well."}).status_code == 302
    assert one.post(feedback, mine | {"feedback": "You sing well. "}).status_code == 302


def test_words_that_waited_for_signing_in_still_know_what_they_were_written_over(
    feedback: str, coordinator: Member, browser_of: Browser
) -> None:
    one, two = browser_of(coordinator), browser_of(coordinator)
    mine = fields(text_of(one.get(feedback)))
    one.logout()
    assert one.post(feedback, mine | {"feedback": "A good budget."}).status_code in (302, 303)
    two.post(feedback, {"feedback": "You sing well."})
    assert coordinator.account is not None
    one.force_login(coordinator.account)
    page = text_of(one.get(feedback))
    assert "A good budget." in page
    answer = text_of(one.post(feedback, fields(page) | {"feedback": "A good budget."}))
    assert ASKS in answer
    assert "You sing well." in answer


def test_the_second_to_change_a_line_of_the_budget_reads_both_and_one_that_moved_is_not_removed(
    open_round: Round, make: Make, browser_of: Browser, write_bid: Callable[..., Bid]
) -> None:
    ann = make("Ann")
    bid, browser = write_bid(open_round, ann), browser_of(ann)
    line = funding.add_budget_line(bid, what="Room", pence=10_000, kind="activity", by=BY)
    url = reverse("funding:change_budget_line", args=[bid.reference, line.pk])
    assert 'name="base" value="0"' in text_of(browser.get(url))
    funding.change_budget_line(line, what="Room by the sea", pence=12_000, kind="activity", base=0, by=BY)
    mine = {"what": "Room and tea", "pence": "110", "kind": "other"}
    answer = browser.post(url, mine | {"base": "0"})
    assert answer.status_code == 409
    for words in (ASKS, "Room by the sea", "120", "Room and tea", "110", "Something else"):
        assert words in text_of(answer)
    remove = reverse("funding:remove_budget_line", args=[bid.reference, line.pk])
    kept = text_of(browser.post(remove, {"base": "0"}, follow=True))
    assert "Somebody changed this line just now." in kept
    assert "Room by the sea" in kept
    assert browser.post(url, mine | {"base": "1"}).status_code == 302
    now = bid.budget_lines.get(pk=line.pk)
    assert (now.what, now.pence) == ("Room and tea", 11_000)
    funding.remove_budget_line(now, base=2, by=BY)
    gone = browser.post(url, mine | {"base": "2"})
    assert gone.status_code == 409
    assert "Room and tea" in text_of(gone), "what was typed is there to copy"


def test_the_second_to_change_a_programme_reads_both(
    programme: Programme, coordinator: Member, browser_of: Browser
) -> None:
    url, browser = reverse("funding:change_programme", args=[programme.slug]), browser_of(coordinator)
    mine = fields(text_of(browser.get(url)))
    typed = {"title": "Pilots", "currency": "GBP"}
    assert browser.post(url, mine | typed | {"about": "Large projects."}).status_code == 302
    page = text_of(browser.post(url, mine | typed | {"about": "Middling projects."}))
    assert ASKS in page
    assert "Large projects." in page
    assert "Middling projects." in page


def test_the_second_to_change_a_criterion_or_a_question_of_a_round_reads_both(
    draft_round: Callable[..., Round], coordinator: Member, browser_of: Browser
) -> None:
    one_round, browser = draft_round(), browser_of(coordinator)
    row = one_round.criteria.get()
    url = reverse("funding:change_criterion", args=[one_round.slug, row.pk])
    mine = fields(text_of(browser.get(url)))
    funding.change_criterion(row, name=row.name, means="Made by everybody.", by=BY)
    sent = {"name": row.name, "means": "Made by us.", "weight": "1", "most": "5", "conversation": ""}
    page = text_of(browser.post(url, mine | sent))
    assert ASKS in page
    assert "Made by everybody." in page
    assert browser.post(url, fields(page) | sent).status_code == 302
