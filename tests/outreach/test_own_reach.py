"""What the house knows by itself is read and never typed: newsletters by every way count the same."""

import uuid
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from alongside.foundation import clock, figures
from alongside.foundation.models import Mailing, Message
from alongside.foundation.record import key_of
from alongside.outreach.models import HandCopy, HandOut, Issue, Subscriber

pytestmark = pytest.mark.usefixtures("our_centre")


def sent_issue(number: int, *, by_email: int, by_post: int, handed: int) -> Issue:
    now = clock.now()
    mailing = Mailing.objects.create(name=f"Issue {number}")
    issue = Issue.objects.create(
        number=number, languages=["en"], words={"en": {"subject": f"News {number}"}}, mailing=mailing,
        approved_at=now, started_at=now,
    )  # fmt: skip
    for row in range(by_email):
        Message.objects.create(to=f"r{row}@x.example", mailing=mailing, key=str(row), sent_at=now)
    Message.objects.create(to="late@x.example", mailing=mailing, key="late")
    for _row in range(by_post):
        letter = Message.objects.create(channel="letter", to="1 Road", sent_at=now, about=key_of(issue))
        reader = Subscriber.objects.create(way="post", address=f"{uuid.uuid4()}")
        HandCopy.objects.create(issue=issue, subscriber=reader, message=letter)
    if handed:
        HandOut.objects.create(issue=issue, count=handed, place="Library", on=date(2020, 1, 1))
    return issue


def test_recipients_are_those_who_were_sent_it_by_any_way() -> None:
    sent_issue(1, by_email=6, by_post=3, handed=40)
    sent_issue(2, by_email=9, by_post=0, handed=0)
    read = figures.read(["outreach.newsletters_sent", "outreach.recipients"])
    assert [figure.value for figure in read.values()] == [2, 58]
    assert "is in it three times" in str(read["outreach.recipients"].definition)


def test_the_page_shows_totals_and_hides_small_ones(client: Client) -> None:
    sent_issue(1, by_email=6, by_post=3, handed=40)
    sent_issue(2, by_email=5, by_post=0, handed=0)
    page = client.get(reverse("outreach:how_far_we_reach")).content.decode()
    assert ">49<" in page
    assert "News 2" in page
    assert ">5<" not in page


def test_without_newsletters_nothing_is_claimed(client: Client) -> None:
    assert figures.read(["outreach.recipients"])["outreach.recipients"].status == "not_recorded"
    assert (
        "No newsletter has been sent yet."
        in client.get(reverse("outreach:how_far_we_reach")).content.decode()
    )
