"""After the close: asked three times at most, one link, silence is said; claimed and confirmed are kept apart."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from alongside.foundation import clock, jobs, outbox, ripple_picture
from alongside.foundation.models import Channel, Message
from alongside.learning.models import LearningItem
from alongside.people.models import Member, ReachBy
from alongside.projects import actions as projects
from alongside.projects.actions.closing import months_after
from alongside.projects.models import FollowUp, Project, SinceThen
from alongside.projects.queries import since
from tests.projects.outcome_helpers import BY, BY_PHONE, moment

pytestmark = pytest.mark.django_db
CLOSED = moment(2026, 12, 18)
AFTER_6 = moment(2027, 6, 18)


@pytest.fixture
def closed(project: Project, lena: Member) -> Project:
    """Closed on 18 December 2026, and public."""
    Project.objects.filter(pk=project.pk).update(published_at=moment(2026, 2, 1))
    project.refresh_from_db()
    with clock.at(CLOSED):
        projects.close_project(
            project, done="Forty walks.", changed="Fewer, longer walks.",
            did_not_work=["Walks at night.", " ", "The app."], member=lena, by=BY,
        )  # fmt: skip
    return project


def told(project: Project, **more: Any) -> SinceThen:
    given: dict[str, Any] = {
        "kind": "award",
        "what": "They won an award.",
        "happened_on": date(2026, 3, 1),
    } | more
    return projects.record_since(project, by=BY, **given)


def test_the_close_asks_for_words_and_happens_once(project: Project) -> None:
    with pytest.raises(ValidationError, match="Write what was done"):
        projects.close_project(project, done=" ", by=BY)
    projects.close_project(project, done="Forty walks.", by=BY)
    with pytest.raises(projects.CannotChange, match="closed already"):
        projects.close_project(project, done="Again", by=BY)


def test_what_did_not_work_becomes_something_learnt(closed: Project) -> None:
    rows = LearningItem.objects.order_by("pk")
    assert [(row.what, row.how_it_went) for row in rows] == [
        ("Walks at night.", "did_not"),
        ("The app.", "did_not"),
    ]


def test_three_questions_are_put_down_at_the_close(closed: Project) -> None:
    rows = list(closed.follow_ups.values_list("months", "due_on"))
    assert rows == [(6, date(2027, 6, 18)), (12, date(2027, 12, 18)), (24, date(2028, 12, 18))]


def test_months_end_where_the_month_ends() -> None:
    assert months_after(date(2026, 8, 31), 6) == date(2027, 2, 28)
    assert months_after(date(2026, 12, 1), 24) == date(2028, 12, 1)
    assert months_after(date(2027, 8, 31), 6) == date(2028, 2, 29)


def test_it_is_asked_on_its_day_and_reminded_twice_at_most(closed: Project) -> None:
    with clock.at(AFTER_6 - timedelta(days=1)):
        assert projects.ask_follow_ups(by=BY) == 0
    days = [AFTER_6 + timedelta(days=more) for more in (0, 1, 14, 15, 28, 42, 56, 100)]
    written = []
    for day in days:
        with clock.at(day):
            written.append(projects.ask_follow_ups(by=BY))
            outbox.count_as_delivered(by=BY)
    assert written == [1, 0, 1, 0, 1, 0, 0, 0]
    assert Message.objects.filter(subject="What happened since?").count() == 3
    (first, *_later) = since.follow_ups(closed)
    assert first.state == "waiting", "silence is not yet known"


def test_the_job_is_registered_and_asks(closed: Project) -> None:
    assert "projects.ask_follow_ups" in jobs._jobs
    with clock.at(AFTER_6):
        jobs._jobs["projects.ask_follow_ups"].work()
    assert FollowUp.objects.exclude(asked_at=None).count() == 1


@pytest.mark.parametrize(
    ("reach_by", "channel", "more"),
    [
        (ReachBy.POST, Channel.LETTER, {"address": "1 High Street"}),
        (ReachBy.PHONE, Channel.CALL, {"phone": "020 7946 0123"}),
    ],
)
def test_by_letter_and_by_call_it_holds_no_link(
    project: Project, make: Callable[..., Member], reach_by: ReachBy, channel: Channel, more: dict[str, str]
) -> None:
    lead = make("Olga", reach_by=reach_by, **more)
    projects.add_to_team(project, lead, role="lived", leads=True, by=BY)
    with clock.at(CLOSED):
        projects.close_project(project, done="Forty walks.", by=BY)
    with clock.at(AFTER_6):
        projects.ask_follow_ups(by=BY)
    message = Message.objects.get(subject="What happened since?")
    assert message.channel == channel
    assert "what-happened" not in message.text


@pytest.mark.parametrize("ends", ["answered", "stopped"])
def test_nobody_is_called_twice_for_one_answer_or_once_it_is_there(
    project: Project, make: Callable[..., Member], ends: str
) -> None:
    projects.add_to_team(
        project, make("Olga", reach_by=ReachBy.PHONE, phone="020 7946 0123"), role="lived", leads=True, by=BY
    )
    calls = Message.objects.waiting().filter(subject="What happened since?")
    with clock.at(CLOSED):
        projects.close_project(project, done="Forty walks.", by=BY)
    for days in (0, 14, 28):
        with clock.at(AFTER_6 + timedelta(days=days)):
            assert projects.ask_follow_ups(by=BY) == 1
            assert calls.count() == 1, "the newest asks it all"
    with clock.at(AFTER_6 + timedelta(days=29)):
        if ends == "answered":
            projects.answer_follow_up(FollowUp.objects.exclude(asked_at=None).get(), something=False, by=BY)
        else:
            projects.stop_follow_ups(project, by=BY)
    assert not calls.exists()


def _path() -> str:
    message = Message.objects.filter(subject="What happened since?").latest("pk")
    found = re.search(r"(/what-happened/\S+)", message.text)
    assert found
    return found[1]


def test_one_link_answers_once_without_an_account(closed: Project) -> None:
    with clock.at(AFTER_6):
        projects.ask_follow_ups(by=BY)
        path = _path()
        assert Client().get(path).status_code == 200
        assert FollowUp.objects.filter(answered_at=None).count() == 3, "reading changes nothing"
        page = Client().post(path, {"answer": "something", "what": "A prize of the county."}).content.decode()
        assert "Choose what happened." in page
        assert "A prize of the county." in page
        given = {
            "answer": "something",
            "kind": "funding",
            "what": "More walks.",
            "pence": "40,000",
            "funder": "Trust",
        }
        assert Client().post(path, given).status_code == 302
        row = SinceThen.objects.get()
        assert (row.pence, row.funder, row.confirmed_at, row.published_at) == (4_000_000, "Trust", None, None)
        assert "answered already" in Client().get(path).content.decode()
    with clock.at(AFTER_6 + timedelta(days=20)):
        assert projects.ask_follow_ups(by=BY) == 0, "who answered is not reminded"


def test_nothing_yet_is_an_answer_too(closed: Project) -> None:
    with clock.at(AFTER_6):
        projects.ask_follow_ups(by=BY)
        Client().post(_path(), {"answer": "nothing"})
    assert since.follow_ups(closed)[0].state == "nothing"


def test_a_reminder_ends_the_link_before_it(closed: Project) -> None:
    with clock.at(AFTER_6):
        projects.ask_follow_ups(by=BY)
    first = _path()
    with clock.at(AFTER_6 + timedelta(days=14)):
        projects.ask_follow_ups(by=BY)
        assert "This link is over" in Client().get(first).content.decode()
        assert Client().get(_path()).status_code == 200


def test_they_can_ask_us_to_stop(closed: Project) -> None:
    with clock.at(AFTER_6):
        projects.ask_follow_ups(by=BY)
        link = _path()
        Client().post(link, {"answer": "stop"})
        again = Client().get(link).content.decode()
        assert "This link is over" in again
        assert "We were asked not to ask about this again, so we do not." in again
        assert "too long ago" not in again
    with clock.at(AFTER_6 + timedelta(days=800)):
        assert projects.ask_follow_ups(by=BY) == 0
    assert {one.state for one in since.follow_ups(closed)} == {"stopped"}


def test_an_answer_by_phone_counts_the_same(closed: Project) -> None:
    with clock.at(AFTER_6):
        projects.ask_follow_ups(by=BY)
    row = FollowUp.objects.exclude(asked_at=None).get()
    projects.answer_follow_up(row, something=True, kind="award", what="A prize.", told=BY_PHONE, by=BY)
    assert SinceThen.objects.get().how == "phone"


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"kind": "party"}, "kind"),
        ({"what": ""}, "what"),
        ({"happened_on": date(2999, 1, 1)}, "happened_on"),
        ({"kind": "funding", "pence": 100}, "funder"),
        ({"kind": "growth", "pence": 100, "funder": "Trust"}, "pence"),
        ({"pence": 0, "funder": "Trust"}, "pence"),
        ({"url": "example.org"}, "url"),
    ],
)
def test_each_bad_input_is_named(project: Project, given: dict[str, Any], field: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        told(project, **given)
    assert list(refusal.value.message_dict) == [field]
    assert not SinceThen.objects.exists()


def test_it_may_have_happened_before_the_close(closed: Project) -> None:
    assert told(closed, happened_on=date(2026, 5, 1)).happened_on < date(2026, 12, 18)


def test_claimed_money_and_confirmed_money_are_never_added(closed: Project) -> None:
    rows = [
        told(closed, kind="funding", pence=pence, funder="Trust", what=f"{pence}")
        for pence in (100, 2000, 30000)
    ]
    for row in rows:
        projects.publish_since(row, by=BY)
    projects.see_evidence(rows[0], seen="The letter of the funder", by=BY)
    asked = projects.ask_to_confirm(rows[1], role="The funder", by=BY)
    projects.answer_confirmation(asked, stance="agree", independence="funder", by=BY)
    doubted = projects.ask_to_confirm(rows[2], role="The funder", by=BY)
    projects.answer_confirmation(
        doubted, stance="disagree", independence="funder", words="It was less.", by=BY
    )
    found = since.money()
    assert (found.confirmed, found.claimed, found.confirmed_rows, found.claimed_rows) == (2100, 30000, 2, 1)
    assert [(one.row.confirmed_how, one.disputed) for one in since.of_project(closed)] == [
        ("seen", False), ("person", False), ("", True),
    ]  # fmt: skip


def test_versions_that_contradict_each_other_are_both_kept_and_one_is_published(closed: Project) -> None:
    first = told(closed, kind="funding", pence=4_000_000, funder="Trust")
    second = told(closed, kind="funding", pence=3_000_000, funder="Trust", about=first)
    third = told(closed, kind="funding", pence=2_000_000, funder="Trust", about=second)
    assert third.about == first
    for row in (first, second):
        projects.publish_since(row, by=BY)
    (one,) = since.of_project(closed)
    assert (one.row.pence, one.others) == (3_000_000, 2)
    assert SinceThen.objects.standing().count() == 3
    assert since.money().claimed == 3_000_000


def test_the_page_says_its_day_and_that_silence_is_not_yet_known(closed: Project) -> None:
    page = Client().get(f"/projects/{closed.slug}/since/").content.decode()
    assert "This is what is known as of" in page
    assert "Not yet known." in page
    assert "Forty walks." in page


def test_ripples_are_text_first_and_public_once_looked_at(closed: Project) -> None:
    row = projects.add_ripple(closed, begins="The walks", reached="A second park", kind="place", by=BY)
    assert since.ripples(closed) == []
    projects.check_ripple(row, by=BY)
    page = Client().get(f"/projects/{closed.slug}/since/").content.decode()
    assert "A second park" in page
    assert page.index("<table") < page.index('<svg class="al-ripples"'), "words first, picture second"


def test_the_picture_of_ripples_holds_every_row_of_the_table(closed: Project) -> None:
    for begins, reached in (("The walks", "A park"), ("The walks", "The council"), ("A talk", "The council")):
        projects.add_ripple(closed, begins=begins, reached=reached, kind="idea", by=BY)
    rows = list(closed.ripples.all())
    for rtl in (False, True):
        picture = ripple_picture.draw(rows, rtl=rtl)
        assert picture
        assert len(picture.ways) == 3
        assert sorted(" ".join(line for line, _y in box.lines) for box in picture.boxes) == [
            "A park", "A talk", "The council", "The walks",
        ]  # fmt: skip
        assert all((way.x1 < way.x2) is not rtl for way in picture.ways)
    assert ripple_picture.draw([]) is None
