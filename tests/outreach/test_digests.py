"""Round-ups that people can bear: their day, at most one, never empty, never what they did or opened."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from threading import Barrier
from typing import Any

import pytest
from django.db import connection
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from alongside.foundation import clock, jobs, news, outbox
from alongside.foundation.models import Channel, Message
from alongside.outreach import actions as outreach
from alongside.outreach import emails_digest, jobs_digest
from alongside.outreach.models import Digest
from alongside.outreach.queries import digests
from alongside.people import actions as people
from alongside.people.models import AgeGuard, Member, ReachBy
from tests import seeds
from tests.furniture import Make, browser_of, coordinator, make, our_centre, without_staff_passkeys
from tests.outreach.round_ups import BY, DAY, HOUR, MONDAY, Papers, ada, on, papers, weekly

__all__ = ["ada", "browser_of", "coordinator", "make", "our_centre", "papers", "without_staff_passkeys"]


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
