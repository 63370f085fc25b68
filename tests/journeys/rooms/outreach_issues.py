"""One of everything about issues of the newsletter, and what stands in the parameters of their routes."""

from collections.abc import Callable
from typing import Any

from alongside.foundation import actors, clock
from alongside.outreach import actions as outreach
from alongside.outreach.actions import blocks, issue_sending, issues
from alongside.outreach.models import Block, HandOut, Issue
from alongside.people import actions as people

BY = actors.SYSTEM
SUBJECT = "Sample newsletter"


def build() -> None:
    """An issue that is being written, and one that was sent: with a letter that waits, and copies handed out."""
    if Issue.objects.filter(words__en__subject=SUBJECT).exists():
        return
    written(SUBJECT)
    told = people.Told("post", clock.today(), True, "")
    outreach.record_subscriber(
        told=told,
        wording="Send me your newsletter.",
        way="post",
        called="Sample reader",
        address="1 Mill Lane",
        by=BY,
    )
    sent = written("Sample newsletter that was sent")
    issues.approve_issue(sent, by=actors.Actor("account:0"))
    sent = issue_sending.send_issue(sent, by=BY)
    issue_sending.add_hand_out(sent, count=40, place="Sample library", on=clock.today(), by=BY)


def written(subject: str) -> Issue:
    """An issue in English with a heading, words and a figure, complete."""
    issue = issues.start_issue(languages=["en"], by=BY)
    issues.write_issue(issue, language="en", subject=subject, intro="Hello.", easy="Hello.", base=0, by=BY)
    heading = blocks.add_block(issue, kind="heading", by=BY)
    blocks.write_block(heading, language="en", heading="What is new", base=0, by=BY)
    words = blocks.add_block(issue, kind="words", by=BY)
    blocks.write_block(words, language="en", text="We met in May.", easy="We met.", base=0, by=BY)
    return issue


def one() -> dict[str, Any]:
    issue = Issue.objects.get(words__en__subject=SUBJECT)
    words = Block.objects.filter(issue=issue, kind="words").get()
    return {"number": issue.number, "pk": words.pk, "language": "en", "kind": "session"}


def sent() -> dict[str, Any]:
    issue = Issue.objects.archived().filter(words__en__subject="Sample newsletter that was sent").get()
    return {"number": issue.number, "pk": HandOut.objects.filter(issue=issue)[0].pk}


SAMPLES: dict[str, Callable[[], dict[str, Any]]] = {
    "newsletter/write/<int:number>/": one,
    "newsletter/write/<int:number>/sending/": sent,
    "newsletter/write/<int:number>/letters/": sent,
    "newsletter/write/<int:number>/labels/": sent,
    "newsletter/write/<int:number>/handed-out/": sent,
    "newsletter/<int:number>/": sent,
}
OWN: list[str] = []
NOT_FOR_EVERYBODY: dict[str, str] = {}
