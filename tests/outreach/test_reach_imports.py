"""Files are looked at before anything is done, taken in once, and what they revise stays to be read."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from alongside.outreach.actions import reach_imports as actions
from alongside.outreach.models import ReachChannel, ReachFile, Reading
from alongside.outreach.queries import reach_imports
from alongside.people.models import Member
from tests.furniture import Browser
from tests.people.helpers import queries_of

from .reaching import BY, channel, read

pytestmark = pytest.mark.usefixtures("our_centre")


def overview(*rows: tuple[str, str]) -> bytes:
    return ("Date,Impressions\n" + "".join(f'{day},"{value}"\n' for day, value in rows)).encode()


def upload(
    of: ReachChannel, content: bytes, exported_on: str = "2018-02-01", name: str = "days.csv"
) -> ReachFile:
    return actions.upload_readings(
        of, content, file_name=name, exported_on=date.fromisoformat(exported_on), by=BY
    )


def take_in(of: ReachChannel, content: bytes, exported_on: str = "2018-02-01") -> dict[str, int]:
    return actions.take_in_readings(upload(of, content, exported_on), by=BY)


def holding() -> list[tuple[str, int]]:
    rows = Reading.objects.current().order_by("since", "post")
    return [(row.post or row.since.isoformat(), row.value) for row in rows]


def test_looking_at_a_file_writes_nothing_down() -> None:
    twitter = channel()
    judged = reach_imports.preview(upload(twitter, overview(("2018-01-01", "1,200"))))
    assert judged.counts == {"new": 1, "changed": 0, "same": 0, "older": 0, "problem": 0}
    assert not Reading.objects.exists()


def test_a_file_taken_in_twice_or_uploaded_again_counts_once() -> None:
    twitter, content = channel(), overview(("2018-01-01", "1,200"), ("2018-01-02", "80"))
    uploaded = upload(twitter, content)
    first = actions.take_in_readings(uploaded, by=BY)
    assert actions.take_in_readings(uploaded, by=BY) == first
    assert take_in(twitter, content) == {"new": 0, "changed": 0, "same": 2, "older": 0, "problem": 0}
    assert Reading.objects.count() == 2


def test_an_overlapping_file_revises_recent_days_and_the_old_numbers_stay() -> None:
    twitter = channel()
    take_in(twitter, overview(("2018-01-01", "100"), ("2018-01-02", "80")), "2018-01-02")
    counts = take_in(
        twitter, overview(("2018-01-01", "100"), ("2018-01-02", "95"), ("2018-01-03", "7")), "2018-01-04"
    )
    assert (counts["new"], counts["changed"], counts["same"]) == (1, 1, 1)
    assert holding() == [("2018-01-01", 100), ("2018-01-02", 95), ("2018-01-03", 7)]
    revised = Reading.objects.current().get(since="2018-01-02")
    assert revised.supersedes is not None
    assert (revised.supersedes.value, revised.line) == (80, 3)


def test_an_older_file_that_is_imported_later_does_not_turn_numbers_back() -> None:
    twitter = channel()
    take_in(twitter, overview(("2018-01-02", "95")), "2018-01-09")
    counts = take_in(twitter, overview(("2018-01-01", "100"), ("2018-01-02", "80")), "2018-01-02")
    assert (counts["new"], counts["older"]) == (1, 1)
    assert holding() == [("2018-01-01", 100), ("2018-01-02", 95)]


def test_any_order_of_files_leads_to_the_same_numbers() -> None:
    files = [
        (overview(("2018-01-01", "1"), ("2018-01-02", "2")), "2018-01-02"),
        (overview(("2018-01-02", "3"), ("2018-01-03", "4")), "2018-01-04"),
        (overview(("2018-01-01", "5"), ("2018-01-03", "6")), "2018-01-06"),
    ]
    seen = []
    for number, order in enumerate(([0, 1, 2], [2, 1, 0], [1, 2, 0])):
        twitter = channel(f"Twitter {number}")
        for place in order:
            take_in(twitter, *files[place])
        rows = Reading.objects.current().filter(channel=twitter)
        seen.append([(str(row.since), row.value) for row in rows])
    assert seen[0] == seen[1] == seen[2] == [("2018-01-01", 5), ("2018-01-02", 3), ("2018-01-03", 6)]


def test_posts_are_kept_apart_from_days() -> None:
    twitter = channel()
    take_in(twitter, overview(("2018-01-01", "100")))
    head = b"Tweet id,Tweet text,time,impressions\n"
    posts = head + b"7,Hello,2018-01-01 10:00 +0000,60\n8,Again,2018-01-01 11:00 +0000,40\n"
    assert take_in(twitter, posts)["new"] == 2
    assert take_in(twitter, posts.replace(b",60", b",66"), "2018-02-09")["changed"] == 1
    post = Reading.objects.current().get(post="7")
    assert (post.value, post.since, post.until) == (66, date(2018, 1, 1), date(2018, 2, 9))
    assert list(Reading.objects.current().of_account().values_list("value", flat=True)) == [100]


def test_a_day_inside_a_typed_period_is_named_and_not_counted_twice() -> None:
    twitter = channel()
    read(twitter, "impressions", 5_000, "2018-01-01", "2018-01-31")
    counts = take_in(twitter, overview(("2018-01-31", "9"), ("2018-02-01", "8")))
    assert (counts["new"], counts["problem"]) == (1, 1)
    (problem,) = ReachFile.objects.get().outcome["problems"]
    assert problem["number"] == 2
    assert "would count twice" in problem["why"]


def test_a_file_of_which_nothing_can_be_taken_in_waits() -> None:
    uploaded = upload(channel(), overview(("yesterday", "9")))
    with pytest.raises(actions.CannotTakeIn):
        actions.take_in_readings(uploaded, by=BY)
    uploaded.refresh_from_db()
    assert uploaded.waits


def test_a_file_that_was_thrown_away_is_gone() -> None:
    uploaded = upload(channel(), overview(("2018-01-01", "9")))
    actions.discard_readings(uploaded, by=BY)
    uploaded.refresh_from_db()
    assert (bytes(uploaded.content), uploaded.waits) == (b"", False)
    assert actions.take_in_readings(uploaded, by=BY) == {}


def test_thousands_of_lines_are_taken_in_and_the_file_stays_as_it_came() -> None:
    days = [(str(date(2009, 1, 1) + timedelta(days=number)), str(number)) for number in range(3_000)]
    content = overview(*days)
    assert take_in(channel(), content)["new"] == 3_000
    assert bytes(ReachFile.objects.get().content) == content


def test_a_coordinator_looks_and_takes_in(browser_of: Browser, coordinator: Member) -> None:
    twitter, browser = channel(), browser_of(coordinator)
    read(twitter, "impressions", 90, "2018-01-01")
    url = reverse("outreach:import_readings", args=[twitter.pk])
    day = {"exported_on_day": "1", "exported_on_month": "2", "exported_on_year": "2024"}

    def send(content: bytes) -> str:
        file = SimpleUploadedFile("days.csv", content)
        return browser.post(url, {"file": file, **day}, follow=True).content.decode()

    assert "This file is empty." in send(b"")
    assert "Say whether the day or the month comes first." in send(b"Date,Impressions\n03/04/2018,1\n")
    Reading.objects.update(known_on="2018-01-02")
    page = send(overview(("2018-01-01", "1,100"), ("2018-01-02", "80"), ("Total", "1,180")))
    assert "1 number is new" in page
    assert "1 number changes" in page
    assert "Line 4:" in page
    file = ReachFile.objects.get()
    answer = browser.post(reverse("outreach:take_in_readings", args=[file.pk]), follow=True)
    assert "2 numbers were written down." in answer.content.decode()
    assert "Line 4:" in answer.content.decode()
    assert holding() == [("2018-01-01", 1_100), ("2018-01-02", 80)]
    gone = browser.post(reverse("outreach:discard_readings", args=[file.pk]), follow=True)
    assert gone.status_code == 200
    assert ReachFile.objects.get().taken_in_at is not None


def test_a_preview_takes_as_many_questions_for_many_lines(browser_of: Browser, coordinator: Member) -> None:
    twitter, browser = channel(), browser_of(coordinator)
    seen = []
    for count in (1, 60):
        rows = [(str(date(2018, 1, 1) + timedelta(days=number)), "5") for number in range(count)]
        url = reverse("outreach:preview_readings", args=[upload(twitter, overview(*rows)).pk])
        seen.append(queries_of(browser, url))
    assert seen[0] == seen[1]


def test_nobody_else_uploads(client: Client, make: object) -> None:
    url = reverse("outreach:import_readings", args=[channel().pk])
    assert client.get(url).status_code == 302
