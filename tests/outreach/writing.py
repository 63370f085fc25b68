"""How tests about issues write one."""

from typing import Any

from alongside.foundation import actors
from alongside.outreach.actions import blocks, issues
from alongside.outreach.models import Block, Issue

BY = actors.SYSTEM


def issue_of(*languages: str, subject: str = "What is new in May", **more: Any) -> Issue:
    """An issue with a subject, a beginning and one part of our own words in each language."""
    chosen = languages or ("en",)
    issue = issues.start_issue(languages=chosen, by=BY, **more)
    for place, language in enumerate(chosen):
        write(issue, language, subject=subject, base=place)
    part = blocks.add_block(issue, kind="words", by=BY)
    for place, language in enumerate(chosen):
        blocks.write_block(
            part, language=language, heading="Our news", text="We met in the library.", easy="We met.", base=place,
            by=BY,
        )  # fmt: skip
    issue.refresh_from_db()
    return issue


def write(issue: Issue, language: str = "en", **more: Any) -> None:
    """Write subject and beginning."""
    given = {"subject": "What is new", "intro": "It was a good month.", "easy": "It was good."} | more
    given.setdefault("base", issue.revision)
    issues.write_issue(issue, language=language, by=BY, **given)


def pulled(issue: Issue, kind: str, key: object, source: str = "") -> Block:
    """A part that shows something of a room."""
    return blocks.add_block(issue, kind=kind, source=source or kind, key=str(key), by=BY)
