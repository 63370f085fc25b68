"""The movement: what many centres did, side by side, and which centres this one follows."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language_bidi, gettext_noop
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from alongside.foundation import actors, doors, kept, once, ripple_picture

from .. import actions as story
from .. import jobs, together
from ..forms_following import FollowForm
from ..models import Following
from ..queries import following as queries

WHY = gettext_noop(
    "Whom the centre follows is its own word to other centres. Members ask a coordinator to add one."
)


@doors.open_to(doors.EVERYONE)
@kept.until_something_happens
def movement(request: HttpRequest) -> HttpResponse:
    """What many centres did: figures that are counted alike, ripples, and what happened since."""
    followed = list(Following.objects.going_on())
    ripples = queries.ripples()
    context = {
        "followed": followed,
        "compared": together.side_by_side([queries.our_figures(), *queries.their_figures(followed)]),
        "ripples": ripples,
        "picture": ripple_picture.draw(
            [ripple_picture.Step(row.project.title, row.reached) for row in ripples], rtl=get_language_bidi()
        ),
        "follow_ons": queries.follow_ons(),
    }
    return render(request, "story/movement.html", context)


@doors.open_to(doors.COORDINATORS, why_not_members=WHY)
def followed(request: HttpRequest) -> HttpResponse:
    """The centres that are followed: when each was heard, and what kept us from hearing it."""
    return render(request, "story/followed.html", {"followed": Following.objects.going_on()})


@doors.open_to(doors.COORDINATORS, why_not_members=WHY)
@once.guard
def follow(request: HttpRequest) -> HttpResponse:
    """Follow another centre. It is asked in a step of its own."""
    form = FollowForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _followed(form, request):
        messages.success(request, _("Added. Ask it now, or wait: every centre is asked once a day."))
        return redirect("story:followed")
    return render(request, "story/follow.html", {"form": form, "once_key": once.new_key()})


def _followed(form: FollowForm, request: HttpRequest) -> bool:
    try:
        story.follow(**form.cleaned_data, by=actors.of_request(request))
    except ValidationError as refusal:
        form.add_error(None, refusal)
        return False
    return True


@doors.open_to(doors.COORDINATORS, why_not_members=WHY)
@require_POST
def ask_centre(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask a centre for its story now."""
    following = get_object_or_404(Following.objects.going_on(), pk=pk)
    if jobs.ask(following, by=actors.of_request(request)):
        messages.success(request, _("It answered. Its figures are on the public page."))
    else:
        messages.warning(request, _("Nothing usable came. The reason stands beside the centre."))
    return redirect("story:followed")


@doors.open_to(doors.COORDINATORS, why_not_members=WHY)
@require_POST
def stop_following(request: HttpRequest, pk: int) -> HttpResponse:
    """Follow a centre no more; its figures leave the page."""
    story.stop_following(get_object_or_404(Following, pk=pk), by=actors.of_request(request))
    messages.success(request, _("You follow it no more. Its figures are gone from the page."))
    return redirect("story:followed")
