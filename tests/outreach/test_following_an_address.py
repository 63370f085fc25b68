"""A copy of the newsletter that has not gone yet follows its reader; by each way it counts where it goes."""

from django.core import mail

from alongside.foundation.actors import Actor
from alongside.foundation.models import Message
from alongside.outreach import actions as outreach
from alongside.outreach.actions import issue_sending, issues
from alongside.outreach.models import Issue
from alongside.outreach.queries import sending
from alongside.people import actions as people
from alongside.people.models import Member
from tests.furniture import Make

from .conftest import WORDS, Listed, told
from .test_issue_sending import deliver
from .writing import BY, issue_of


def on_its_way() -> Issue:
    issue = issue_of()
    issues.approve_issue(issue, by=Actor("account:998"))
    return issue_sending.send_issue(issue, by=BY)


def waiting(issue: Issue) -> list[int]:
    """By email, by post and by phone."""
    return [one.waiting for one in sending.progress(issue)]


def reader(make: Make, **more: object) -> Member:
    member = make("Ann", **more)
    people.give_consent(member, purpose="newsletter", wording=WORDS, by=BY)
    return member


def test_a_copy_follows_a_member_from_post_to_email_and_by_phone(make: Make) -> None:
    ann = reader(make, reach_by="post", address="1 Mill Lane", email="ann@example.org")
    issue = on_its_way()
    assert waiting(issue) == [0, 1, 0]
    people.change_reach(ann, reach_by="phone", phone="020 7946 0000", by=BY)
    assert waiting(issue) == [0, 0, 1]
    people.change_reach(ann, reach_by="email", by=BY)
    assert waiting(issue) == [1, 0, 0]
    (one,) = deliver()
    assert "ann@example.org" in one.to[0]
    assert "Mill Lane" not in str(Message.objects.filter(sent_at=None, withheld_at=None).values_list("to"))


def test_an_email_that_waits_goes_to_the_new_address_or_becomes_a_letter(listed: Listed) -> None:
    ann, bob = listed("ann@example.org", called="Ann"), listed("bob@example.org", called="Bob")
    issue = on_its_way()
    choices = {"told": told(), "topics": [], "language": "en", "easy_read": False, "by": BY}
    outreach.change_for(ann, email="new@example.org", way="email", **choices)  # type: ignore[arg-type]  # as one
    outreach.change_way(bob, way="post", address="1 Mill Lane", by=BY)
    assert waiting(issue) == [1, 1, 0]
    deliver()
    assert not {"ann@example.org", "bob@example.org"} & {to for one in mail.outbox for to in one.to}
