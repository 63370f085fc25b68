"""Coordinators read statements before others do: accept, decline with a reason, put together, word anew."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from alongside.foundation import actors, doors, languages, once

from .. import actions as conversations
from ..forms import running as asks
from ..models import Statement
from ..queries import statements
from .pages import READ_FIRST, conversation_or_404, paged, posted, refuse, say, show, statement_or_404

PER_PAGE = 25


@doors.open_to(doors.COORDINATORS, why_not_members=READ_FIRST)
def look_at(request: HttpRequest, pk: int) -> HttpResponse:
    """What people said that nobody has read yet, oldest first; then everything else."""
    found = conversation_or_404(request, pk)
    fresh = list(statements.to_look_at(found)[:PER_PAGE])
    others = statements.with_wordings(Statement.objects.filter(conversation=found)).exclude(
        pk__in=statements.to_look_at(found).values("pk")
    )
    page = paged(request, others.order_by("-pk"), PER_PAGE)
    rows = [(row, statements.state_of(row)) for row in page.object_list]
    return show(request, "look_at", conversation=found, fresh=fresh, page=page, rows=rows)


@doors.open_to(doors.COORDINATORS, why_not_members=READ_FIRST)
@require_POST
@once.guard
def accept(request: HttpRequest, pk: int) -> HttpResponse:
    """Let everybody read the statements that were ticked, and vote on them."""
    found = conversation_or_404(request, pk)
    wanted = [
        int(typed) for typed in request.POST.getlist("statement") if typed.isascii() and typed.isdigit()
    ]
    rows = Statement.objects.filter(conversation=found, pk__in=wanted)
    count = conversations.accept(rows, by=actors.of_request(request))
    say(request, ngettext("%(n)d statement can be voted on.", "%(n)d statements can be voted on.", count)
        % {"n": count})  # fmt: skip
    return redirect("conversations:look_at", found.pk)


@doors.open_to(doors.COORDINATORS, why_not_members=READ_FIRST)
@once.guard
def decline(request: HttpRequest, pk: int, statement: int) -> HttpResponse:
    """Do not show a statement; its author reads why."""
    found = conversation_or_404(request, pk)
    row = statement_or_404(found, statement)
    form = asks.DeclineForm(posted(request))
    if request.method == "POST" and form.is_valid():
        conversations.decline(row, by=actors.of_request(request), **form.cleaned_data)
        say(request, _("It is not shown, and whoever said it is told why."))
        return redirect("conversations:look_at", found.pk)
    return show(request, "decline", conversation=found, statement=row, form=form)


@doors.open_to(doors.COORDINATORS, why_not_members=READ_FIRST)
@once.guard
def merge(request: HttpRequest, pk: int, statement: int) -> HttpResponse:
    """Put two statements that say the same together; both authors are told."""
    found = conversation_or_404(request, pk)
    row = statement_or_404(found, statement)
    form = asks.MergeForm(posted(request), statement=row)
    if request.method == "POST" and form.is_valid():
        try:
            conversations.merge(row, into=form.cleaned_data["into"], by=actors.of_request(request))
        except ValidationError as refusal:
            refuse(form, refusal)
        else:
            say(request, _("They are one now, and both authors are told."))
            return redirect("conversations:look_at", found.pk)
    return show(
        request, "merge", conversation=found, statement=row, form=form, similar=statements.similar(row)
    )


@doors.open_to(doors.COORDINATORS, why_not_members=READ_FIRST)
@once.guard
def word(request: HttpRequest, pk: int, statement: int) -> HttpResponse:
    """Write a statement in another language; votes are counted together."""
    found = conversation_or_404(request, pk)
    row = statement_or_404(found, statement)
    form = asks.WordForm(posted(request), statement=row)
    if request.method == "POST" and form.is_valid():
        try:
            conversations.word(row, by=actors.of_request(request), **form.cleaned_data)
        except ValidationError as refusal:
            refuse(form, refusal)
        else:
            say(request, _("It can be read in that language now."))
            return redirect("conversations:look_at", found.pk)
    known = [(languages.name(one.language), one) for one in row.wordings.all()]
    return show(request, "word", conversation=found, statement=row, form=form, known=known)
