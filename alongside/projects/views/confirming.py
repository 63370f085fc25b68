"""What somebody outside the team says, by a link that works once and needs no account. Reading it changes nothing."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from alongside.foundation import actors, doors
from alongside.foundation.pages import say

from .. import rules
from ..actions import proving
from ..forms import outcomes as asks
from ..models import Confirmation, Outcome
from ..queries import since
from .showing import REFUSALS, found_or_404, posted, project_to_work_on, refuse, show, somebody


@doors.open_to(doors.EVERYONE)
@never_cache
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Is it so? Answered once, without an account."""
    row = since.confirmation_of(token)
    if row is None or since.is_over(row):
        return private(show(request, "link_over", answered=row is not None and row.answered_at))
    form = asks.AnswerForm(posted(request), rates=row.outcome_id is not None)
    if request.method == "POST" and form.is_valid():
        try:
            proving.answer_confirmation(row, by=actors.VISITOR, **form.cleaned_data)
        except REFUSALS as refusal:
            refuse(form, refusal)
        else:
            return redirect("projects:thank_you")
    return private(show(request, "confirm", form=form, asked=row, version=_read(row)))


def _read(row: Confirmation) -> object:
    """The words that somebody was asked about: of the version that stood then."""
    outcome = row.outcome
    return outcome.versions.filter(number=row.number or 0).first() if outcome else None


def private(answer: HttpResponse) -> HttpResponse:
    """A page behind a secret link: search engines leave it alone, and other sites never learn its address.

    Not "no-referrer": browsers then send no origin with the form, and it would be refused as a forgery.
    """
    answer["X-Robots-Tag"] = "noindex"
    answer["Referrer-Policy"] = "same-origin"
    return answer


@doors.open_to(doors.EVERYONE)
def thank_you(request: HttpRequest) -> HttpResponse:
    """It is written down."""
    return show(request, "thank_you")


@doors.open_to(doors.SIGNED_IN)
@require_POST
def look_at_role(request: HttpRequest, pk: int) -> HttpResponse:
    """Say whether everybody may read as what somebody answered: for leads of the team and the centre."""
    row = found_or_404(
        Confirmation.objects.answered().select_related("outcome__project", "since__project"), pk=pk
    )
    about = row.outcome or row.since
    project_to_work_on(request, about.project.slug)
    if not rules.leads(request, somebody(request), about.project):
        raise PermissionDenied(_("Only a lead of this project can do this. Ask its lead, or ask us."))
    show_it = request.POST.get("show") == "yes"
    proving.look_at_role(row, show=show_it, by=actors.of_request(request))
    say(request, _("Everybody can read the role now.") if show_it else _("The role stays with the team."))
    if isinstance(about, Outcome):
        return redirect("projects:outcome", about.pk)
    return redirect("projects:since", about.project.slug)


@doors.open_to(doors.SIGNED_IN)
@require_POST
def take_question_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask somebody no more, and end their link."""
    row = found_or_404(
        Confirmation.objects.waiting().select_related("outcome__project", "since__project"), pk=pk
    )
    about = row.outcome or row.since
    project_to_work_on(request, about.project.slug)
    proving.take_question_back(row, by=actors.of_request(request))
    say(request, _("The link works no more."))
    if isinstance(about, Outcome):
        return redirect("projects:outcome", about.pk)
    return redirect("projects:since", about.project.slug)
