"""How the views of this room show a page and find what it is about; see `foundation.pages`."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_noop

from alongside.foundation import doors, pages
from alongside.foundation.pages import paged, posted, refuse, say
from alongside.people.models import Member
from alongside.people.queries import members

from .. import rules
from ..models import Conversation, Statement, Theme
from ..queries import statements, themes

__all__ = ["me", "paged", "posted", "refuse", "say", "show"]

LOOKED_AFTER = gettext_noop(
    "Coordinators look after conversations. Members can ask for a question to be put."
)
READ_FIRST = gettext_noop("It shows statements before anybody read them, which could harm somebody.")
WRITTEN_DOWN = gettext_noop("Members do this for themselves. Here it is written down for somebody else.")
ON_PAPER = gettext_noop("It shows who was given paper, which is nobody else’s business.")
DECIDED = gettext_noop("Coordinators write decisions down. Everybody reads them.")


def show(request: HttpRequest, name: str, **context: Any) -> HttpResponse:
    """The page `conversations/<name>.html`, with a fresh key for its form."""
    return pages.show(request, f"conversations/{name}", **context)


def me(request: HttpRequest) -> Member:
    """The member who is here. Raises Http404 for an account without a member."""
    member: Member = pages.me(request)
    return member


def conversation_or_404(request: HttpRequest, pk: int) -> Conversation:
    """A conversation that this person may read. Raises Http404 for a draft of somebody else's."""
    found = get_object_or_404(Conversation.objects.with_states(), pk=pk)
    if not rules.may_read(doors.roles_of(request), found):
        raise Http404
    return found


def statement_or_404(conversation: Conversation, pk: int) -> Statement:
    """A statement of a conversation, whatever became of it, for those who look after it."""
    rows = statements.with_wordings(Statement.objects.filter(conversation=conversation))
    row: Statement = get_object_or_404(rows.select_related("member", "theme"), pk=pk)
    row.conversation = conversation
    return row


def theme_or_404(pk: int) -> Theme:
    """A theme with its newest state."""
    return get_object_or_404(Theme.objects.with_response().select_related("conversation"), pk=pk)


def mine_or_404(request: HttpRequest, pk: int) -> Statement:
    """A statement of the member who is here."""
    return get_object_or_404(statements.of_member(me(request)), pk=pk)


def member_or_404(reference: str) -> Member:
    """A member who is here, by reference."""
    return get_object_or_404(members.by_reference(reference))


def due_days() -> int:
    """Within how many days the centre answers."""
    return themes.answer_within().days
