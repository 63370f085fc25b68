"""Readings are never changed, a newer one takes their place, and every figure opens to exactly its rows."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from alongside.foundation import clock, figures
from alongside.outreach.actions import reach
from alongside.outreach.models import Reading
from alongside.people.models import Member
from tests.furniture import Browser
from tests.people.helpers import queries_of

from .reaching import BY, channel, read, six_months

pytestmark = pytest.mark.usefixtures("our_centre")


def test_a_newer_reading_takes_the_place_and_the_old_one_stays() -> None:
    twitter = channel()
    first = read(twitter, "followers", 12, "2017-10-09")
    second = read(twitter, "followers", 14, "2017-10-09")
    first.refresh_from_db()
    assert second.supersedes == first
    assert first.ended_at is not None
    assert list(Reading.objects.current()) == [second]


def test_the_database_keeps_one_holding_reading_for_the_same_days() -> None:
    row = read(channel(), "followers", 12, "2017-10-09")
    row.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)


@pytest.mark.parametrize(
    ("measure", "value", "since", "until", "field"),
    [
        ("followers", 1, "2018-01-01", "2018-01-02", "until"),
        ("reach", -1, "2018-01-01", "2018-01-02", "value"),
        ("reach", 1, "2018-01-02", "2018-01-01", "until"),
        ("likes", 1, "2018-01-02", "", "measure"),
        ("reach", 1, "2017-12-15", "2018-01-02", "since"),
    ],
)
def test_a_reading_that_cannot_be_is_refused_beside_its_field(
    measure: str, value: int, since: str, until: str, field: str
) -> None:
    twitter = channel()
    read(twitter, "reach", 10, "2017-12-01", "2017-12-31")
    with pytest.raises(ValidationError) as refusal:
        read(twitter, measure, value, since, until)
    assert list(refusal.value.message_dict) == [field]


def test_a_day_that_has_not_come_has_no_reading() -> None:
    with pytest.raises(ValidationError, match="has not come yet"):
        read(channel(), "followers", 1, (clock.today() + timedelta(days=1)).isoformat())


def test_what_was_taken_back_counts_no_longer_and_says_why() -> None:
    twitter = channel()
    wrong = read(twitter, "followers", 9_999, "2017-10-09")
    reach.take_back_reading(wrong, why="A slip of the pen", by=BY)
    reach.take_back_reading(wrong, why="Once more", by=BY)
    wrong.refresh_from_db()
    assert (wrong.value, wrong.ended_why) == (9_999, "A slip of the pen")
    assert not Reading.objects.current().exists()
    assert read(twitter, "followers", 12, "2017-10-09").supersedes is None


def test_only_platforms_that_tell_everybody_are_asked() -> None:
    with pytest.raises(ValidationError) as refusal:
        channel(polled=True, handle="@centre")
    assert list(refusal.value.message_dict) == ["polled"]
    with pytest.raises(ValidationError) as refusal:
        channel(kind="mastodon", polled=True)
    assert list(refusal.value.message_dict) == ["handle"]


def test_followers_gained_says_both_days_and_the_exact_number() -> None:
    six_months(channel())
    figure = figures.read(["outreach.followers_gained"])["outreach.followers_gained"]
    assert (str(figure.words), figure.value, figure.as_of) == ("over 700", 719, date(2018, 4, 6))
    (source,) = figure.source
    assert str(source.label) == "Twitter: 731 on 6 April 2018 minus 12 on 9 October 2017 is exactly 719"


def test_reach_adds_the_rows_of_six_months_and_says_that_they_are_not_people(client: Client) -> None:
    six_months(channel())
    figure = figures.read(["outreach.reach"])["outreach.reach"]
    assert (str(figure.words), figure.value, figure.row_count) == ("19K", 19_240, 2)
    assert "not a number of different people" in str(figure.definition)
    page = client.get(figure.source[0].url or "").content.decode()
    assert "Together these rows come to exactly 19,240." in page
    assert "6,240" in page
    assert "13,000" in page
    assert "9,000" not in page


def test_followers_of_two_channels_are_each_last_minus_first() -> None:
    six_months(channel())
    toots = channel("Mastodon", "mastodon")
    read(toots, "followers", 100, "2017-11-01")
    figure = figures.read(["outreach.followers_gained"])["outreach.followers_gained"]
    assert figure.value == 719  # one reading of a second channel says nothing about growth
    read(toots, "followers", 150, "2018-03-01")
    assert figures.read(["outreach.followers_gained"])["outreach.followers_gained"].value == 769


def test_without_readings_there_is_no_number() -> None:
    ids = ["outreach.followers_gained", "outreach.reach", "outreach.followers", "outreach.impressions"]
    assert {figure.status for figure in figures.read(ids).values()} == {"not_recorded"}
    read(channel(), "followers", 700, "2017-10-09")
    assert figures.read(ids[:1])[ids[0]].status == "not_recorded"


def test_the_page_tells_each_measure_by_itself_with_a_table(client: Client) -> None:
    six_months(channel())
    page = client.get(reverse("outreach:how_far_we_reach")).content.decode()
    assert page.index('id="followers"') < page.index('id="reach"')
    assert "1,488 more followers from first to last reading" in page
    assert page.count("<caption") >= 2


def test_the_spreadsheet_runs_no_formula(client: Client) -> None:
    read(channel(name="=HYPERLINK(1)"), "followers", 12, "2017-10-09", definition="+cmd|'/C calc'!A0")
    text = client.get(reverse("outreach:reach_csv", args=["followers"])).content.decode("utf-8-sig")
    assert '"\'=HYPERLINK(1)"' in text
    assert "'+cmd'|" in text or "'+cmd" in text
    assert '"12"' in text


def test_no_other_measure_has_a_page(client: Client) -> None:
    assert client.get("/en/reach/likes/").status_code == 404
    assert client.get(reverse("outreach:reach_of", args=["reach"]) + "?from=yesterday").status_code == 200


def test_lists_take_as_many_questions_for_many_rows(browser_of: Browser, coordinator: Member) -> None:
    client = browser_of(coordinator)  # for visitors the page is kept
    twitter = channel()
    url, whole = reverse("outreach:reach_of", args=["followers"]), reverse("outreach:how_far_we_reach")
    read(twitter, "followers", 1, "2018-01-01")
    read(twitter, "followers", 2, "2018-01-02")
    few = [queries_of(client, one) for one in (url, whole)]
    for day in range(3, 28):
        read(twitter, "followers", day, f"2018-01-{day:02}")
    assert [queries_of(client, one) for one in (url, whole)] == few


def test_staff_write_a_channel_and_a_number_down(browser_of: Browser, coordinator: Member) -> None:
    browser = browser_of(coordinator)
    opened = {"opened_on_day": "2", "opened_on_month": "10", "opened_on_year": "2017"}
    told = {"kind": "x", "name": "Twitter", "handle": "@centre", **opened}
    answer = browser.post(reverse("outreach:add_reach_channel"), told, follow=True)
    assert "The channel is there." in answer.content.decode()
    number = {
        "measure": "followers", "value": "1,234", "since_day": "9", "since_month": "10", "since_year": "2017",
        "definition": "Followers of the account", "source_note": "The profile",
    }  # fmt: skip
    url = reverse("outreach:add_reading", args=[answer.context["channel"].pk])
    wrong = browser.post(url, number | {"value": "1.2K"})
    assert "Write this as a number" in wrong.content.decode()
    assert "Followers of the account" in wrong.content.decode()
    page = browser.post(url, number, follow=True).content.decode()
    assert "The number is written down." in page
    row = Reading.objects.get()
    assert row.value == 1_234
    back = browser.post(
        reverse("outreach:take_back_reading", args=[row.pk]), {"why": "Wrong day"}, follow=True
    )
    assert "Taken back" in back.content.decode()
