"""What members do: say something, vote, declare, and take it all back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from alongside.foundation import actors, doors, once

from .. import actions as conversations
from ..forms import members as asks
from ..models import Conversation, Part, Value
from ..queries import declaring, statements, voting
from .pages import conversation_or_404, due_days, me, mine_or_404, paged, posted, refuse, say, show

PER_PAGE = 50


@doors.open_to(doors.SIGNED_IN)
@once.guard
def say_something(request: HttpRequest, pk: int) -> HttpResponse:
    """One idea. It is read first, then everybody can vote on it."""
    found = conversation_or_404(request, pk)
    form = asks.SayForm(posted(request), conversation=found)
    if request.method == "POST" and form.is_valid():
        try:
            conversations.say(found, me(request), by=actors.of_request(request), **form.saying())
        except (conversations.CannotTakePart, ValidationError) as refusal:
            refuse(form, refusal)
        else:
            say(request, _thanks(due_days()))
            return redirect("conversations:vote", found.pk)
    return show(request, "say_something", conversation=found, form=form, days=due_days())


def _thanks(days: int) -> str:
    return ngettext(
        "Thank you. Somebody reads it, and you get an answer within %(days)d day.",
        "Thank you. Somebody reads it, and you get an answer within %(days)d days.",
        days,
    ) % {"days": days}


@doors.open_to(doors.SIGNED_IN)
@never_cache
@once.guard
def vote(request: HttpRequest, pk: int) -> HttpResponse:
    """One statement at a time, five in a row, then "more?"."""
    found = conversation_or_404(request, pk)
    member = me(request)
    if request.method == "POST":
        return _voted(request, found)
    done = _number(request.GET.get("done"))
    left = voting.left_for(found, member)
    following = voting.next_for(found, member, 1) if found.is_open and done < voting.a_screen() else []
    if not following:
        part = voting.part_of(found, member)
        return show(request, "more", conversation=found, left=left, done=done, part=part)
    row = voting.statement_of(found, following[0])
    if row is None:
        raise Http404
    return show(
        request, "vote", conversation=found, said=statements.shown(row), number=done + 1, done=done,
        of=min(voting.a_screen(), done + left), values=Value.choices,
    )  # fmt: skip


def _voted(request: HttpRequest, found: Conversation) -> HttpResponseRedirect:
    """Keep the vote and go on. Nothing is worked out here."""
    done = _number(request.POST.get("done"))
    row = voting.statement_of(found, _number(request.POST.get("statement")))
    try:
        if row is None:
            raise conversations.CannotTakePart(
                _("This statement is not shown any more. Go on to the next one.")
            )
        conversations.vote(
            row, me(request), value=_value(request.POST.get("value")), by=actors.of_request(request)
        )
    except (conversations.CannotTakePart, ValidationError) as refusal:
        messages.error(request, _sentence(refusal))
        return redirect(f"{reverse('conversations:vote', args=[found.pk])}?done={done}")
    return redirect(f"{reverse('conversations:vote', args=[found.pk])}?done={done + 1}")


def _sentence(refusal: Exception) -> str:
    return refusal.messages[0] if isinstance(refusal, ValidationError) else str(refusal)


def _number(typed: Any) -> int:
    text = str(typed or "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def _value(typed: Any) -> int:
    """A vote; a number that is none where it is none."""
    return {str(value): value for value in Value.values}.get(str(typed), 9)


@doors.open_to(doors.SIGNED_IN)
@never_cache
@once.guard
def change_vote(request: HttpRequest, pk: int, statement: int) -> HttpResponse:
    """Change how I voted on one statement. The last vote counts."""
    found = conversation_or_404(request, pk)
    row = voting.statement_of(found, statement)
    before = voting.vote_of(voting.part_of(found, me(request)), row) if row else None
    if row is None or before is None:
        raise Http404
    if request.method == "POST":
        try:
            conversations.vote(
                row, me(request), value=_value(request.POST.get("value")), by=actors.of_request(request)
            )
        except (conversations.CannotTakePart, ValidationError) as refusal:
            messages.error(request, _sentence(refusal))
            return redirect("conversations:change_vote", found.pk, row.pk)
        say(request, _("Changed. The last vote counts."))
        return redirect("conversations:my_part", found.pk)
    return show(
        request, "change_vote", conversation=found, said=statements.shown(row), before=before,
        values=Value.choices,
    )  # fmt: skip


@doors.open_to(doors.SIGNED_IN)
@never_cache
def my_part(request: HttpRequest, pk: int) -> HttpResponse:
    """How I voted, and as what I take part."""
    found = conversation_or_404(request, pk)
    part = voting.part_of(found, me(request))
    page = paged(request, voting.votes_of(part), PER_PAGE) if part else None
    rows = [(statements.shown(vote.statement), vote) for vote in page.object_list] if page else []
    declared = [row.community for row in part.declarations.select_related("community")] if part else []
    return show(
        request, "my_part", conversation=found, part=part, page=page, rows=rows, declared=declared,
        communities=found.communities.exists(),
    )  # fmt: skip


@doors.open_to(doors.SIGNED_IN)
@never_cache
@once.guard
def declare(request: HttpRequest, pk: int) -> HttpResponse:
    """Say as what I take part, for this conversation alone."""
    found = conversation_or_404(request, pk)
    member = me(request)
    part = voting.part_of(found, member)
    form = asks.DeclareForm(
        posted(request), conversation=found, initial={"communities": voting.declared_by(part)}
    )
    if request.method == "POST" and form.is_valid():
        try:
            conversations.declare(
                found, member, communities=form.chosen(), by=actors.of_request(request)
            )  # fmt: skip
        except (conversations.CannotTakePart, ValidationError) as refusal:
            refuse(form, refusal)
        else:
            say(request, _("Saved. You can change it or take it back at any time."))
            return redirect("conversations:my_part", found.pk)
    return show(request, "declare", conversation=found, form=form, wording=declaring.wording(found))


@doors.open_to(doors.SIGNED_IN)
@require_POST
@once.guard
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take part no more: my votes and what I declared are deleted."""
    found = conversation_or_404(request, pk)
    part = voting.part_of(found, me(request))
    if part is not None:
        conversations.withdraw(part, by=actors.of_request(request))
    say(request, _("Your votes are deleted. They leave the results when these are next worked out."))
    return redirect("conversations:my_part", found.pk)


@doors.open_to(doors.SIGNED_IN)
@never_cache
def mine(request: HttpRequest) -> HttpResponse:
    """What I said, and what became of it; and where I take part."""
    member = me(request)
    page = paged(request, statements.of_member(member))
    rows = [(row, statements.state_of(row), _answer(row)) for row in page.object_list]
    parts = Part.objects.filter(member=member).select_related("conversation").order_by("-pk")[:PER_PAGE]
    return show(request, "mine", page=page, rows=rows, parts=list(parts))


def _answer(row: Any) -> Any:
    theme = row.theme or (row.merged_into.theme if row.merged_into else None)
    return next(iter(theme.responses.all()), None) if theme else None


@doors.open_to(doors.SIGNED_IN)
@require_POST
@once.guard
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back what I said."""
    conversations.take_back(mine_or_404(request, pk), by=actors.of_request(request))
    say(request, _("Taken back. Nobody sees it any more."))
    return redirect("conversations:mine")
