"""One of everything about issues of the newsletter, and what stands in the parameters of their routes."""

from collections.abc import Callable
from typing import Any

from alongside.foundation import actors
from alongside.outreach.actions import blocks, issues
from alongside.outreach.models import Block, Issue

BY = actors.SYSTEM
SUBJECT = "Sample newsletter"


def build() -> None:
    """An issue that is being written, with our own words and a figure."""
    if Issue.objects.exists():
        return
    written(SUBJECT)


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
    issue = Issue.objects.order_by("number").first()
    assert issue is not None
    words = Block.objects.filter(issue=issue, kind="words").get()
    return {"number": issue.number, "pk": words.pk, "language": "en", "kind": "session"}


SAMPLES: dict[str, Callable[[], dict[str, Any]]] = {
    "newsletter/write/<int:number>/": one,
    "newsletter/<int:number>/": one,
}
OWN: list[str] = []
# An issue that was not sent is not in the archive.
NOT_FOR_EVERYBODY: dict[str, str] = {
    "newsletter/<int:number>/": "missing",
    "newsletter/<int:number>/easy-read/": "missing",
    "newsletter/<int:number>/text/": "missing",
    "newsletter/<int:number>/easy-read/text/": "missing",
}
