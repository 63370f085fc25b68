"""One of everything in `conversations`, and what stands in the parameters of its routes.

`build` runs after the demonstration; `SAMPLES` maps the longest prefix of a route to its parameters; `OWN`
lists routes to somebody's own thing (Marek's in the samples), which are missing for everybody else;
`NOT_FOR_EVERYBODY` maps routes behind which more is asked than a role to "missing" or "refused".
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from alongside.conversations import actions as conversations
from alongside.conversations.models import (
    Ballot,
    BallotBatch,
    Conversation,
    Decision,
    DeclaredCommunity,
    Part,
    Statement,
    Theme,
)
from alongside.foundation import actors, clock
from alongside.people import actions as people
from alongside.people.models import Member

BY = actors.SYSTEM
TITLE = "Better meetings"
SAID = ("Meetings should be shorter.", "Send papers a week before.", "Pay for childcare.", "Meet online too.",
        "Explain every abbreviation.", "Have a break every hour.", "Say who decides.")  # fmt: skip
OURS = "Let us bring a friend."


def build() -> None:
    """Make one of everything that the demonstration leaves out."""
    found = the_conversation()
    _marek(found)
    _theme(found)
    _ballots(found)
    crowd(found)
    conversations.work_out(found, by=BY)
    _decision(found)
    draft(title="A draft")


def draft(**more: Any) -> Conversation:
    """A question that nobody else reads yet."""
    day = clock.today()
    fields: dict[str, Any] = {
        "title": TITLE, "question": "What would make our meetings better?", "why": "People left early.",
        "what_happens": "We change the next meetings, and tell you how.", "policy": "Somebody reads each first.",
        "looked_after_by": "The coordinator", "language": "en", "languages": ["ar"], "opens_on": day,
        "closes_on": day + timedelta(days=20),
    }  # fmt: skip
    return conversations.draft_conversation(by=BY, **(fields | more))


def published(*said: str, **more: Any) -> Conversation:
    """An open conversation with statements that can be voted on."""
    found = conversations.publish(draft(**more), by=BY)
    rows = [conversations.say(found, None, text=text, by=BY) for text in said]
    conversations.accept(rows, by=BY)
    return found


def the_conversation() -> Conversation:
    """The open conversation of the samples."""
    known = Conversation.objects.with_states().filter(title=TITLE).first()
    if known is not None:
        return known
    found = published(*SAID)
    conversations.add_community(found, name="a carer", by=BY)
    return found


def _marek(found: Conversation) -> None:
    """Marek said something that waits to be read, voted once, and declared a community."""
    marek = Member.objects.get(called="Marek")
    conversations.say(found, marek, text=OURS, by=BY)
    conversations.vote(_first(), marek, value=1, by=BY)
    conversations.declare(found, marek, communities=[found.communities.get().pk], by=BY)


def _theme(found: Conversation) -> None:
    theme = conversations.make_theme(found, title="People want shorter meetings", by=BY)
    conversations.gather(theme, [_first()], by=BY)
    conversations.respond(
        theme, state="did", text="They end after an hour.", by_role="The coordinator", by=BY
    )


def _ballots(found: Conversation) -> None:
    rows = list(Statement.objects.accepted().filter(conversation=found)[:5])
    batch = conversations.print_ballots(found, statements=rows, language="en", blank=2, by=BY)
    told = people.Told("post", clock.today(), False, "On a ballot.")
    first = batch.ballots.all()[0]
    conversations.key_in_ballot(first, None, votes_by_statement={rows[0].pk: 1}, told=told, by=BY)


def crowd(found: Conversation) -> None:
    """Two groups who think otherwise, without names, so that there is a map to look at."""
    rows = list(Statement.objects.accepted().filter(conversation=found).order_by("pk"))
    told = people.Told("in_person", clock.today(), True)
    for number in range(24):
        side = 1 if number % 2 else -1
        votes = {row.pk: side if place % 2 else -side for place, row in enumerate(rows[:-1])} | {
            rows[-1].pk: 1
        }
        votes[rows[number % (len(rows) - 1)].pk] *= -1
        part = Part.objects.create(conversation=found)
        conversations.vote_on_several(found, None, votes=votes, part=part, told=told, by=BY)


def _decision(found: Conversation) -> None:
    conversations.note_decision(
        question="How long are our meetings?", method="agreed", options=["One hour", "Two hours"],
        decided_by={"patient": 6, "staff": 2}, rung="co_production", outcome="One hour.",
        dissent="Two people wanted more time.", decided_on=clock.today(), conversation=found,
        review_on=clock.today() + timedelta(days=90), by=BY,
    )  # fmt: skip


def _first() -> Statement:
    return Statement.objects.get(text=SAID[0])


def _one() -> dict[str, Any]:
    return {"pk": the_conversation().pk}


def _statement() -> dict[str, Any]:
    return _one() | {"statement": _first().pk}


def _marek_said() -> Statement:
    return Statement.objects.get(text=OURS)


def _theirs() -> dict[str, Any]:
    marek = Member.objects.get(called="Marek")
    return _one() | {"reference": marek.reference, "statement": _marek_said().pk}


def _batch() -> dict[str, Any]:
    return _one() | {"batch": BallotBatch.objects.get().pk}


def _ballot() -> dict[str, Any]:
    return {"code": Ballot.objects.get(keyed_at=None).code}


SAMPLES: dict[str, Callable[[], dict[str, Any]]] = {
    "conversations/": _one,
    "conversations/<int:pk>/vote/<int:statement>/": _statement,
    "conversations/<int:pk>/communities/": lambda: _one() | {"community": DeclaredCommunity.objects.get().pk},
    "conversations/<int:pk>/look/": _statement,
    "conversations/<int:pk>/gather/": _statement,
    "conversations/<int:pk>/write-down/": _theirs,
    "conversations/<int:pk>/ballots/": _batch,
    "themes/": lambda: {"pk": Theme.objects.get(conversation__title=TITLE).pk},
    "ballots/": _ballot,
    "decisions/": lambda: {"pk": Decision.objects.order_by("pk")[0].pk},
    "me/conversations/statements/": lambda: {"pk": _marek_said().pk},
}
OWN: list[str] = [
    "conversations/<int:pk>/vote/<int:statement>/",
    "me/conversations/statements/<int:pk>/take-back/",
]
NOT_FOR_EVERYBODY: dict[str, str] = {}
