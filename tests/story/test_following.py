"""Following other centres: only figures are kept, as plain text; like stands beside like; unlike is never added up."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from alongside.foundation import actors, clock
from alongside.foundation.models import Event
from alongside.people.models import Consent
from alongside.story import actions as story
from alongside.story import jobs, listening, open_data, together
from alongside.story.models import Following

BY = actors.SYSTEM
MARCH = datetime(2020, 3, 1, 9, tzinfo=UTC)
APRIL = datetime(2020, 4, 1, 9, tzinfo=UTC)
EVIL = "<script>alert(1)</script>"


@dataclass
class Friend:
    """Another centre: what it publishes, and whether it answers."""

    story: Any
    status: int = 200
    asked: list[str] = field(default_factory=list)
    port: int = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/story.json"


@contextmanager
def published(friend: Friend) -> Iterator[Friend]:
    class Site(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            friend.asked.append(self.headers.get("If-None-Match", ""))
            body = friend.story if isinstance(friend.story, bytes) else json.dumps(friend.story).encode()
            status = 304 if friend.status == 200 and friend.asked[-1] == '"1"' else friend.status
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("ETag", '"1"')
            self.end_headers()
            if status == 200:
                self.wfile.write(body)

        def log_message(self, *_args: object) -> None:
            """Keep quiet."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Site) as server:
        running = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        running.start()
        friend.port = server.server_address[1]
        try:
            yield friend
        finally:
            server.shutdown()
            running.join()


@pytest.fixture
def ours(told: Consent, client: Client) -> dict[str, Any]:
    """What this centre publishes: one of everything, a quote too."""
    found: dict[str, Any] = client.get("/story.json").json()
    assert found["quotes"], "a quote could be copied"
    return found


@pytest.fixture
def friend(ours: dict[str, Any], settings: Any) -> Iterator[Friend]:
    """A centre on this machine that publishes the same figures under a name of its own."""
    settings.FETCHING_MAY_REACH_LOOPBACK = True
    theirs = deepcopy(ours)
    theirs["centre"] |= {"name": "The Friendly Centre", "short_name": "Friendly"}
    with published(Friend(theirs)) as made:
        yield made


def follow(friend: Friend) -> Following:
    return story.follow(url=friend.url, agreed="Their coordinator, CC BY 4.0", by=BY)


def test_what_is_kept_is_figures_and_nobodys_words(friend: Friend) -> None:
    following = follow(friend)
    jobs.listen()
    following.refresh_from_db()
    kept = json.dumps(following.content)
    assert following.name == "The Friendly Centre"
    assert "greenhouse.plants" in kept
    assert [words in kept for words in ("Opened my mind", "Nobody came in the rain", "The call for Phase 2")] == [
        False, False, False,
    ]  # fmt: skip


def test_the_page_shows_both_side_by_side_with_base_and_day(friend: Friend, client: Client) -> None:
    follow(friend)
    jobs.listen()
    page = client.get("/movement/").content.decode()
    (row,) = [part for part in page.split("<tr ") if "plants that flower" in part]
    assert row.count("39%") == 2
    assert row.count("500") == 2
    assert "Not added up: each has its own base." in row


def test_a_silent_centre_keeps_its_last_good_copy_with_its_day(friend: Friend, client: Client) -> None:
    following = follow(friend)
    with clock.at(MARCH):
        jobs.listen()
    friend.status, friend.story = 500, b""
    with clock.at(APRIL):
        jobs.listen()
    following.refresh_from_db()
    assert (following.heard_at, following.asked_at) == (MARCH, APRIL)
    assert following.problem == "It answered with the number 500."
    page = client.get("/movement/").content.decode()
    assert "Since then it could not be heard" in page
    assert "Friendly" in page
    assert "2020-03-01" in page


def test_what_did_not_change_is_asked_for_by_its_tag(friend: Friend) -> None:
    following = follow(friend)
    for moment in (MARCH, APRIL):
        with clock.at(moment):
            jobs.listen()
    following.refresh_from_db()
    assert friend.asked == ["", '"1"']
    assert (following.heard_at, following.name) == (APRIL, "The Friendly Centre")


def test_one_silent_centre_keeps_nobody_from_hearing_the_others(friend: Friend) -> None:
    with published(Friend({"format": open_data.FORMAT})) as other:
        story.follow(url=other.url, agreed="Yes", by=BY)
        follow(friend)
        jobs.listen()
    assert [one.problem for one in Following.objects.all()] == [
        "What came is not a story in the published format.",
        "",
    ]


def test_what_they_write_is_text_and_never_html(friend: Friend, client: Client) -> None:
    for figure in friend.story["figures"]:
        figure |= {"label": EVIL, "display": EVIL, "base_note": EVIL, "definition_url": "javascript:alert(1)"}
    friend.story["centre"] |= {"name": EVIL, "short_name": EVIL}
    friend.story["url"] = "javascript:alert(1)"
    follow(friend)
    jobs.listen()
    page = client.get("/movement/").content.decode()
    assert "&lt;script&gt;alert(1)" in page, "it is shown, as text"
    assert EVIL not in page
    assert "javascript:" not in page


def changed(ours: dict[str, Any], **more: Any) -> bytes:
    return json.dumps(ours | more).encode()


def test_what_does_not_fit_the_description_is_refused(ours: dict[str, Any]) -> None:
    no_story = "What came is not a story in the published format."
    figure = ours["figures"][0]
    refused = {
        b"": "What came is not JSON.",
        b"\xff\xfe": "What came is not JSON.",
        b"[" * 100_000: "What came is not JSON.",
        b'{"format": NaN}': "What came is not JSON.",
        b"[]": no_story,
        b'"1"': no_story,
        changed(ours, format="0"): "Its story is written in another version of the format than ours.",
        changed(ours, figures=[{}]): no_story,
        changed(ours, more="than is described"): no_story,
        changed(ours, figures=[figure | {"value": "39"}]): no_story,
        changed(ours, figures=[figure | {"status": "shown", "value": 0}]).replace(b'e": 0', b'e": 1e999'): no_story,
        changed(ours, figures=[figure | {"status": "shown", "value": 10**4000}]): no_story,
        changed(ours, figures=[figure | {"status": "shown", "base": 10**4000}]): no_story,
        changed(ours, figures=[figure | {"id": "../../etc"}]): no_story,
    }  # fmt: skip
    for raw, why in refused.items():
        with pytest.raises(listening.NotHeard) as said:
            listening.read(raw, "https://friend.example/story.json")
        assert str(said.value) == why


def test_signs_that_a_database_cannot_keep_are_left_out(ours: dict[str, Any]) -> None:
    ours["figures"][0]["label"] = "a\x00b\ud800c\u202ed" + "x" * 5000
    kept = listening.read(json.dumps(ours).encode(), "https://friend.example/story.json")
    label = kept["figures"][0]["label"]
    assert label.startswith("a b c d")
    assert len(label) <= listening.MOST_LETTERS


def test_the_address_of_a_site_is_enough() -> None:
    data = "https://friend.example/story.json"
    assert {
        listening.address_of(typed) for typed in ("friend.example", " https://Friend.Example/ ", data)
    } == {data}


def a_centre(name: str, **figure: Any) -> together.Centre:
    whole = {
        "label": "sessions held", "display": "7", "value": 7, "unit": "", "qualifier": "", "base": None,
        "base_note": "", "as_of": "2020-03-01", "status": "shown",
        "definition": "Sessions that took place.", "wording": "", "url": "",
    }  # fmt: skip
    figure_id = figure.pop("id", "gatherings.held")
    return together.Centre(name, "", date(2020, 3, 1), "en", {figure_id: whole | figure})


def test_plain_counts_that_are_alike_are_added_and_say_what_they_add() -> None:
    found = together.side_by_side([a_centre("A"), a_centre("B", value=5, display="5", as_of="2020-04-01")])
    (row,) = found.rows
    assert (row.total, row.names, row.days_differ, found.alone) == (12, "A, B", True, 0)


NOT_ADDED: dict[str, tuple[dict[str, Any], Any]] = {
    "a share": ({"unit": "%"}, together.NO_COUNT),
    "money": ({"unit": "GBP"}, together.NO_COUNT),
    "a part": ({"value": 3.5}, together.NO_COUNT),
    "of a base": ({"base": 500}, together.BASE),
    "protected": ({"value": None, "display": "fewer than 1 in 10"}, together.PROTECTED),
    "rounded": ({"qualifier": "about"}, together.ROUNDED),
    "reach": ({"id": "outreach.reach"}, together.REACH),
    "who people are": ({"id": "monitoring.age.under_25"}, together.BASE),
}


@pytest.mark.parametrize("case", NOT_ADDED)
def test_what_is_no_plain_count_is_not_added_and_the_row_says_why(case: str) -> None:
    changes, why = NOT_ADDED[case]
    (row,) = together.side_by_side([a_centre("A", **changes), a_centre("B", **changes)]).rows
    assert (row.total, row.why_not) == (None, why)


@pytest.mark.parametrize(
    "change",
    [{"unit": "people"}, {"definition": "Sessions that were planned."}, {"wording": "Did you come?"}],
)
def test_what_means_something_else_stands_in_no_row(change: dict[str, Any]) -> None:
    found = together.side_by_side([a_centre("A"), a_centre("B", **change)])
    assert (found.rows, found.unlike, found.alone) == ([], ["sessions held"], 0)


def test_what_nobody_has_a_number_for_is_counted_and_left_out() -> None:
    nobody = {"value": None, "status": "not_recorded", "display": "not recorded yet"}
    found = together.side_by_side([a_centre("A", **nobody), a_centre("B", **nobody)])
    assert (found.rows, found.silent) == ([], 1)


def test_a_third_centre_that_counts_otherwise_is_left_out_of_the_row() -> None:
    (row,) = together.side_by_side([a_centre("A"), a_centre("B", definition="Other."), a_centre("C")]).rows
    assert (row.names, row.total, row.others_differ) == ("A, C", 14, True)
    assert [cell is None for cell in row.cells] == [False, True, False]


def test_a_centre_is_followed_once_and_only_with_its_agreement(our_centre: None) -> None:
    story.follow(url="https://friend.example/story.json", agreed="Yes", by=BY)
    with pytest.raises(ValidationError, match="followed already"):
        story.follow(url="https://friend.example/story.json", agreed="Yes", by=BY)
    with pytest.raises(ValidationError, match="Write who agreed"):
        story.follow(url="https://other.example/story.json", agreed=" ", by=BY)


def test_whom_nobody_follows_any_more_is_forgotten(friend: Friend, client: Client) -> None:
    following = follow(friend)
    jobs.listen()
    story.stop_following(following, by=BY)
    story.stop_following(following, by=BY)
    story.take_in(following, content={"centre": {"name": "Late"}}, etag="", by=BY)
    following.refresh_from_db()
    assert following.content == {}
    assert "Friendly" not in client.get("/movement/").content.decode()
    assert Event.objects.filter(verb="story.centre_not_followed").count() == 1
    assert following.stopped_at is not None
    follow(friend)


def test_a_coordinator_adds_a_centre_asks_it_and_stops(friend: Friend, coordinator: Client) -> None:
    refused = coordinator.post("/movement/following/add/", {"url": "https://10.0.0.1/", "agreed": "Yes"})
    assert "The address names a site by numbers. Use its name." in refused.content.decode()
    assert "https://10.0.0.1/" in refused.content.decode(), "what was typed is still there"
    coordinator.post("/movement/following/add/", {"url": friend.url, "agreed": "Ash agreed, CC BY"})
    following = Following.objects.get()
    said = coordinator.post(f"/movement/following/{following.pk}/ask/", follow=True).content.decode()
    assert "It answered." in said
    assert "The Friendly Centre" in said
    said = coordinator.post(f"/movement/following/{following.pk}/stop/", follow=True).content.decode()
    assert "We follow no other centre yet." in said


def test_the_page_asks_the_database_no_more_for_many_centres(friend: Friend, client: Client) -> None:
    turns = count()  # another address each time, because a page that was made is kept

    def queries() -> int:
        with CaptureQueriesContext(connection) as seen:
            client.get("/movement/", {"turn": next(turns)})
        return len(seen)

    follow(friend)
    jobs.listen()
    queries()
    one = queries()
    kept = Following.objects.get()
    for number in range(9):
        more = story.follow(url=f"https://c{number}.example/story.json", agreed="Yes", by=BY)
        story.take_in(more, content=kept.content, etag="", by=BY)
    assert queries() == one
