"""What machines may ask of this room: what people said and what was answered, and decisions."""

from datetime import date
from typing import Any, Literal

from django.http import HttpRequest
from django.utils.translation import gettext_noop as _

from alongside.foundation import api

from .queries import as_data

router = api.Router(tags=[_("You said, we did")])
deciding = api.Router(tags=[_("Decisions")])


class Statement(api.Schema):
    """Something that somebody said."""

    text: str = api.Field(
        description="Their words. Ask again before you show them: people may take them back."
    )
    language: str = api.Field(description="The language of the words (BCP 47).")


class Response(api.Schema):
    """What the centre answered."""

    state: Literal["did", "will", "cannot", "thinking"] = api.Field(
        description="“did”: it is done; “will”: it will be; “cannot”: and why; “thinking”: more by `more_by`."
    )
    text: str = api.Field(description="The answer.")
    by_role: str = api.Field(description="Who answers, by role.")
    on: date = api.Field(description="The day of the answer.")
    more_by: date | None = api.Field(description="By when there is more to say; null otherwise.")


class Theme(api.Schema):
    """What several people said, gathered, with its answer."""

    id: int = api.Field(description="The number under which this house keeps it; it stays.")
    title: str = api.Field(description="What they said, in one sentence.")
    due_on: date = api.Field(description="The day by which it is to be answered.")
    answered: bool = api.Field(description="Whether it has an answer other than “thinking”.")
    overdue: bool = api.Field(description="Whether its day has passed without one.")
    response: Response | None = api.Field(description="The newest answer; null without one.")
    said: list[Statement] = api.Field(description="Up to ten of the statements in it.")
    said_more: int = api.Field(description="How many statements there are beside those.")
    conversation_url: str | None = api.Field(description="The page of the conversation.")
    url: str = api.Field(description="Its page, with everything that was said.")


class DecidedBy(api.Schema):
    """How many decided as what."""

    role: Literal[
        "patient", "carer", "community", "researcher", "practitioner", "staff", "funder", "other"
    ] = api.Field(description="As what people were there.")
    count: int | None = api.Field(
        description="How many; null for all where one is under five, so that nobody can be known."
    )


class Review(api.Schema):
    """A decision was looked at again."""

    on: date = api.Field(description="The day.")
    said: str = api.Field(description="What was found.")


class Decision(api.Schema):
    """A decision on record."""

    id: int = api.Field(description="The number under which this house keeps it; it stays.")
    question: str = api.Field(description="What was asked.")
    outcome: str = api.Field(description="What was decided.")
    options: list[str] = api.Field(description="Which options there were.")
    dissent: str = api.Field(description="Who disagreed, and why; empty where nobody put that on record.")
    method: Literal["agreed", "consent", "majority", "scored", "shares", "lottery", "one_role"] = api.Field(
        description="How it was decided."
    )
    rung: str = api.Field(description="The rung of the participation ladder.")
    language: str = api.Field(description="The language of its words (BCP 47).")
    decided_on: date = api.Field(description="The day of the decision.")
    review_on: date | None = api.Field(
        description="When it is looked at again; null where that is not planned."
    )
    people: int = api.Field(description="How many people decided.")
    more_than_half_lived_experience: bool = api.Field(
        description="Whether more than half of them were there for what they lived through."
    )
    decided_by: list[DecidedBy] = api.Field(description="As what people decided.")
    reviews: list[Review] = api.Field(description="What was found later, the newest first.")
    conversation_url: str | None = api.Field(
        description="The conversation that it came from; null without one."
    )
    url: str = api.Field(description="Its page.")


@api.public(router, "themes", api.Page[Theme], name="themes", summary=_("What people said, and our answers"))
def themes(
    request: HttpRequest, after: api.After = api.AFTER, limit: api.Limit = api.LIMIT
) -> dict[str, Any]:
    """The themes of every public conversation, the newest first, each with its answer or the day it is due."""
    return api.page(request, as_data.public_themes(), as_data.of_themes, after=after, limit=limit)


@api.public(
    deciding, "decisions", api.Page[Decision], name="decisions", summary=_("Decisions, the newest first")
)
def decisions(
    request: HttpRequest, after: api.After = api.AFTER, limit: api.Limit = api.LIMIT
) -> dict[str, Any]:
    """Every decision on record: what was asked, who decided and how, what came out, and who disagreed."""
    rows = as_data.all_decisions()
    return api.page(request, rows, lambda found: map(as_data.of_decision, found), after=after, limit=limit)


@api.public(deciding, "decisions/{int:id}", Decision, name="decision", summary=_("One decision"))
def decision(request: HttpRequest, id: api.Id) -> dict[str, Any]:
    """One decision on record."""
    return api.found(as_data.one_decision(id))
