"""The edition desk: what is done, what is open, who signs it off, and the button that publishes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from alongside.foundation import actors, doors, once
from alongside.people import actions as people
from alongside.people import rules as people_rules
from alongside.people.models import Member

from .. import actions as story
from .. import forms, presenting, queries
from ..models import Draft, Quote, SignOff
from ..queries import desk as asked
from .arranging import WHY, done
from .public import address_of


@doors.open_to(doors.COORDINATORS, why_not_members=WHY)
def desk(request: HttpRequest) -> HttpResponse:
    """The checklist of the edition that is being prepared, with a step for each point."""
    draft = asked.open_draft()
    if draft is None:
        return redirect("story:publish_edition")
    return _show(request, draft, forms.PublishDraftForm())


def _show(
    request: HttpRequest, draft: Draft, form: forms.PublishDraftForm, typed: Mapping[str, str] | None = None
) -> HttpResponse:
    compared = asked.moved(draft)
    context = {
        "draft": draft, "checks": asked.checklist(draft), "compared": compared, "form": form,
        "to_explain": [(one, (typed or {}).get(one.id, "")) for one in compared.to_explain] if compared else [],
        "last": asked.before(), "quotes": asked.quotes_to_show(),
        "sign_offs": list(draft.sign_offs.select_related("member")),
        "story": _as_it_may_be_read(draft), "once_key": once.new_key(),
    }  # fmt: skip
    return render(request, "story/desk.html", context)


def _as_it_may_be_read(draft: Draft) -> presenting.Story:
    """A draft without words that their speaker took back since."""
    amended = queries.amended_quotes(draft.content, "web")
    told = queries.without(draft.content, queries.taken_back(draft.content))
    return presenting.present(told, address_of, channel="web", amended=amended)


@doors.open_to(doors.COORDINATORS, why_not_members=WHY)
@once.guard
def publish_draft(request: HttpRequest) -> HttpResponse:
    """Publish what was prepared; refused with a sentence for each open point, unless a reason is written."""
    draft = asked.open_draft()
    if draft is None or request.method != "POST":
        return redirect("story:desk" if draft else "story:publish_edition")
    form = forms.PublishDraftForm(request.POST)
    made: list[str] = []

    def publish() -> None:
        given = form.cleaned_data["reason"]
        made.append(story.publish_draft(draft, reason=given, by=actors.of_request(request)).slug)

    if form.is_valid() and done(form, publish):
        return redirect("story:edition_published", slug=made[0])
    return _show(request, draft, form)


@doors.open_to(doors.COORDINATORS, why_not_members=WHY)
@require_POST
def explain_moves(request: HttpRequest) -> HttpResponse:
    """Write why figures moved since the last edition."""
    draft = _draft()
    reasons = {
        name.removeprefix("why-"): str(words)
        for name, words in request.POST.items()
        if name.startswith("why-")
    }
    try:
        story.explain_moves(draft, reasons=reasons, by=actors.of_request(request))
    except ValidationError as refusal:
        messages.error(request, refusal.messages[0])
        return _show(request, draft, forms.PublishDraftForm(), reasons)
    messages.success(request, _("Saved. The edition will say why."))
    return redirect("story:desk")


@doors.open_to(doors.COORDINATORS, why_not_members=WHY)
@once.guard
def ask_to_sign_off(request: HttpRequest, capacity: str) -> HttpResponse:
    """Ask a member, or somebody of the staff, to sign the draft off."""
    if capacity not in ("member", "staff"):
        raise Http404
    draft, form = _draft(), forms.AskToSignOffForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data

        def ask() -> object:
            return story.ask_to_sign_off(
                draft, given["who"], capacity=capacity, role=given["role"], by=actors.of_request(request)
            )

        if done(form, ask):
            messages.success(request, _("Asked, by their own way."))
            return redirect("story:desk")
    title = _("Ask a member to sign it off") if capacity == "member" else _("Ask staff to sign it off")
    return _form(request, form, title, _("Ask"))


@doors.open_to(doors.SIGNED_IN)
@once.guard
def sign_off(request: HttpRequest, pk: int) -> HttpResponse:
    """Somebody who was asked reads the draft and signs it off. Missing for everybody else."""
    row = get_object_or_404(SignOff.objects.select_related("draft"), pk=pk, member=_me(request))
    if request.method == "POST":
        try:
            story.sign_off(row, by=actors.of_request(request))
        except ValidationError as refusal:
            messages.error(request, refusal.messages[0])
        else:
            messages.success(request, _("Signed off. Thank you."))
        return redirect("story:sign_off", pk=pk)
    context = {
        "row": row, "draft": row.draft, "story": _as_it_may_be_read(row.draft),
        "once_key": once.new_key(),
    }  # fmt: skip
    return render(request, "story/sign_off.html", context)


@doors.open_to(doors.COORDINATORS, why_not_members=WHY)
@once.guard
def record_sign_off(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down that somebody signs it off, as they told us by phone, by post or in person."""
    row = get_object_or_404(SignOff, pk=pk)
    return _told(request, _("Write down a sign-off"), lambda **told: story.sign_off(row, **told))


@doors.open_to(doors.COORDINATORS, why_not_members=WHY)
@require_POST
def ask_speaker(request: HttpRequest, pk: int) -> HttpResponse:
    """Show somebody their words and ask whether they are right."""
    story.ask_speaker(get_object_or_404(Quote.objects.on_page(), pk=pk), by=actors.of_request(request))
    messages.success(request, _("Asked, by their own way."))
    return redirect("story:desk")


@doors.open_to(doors.COORDINATORS, why_not_members=WHY)
@once.guard
def record_speaker(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down what somebody said about their words, by phone, by post or in person."""
    quote = get_object_or_404(Quote.objects.on_page(), pk=pk)
    form = forms.SpeakerToldForm(request.POST or None)

    def answer(**told: Any) -> object:
        return story.answer_as_speaker(quote, agreed=form.cleaned_data["answer"] == "yes", **told)

    return _told(request, _("Write down what they said about their words"), answer, form)


@doors.open_to(doors.SIGNED_IN)
def my_words(request: HttpRequest) -> HttpResponse:
    """My own words in the story, as they stand."""
    return render(request, "story/my_words.html", {"quotes": asked.my_quotes(_me(request).pk)})


@doors.open_to(doors.SIGNED_IN)
@require_POST
def answer_as_speaker(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that my words are right, or take them off. Missing for the words of others."""
    quote = get_object_or_404(Quote.objects.on_page(), pk=pk, consent__member=_me(request))
    agreed = request.POST.get("answer") == "yes"
    story.answer_as_speaker(quote, agreed=agreed, by=actors.of_request(request))
    messages.success(request, _("Thank you.") if agreed else _("Your words are off the page now."))
    return redirect("story:my_words")


def _draft() -> Draft:
    draft = asked.open_draft()
    if draft is None:
        raise Http404
    return draft


def _me(request: HttpRequest) -> Member:
    member = people_rules.member_of(request.user)
    if member is None:
        raise Http404
    return member


def _told(
    request: HttpRequest, title: str, act: Callable[..., object], form: forms.SpeakerToldForm | None = None
) -> HttpResponse:
    asks = form or forms.JustToldForm(request.POST or None)
    if request.method == "POST" and asks.is_valid():
        told = people.Told(**asks.told())
        try:
            act(told=told, by=actors.of_request(request))
        except (people.CannotRecord, ValidationError) as refusal:
            asks.add_error(None, str(refusal))
        else:
            messages.success(request, _("Written down. It has the same standing as on the web."))
            return redirect("story:desk")
    return _form(request, asks, title, _("Save"))


def _form(request: HttpRequest, form: Any, title: str, button: str) -> HttpResponse:
    context = {"form": form, "title": title, "press": button, "once_key": once.new_key()}
    return render(request, "story/desk_form.html", context)
