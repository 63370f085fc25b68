"""For those who run a session: gather what people said into themes, and answer a theme at once."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from alongside.conversations import actions as conversations
from alongside.conversations.models import Theme
from alongside.foundation import actors, doors, once
from alongside.foundation.record import key_of

from .. import actions as gatherings
from ..forms import voices as asks
from ..models import Session
from ..queries import themes
from .pages import running_or_404, say, show
from .voices import posted

WORDS = 40


@doors.open_to(doors.SIGNED_IN)
@once.guard
def gather_said(request: HttpRequest, pk: int) -> HttpResponse:
    """Tick what belongs together; the themes stand below, each with its answer."""
    session = running_or_404(request, pk)
    loose = list(themes.to_gather(session))
    known = themes.of_session(session)
    form = asks.GatherForm(
        posted(request), said=[(str(row.pk), Truncator(row.text).words(WORDS)) for row in loose],
        themes=[(str(one.theme.pk), one.theme.title) for one in known],
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        wanted = [row for row in loose if str(row.pk) in form.cleaned_data["said"]]
        chosen = form.cleaned_data["theme"]
        theme = None if chosen == "new" else _theme_or_404(session, int(chosen))
        try:
            gatherings.gather_said(
                session, wanted, theme=theme, title=form.cleaned_data["title"], by=actors.of_request(request)
            )
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            say(request, _("Gathered. Answer the theme when you can."))
            return redirect("gatherings:gather_said", pk)
    return show(request, "gather_said", session=session, form=form, loose=loose, themes=known)


def _theme_or_404(session: Session, pk: int) -> Theme:
    return get_object_or_404(Theme, pk=pk, about=key_of(session))


@doors.open_to(doors.SIGNED_IN)
@once.guard
def answer_theme(request: HttpRequest, pk: int, theme: int) -> HttpResponse:
    """One answer to everything in a theme. Everybody who said it is told, once."""
    session = running_or_404(request, pk)
    row = _theme_or_404(session, theme)
    form = asks.AnswerThemeForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            conversations.respond(row, by=actors.of_request(request), **form.answering())
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            say(request, _("Everybody who said it is told."))
            return redirect("gatherings:gather_said", pk)
    (read,) = [one for one in themes.of_session(session) if one.theme.pk == row.pk]
    return show(request, "answer_theme", session=session, form=form, read=read)
