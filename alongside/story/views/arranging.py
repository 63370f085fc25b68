"""A coordinator arranges the story: adds, changes, moves and removes its parts, without code."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_noop
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from alongside.foundation import actors, clock, doors, once

from .. import actions as story
from .. import forms, presenting, queries
from ..models import Claim, Edition, Item, Milestone, Quote
from .public import address_of, story_now

WHY = gettext_noop("The story speaks for the whole centre. Members ask a coordinator to add what is missing.")


@dataclass(frozen=True)
class Part:
    """One kind of thing that a story is made of, and how it is added and changed."""

    model: type[Item]
    form: type[forms.ItemForm]
    add: Callable[..., Item]
    change: Callable[..., Item]
    add_title: Promise
    change_title: Promise
    uses_figures: bool = True


PARTS = {
    "claims": Part(
        Claim, forms.ClaimForm, story.add_claim, story.change_claim, _("Add a claim"), _("Change a claim")
    ),
    "quotes": Part(
        Quote, forms.QuoteForm, story.add_quote, story.change_quote, _("Add a quote"), _("Change a quote"),
        uses_figures=False,
    ),
    "milestones": Part(
        Milestone, forms.MilestoneForm, story.add_milestone, story.change_milestone, _("Add a milestone"),
        _("Change a milestone"),
    ),
}  # fmt: skip


@doors.open_to(doors.COORDINATORS, why_not_members=WHY)
def arrange(request: HttpRequest) -> HttpResponse:
    """Every part of the story with its buttons, what was removed, and editions that need a look."""
    claims, milestones = list(Claim.objects.on_page()), list(Milestone.objects.on_page())
    sentences = _sentences([*claims, *milestones])
    context = {
        "claims": [(claim, sentences[claim.text]) for claim in claims],
        "milestones": [(moment, sentences[moment.text]) for moment in milestones],
        "quotes": queries.quotes_to_arrange(),
        "from_sessions": queries.session_quotes_to_add(),
        "removed": [
            (kind, item)
            for kind, part in PARTS.items()
            for item in part.model._default_manager.exclude(removed_at=None)
        ],
        "carrying": queries.still_carrying(),
        "once_key": once.new_key(),
    }
    return render(request, "story/arrange.html", context)


def _sentences(items: list[Any]) -> dict[str, presenting.Sentence]:
    content = queries.content([get_language() or "en"])
    presenter = presenting.Presenter(content, address_of, channel="web")
    return {item.text: presenter.sentence(item.text) for item in items}


@doors.open_to(doors.COORDINATORS, why_not_members=WHY)
@once.guard
def add_item(request: HttpRequest, kind: str) -> HttpResponse:
    """Add a claim, a quote or a milestone."""
    part = _part(kind)
    form = part.form(request.POST or None)
    if request.method == "POST" and form.is_valid() and done(form, lambda: part.add(**_given(form, request))):
        messages.success(request, _("Added. People see it on the story page now."))
        return redirect("story:arrange")
    return _ask(request, kind, part, form, part.add_title)


@doors.open_to(doors.COORDINATORS, why_not_members=WHY)
def change_item(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Change a claim, a quote or a milestone."""
    part = _part(kind)
    item = get_object_or_404(part.model._default_manager, pk=pk)
    form = part.form(request.POST or None, item=item)
    if (
        request.method == "POST"
        and form.is_valid()
        and done(form, lambda: part.change(item, **_given(form, request)))
    ):
        messages.success(request, _("Changed. The story page shows it now."))
        return redirect("story:arrange")
    return _ask(request, kind, part, form, part.change_title)


def _given(form: forms.ItemForm, request: HttpRequest) -> dict[str, Any]:
    return form.values() | {"by": actors.of_request(request)}


def done(form: Any, act: Callable[[], object]) -> bool:
    """Whether the action went through; if it refused, the form says why."""
    try:
        act()
    except ValidationError as refusal:
        told = getattr(refusal, "error_dict", {})
        fits = bool(told) and all(name in form.fields for name in told)
        form.add_error(None, refusal if fits else ValidationError(refusal.messages))
        return False
    return True


def _ask(request: HttpRequest, kind: str, part: Part, form: forms.ItemForm, title: Promise) -> HttpResponse:
    known = queries.figures_to_choose() if part.uses_figures else []
    context = {"form": form, "title": title, "kind": kind, "known": known, "once_key": once.new_key()}
    return render(request, "story/ask_item.html", context)


@doors.open_to(doors.COORDINATORS, why_not_members=WHY)
@require_POST
def add_session_quote(request: HttpRequest, pk: int) -> HttpResponse:
    """Add words from a session, as their speaker agreed."""
    given = {row.pk: row for row, _by in queries.session_quotes_to_add()}.get(pk)
    if given is None:
        messages.info(request, _("These words are in the story already, or may not be quoted any more."))
    else:
        story.add_session_quote(given, by=actors.of_request(request))
        messages.success(request, _("Added. People see it on the story page now."))
    return redirect("story:arrange")


@doors.open_to(doors.COORDINATORS, why_not_members=WHY)
@require_POST
def move_up(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Let an item change places with the one before it."""
    return _act(request, kind, pk, story.move_up)


@doors.open_to(doors.COORDINATORS, why_not_members=WHY)
@require_POST
def move_down(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Let an item change places with the one after it."""
    return _act(request, kind, pk, story.move_down)


@doors.open_to(doors.COORDINATORS, why_not_members=WHY)
@require_POST
def remove_item(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Take an item off the page; it can be put back."""
    return _act(request, kind, pk, story.remove, _("Removed from the page. You can put it back below."))


@doors.open_to(doors.COORDINATORS, why_not_members=WHY)
@require_POST
def put_back(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Put a removed item back on the page."""
    return _act(request, kind, pk, story.put_back, _("It is back on the page."))


def _act(
    request: HttpRequest, kind: str, pk: int, action: Callable[..., None], said: Promise | None = None
) -> HttpResponse:
    item = get_object_or_404(_part(kind).model._default_manager, pk=pk)
    action(item, by=actors.of_request(request))
    if said:
        messages.success(request, str(said))
    return redirect("story:arrange")


@doors.open_to(doors.COORDINATORS, why_not_members=WHY)
@once.guard
def publish_edition(request: HttpRequest) -> HttpResponse:
    """Look at what would be frozen, then prepare it as an edition: the desk says what is to do before it comes out."""
    form = forms.EditionForm(request.POST or None, initial={"as_of": clock.today()})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data | {"by": actors.of_request(request)}
        if done(form, lambda: story.prepare_edition(**given)):
            return redirect("story:desk")
    shown = {quote.pk: where for quote, where in queries.quotes_to_arrange()}
    context = {
        "form": form,
        "story": story_now(request),
        "hidden_quotes": sum(not where for where in shown.values()),
        "expiring": queries.quotes_expiring_soon(),
        "once_key": once.new_key(),
    }
    return render(request, "story/publish_edition.html", context)


@doors.open_to(doors.COORDINATORS, why_not_members=WHY)
def edition_published(request: HttpRequest, slug: str) -> HttpResponse:
    """It is published: where it is and what to do with it."""
    edition = get_object_or_404(Edition.objects.defer("content"), slug=slug)
    return render(request, "story/edition_published.html", {"edition": edition})


def _part(kind: str) -> Part:
    if kind not in PARTS:
        raise Http404
    return PARTS[kind]
