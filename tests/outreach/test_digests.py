"""Round-ups that people can bear: their day, at most one, never empty, never what they did or opened."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from alongside.foundation import actors, clock, jobs, news, outbox, rights
from alongside.foundation.models import Channel, Message
from alongside.foundation.news import News
from alongside.learning import actions as learning
from alongside.outreach import actions as outreach
from alongside.outreach import emails_digest, jobs_digest
from alongside.outreach.models import ConsentEvent, Digest, DigestChoice, Opened
from alongside.outreach.queries import digests
from alongside.people import actions as people
from alongside.people.models import AgeGuard, Member, ReachBy
from tests import seeds
from tests.furniture import Browser, Make, browser_of, coordinator, make, our_centre, without_staff_passkeys

__all__ = ["browser_of", "coordinator", "make", "our_centre", "without_staff_passkeys"]

BY = actors.SYSTEM
MONDAY = datetime(2026, 6, 1, 9, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def weekly(member: Member, **more: Any) -> DigestChoice:
    given: dict[str, Any] = {"rhythm": "weekly", "weekday": 0, "wording": "Send it.", "by": BY} | more
    return outreach.choose_round_up(member, **given)


class Papers:
    """A room in which things become new when the test says so."""

    def __init__(self) -> None:
        self.rows: list[News] = []

    def comes(self, name: str, at: datetime, *, done: bool = False, kind: str = "Papers") -> None:
        self.rows.append(News(kind, f"paper:{name}", f"Paper {name}", f"/papers/{name}/", at, done))

    def tell(self, member: Any, since: datetime) -> list[News]:
        return [row for row in self.rows if row.at > since]


@pytest.fixture
def papers(monkeypatch: pytest.MonkeyPatch) -> Papers:
    """The only room that tells news."""
    room = Papers()
    monkeypatch.setattr(news, "_tellers", {"papers": room.tell})
    return room


@pytest.fixture
def ada(make: Make) -> Iterator[Member]:
    with clock.at(MONDAY - 3 * DAY):
        yield make("Ada")


def on(moment: datetime) -> None:
    with clock.at(moment):
        jobs_digest.write_round_ups()


def test_it_comes_on_its_day_once_and_says_what_is_new(ada: Member, papers: Papers) -> None:
    weekly(ada)
    papers.comes("old", MONDAY - 2 * DAY)
    papers.comes("new", MONDAY - HOUR)
    on(MONDAY - DAY)
    assert Digest.objects.count() == 0
    for hours in (0, 1, 2):
        on(MONDAY + hours * HOUR)
    digest = Digest.objects.get()
    assert digest.keys == ["paper:new", "paper:old"]
    assert digest.message is not None
    assert digest.message.to == "ada@example.org"
    with clock.at(MONDAY + 3 * HOUR):
        outbox.count_as_delivered(by=BY)
    on(MONDAY + 7 * DAY)
    assert Digest.objects.count() == 1, "nothing is new, so none comes"


def test_what_was_done_or_opened_is_left_out(ada: Member, papers: Papers) -> None:
    weekly(ada)
    papers.comes("mine", MONDAY - DAY, done=True)
    papers.comes("opened", MONDAY - DAY)
    papers.comes("opened-before-it-changed", MONDAY - HOUR)
    with clock.at(MONDAY - 2 * HOUR):
        outreach.note_opened(ada, page="/papers/opened/")
        outreach.note_opened(ada, page="/papers/opened-before-it-changed/")
    on(MONDAY)
    assert Digest.objects.get().keys == ["paper:opened-before-it-changed"]


def test_two_workers_write_one(ada: Member, papers: Papers) -> None:
    """The second holds a list from before the first wrote; and a row that appears meanwhile stops it too."""
    choice = weekly(ada)
    papers.comes("new", MONDAY - HOUR)
    with clock.at(MONDAY):
        assert [outreach.send_round_up(choice) is None for _turn in range(2)] == [False, True]
        assert Message.objects.filter(subject__contains="new at").count() == 1


@pytest.mark.skipif(not seeds.on_postgres(), reason="On SQLite only one can write at a time anyway.")
@pytest.mark.django_db(transaction=True)
def test_workers_at_the_same_moment_write_one(ada: Member, papers: Papers) -> None:
    choice = weekly(ada)
    papers.comes("new", MONDAY - HOUR)
    start = Barrier(4)

    def work(_turn: int) -> bool:
        start.wait(timeout=10)
        try:
            with clock.at(MONDAY):
                return outreach.send_round_up(choice) is not None
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as workers:
        wrote = list(workers.map(work, range(4)))
    assert sorted(wrote) == [False, False, False, True]
    assert Digest.objects.count() == 1
    assert Message.objects.filter(subject__contains="new at").count() == 1


def test_a_day_on_which_nobody_ran_comes_with_the_next(ada: Member, papers: Papers) -> None:
    weekly(ada)
    papers.comes("first", MONDAY - HOUR)
    papers.comes("second", MONDAY + 2 * DAY)
    on(MONDAY + DAY)
    assert Digest.objects.count() == 0, "it is not sent late"
    on(MONDAY + 7 * DAY)
    assert Digest.objects.get().keys == ["paper:second", "paper:first"]


def test_an_email_that_was_missed_is_told_by_the_next(ada: Member, papers: Papers) -> None:
    weekly(ada)
    papers.comes("first", MONDAY - HOUR)
    on(MONDAY)
    papers.comes("second", MONDAY + DAY)
    on(MONDAY + 7 * DAY)
    assert Digest.objects.order_by("on")[1].keys == ["paper:second", "paper:first"]


def test_a_letter_that_still_waits_is_replaced_by_the_next(make: Make, papers: Papers) -> None:
    with clock.at(MONDAY - DAY):
        grace = make("Grace", reach_by=ReachBy.POST, address="1 High Street")
        weekly(grace)
    papers.comes("first", MONDAY - HOUR)
    on(MONDAY)
    letter = Message.objects.get(channel=Channel.LETTER, subject__contains="new at")
    assert "/papers/first/" in letter.text
    assert grace.reference in letter.text
    papers.comes("second", MONDAY + DAY)
    on(MONDAY + 7 * DAY)
    assert not Message.objects.filter(pk=letter.pk).exists()
    assert [digest.keys for digest in Digest.objects.reached()] == [["paper:second", "paper:first"]]
    with clock.at(MONDAY + 8 * DAY):
        outbox.tick_off(Message.objects.get(channel=Channel.LETTER, subject__contains="new at"), by=BY)
    on(MONDAY + 14 * DAY)
    assert Digest.objects.reached().count() == 1


def test_by_phone_it_is_a_call_without_addresses(make: Make, papers: Papers) -> None:
    with clock.at(MONDAY - DAY):
        weekly(make("Joe", reach_by=ReachBy.PHONE, phone="020 7946 0102"))
    papers.comes("first", MONDAY - HOUR)
    on(MONDAY)
    call = Message.objects.get(channel=Channel.CALL, subject__contains="new at")
    assert "Paper first" in call.text
    assert "http" not in call.text


def test_through_a_supporter(make: Make, papers: Papers) -> None:
    with clock.at(MONDAY - DAY):
        weekly(make("Sam", reach_by=ReachBy.SUPPORTER, supporter={"name": "Pat", "email": "pat@example.org"}))
    papers.comes("first", MONDAY - HOUR)
    on(MONDAY)
    message = Message.objects.get(subject__contains="new at")
    assert (message.to, "This is for Sam" in message.text) == ("pat@example.org", True)


def test_nobody_hears_whose_guardian_has_not_agreed(our_centre: Any, papers: Papers) -> None:
    with clock.at(MONDAY - DAY):
        kit = people.join(
            called="Kit", reach_by="email", age_guard=AgeGuard.UNDER_16, by=BY,
            guardian={"name": "Pat", "email": "pat@example.org"},
        )  # fmt: skip
        weekly(kit)
    papers.comes("first", MONDAY - HOUR)
    on(MONDAY)
    assert Digest.objects.count() == 0


def test_mail_that_comes_back_is_not_written_again(ada: Member, papers: Papers) -> None:
    weekly(ada)
    papers.comes("first", MONDAY - HOUR)
    outreach.suppress("ada@example.org", reason="bounced", by=BY)
    on(MONDAY)
    assert Digest.objects.count() == 0


def test_one_that_waits_is_not_sent_to_who_stopped_it(ada: Member, papers: Papers) -> None:
    weekly(ada)
    papers.comes("new", MONDAY - HOUR)
    on(MONDAY)
    message = Digest.objects.get().message
    with clock.at(MONDAY + HOUR):
        outreach.stop_round_up(ada, wording="Stop it.", by=BY)
        outbox.deliver_due("worker")
    assert message is not None
    message.refresh_from_db()
    assert (message.sent_at, message.last_error) == (None, "They stopped it.")


def test_one_that_waits_goes_to_who_still_wants_it(ada: Member, papers: Papers) -> None:
    weekly(ada)
    papers.comes("new", MONDAY - HOUR)
    on(MONDAY)
    with clock.at(MONDAY + HOUR):
        outbox.deliver_due("worker")
    assert Digest.objects.filter(message__sent_at__isnull=False).exists()


def test_who_stopped_while_others_were_written_to_gets_none(ada: Member, papers: Papers) -> None:
    """The worker holds a list from before they stopped."""
    choice = weekly(ada)
    papers.comes("new", MONDAY - HOUR)
    with clock.at(MONDAY):
        outreach.stop_round_up(ada, wording="Stop it.", by=BY)
        assert outreach.send_round_up(choice) is None


def test_a_supporter_who_wants_no_mail_gets_none(make: Make, papers: Papers) -> None:
    with clock.at(MONDAY - DAY):
        weekly(
            make("Noor", reach_by=ReachBy.SUPPORTER, supporter={"name": "Kit", "email": "kit@example.org"})
        )
    papers.comes("new", MONDAY - HOUR)
    outreach.suppress("kit@example.org", reason="complained", by=BY)
    on(MONDAY)
    assert Digest.objects.count() == 0


def test_text_and_html_say_the_same_in_groups_newest_first(ada: Member, papers: Papers) -> None:
    weekly(ada)
    papers.comes("a", MONDAY - 3 * HOUR, kind="Sessions")
    papers.comes("b", MONDAY - 2 * HOUR, kind="Texts")
    papers.comes("c", MONDAY - HOUR, kind="Sessions")
    on(MONDAY)
    message = Digest.objects.get().message
    assert message is not None
    for said in (message.text, message.html):
        places = [said.index(f"Paper {name}") for name in "cab"]
        assert places == sorted(places), "the group with the newest first, and in it the newest first"
        for words in ("Hello Ada", "3 things are new", "What you did or opened yourself is left out."):
            assert words in said or words in message.subject
    assert "<img" not in message.html
    assert message.headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_arabic_runs_from_right_to_left(make: Make, papers: Papers) -> None:
    with clock.at(MONDAY - DAY):
        member = make("Huda")
        people.correct(member, by=BY, language="ar")
        weekly(member, easy_read=True)
    papers.comes("a", MONDAY - HOUR)
    on(MONDAY)
    message = Digest.objects.get().message
    assert message is not None
    assert message.language == "ar"
    assert '<html lang="ar" dir="rtl">' in message.html
    assert "/ar/round-up/stop/" in message.headers["List-Unsubscribe"]


def test_easy_read_says_it_in_fewer_words(ada: Member, papers: Papers) -> None:
    papers.comes("a", MONDAY - HOUR)
    with clock.at(MONDAY):
        long, short = (
            emails_digest.as_text(emails_digest.words(digests.round_up(ada, choice), choice))
            for choice in (weekly(ada), weekly(ada, easy_read=True))
        )
    assert "Here is what is new." in short
    assert len(short) < len(long)


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


def test_it_is_registered_as_a_job() -> None:
    assert {"outreach.round_ups", "outreach.forget_opened"} <= set(jobs._jobs)


MOVES = st.lists(
    st.one_of(
        st.tuples(st.just("wait"), st.integers(1, 60)),
        st.tuples(st.just("new"), st.integers(0, 5)),
        st.tuples(st.just("mine"), st.integers(0, 5)),
        st.tuples(st.just("open"), st.integers(0, 5)),
        st.tuples(st.just("run"), st.integers(1, 3)),
        st.tuples(st.just("weekday"), st.integers(0, 6)),
        st.tuples(st.just("month_day"), st.integers(1, 28)),
        st.tuples(st.just("stop"), st.just(0)),
        st.tuples(st.just("deliver"), st.just(0)),
    ),
    max_size=40,
)


class AnyHistory(TestCase):
    """Whatever happens: at most one a day, never empty, never their own acts, never twice, and nothing left out."""

    databases = {"default", "monitoring"}

    def setUp(self) -> None:
        self.was = dict(news._tellers)
        news._tellers.clear()

    def tearDown(self) -> None:
        news._tellers.clear()
        news._tellers.update(self.was)

    @settings(max_examples=25, deadline=None)
    @given(MOVES)
    def test_holds(self, moves: list[tuple[str, int]]) -> None:
        room, moment, opened = Papers(), MONDAY, {}
        news._tellers["papers"] = room.tell
        with clock.at(moment):
            member = people.join(
                called="Ada", reach_by="email", email="ada@example.org", age_guard=AgeGuard.ADULT, by=BY
            )
            weekly(member)
        for turn, (move, number) in enumerate(moves):
            moment += timedelta(minutes=1)
            with clock.at(moment):
                if move == "wait":
                    moment += number * 6 * HOUR
                elif move in ("new", "mine"):
                    room.comes(f"{turn}-{number}", moment, done=move == "mine")
                elif move == "open":
                    if not room.rows:
                        continue
                    row = room.rows[number % len(room.rows)]
                    outreach.note_opened(member, page=row.url)
                    opened[row.key] = moment
                elif move == "run":
                    for _again in range(number):
                        jobs_digest.write_round_ups()
                elif move == "stop":
                    outreach.stop_round_up(member, wording="Stop.", by=BY)
                elif move == "deliver":
                    outbox.count_as_delivered(by=BY)
                else:
                    rhythm = "weekly" if move == "weekday" else "monthly"
                    weekly(member, rhythm=rhythm, **({"weekday": None} | {move: number}))
        self._check(room, opened)

    def _check(self, room: Papers, opened: dict[str, datetime]) -> None:
        rows = {row.key: row for row in room.rows}
        written = list(Digest.objects.order_by("until"))
        days = [digest.on for digest in written]
        assert len(days) == len(set(days))
        told: list[str] = []
        for digest in written:
            assert digest.keys
            assert not any(rows[key].done for key in digest.keys)
            assert all(
                not rows[key].at < opened.get(key, rows[key].at) <= digest.until for key in digest.keys
            )
            if digest.message and digest.message.sent_at:
                told += digest.keys
        assert len(told) == len(set(told)), "what reached the reader is not said twice"
