"""Coordinators gather what people said into themes, and answer them."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from alongside.foundation import actors, doors, once

from .. import actions as conversations
from ..forms import running as asks
from ..models import Conversation, Statement, Theme
from ..queries import statements, themes
from .pages import (
    LOOKED_AFTER,
    conversation_or_404,
    paged,
    posted,
    refuse,
    say,
    show,
    statement_or_404,
    theme_or_404,
)

AT_ONCE = 25
THEMES = 50
PER_PAGE = 10


@doors.open_to(doors.COORDINATORS, why_not_members=LOOKED_AFTER)
@once.guard
def gather(request: HttpRequest, pk: int) -> HttpResponse:
    """Tick what belongs together and name its theme; the themes stand below, each with its answer."""
    found = conversation_or_404(request, pk)
    loose = statements.as_shown(themes.loose_statements(found)[:AT_ONCE])
    rows = list(themes.themes_of(found)[:THEMES])
    form = asks.GatherForm(posted(request), said=[(str(one.pk), one.text) for one in loose], themes=rows)
    if request.method == "POST" and form.is_valid():
        _gathered(request, found, form, rows)
        say(request, _("Gathered. Answer the theme when you can."))
        return redirect("conversations:gather", found.pk)
    page = paged(request, themes.themes_of(found).order_by("-pk"), PER_PAGE)
    return show(
        request, "gather", conversation=found, form=form, loose=loose, page=page,
        themes=themes.you_said(page.object_list),
    )  # fmt: skip


def _gathered(request: HttpRequest, found: Conversation, form: asks.GatherForm, rows: list[Theme]) -> None:
    given, by = form.cleaned_data, actors.of_request(request)
    wanted = list(Statement.objects.loose().filter(conversation=found, pk__in=given["said"]))
    if given["theme"] == "new":
        theme = conversations.make_theme(found, title=given["title"], by=by)
    else:
        theme = next(row for row in rows if str(row.pk) == given["theme"])
    conversations.gather(theme, wanted, by=by)


@doors.open_to(doors.COORDINATORS, why_not_members=LOOKED_AFTER)
@require_POST
@once.guard
def release(request: HttpRequest, pk: int, statement: int) -> HttpResponse:
    """Take a statement out of its theme."""
    found = conversation_or_404(request, pk)
    conversations.release(statement_or_404(found, statement), by=actors.of_request(request))
    say(request, _("It is out of its theme, and waits to be gathered."))
    return redirect("conversations:gather", found.pk)


@doors.open_to(doors.COORDINATORS, why_not_members=LOOKED_AFTER)
@once.guard
def answer_theme(request: HttpRequest, pk: int) -> HttpResponse:
    """Did, will do, cannot because, or still thinking. Everybody who said it is told, once."""
    theme = theme_or_404(pk)
    form = asks.RespondForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            conversations.respond(theme, by=actors.of_request(request), **form.cleaned_data)
        except ValidationError as refusal:
            refuse(form, refusal)
        else:
            say(request, _("Everybody who said it is told, by their own way."))
            return _after(theme)
    (read,) = themes.you_said(Theme.objects.filter(pk=pk).with_response())
    return show(request, "answer_theme", theme=theme, form=form, read=read)


def _after(theme: Theme) -> HttpResponse:
    if theme.conversation_id is not None:
        return redirect("conversations:you_said", theme.conversation_id)
    return redirect("desk:home")


@doors.open_to(doors.COORDINATORS, why_not_members=LOOKED_AFTER)
@once.guard
def rename_theme(request: HttpRequest, pk: int) -> HttpResponse:
    """Say a theme in other words."""
    theme = theme_or_404(pk)
    form = asks.TitleForm(posted(request), initial={"title": theme.title})
    if request.method == "POST" and form.is_valid():
        conversations.rename_theme(theme, by=actors.of_request(request), **form.cleaned_data)
        say(request, _("The change is saved."))
        if theme.conversation_id is not None:
            return redirect("conversations:gather", theme.conversation_id)
        return redirect("conversations:answer_theme", theme.pk)
    return show(request, "rename_theme", theme=theme, form=form)
