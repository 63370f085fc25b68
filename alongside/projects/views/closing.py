"""Closing a project, what happened since, and how it went on to others."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from alongside.foundation import actors, clock, doors, languages, once, ripple_picture, unsent
from alongside.foundation.pages import paged, say
from alongside.people import actions as people

from .. import rules
from ..actions import closing as acting
from ..actions import proving
from ..actions import since as telling
from ..forms import outcomes as outcome_forms
from ..forms import since as asks
from ..models import Closing, Confirmation, FollowUp, Project, Ripple, SinceThen
from ..queries import outcomes
from ..queries import since as questions
from .confirming import private
from .showing import (
    FOR_SOMEBODY,
    LOOKED_AT,
    REFUSALS,
    found_or_404,
    posted,
    project_to_read,
    project_to_work_on,
    refuse,
    seen_at,
    show,
    somebody,
    typed,
)


@doors.open_to(doors.EVERYONE)
def all_since(request: HttpRequest) -> HttpResponse:
    """What happened since, over all projects; confirmed and claimed money apart."""
    rows = questions.with_everything(SinceThen.objects.published().order_by("-happened_on", "-pk"))
    page = paged(request, rows, 20)
    return show(
        request, "all_since", page=page, told=questions.told(page.object_list), money=questions.money()
    )


@doors.open_to(doors.EVERYONE)
def since(request: HttpRequest, slug: str) -> HttpResponse:
    """What happened since a project closed: claimed and confirmed apart; silence is said."""
    project = project_to_read(request, slug)
    inside = rules.works_on(request, somebody(request), project)
    told = questions.all_of_project(project) if inside else questions.of_project(project)
    asked = Confirmation.objects.waiting().filter(since__project=project) if inside else ()
    ripples = list(project.ripples.filter(withdrawn_at=None)) if inside else questions.ripples(project)
    return show(
        request, "since", project=project, told=told, inside=inside, runs=rules.runs(request),
        closing=Closing.objects.filter(project=project).first(), follow_ups=questions.follow_ups(project),
        as_of=questions.as_of(project, told), money=questions.money(project.since_then.published()),
        ripples=ripples, picture=ripple_picture.draw(ripples, rtl=get_language_bidi()), waiting=asked,
        leads=rules.leads(request, somebody(request), project), seen=clock.now().isoformat(),
    )  # fmt: skip


@unsent.guard
@doors.open_to(doors.SIGNED_IN)
@once.guard
def close_project(request: HttpRequest, slug: str) -> HttpResponse:
    """Close a project: what was done, and what did not work."""
    project = project_to_work_on(request, slug)
    form = asks.CloseForm(posted(request), initial=typed(request))
    if request.method == "POST" and form.is_valid():
        try:
            acting.close_project(
                project, member=somebody(request), by=actors.of_request(request), language=languages.of_words(),
                **form.cleaned_data,
            )  # fmt: skip
        except REFUSALS as refusal:
            refuse(form, refusal)
        else:
            say(request, _("The project is closed. We ask what happened since after 6, 12 and 24 months."))
            return redirect("projects:since", slug)
    return show(request, "close_project", form=form, project=project)


@unsent.guard
@doors.open_to(doors.SIGNED_IN)
@once.guard
def record_since(request: HttpRequest, slug: str) -> HttpResponse:
    """Tell what happened since; `about` in the address names what it contradicts."""
    project = project_to_work_on(request, slug)
    about = _about(request, project)
    roles = outcomes.roles_of(somebody(request), project)
    form = asks.SinceForm(posted(request), initial=typed(request), roles=roles)
    if request.method == "POST" and form.is_valid():
        try:
            telling.record_since(
                project, about=about, role=form.cleaned_data["role"], by=actors.of_request(request),
                language=languages.of_words(), **form.happened(),
            )  # fmt: skip
        except REFUSALS as refusal:
            refuse(form, refusal)
        else:
            say(request, _("Written down. Somebody looks at it first, then everybody can read it."))
            return redirect("projects:since", slug)
    return show(request, "record_since", form=form, project=project, about=about)


def _about(request: HttpRequest, project: Project) -> SinceThen | None:
    key = request.GET.get("about", "")
    return (
        project.since_then.standing().filter(pk=int(key)).first()
        if key.isdecimal() and len(key) < 12
        else None
    )


@unsent.guard
@doors.open_to(doors.COORDINATORS, why_not_members=FOR_SOMEBODY)
@once.guard
def record_since_for(request: HttpRequest, slug: str) -> HttpResponse:
    """Write down what happened since, as somebody of the team told it."""
    project: Project = found_or_404(Project.objects.all(), slug=slug)
    form = asks.RecordSinceForm(posted(request), initial=typed(request))
    if request.method == "POST" and form.is_valid():
        try:
            telling.record_since(
                project, member=form.member, role=form.cleaned_data["role"], told=people.Told(**form.told()),
                by=actors.of_request(request), **form.happened(),
            )  # fmt: skip
        except REFUSALS as refusal:
            refuse(form, refusal)
        else:
            say(request, _("Written down. It has the same standing as on the web."))
            return redirect("projects:since", slug)
    title = _("Write down what happened since, for somebody")
    return show(request, "told_of_outcome", form=form, project=project, title=title)


@doors.open_to(doors.EVERYONE)
@never_cache
def what_happened(request: HttpRequest, token: str) -> HttpResponse:
    """One question after the close, by a link, without an account. Reading it changes nothing."""
    row = questions.of_token(token)
    if row is None or questions.is_over(row):
        answered, stopped = (row.answered_at, row.stopped_at) if row else (None, None)
        return private(show(request, "link_over", answered=answered, stopped=stopped))
    form = asks.WhatHappenedForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            _answer(row, form, by=actors.VISITOR)
        except REFUSALS as refusal:
            refuse(form, refusal)
        else:
            return redirect("projects:thank_you")
    return private(show(request, "what_happened", form=form, asked=row))


def _answer(row: FollowUp, form: Any, **how: Any) -> None:
    answer = form.cleaned_data["answer"]
    if answer == asks.STOP:
        acting.stop_follow_ups(row.project, by=how["by"])
        return
    something = answer == asks.SOMETHING
    acting.answer_follow_up(row, something=something, **how, **(form.happened() if something else {}))


@doors.open_to(doors.COORDINATORS, why_not_members=FOR_SOMEBODY)
@once.guard
def answer_follow_up_for(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down what a lead answered by phone, by post or in person."""
    row: FollowUp = found_or_404(FollowUp.objects.open().select_related("project", "member"), pk=pk)
    form = asks.RecordAnswerForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            _answer(row, form, by=actors.of_request(request), told=people.Told(**form.told()))
        except REFUSALS as refusal:
            refuse(form, refusal)
        else:
            say(request, _("Written down. It has the same standing as on the web."))
            return redirect("projects:since", row.project.slug)
    title = _("Write down what happened since")
    return show(request, "told_of_outcome", form=form, project=row.project, title=title, follow_up=row)


def _told(pk: int) -> SinceThen:
    row: SinceThen = found_or_404(SinceThen.objects.standing().select_related("project"), pk=pk)
    return row


@doors.open_to(doors.COORDINATORS, why_not_members=LOOKED_AT)
@require_POST
def publish_since(request: HttpRequest, pk: int) -> HttpResponse:
    """Let everybody read what happened since; of versions that contradict each other, this one."""
    row, seen = _told(pk), seen_at(request)
    if seen is None:
        say(request, _("Something was missing. Look at it once more, then press the button again."))
        return redirect("projects:since", row.project.slug)
    telling.publish_since(row, seen=seen, by=actors.of_request(request))
    say(request, _("Everybody can read it now, once the project is public."))
    return redirect("projects:since", row.project.slug)


@doors.open_to(doors.COORDINATORS, why_not_members=LOOKED_AT)
@once.guard
def see_evidence(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what we saw that proves it."""
    row = _told(pk)
    form = asks.SeenForm(posted(request))
    if request.method == "POST" and form.is_valid():
        telling.see_evidence(row, by=actors.of_request(request), **form.cleaned_data)
        say(request, _("It counts as confirmed now."))
        return redirect("projects:since", row.project.slug)
    return show(request, "see_evidence", form=form, told=row, project=row.project)


@doors.open_to(doors.SIGNED_IN)
@once.guard
def ask_about_since(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask the funder, or somebody else who knows, whether it is so."""
    row = _told(pk)
    project_to_work_on(request, row.project.slug)
    form = outcome_forms.AskForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            asked = proving.ask_to_confirm(
                row, by=actors.of_request(request), language=languages.of_words(), **form.cleaned_data
            )
        except REFUSALS as refusal:
            refuse(form, refusal)
        else:
            say(request, _("We sent them a link that works once.") if asked.token_hash else
                _("Written down. Ask them by phone or by post, and we record what they say."))  # fmt: skip
            return redirect("projects:since", row.project.slug)
    return show(request, "ask_about_since", form=form, told=row, project=row.project)


@doors.open_to(doors.SIGNED_IN)
@require_POST
def take_since_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back what was said to have happened."""
    row = _told(pk)
    project_to_work_on(request, row.project.slug)
    telling.take_since_back(row, by=actors.of_request(request))
    say(request, _("Taken back. It is shown no more."))
    return redirect("projects:since", row.project.slug)


@unsent.guard
@doors.open_to(doors.SIGNED_IN)
@once.guard
def add_ripple(request: HttpRequest, slug: str) -> HttpResponse:
    """Say how the project went on to others."""
    project = project_to_work_on(request, slug)
    form = asks.RippleForm(posted(request), initial=typed(request))
    form.fields["happened_on"].latest = clock.today()  # type: ignore[attr-defined]  # a DateField of ours
    if request.method == "POST" and form.is_valid():
        try:
            telling.add_ripple(
                project, member=somebody(request), by=actors.of_request(request), language=languages.of_words(),
                **form.cleaned_data,
            )  # fmt: skip
        except REFUSALS as refusal:
            refuse(form, refusal)
        else:
            say(request, _("Written down. Somebody looks at it first, then everybody can read it."))
            return redirect("projects:since", slug)
    return show(request, "add_ripple", form=form, project=project)


@doors.open_to(doors.COORDINATORS, why_not_members=LOOKED_AT)
@require_POST
def check_ripple(request: HttpRequest, pk: int) -> HttpResponse:
    """Let everybody read how a project went on."""
    row = found_or_404(Ripple.objects.filter(withdrawn_at=None).select_related("project"), pk=pk)
    telling.check_ripple(row, by=actors.of_request(request))
    say(request, _("Everybody can read it now, once the project is public."))
    return redirect("projects:since", row.project.slug)


@doors.open_to(doors.SIGNED_IN)
@require_POST
def take_ripple_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back how a project went on."""
    row = found_or_404(Ripple.objects.filter(withdrawn_at=None).select_related("project"), pk=pk)
    project_to_work_on(request, row.project.slug)
    telling.take_ripple_back(row, by=actors.of_request(request))
    say(request, _("Taken back. It is shown no more."))
    return redirect("projects:since", row.project.slug)
