"""Conversations with statements, votes and themes; texts in clauses with suggestions and comments."""

from __future__ import annotations

from datetime import timedelta

from alongside.conversations import actions as conversations
from alongside.conversations.models import Conversation, Statement, Value
from alongside.documents import actions as documents
from alongside.documents.models import Clause, Document
from alongside.foundation import clock
from alongside.people.models import Attribution

from . import words
from .yard import MET, Yard, spread, turn

OPEN_FOR = 90
CLAUSES = 20
ON_EACH = 15
"""On so many statements each votes, at most."""


def write(yard: Yard) -> None:
    """A conversation is asked, talked about, voted on, and answered after its close; texts are remarked upon."""
    for number, day in enumerate(spread(yard.size.conversations, yard.ago(MET - 50), yard.ago(20))):
        yard.on(day, _ask, number, yard)
        yard.on(day + timedelta(days=5), _vote, number, yard)
        if day + timedelta(days=OPEN_FOR + 5) < yard.today:
            yard.on(day + timedelta(days=OPEN_FOR + 5), _gather, number, yard)
    for number, day in enumerate(spread(yard.size.documents, yard.ago(MET - 60), yard.ago(20))):
        yard.on(day, _start_text, number, yard)
        yard.on(day + timedelta(days=5), _remark, number, yard)


def _title(number: int) -> str:
    return f"{turn(words.SUBJECTS, number).capitalize()}, question {number + 1}"


def _asked(number: int) -> Conversation:
    return Conversation.objects.with_states().get(title=_title(number))


def _ask(number: int, yard: Yard) -> None:
    today, by, chance = clock.today(), yard.by, yard.chance("says", number)
    draft = conversations.draft_conversation(
        title=_title(number), question="What matters most to you?", why=words.LONG, what_happens=words.SAID[4],
        policy="Somebody reads each idea first.", looked_after_by="The coordinator", language="en", languages=[],
        opens_on=today, closes_on=today + timedelta(days=OPEN_FOR), by=by,
    )  # fmt: skip
    asked = conversations.publish(draft, by=by)
    said = [
        conversations.say(asked, member, text=f"{chance.choice(words.SAID)[:-1]}, number {place + 1}.", by=by)
        for place, member in enumerate(yard.some(yard.size.statements, "statements", number))
    ]
    conversations.accept(said[: len(said) * 9 // 10], by=by)


def _vote(number: int, yard: Yard) -> None:
    asked, chance = _asked(number), yard.chance("votes", number)
    shown = list(
        Statement.objects.accepted().filter(conversation=asked).order_by("pk").values_list("pk", flat=True)
    )
    ballots = []
    for place, member in enumerate(yard.some(yard.size.voters, "voters", number)):
        leans = [Value.AGREE, Value.AGREE, turn([Value.AGREE, Value.DISAGREE], place), Value.PASS]
        on = chance.sample(shown, min(ON_EACH, len(shown)))
        ballots.append((member, {pk: int(chance.choice(leans)) for pk in on}))
    if yard.in_bulk:
        conversations.vote_many(asked, ballots, by=yard.by)
        return
    for member, votes in ballots:
        conversations.vote_on_several(asked, member, votes=votes, by=yard.by)


def _gather(number: int, yard: Yard) -> None:
    """The map is worked out once it is closed, and every statement is in a theme that is answered."""
    asked, by = _asked(number), yard.by
    conversations.work_out(asked, by=by)
    rows = list(Statement.objects.accepted().filter(conversation=asked).order_by("pk"))
    for place in range(0, len(rows), 4):
        theme = conversations.make_theme(asked, title=f"Theme {place + 1}", by=by)
        conversations.gather(theme, rows[place : place + 4], by=by)
        conversations.respond(theme, state="will", text=words.SAID[4], by_role="The working group", by=by)


def _slug(number: int) -> str:
    return f"invented-text-{number + 1}"


def _start_text(number: int, yard: Yard) -> None:
    text = "\n\n".join(
        f"# {turn(words.SUBJECTS, place).capitalize()}\n{words.CLAUSE}" for place in range(CLAUSES)
    )
    made = documents.start_document(
        kind="principles", title=f"About {turn(words.SUBJECTS, number)}, text {number + 1}", slug=_slug(number),
        about=words.LONG, text=text, by=yard.by,
    )  # fmt: skip
    documents.open_document(made, by=yard.by)


def _remark(number: int, yard: Yard) -> None:
    """By turns a suggestion and a comment; half are answered."""
    text, by, chance = Document.objects.get(slug=_slug(number)), yard.by, yard.chance("remarks", number)
    clauses = list(Clause.objects.standing().filter(document=text))
    for place, member in enumerate(yard.some(yard.size.remarks, "remarks", number)):
        clause, words_said = turn(clauses, place), chance.choice(words.SAID)
        if place % 2:
            documents.suggest(
                clause, member, kind="replace", text=f"{words.CLAUSE} {words_said}", reason=words_said,
                named=Attribution.FIRST_NAME, by=by,
            )  # fmt: skip
            continue
        said = documents.comment(clause, member, text=words_said, named=Attribution.NONE, by=by)
        if place % 4:
            documents.answer_comment(said, answer="Thank you. We changed the words.", by=by)
    documents.freeze(text, summary="As it stood.", by=by)
