"""An issue reaches everybody who agreed, by their own way, once; and never anybody who did not."""

import re
from datetime import timedelta
from email.utils import parseaddr
from io import StringIO
from typing import Any

import pytest
from django.core import mail as delivered
from django.core.mail import EmailMultiAlternatives
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from alongside.foundation import clock, outbox
from alongside.foundation.actors import Actor
from alongside.foundation.models import Centre, Channel, Event, Message
from alongside.outreach import actions as outreach
from alongside.outreach import issue_furniture
from alongside.outreach.actions import issue_sending, issues
from alongside.outreach.models import HandOut, Issue, IssueState
from alongside.outreach.newsletter import mail as newsletter
from alongside.outreach.queries import issues as questions
from alongside.outreach.queries import sending
from alongside.people.models import Member
from tests.furniture import Browser

from .conftest import WORDS, Listed, Make
from .writing import BY, issue_of

OTHER = Actor("account:999")


@pytest.fixture
def desk(coordinator: Member, browser_of: Browser) -> Client:
    return browser_of(coordinator)


def approved(*languages: str, **more: Any) -> Issue:
    issue = issue_of(*languages, **more)
    issues.approve_issue(issue, by=OTHER)
    return issue


def sent(issue: Issue) -> Issue:
    return issue_sending.send_issue(issue, by=BY)


def deliver() -> list[EmailMultiAlternatives]:
    """Every mail with an issue so far; not those that say that somebody is on the list now."""
    outbox.deliver_due("test")
    found = [one for one in delivered.outbox if isinstance(one, EmailMultiAlternatives)]
    return [one for one in found if "What is new in May" in one.subject]


def everybody(listed: Listed) -> None:
    """One by each way, one in Arabic and Easy Read, and one in a language that no issue has."""
    listed("ann@example.org", called="Ann")
    listed("huda@example.org", called="Huda", language="ar", easy_read=True)
    listed("jan@example.org", called="Jan", language="pl")
    listed(called="Rose", way="post", address="1 Mill Lane")
    listed(called="Bill", way="phone", phone="020 7946 0000")


def test_a_helper_reads_for_whom_it_is(make: Make) -> None:
    sam = make("Sam", reach_by="supporter", supporter={"name": "Pat", "email": "pat@example.org"})
    zoe = make("Zoe", reach_by="supporter", supporter={"name": "Kit", "phone": "020 7946 0007"})
    for member in (sam, zoe):
        outreach.subscribe_member(member, wording=WORDS, how="web", by=BY)
    issue = sent(approved("en"))

    (mail,) = deliver()
    html = mail.alternatives[0][0]
    for words in (str(mail.body), str(html)):
        assert "This is for Sam." in " ".join(words.split())
    (call,) = sending.waiting_by_hand(issue, Channel.CALL)
    copy = sending.copy_for(issue, call.subscriber)
    assert copy is not None
    said = newsletter.reader_of(issue, copy).hello
    assert said == "Hello Kit. This is for Zoe. Please tell them, or read it to them."


def test_everybody_who_agreed_gets_it_once_by_their_own_way(listed: Listed) -> None:
    everybody(listed)
    issue = sent(approved("en", "ar"))

    mails = {parseaddr(one.to[0])[1]: one for one in deliver()}
    assert set(mails) == {"ann@example.org", "huda@example.org", "jan@example.org"}
    assert "Hello Ann," in mails["ann@example.org"].body
    assert 'dir="rtl"' in str(mails["huda@example.org"].alternatives[0][0])
    assert "You asked for this in Polish" in mails["jan@example.org"].body
    assert "You asked for" not in mails["ann@example.org"].body
    by_hand = Message.objects.by_hand().filter(about=f"outreach.issue:{issue.pk}")
    assert sorted(by_hand.values_list("channel", "to")) == [
        ("call", "020 7946 0000"),
        ("letter", "1 Mill Lane"),
    ]


def test_every_mail_passes_the_wire_test(listed: Listed) -> None:
    everybody(listed)
    sent(approved("en", "ar"))

    for one in deliver():
        message = one.message()
        plain, html = list(message.iter_parts() if hasattr(message, "iter_parts") else message.get_payload())
        assert message.get_content_type() == "multipart/alternative"
        assert plain.get_content_type() == "text/plain"
        assert plain.get_payload(decode=True).decode().strip()
        assert html.get_content_type() == "text/html"
        page = html.get_payload(decode=True).decode()
        assert re.search(r'<html lang="(en|ar)" dir="(ltr|rtl)">', page)
        assert not re.search(r"<(img|script|link|iframe|object|video|audio|form)\b|@import|url\(", page)
        for name in ("List-Id", "List-Unsubscribe", "List-Unsubscribe-Post", "List-Help", "List-Archive"):
            assert message[name], name
        assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        stop = str(message["List-Unsubscribe"]).strip("<>")
        links = re.findall(r'href="([^"]+)"', page)
        assert stop in links
        assert stop in plain.get_payload(decode=True).decode()
        assert all("/newsletter/" in link for link in links)
        assert message["Content-Language"] in ("en", "ar")
        assert "\ue000" not in message.as_string()


def test_one_post_stops_it_for_the_next_and_for_what_waits(listed: Listed) -> None:
    subscriber = listed("ann@example.org", called="Ann")
    post = listed(called="Rose", way="post", address="1 Mill Lane")
    issue = sent(approved())
    outreach.take_back(subscriber, purpose="newsletter", how="web", by=BY)
    outreach.take_back(post, purpose="newsletter", how="phone", by=BY)

    assert deliver() == []
    assert sending.waiting_by_hand(issue, Channel.LETTER) == []
    assert not Message.objects.by_hand().exists(), "staff do not find it among the letters and calls either"
    issue_furniture.send_issues()
    by_way = {str(one.label): one for one in sending.progress(issue)}
    assert by_way["By email"].suppressed == 1
    assert by_way["By post, printed"].suppressed == 1
    assert list(sending.copies(issue)) == []


def test_the_desk_leads_to_where_it_is_sent_or_scheduled(
    listed: Listed, desk: Client, coordinator: Member
) -> None:
    listed("ann@example.org")
    issue = approved()
    page = f"/newsletter/write/{issue.number}/"
    assert page in re.findall(r'href="([^"]+)"', desk.get("/desk/week/").content.decode())
    assert "Schedule it" in desk.get(page).content.decode()


def test_it_is_never_sent_while_a_row_waits(listed: Listed) -> None:
    everybody(listed)
    issue = sent(approved())
    assert questions.state_of(Issue.objects.get()) == IssueState.SENDING
    deliver()
    assert questions.state_of(Issue.objects.get()) == IssueState.SENDING
    for message in Message.objects.by_hand():
        outbox.tick_off(message, by=BY)

    assert questions.state_of(Issue.objects.get()) == IssueState.SENT
    assert [one.sent for one in sending.progress(issue)] == [3, 1, 1]


def test_what_is_paused_goes_on_and_what_is_stopped_is_missed(listed: Listed) -> None:
    everybody(listed)
    issue = sent(approved())
    issue_sending.pause_issue(issue, by=BY)
    assert deliver() == []
    issue_sending.resume_issue(issue, by=BY)
    issue_sending.stop_issue(issue, by=BY)

    assert deliver() == []
    assert [one.missed for one in sending.progress(issue)] == [3, 1, 1]
    assert questions.state_of(Issue.objects.get()) == IssueState.STOPPED


def test_failed_emails_are_tried_once_more(listed: Listed) -> None:
    listed("ann@example.org")
    issue = sent(approved())
    Message.objects.filter(mailing=issue.mailing).update(failed_at=clock.now(), attempts=6, last_error="Away")

    assert issue_sending.retry_issue(issue, by=BY) == 1
    assert [one.to for one in deliver()] == [["ann@example.org"]]


def test_what_nobody_approved_is_not_sent(listed: Listed) -> None:
    with pytest.raises(issues.CannotChangeIssue):
        sent(issue_of())


def test_a_scheduled_issue_goes_at_its_time(listed: Listed) -> None:
    listed("ann@example.org")
    issue = approved()
    when = clock.now() + timedelta(days=1)
    issues.schedule_issue(issue, send_at=when, send_before=when + timedelta(hours=2), by=BY)
    issue_furniture.send_issues()
    assert questions.state_of(Issue.objects.get()) == IssueState.SCHEDULED

    with clock.at(when + timedelta(minutes=5)):
        issue_furniture.send_issues()
        issue_furniture.send_issues()
        assert len(deliver()) == 1


def test_an_issue_that_cannot_be_sent_holds_up_no_other(listed: Listed) -> None:
    listed("ann@example.org")
    empty, whole = approved(), approved()
    for issue in (empty, whole):
        issues.schedule_issue(issue, send_at=clock.now() + timedelta(hours=1), send_before=None, by=BY)
    empty.blocks.all().delete()
    with clock.at(clock.now() + timedelta(hours=2)):
        assert issue_sending.send_due(by=BY) == 1
    empty.refresh_from_db()
    whole.refresh_from_db()
    assert (empty.started_at, whole.started_at is not None) == (None, True)


def test_somebody_who_is_forgotten_leaves_no_letter_and_no_call(listed: Listed) -> None:
    by_post = listed(way="post", called="Grace", address="1 Mill Lane")
    by_phone = listed(way="phone", called="Otto", phone="020 7946 0102")
    sent(approved())
    for one in (by_post, by_phone):
        outreach.forget(one, by=BY)
    kept = Message.objects.exclude(channel=Channel.EMAIL)
    assert kept.count() == 2
    assert {(one.to, one.to_name, one.text) for one in kept} == {("", "", "")}
    assert not kept.waiting().exists()


def test_what_is_too_late_is_missed_and_not_sent_late(listed: Listed) -> None:
    listed("ann@example.org")
    issue = approved()
    when = clock.now() + timedelta(days=1)
    issues.schedule_issue(issue, send_at=when, send_before=when + timedelta(hours=2), by=BY)

    with clock.at(when + timedelta(hours=3)):
        issue_furniture.send_issues()

        assert deliver() == []
        assert questions.state_of(Issue.objects.get()) == IssueState.MISSED
        with pytest.raises(issues.CannotChangeIssue):
            sent(issue)


def test_the_dry_run_says_who_and_sends_nothing(listed: Listed) -> None:
    everybody(listed)
    issue_of("en", "ar")
    before = (Message.objects.count(), Event.objects.count())
    out = StringIO()
    call_command("send_issue", 1, "--dry-run", stdout=out)

    assert [line.split() for line in out.getvalue().splitlines()[1:-1]] == [
        ["email", "ar.easy", "consent", "1"],
        ["email", "en.plain", "consent", "1"],
        ["email", "en.plain.instead", "consent", "1"],
        ["post", "en.plain", "consent", "1"],
        ["phone", "en.plain", "consent", "1"],
    ]
    assert (Message.objects.count(), Event.objects.count()) == before


def test_the_two_bases_never_share_a_sending(listed: Listed) -> None:
    listed("ann@example.org")
    issue = issue_of(basis="soft_opt_in")

    assert list(sending.copies(issue)) == []


def test_letters_labels_and_calls_are_made_for_those_without_email(listed: Listed, desk: Client) -> None:
    everybody(listed)
    sent(approved("en", "ar"))
    page = desk.get(reverse("outreach:sending", args=[1])).content.decode()
    assert "Rose" in page
    assert "Bill" in page

    for name in ("issue_letters", "issue_labels"):
        answer = desk.get(reverse(f"outreach:{name}", args=[1]))
        assert answer.content.startswith(b"%PDF")
    script = Message.objects.get(channel=Channel.CALL).text
    assert "I have our newsletter for you." in script
    assert "We met in the library." in script
    keys = re.findall(r'name="letter" value="(\d+)"', page)
    desk.post(reverse("outreach:tick_letters_off", args=[1]), {"letter": keys})
    assert not Message.objects.by_hand().filter(channel=Channel.LETTER).exists()


def test_copies_handed_out_count_as_a_number_of_their_own(our_centre: Centre, desk: Client) -> None:
    issue = sent(approved())
    today = clock.today()
    on = {"on_day": today.day, "on_month": today.month, "on_year": today.year}
    given = {"count": "40", "place": "Central library", **{name: str(part) for name, part in on.items()}}
    desk.post(reverse("outreach:add_hand_out", args=[1]), given)

    assert sending.handed_out(issue) == 40
    assert "40 copies were handed out" in desk.get(reverse("outreach:sending", args=[1])).content.decode()
    issue_sending.remove_hand_out(HandOut.objects.get(), by=BY)
    assert sending.handed_out(issue) == 0


def test_a_test_goes_to_oneself_and_stops_nothing(our_centre: Centre, desk: Client) -> None:
    issue_of()
    desk.post(reverse("outreach:test_issue", args=[1]))

    (one,) = deliver()
    assert one.to == ["cora@example.org"]
    assert one.subject == "Test: What is new in May"
    assert "/stop/" not in one.body


@pytest.mark.parametrize("way", ["email", "post", "phone"])
def test_a_preview_shows_what_a_reader_gets(listed: Listed, desk: Client, way: str) -> None:
    fields = {
        "email": {"email": "a@example.org"},
        "post": {"address": "1 Mill Lane"},
        "phone": {"phone": "020"},
    }
    one = listed(called="Ann", way=way, **fields[way])
    issue_of()
    before = Event.objects.count()
    page = desk.get(reverse("outreach:preview_issue", args=[1]), {"who": one.reference}).content.decode()

    assert "Hello Ann," in page
    assert "We met in the library." in page
    assert Event.objects.count() == before
    shown = desk.get(reverse("outreach:preview_mail", args=[1]), {"who": one.reference})
    assert "unsafe-inline" in shown["Content-Security-Policy"]
    made = desk.get(reverse("outreach:preview_letter", args=[1]), {"who": one.reference})
    assert made.content.startswith(b"%PDF")


def test_the_archive_and_its_feeds_hold_what_was_sent_alone(our_centre: Centre, client: Client) -> None:
    sent(approved("en", "ar"))
    issue_of(subject="Not sent")
    for name in ("archive", "issues_rss", "issues_atom"):
        page = client.get(reverse(f"outreach:{name}")).content.decode()
        assert "What is new in May" in page
        assert "Not sent" not in page
    for name in ("issue", "easy_issue", "issue_text", "easy_issue_text", "print_issue", "print_easy_issue"):
        assert client.get(reverse(f"outreach:{name}", args=[1])).status_code == 200
        assert client.get(reverse(f"outreach:{name}", args=[2])).status_code == 404
