"""A round-up is chosen by an explicit act and stopped by one press; what was opened is known of nobody else."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from alongside.foundation import clock, news, rights
from alongside.foundation.models import Message
from alongside.learning import actions as learning
from alongside.outreach import actions as outreach
from alongside.outreach import emails_digest, jobs_digest
from alongside.outreach.models import ConsentEvent, Digest, DigestChoice, Opened
from alongside.outreach.queries import digests
from alongside.people import actions as people
from alongside.people.models import Member
from tests.furniture import Browser, browser_of, coordinator, make, our_centre, without_staff_passkeys
from tests.outreach.round_ups import BY, DAY, HOUR, MONDAY, Papers, ada, on, papers, weekly

__all__ = ["ada", "browser_of", "coordinator", "make", "our_centre", "papers", "without_staff_passkeys"]


def test_one_press_stops_it_without_signing_in_and_looking_does_not(
    ada: Member, papers: Papers, client: Client
) -> None:
    weekly(ada)
    papers.comes("a", MONDAY - HOUR)
    on(MONDAY)
    address = emails_digest.stop_url(ada).removeprefix("http://localhost:8000")
    path = "/" + address.split("/", 3)[3] if address.startswith("http") else address
    strict = Client(enforce_csrf_checks=True)
    before = ConsentEvent.objects.count()
    assert strict.get(path).status_code == 200
    assert ConsentEvent.objects.count() == before
    answer = strict.post(path, {"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    assert "Your round-up is stopped" in answer.content.decode()
    assert strict.post(path).status_code == 200
    assert ConsentEvent.objects.count() == before + 1, "a second press writes nothing"
    assert strict.get(path[:-3] + "x/").status_code == 404
    papers.comes("b", MONDAY + DAY)
    on(MONDAY + 7 * DAY)
    assert Digest.objects.count() == 1


def test_it_is_chosen_by_an_explicit_act_and_by_nothing_else(
    ada: Member, papers: Papers, browser_of: Browser
) -> None:
    browser = browser_of(ada)
    page = reverse("outreach:my_round_up")
    browser.get(page)
    browser.get(reverse("outreach:my_next_round_up"))
    people.correct(ada, by=BY, called="Ada L")
    assert not digests.wants_one(ada)
    refused = browser.post(page, {"rhythm": "weekly"})
    assert "Choose the day of the week." in refused.content.decode()
    browser.post(page, {"rhythm": "monthly", "month_day": "3", "easy_read": "yes"})
    choice = digests.choice_of(ada)
    assert choice is not None
    assert (choice.rhythm, choice.month_day, choice.easy_read) == ("monthly", 3, True)
    line = ConsentEvent.objects.get()
    assert (line.granted, line.how) == (True, "web")
    assert "I can stop it at any time." in line.wording
    browser.post(page, {"rhythm": "never"})
    assert not digests.wants_one(ada)


def test_somebody_tells_it_by_phone(ada: Member, coordinator: Member, browser_of: Browser) -> None:
    browser = browser_of(coordinator)
    found = browser.get(reverse("outreach:find_for_round_up"), {"words": ada.reference})
    assert ada.reference in found.content.decode()
    told = {"mode": "phone", "read_back_and_agreed": "on"}
    day = timezone.localdate()
    told |= {"on_day": str(day.day), "on_month": str(day.month), "on_year": str(day.year)}
    with clock.at(timezone.now()):
        answer = browser.post(
            reverse("outreach:record_round_up", args=[ada.reference]),
            {"rhythm": "weekly", "weekday": "2", **told},
        )
    assert answer.status_code == 302, answer.content.decode()
    choice = digests.choice_of(ada)
    assert choice is not None
    assert (choice.weekday, choice.how, ConsentEvent.objects.get().how) == (2, "phone", "phone")


def test_a_page_is_noted_only_for_those_who_get_round_ups(ada: Member, browser_of: Browser) -> None:
    resource = learning.add_resource(
        title="A guide", kind="guide", form="web", licence="cc_by", url="https://example.org/", by=BY
    )
    browser = browser_of(ada)
    page, listing = reverse("learning:resource", args=[resource.pk]), reverse("learning:library")
    with clock.at(MONDAY - DAY):
        assert browser.get(page).status_code == 200
        assert not Opened.objects.exists()
        weekly(ada)
        browser.get(listing)
        browser.get(page, headers={"Sec-Purpose": "prefetch"})
        Client().get(page)
        assert not Opened.objects.exists()
    with clock.at(timezone.now()):
        assert [row.key for row in digests.round_up(ada, digests.choice_of(ada)).rows] == [
            f"learning.resource:{resource.pk}"
        ]
        browser.get(f"/ar{page}")
        assert Opened.objects.get().page == page
        assert not digests.round_up(ada, digests.choice_of(ada)).rows


@pytest.mark.parametrize(
    ("path", "page"),
    [
        ("/sessions/3/", "/sessions/3/"),
        ("/ar/sessions/3/", "/sessions/3/"),
        ("/sessions/3/?a=1#b", "/sessions/3/"),
    ],
)
def test_a_page_is_the_same_in_every_language(path: str, page: str) -> None:
    assert news.page_of(path) == page


@pytest.mark.parametrize(
    ("given_", "field"),
    [({"rhythm": "daily"}, "rhythm"), ({"weekday": 7}, "weekday"), ({"weekday": None}, "weekday"),
     ({"rhythm": "monthly", "month_day": 29}, "month_day")],
)  # fmt: skip
def test_bad_days_are_named(ada: Member, given_: dict[str, Any], field: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        weekly(ada, **given_)
    assert list(refusal.value.error_dict) == [field]
    assert not digests.wants_one(ada)


def test_everything_goes_with_the_member(ada: Member, papers: Papers) -> None:
    weekly(ada)
    papers.comes("a", MONDAY - HOUR)
    on(MONDAY)
    outreach.note_opened(ada, page="/papers/a/")
    assert ada.account is not None
    held = rights.export(ada.account)["outreach.round_ups"]
    assert [len(held[part]) for part in ("choice", "written", "opened")] == [1, 1, 1]
    people.leave(ada, by=BY)
    assert [rows.objects.count() for rows in (DigestChoice, Digest, Opened)] == [0, 0, 0]
    assert not Message.objects.filter(subject__contains="new at").exists()


def test_what_was_opened_is_forgotten(ada: Member) -> None:
    outreach.note_opened(ada, page="/papers/a/")
    with clock.at(MONDAY + 100 * DAY):
        jobs_digest.forget_opened()
    assert not Opened.objects.exists()
