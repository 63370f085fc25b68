"""What was learnt and what is told of it: items, changes, the library, the story with quotes, the newsletter."""

from __future__ import annotations

from datetime import date

from alongside.learning import actions as learning
from alongside.outreach import actions as outreach
from alongside.outreach.actions import blocks, issue_sending, issues
from alongside.outreach.queries import wording
from alongside.people import actions as people
from alongside.people.models import Attribution, Purpose
from alongside.story import actions as story

from . import words
from .meeting import STRANDS
from .yard import JOINED, MET, Yard, spread, turn

ISSUES = 2


def write(yard: Yard) -> None:
    """Spread over the time since everybody joined; readers who are no members ask for the newsletter before."""
    for number, day in enumerate(spread(yard.size.items, yard.ago(MET - 60), yard.ago(10))):
        yard.on(day, _learn, number, yard)
    for number, day in enumerate(spread(yard.size.resources, yard.ago(MET - 60), yard.ago(10))):
        yard.on(day, _keep, number, yard)
    for number, day in enumerate(spread(yard.size.claims, yard.ago(MET - 60), yard.ago(10))):
        yard.on(day, _tell, number, yard)
    for day in spread(24, yard.ago(JOINED - 10), yard.ago(MET)):
        yard.on(day, _subscribe, day, yard)
    for number in range(ISSUES):
        yard.on(yard.ago(300 - number * 90), _send, number, yard)


def _learn(number: int, yard: Yard) -> None:
    by = yard.by
    (member,) = yard.some(1, "learns", number)
    item = learning.write_item(
        member, what=turn(words.SAID, number), so_what=words.CLAUSE, now_what=words.SAID[4], label="A session",
        how_it_went=turn(["worked", "mixed", "did_not"], number), strand=turn(STRANDS, number), by=by,
    )  # fmt: skip
    if number >= yard.size.items - 2:
        return
    learning.check_item(item, by=by)
    if number % 3 == 0:
        change = learning.propose_change([item], what=words.SAID[1], label="The next session", by=by)
        if number < yard.size.items - 5:
            learning.decide(change, verdict="adopted", by_role="The working group", by=by)


def _keep(number: int, yard: Yard) -> None:
    learning.add_resource(
        url=f"https://library.example/{number + 1}", title=f"About {turn(words.SUBJECTS, number)}", about=words.LONG,
        kind="guide", language="en", licence="cc_by", made_by="Invented authors", by=yard.by,
    )  # fmt: skip


def _tell(number: int, yard: Yard) -> None:
    """A sentence of the centre, and the words of somebody who agreed to be quoted."""
    by, strands = yard.by, [turn(STRANDS, number)]
    story.add_claim(
        heading=turn(words.SUBJECTS, number).capitalize(), text=words.CLAUSE, strands=strands, by=by
    )
    (member,) = yard.some(1, "is quoted", number)
    consent = people.give_consent(
        member, purpose=Purpose.QUOTE, channels=["web", "print"], attribution=Attribution.FIRST_NAME,
        wording="You may quote these words.", by=by,
    )  # fmt: skip
    story.add_quote(
        text=turn(words.SAID, number), about="The sessions", consent=consent, strands=strands, by=by
    )


def _subscribe(day: date, yard: Yard) -> None:
    """A twenty-fourth of the readers at each time."""
    days = spread(24, yard.ago(JOINED - 10), yard.ago(MET))
    place, count = days.index(day), yard.size.readers
    for number in range(count * place // 24, count * (place + 1) // 24):
        asked = outreach.subscribe(
            email=f"reader{number + 1}@volume.example", called=f"Reader {number + 1}", wording=wording.newsletter(),
            language="en", by=yard.by,
        )  # fmt: skip
        outreach.confirm(asked, by=yard.by)


def _send(number: int, yard: Yard) -> None:
    by = yard.by
    issue = issues.start_issue(languages=["en"], by=by)
    issues.write_issue(
        issue,
        language="en",
        subject=f"Invented news {number + 1}",
        intro=words.LONG,
        base=issue.revision,
        by=by,
    )
    block = blocks.add_block(issue, kind="words", by=by)
    blocks.write_block(block, language="en", heading="", text=words.CLAUSE, base=block.revision, by=by)
    issues.approve_issue(issue, alone_because="Invented for a measurement", by=by)
    issue_sending.send_issue(issue, by=by)
