"""Coordinators put a question, look at what people say, and run the conversation from one page."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from alongside.foundation import actors, doors, once

from .. import actions as conversations
from ..forms import running as asks
from ..models import DeclaredCommunity
from ..queries import ballots, listing, mapping, statements, themes
from .pages import LOOKED_AFTER, conversation_or_404, paged, posted, refuse, say, show


@doors.open_to(doors.COORDINATORS, why_not_members=LOOKED_AFTER)
def run_conversations(request: HttpRequest) -> HttpResponse:
    """Every conversation, drafts too, newest first."""
    return show(request, "run_conversations", page=paged(request, listing.for_staff()))


@doors.open_to(doors.COORDINATORS, why_not_members=LOOKED_AFTER)
@once.guard
def add_conversation(request: HttpRequest) -> HttpResponse:
    """Write a question. Nobody else reads it before it is published."""
    form = asks.ConversationForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            made = conversations.draft_conversation(by=actors.of_request(request), **form.cleaned_data)
        except ValidationError as refusal:
            refuse(form, refusal)
        else:
            say(request, _("The draft is saved. Read it once more, then publish it."))
            return redirect("conversations:run", made.pk)
    return show(request, "add_conversation", form=form)


@doors.open_to(doors.COORDINATORS, why_not_members=LOOKED_AFTER)
@once.guard
def change_conversation(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what a conversation says. Once published, the question stays."""
    found = conversation_or_404(request, pk)
    form = asks.ConversationForm(posted(request), initial=asks.initial_of(found))
    if request.method == "POST" and form.is_valid():
        try:
            conversations.change_conversation(found, by=actors.of_request(request), **form.cleaned_data)
        except ValidationError as refusal:
            refuse(form, refusal)
        else:
            say(request, _("The change is saved."))
            return redirect("conversations:run", found.pk)
    return show(request, "change_conversation", form=form, conversation=found)


@doors.open_to(doors.COORDINATORS, why_not_members=LOOKED_AFTER)
def run(request: HttpRequest, pk: int) -> HttpResponse:
    """The one place from which a conversation is run: its state, and what can be done next."""
    found = conversation_or_404(request, pk)
    return show(
        request, "run", conversation=found, fresh=statements.to_look_at(found).count(),
        accepted=statements.public_rows(found).count(), loose=themes.loose_statements(found).count(),
        unanswered=themes.unanswered_for(found).count(), batches=list(ballots.batches(found)[:5]),
        newest=mapping.newest(found), communities=list(found.communities.all()),
    )  # fmt: skip


@doors.open_to(doors.COORDINATORS, why_not_members=LOOKED_AFTER)
@require_POST
@once.guard
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    """Put the question where everybody can read it."""
    found = conversation_or_404(request, pk)
    try:
        conversations.publish(found, by=actors.of_request(request))
    except conversations.CannotChange as refusal:
        messages.error(request, str(refusal))
    else:
        say(request, _("It is published. Everybody can read it now."))
    return redirect("conversations:run", found.pk)


@doors.open_to(doors.COORDINATORS, why_not_members=LOOKED_AFTER)
@once.guard
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """Close before the last day, and say why."""
    found = conversation_or_404(request, pk)
    form = asks.ReasonForm(posted(request))
    if request.method == "POST" and form.is_valid():
        conversations.close(found, by=actors.of_request(request), **form.cleaned_data)
        say(request, _("It is closed. What people said still gets an answer."))
        return redirect("conversations:run", found.pk)
    return show(request, "close", form=form, conversation=found)


@doors.open_to(doors.COORDINATORS, why_not_members=LOOKED_AFTER)
@require_POST
def votes_file(request: HttpRequest, pk: int) -> HttpResponse:
    """All votes by numbers, to make the result again. That somebody took the file stands on record."""
    found = conversation_or_404(request, pk)
    try:
        said = conversations.hand_out_votes(found, by=actors.of_request(request))
    except conversations.CannotChange as refusal:
        messages.error(request, str(refusal))
        return redirect("conversations:run", found.pk)
    response = HttpResponse(said, content_type="application/json")
    response["Content-Disposition"] = f'attachment; filename="votes-{found.pk}.json"'
    return response


@doors.open_to(doors.COORDINATORS, why_not_members=LOOKED_AFTER)
@once.guard
def communities(request: HttpRequest, pk: int) -> HttpResponse:
    """Which communities people may declare here."""
    found = conversation_or_404(request, pk)
    form = asks.CommunityForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            conversations.add_community(found, by=actors.of_request(request), **form.cleaned_data)
        except ValidationError as refusal:
            refuse(form, refusal)
        else:
            say(request, _("People can declare it now."))
            return redirect("conversations:communities", found.pk)
    return show(request, "communities", form=form, conversation=found, rows=list(found.communities.all()))


@doors.open_to(doors.COORDINATORS, why_not_members=LOOKED_AFTER)
@require_POST
@once.guard
def remove_community(request: HttpRequest, pk: int, community: int) -> HttpResponse:
    """Ask for it no more, and forget who declared it."""
    found = conversation_or_404(request, pk)
    row = get_object_or_404(DeclaredCommunity, pk=community, conversation=found)
    conversations.remove_community(row, by=actors.of_request(request))
    say(request, _("It is removed, and nobody is counted in it."))
    return redirect("conversations:communities", found.pk)
