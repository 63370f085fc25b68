"""My access needs: say them once, choose when they are shared, see what is arranged, say how it went."""

from collections.abc import Iterable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from alongside.foundation import actors, clock, doors, once

from .. import actions as gatherings
from ..emails import access as emails
from ..forms import access as asks
from ..models import AccessNeed, Adjustment, Registration
from ..queries import my_access as queries
from .pages import me, say, show


@doors.open_to(doors.SIGNED_IN)
@never_cache
def my_access(request: HttpRequest) -> HttpResponse:
    """What I need, what is arranged for me at each session, and who looked."""
    member = me(request)
    return show(
        request, "my_access", needs=list(AccessNeed.objects.kept().filter(member=member)), today=clock.today(),
        sessions=queries.my_sessions(member), looks=queries.looks(member),
    )  # fmt: skip


@doors.open_to(doors.SIGNED_IN)
@once.guard
def say_my_need(request: HttpRequest) -> HttpResponse:
    """Say one need, to be kept."""
    member = me(request)
    form = asks.SayNeedForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            gatherings.say_need(member, by=actors.of_request(request), **form.said())
        except gatherings.NotNow as refusal:
            form.add_error(None, str(refusal))
        else:
            say(request, _("It is on your list."))
            return redirect("gatherings:my_access")
    return show(request, "say_my_need", form=form)


@doors.open_to(doors.SIGNED_IN)
def change_my_need(request: HttpRequest, need: int) -> HttpResponse:
    """Put one of my needs right."""
    kept = _my_need(request, need)
    form = asks.ChangeNeedForm(request.POST or None, initial={"detail": kept.detail, "reuse": kept.reuse})
    if request.method == "POST" and form.is_valid():
        gatherings.change_need(kept, by=actors.of_request(request), **form.cleaned_data)
        say(request, _("It is put right."))
        return redirect("gatherings:my_access")
    return show(request, "change_my_need", form=form, need=kept)


@doors.open_to(doors.SIGNED_IN)
@require_POST
def need_is_still_right(request: HttpRequest, need: int) -> HttpResponse:
    """What I said is still right; ask me again in a year."""
    kept = _my_need(request, need)
    gatherings.change_need(kept, detail=kept.detail, reuse=kept.reuse, by=actors.of_request(request))
    say(request, _("Thank you. We ask again in a year."))
    return redirect("gatherings:my_access")


@doors.open_to(doors.SIGNED_IN)
@require_POST
def forget_my_need(request: HttpRequest, need: int) -> HttpResponse:
    """Take a need off my list."""
    gatherings.forget_need(_my_need(request, need), by=actors.of_request(request))
    say(request, _("It is off your list. What is arranged for a session stays until you say otherwise."))
    return redirect("gatherings:my_access")


@doors.open_to(doors.SIGNED_IN)
@once.guard
def share_my_needs(request: HttpRequest, number: int) -> HttpResponse:
    """Choose what to share for one session that I registered for."""
    registration = _my_registration(request, number)
    shared = registration.adjustments.filter(ended_at=None).exclude(need=None)
    form = asks.NeedsForm(
        request.POST or None, member=registration.member, shared=shared.values_list("need", flat=True)
    )
    if request.method == "POST" and form.is_valid():
        try:
            made = gatherings.share_needs(registration, by=actors.of_request(request), **form.shared())
        except gatherings.NotNow as refusal:
            form.add_error(None, str(refusal))
        else:
            say(request, _shared_words(made))
            return redirect("gatherings:my_session", registration.pk)
    rows = queries.asked_for(registration)
    return show(request, "share_my_needs", form=form, registration=registration, rows=rows)


def needs_of(registration: Registration) -> dict[str, Any]:
    """What the page of a registration shows of its needs, with the form that shares more while there is time."""
    session = registration.session
    if registration.cancelled_at or session.cancelled_at or session.ends_at <= clock.now():
        return {}
    rows = queries.asked_for(registration)
    if hasattr(registration, "attendance"):
        return {"needs_rows": rows}
    shared = [row.need_id for row, _state in rows if row.need_id]
    return {"needs_rows": rows, "needs_form": asks.NeedsForm(member=registration.member, shared=shared)}


def _shared_words(made: list[Adjustment]) -> str:
    if not made:
        return _("Nothing new was shared.")
    if any(row.came_late for row in made):
        return _(
            "Thank you. This is short notice. We will try at once, and tell you either way before the day."
        )
    return _("Thank you. We will tell you before the day what we arranged.")


@doors.open_to(doors.SIGNED_IN)
@require_POST
def withdraw_my_need(request: HttpRequest, adjustment: int) -> HttpResponse:
    """I do not need this at this session after all."""
    row = get_object_or_404(Adjustment, pk=adjustment, registration__member=me(request))
    gatherings.withdraw_need(row, by=actors.of_request(request))
    say(request, _("Thank you for telling us. We will not arrange it."))
    return redirect("gatherings:my_access")


@doors.open_to(doors.SIGNED_IN)
@require_POST
def keep_my_need(request: HttpRequest, adjustment: int) -> HttpResponse:
    """Keep what I said for one session on my list."""
    row = get_object_or_404(
        Adjustment.objects.exclude(need=None), pk=adjustment, registration__member=me(request)
    )
    assert row.need is not None
    gatherings.keep_need(row.need, by=actors.of_request(request))
    say(request, _("It is on your list."))
    return redirect("gatherings:my_access")


@doors.open_to(doors.SIGNED_IN)
def say_whether_met(request: HttpRequest, number: int) -> HttpResponse:
    """Say whether what I needed was there."""
    return _worked(request, _my_registration(request, number), "gatherings:my_access")


@doors.open_to(doors.EVERYONE)
def say_whether_met_by_link(request: HttpRequest, token: str) -> HttpResponse:
    """The same from a link in a message, without signing in."""
    registration = emails.registration_of(token)
    if registration is None:
        return show(request, "worked_link_over")
    return _worked(request, registration, "gatherings:thank_you_for_verdict")


@doors.open_to(doors.EVERYONE)
def thank_you_for_verdict(request: HttpRequest) -> HttpResponse:
    """It is written down."""
    return show(request, "thank_you_for_verdict")


def _worked(request: HttpRequest, registration: Registration, leads_to: str) -> HttpResponse:
    rows = registration.adjustments.filter(ended_at=None).with_all()
    if registration.session.starts_at > clock.now() or not rows:
        raise Http404
    form = asks.WorkedForm(request.POST or None, adjustments=rows, initial=_said_before(rows))
    if request.method == "POST" and form.is_valid():
        for row, met, words in form.answers():
            gatherings.say_whether_met(row, met=met, words=words, by=actors.of_request(request))
        say(request, _("Thank you. We read every answer."))
        return redirect(leads_to)
    return show(request, "say_whether_met", form=form, session=registration.session)


def _said_before(rows: Iterable[Adjustment]) -> dict[str, str]:
    said: dict[str, str] = {}
    for row in rows:
        verdict = getattr(row, "verdict", None)
        if verdict:
            said |= {f"met_{row.pk}": verdict.met, f"words_{row.pk}": verdict.words}
    return said


def _my_need(request: HttpRequest, need: int) -> AccessNeed:
    return get_object_or_404(AccessNeed.objects.kept(), pk=need, member=me(request))


def _my_registration(request: HttpRequest, number: int) -> Registration:
    mine = Registration.objects.standing().select_related("session__series", "member")
    return get_object_or_404(mine, pk=number, member=me(request))
