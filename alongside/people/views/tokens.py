"""Tokens for tools: what I made, what each may do, and when it was last used."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from alongside.foundation import actors, clock, doors, pages

from .. import actions as people
from ..forms.tokens import TokenForm
from ..models import Token
from ..queries import tokens as questions
from .pages import me, say, show

FOR_TOOLS = _(
    "It is for tools that staff use to run the centre. Everybody can ask the open API without a token."
)


@doors.open_to(doors.COORDINATORS, why_not_members=FOR_TOOLS, auditors=False)
def tokens(request: HttpRequest) -> HttpResponse:
    """Every token that I made; for administrators those of others too."""
    mine = questions.of_member(me(request))
    others = Token.objects.standing(clock.today()).exclude(member=me(request)).select_related("member")
    rows = others if doors.roles_of(request) & doors.ADMINISTRATORS else others.none()
    return show(request, "tokens", mine=mine, others=rows, today=clock.today())


@doors.open_to(doors.COORDINATORS, why_not_members=FOR_TOOLS, auditors=False)
def make_token(request: HttpRequest) -> HttpResponse:
    """Make a token. Its secret is shown on the next page only: nothing keeps it."""
    form = TokenForm(pages.posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            made, secret = people.make_token(me(request), by=actors.of_request(request), **form.cleaned_data)
        except ValidationError as refusal:
            pages.refuse(form, refusal)
        else:
            answer = show(request, "token_made", token=made, secret=secret)
            answer["Cache-Control"] = "private, no-store"
            return answer
    return show(request, "make_token", form=form)


@doors.open_to(doors.COORDINATORS, why_not_members=FOR_TOOLS, auditors=False)
@require_POST
def end_token(request: HttpRequest, number: int) -> HttpResponse:
    """End a token at once: mine, or for administrators anybody's."""
    anybodys = bool(doors.roles_of(request) & doors.ADMINISTRATORS)
    rows = Token.objects.all() if anybodys else questions.of_member(me(request))
    token = rows.filter(pk=number).first()
    if token is None:
        raise Http404
    people.end_token(token, by=actors.of_request(request))
    say(request, _("Ended. No tool can use it any more."))
    return redirect("people:tokens")
