"""The draft of a theory of change: adding, changing, moving, linking and removing, all by plain forms."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from alongside.foundation import actors, doors, once, saved_first, unsent

from .. import actions as projects
from .. import rules
from ..forms import theory as asks
from ..models import Assumption, Element, ElementAside, ElementKind, Influence, Link, Project, Status, Theory
from ..queries import theory as questions
from .pages import (
    REFUSALS,
    ask,
    found_or_404,
    posted,
    press,
    refuse,
    say,
    show,
    somebody,
    typed,
    working_or_404,
)


def draft_of(slug: str) -> str:
    """Where the draft of a project's theory is worked on."""
    return reverse("projects:draft", args=[slug])


def draft_or_404(request: HttpRequest, slug: str) -> Theory:
    """The draft, for the team and the centre. Raises Http404 for everybody else, and where there is none."""
    project = working_or_404(request, slug)
    found: Theory = found_or_404(project.theories.filter(status=Status.DRAFT))
    found.project = project
    return found


def _element(request: HttpRequest, slug: str, element: str) -> Element:
    draft = draft_or_404(request, slug)
    row: Element = found_or_404(draft.elements.all(), key=element)
    row.theory = draft
    return row


def _row(request: HttpRequest, slug: str, rows: str, pk: int) -> Any:
    draft = draft_or_404(request, slug)
    row = found_or_404(getattr(draft, rows).all(), pk=pk)
    row.theory = draft
    return row


@doors.open_to(doors.SIGNED_IN)
@require_POST
def start_theory(request: HttpRequest, slug: str) -> HttpResponse:
    """Begin a draft: empty, or a copy of the version that is agreed."""
    project = working_or_404(request, slug)
    return press(
        request, lambda: projects.start_theory(project, by=actors.of_request(request)),
        done=_("Here is the draft. Everybody in the team can change it."), to=draft_of(slug),
    )  # fmt: skip


@doors.open_to(doors.SIGNED_IN)
def draft(request: HttpRequest, slug: str) -> HttpResponse:
    """The draft as an outline, with everything that can be changed about it."""
    theory = draft_or_404(request, slug)
    team = theory.project.team.here().select_related("member")
    comments = (
        theory.comments.filter(element_key="").exclude(text="").select_related("member", "member__leaving")
    )
    aside = ElementAside.objects.filter(element__theory=theory, settled_at=None).select_related("element")
    return show(
        request, "draft", project=theory.project, theory=theory, missing=projects.missing(theory),
        outline=questions.outline(theory, empty_steps=True), questions=asks.QUESTIONS, steps=asks.TEN_STEPS,
        agreements=[row.get_role_display() for row in theory.agreements.all()], comments=comments,
        aside=aside.filter(by=actors.of_request(request).key),
        mine=theory.agreements.filter(member=somebody(request)).first() if somebody(request) else None,
        runs=rules.runs(request), in_team=any(row.member == somebody(request) for row in team),
    )  # fmt: skip


def _form_page(
    request: HttpRequest, project: Project, form: Any, act: Callable[[], Any], *, heading: Any, **more: Any
) -> HttpResponse:
    return ask(
        request, form, act, done=_("Saved in the draft."), to=draft_of(project.slug), heading=heading,
        submit=_("Save"), project=project, **more,
    )  # fmt: skip


@unsent.guard
@doors.open_to(doors.SIGNED_IN)
@once.guard
def add_element(request: HttpRequest, slug: str) -> HttpResponse:
    """Write a new element."""
    theory = draft_or_404(request, slug)
    kind = request.GET.get("kind", "")
    form = asks.ElementForm(posted(request), initial={"kind": kind, "reach": ""} | typed(request))
    label = ElementKind(kind).label if kind in ElementKind.values else _("A new element")
    return _form_page(
        request, theory.project, form,
        lambda: projects.add_element(theory, by=actors.of_request(request), **form.element()),
        heading=label, intro=asks.QUESTIONS.get(kind, ""),
    )  # fmt: skip


@unsent.guard
@doors.open_to(doors.SIGNED_IN)
@once.guard
def change_element(request: HttpRequest, slug: str, element: str) -> HttpResponse:
    """Change an element. When somebody else saved first, both are shown and nothing is lost."""
    row = _element(request, slug, element)
    now = {name: getattr(row, name) for name in ("kind", "text", "who_changes", "by_when", "reach")}
    form = asks.ElementForm(posted(request), initial=now | {"base": row.revision} | typed(request))
    if request.method == "POST" and form.is_valid():
        try:
            projects.change_element(
                row, base=form.cleaned_data["base"], by=actors.of_request(request), **form.element()
            )
        except projects.Clash as clash:
            return redirect("projects:settle_element", slug, clash.aside.pk)
        except REFUSALS as refusal:
            refuse(form, refusal)
        else:
            say(request, _("Saved in the draft."))
            return redirect(draft_of(slug))
    return show(
        request, "form", form=form, heading=_("Change %(key)s") % {"key": element}, submit=_("Save"),
        project=row.theory.project, back_url=draft_of(slug), intro=asks.QUESTIONS.get(row.kind, ""),
    )  # fmt: skip


@doors.open_to(doors.SIGNED_IN)
@once.guard
def settle_element(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Two people saved at once: both sets of words, side by side, and a choice."""
    theory = draft_or_404(request, slug)
    rows = ElementAside.objects.filter(element__theory=theory, by=actors.of_request(request).key)
    aside: ElementAside = found_or_404(rows.select_related("element__theory__project"), pk=pk)
    form = asks.SettleForm(posted(request), initial=dict(aside.fields))
    if request.method == "POST" and form.is_valid():
        fields = {"mine": dict(aside.fields), "both": form.element()}.get(form.cleaned_data["choice"])
        try:
            projects.settle(aside, fields=fields, by=actors.of_request(request))
        except projects.Clash as clash:
            return redirect("projects:settle_element", slug, clash.aside.pk)
        except REFUSALS as refusal:
            refuse(form, refusal)
        else:
            say(request, _("Saved in the draft."))
            return redirect(draft_of(slug))
    mine = Element(**aside.fields)
    return show(
        request, "settle_element", form=form, project=theory.project, aside=aside, mine=mine,
        saved=aside.element, back_url=draft_of(slug),
    )  # fmt: skip


@doors.open_to(doors.SIGNED_IN)
@require_POST
def move_element(request: HttpRequest, slug: str, element: str, later: int) -> HttpResponse:
    """Move an element one place, earlier (0) or later (1)."""
    row = _element(request, slug, element)
    return press(
        request,
        lambda: projects.move_element(row, later=bool(later), by=actors.of_request(request)),
        done=_("Moved."), to=f"{draft_of(slug)}#{row.key}",
    )  # fmt: skip


@doors.open_to(doors.SIGNED_IN)
@once.guard
def remove_element(request: HttpRequest, slug: str, element: str) -> HttpResponse:
    """Take an element out of the draft, after one more look."""
    row = _element(request, slug, element)
    if request.method == "POST":
        return press(
            request, lambda: projects.remove_element(row, by=actors.of_request(request)),
            done=_("Removed from the draft. Versions that were agreed keep it."), to=draft_of(slug),
        )  # fmt: skip
    return show(
        request, "remove_element", project=row.theory.project, element=row, back_url=draft_of(slug),
        links=row.leads_to.count() + row.comes_from.count(), assumptions=row.assumptions.count(),
    )  # fmt: skip


def _targets(row: Element) -> list[Element]:
    """The elements that one may lead to: of its own step and of later ones."""
    order = list(ElementKind.values)
    others = row.theory.elements.exclude(pk=row.pk)
    return [one for one in others if order.index(one.kind) >= order.index(row.kind)]


@unsent.guard
@doors.open_to(doors.SIGNED_IN)
@once.guard
def link_element(request: HttpRequest, slug: str, element: str) -> HttpResponse:
    """Say what an element leads to, because…"""
    row = _element(request, slug, element)
    form = asks.LinkForm(posted(request), targets=_targets(row), initial=typed(request))
    return _form_page(
        request, row.theory.project, form,
        lambda: projects.link(row, by=actors.of_request(request), **form.cleaned_data),
        heading=_("What does %(key)s lead to?") % {"key": element}, about=row.text,
    )  # fmt: skip


@unsent.guard
@doors.open_to(doors.SIGNED_IN)
@once.guard
def change_link(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Change why one element leads to another, and how strong that is."""
    row: Link = _row(request, slug, "links", pk)
    initial = {"target": row.target.key, "because": row.because, "strength": row.strength}
    form = saved_first.watch(
        asks.LinkForm(posted(request), targets=[row.target], initial=initial | typed(request))
    )
    return _form_page(
        request, row.theory.project, form,
        lambda: projects.link(row.source, by=actors.of_request(request), **form.cleaned_data),
        heading=_("Why does one lead to the other?"), about=f"{row.source.key} → {row.target.key}",
    )  # fmt: skip


@doors.open_to(doors.SIGNED_IN)
@require_POST
def unlink(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """One element does not lead to the other any more."""
    row: Link = _row(request, slug, "links", pk)
    return press(
        request, lambda: projects.unlink(row, by=actors.of_request(request)), done=_("Not linked any more."),
        to=draft_of(slug),
    )  # fmt: skip


@unsent.guard
@doors.open_to(doors.SIGNED_IN)
@once.guard
def assume_of_element(request: HttpRequest, slug: str, element: str) -> HttpResponse:
    """Say what must be true for an element to work."""
    row = _element(request, slug, element)
    form = asks.AssumptionForm(posted(request), initial=typed(request))
    return _form_page(
        request, row.theory.project, form,
        lambda: projects.assume(row, by=actors.of_request(request), **form.cleaned_data),
        heading=_("What do we take for granted?"), about=str(row),
    )  # fmt: skip


@unsent.guard
@doors.open_to(doors.SIGNED_IN)
@once.guard
def assume_of_link(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Say what must be true for one element to lead to another."""
    row: Link = _row(request, slug, "links", pk)
    form = asks.AssumptionForm(posted(request), initial=typed(request))
    return _form_page(
        request, row.theory.project, form,
        lambda: projects.assume(row, by=actors.of_request(request), **form.cleaned_data),
        heading=_("What do we take for granted?"), about=f"{row.source.key} → {row.target.key}",
    )  # fmt: skip


@unsent.guard
@doors.open_to(doors.SIGNED_IN)
@once.guard
def change_assumption(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Look at an assumption again."""
    row: Assumption = _row(request, slug, "assumptions", pk)
    names_of = ("text", "importance", "status", "looked_at_on", "evidence")
    now = {name: getattr(row, name) for name in names_of}
    form = saved_first.watch(asks.AssumptionForm(posted(request), initial=now | typed(request)))
    return _form_page(
        request, row.theory.project, form,
        lambda: projects.change_assumption(row, by=actors.of_request(request), **form.cleaned_data),
        heading=_("Look at %(key)s again") % {"key": row.key},
    )  # fmt: skip


@doors.open_to(doors.SIGNED_IN)
@require_POST
def remove_assumption(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Take an assumption out of the draft."""
    row: Assumption = _row(request, slug, "assumptions", pk)
    return press(
        request, lambda: projects.remove_assumption(row, by=actors.of_request(request)), done=_("Removed."),
        to=draft_of(slug),
    )  # fmt: skip


@unsent.guard
@doors.open_to(doors.SIGNED_IN)
@once.guard
def add_influence(request: HttpRequest, slug: str) -> HttpResponse:
    """Name something else that could explain the change."""
    theory = draft_or_404(request, slug)
    form = asks.InfluenceForm(posted(request), initial=typed(request))
    return _form_page(
        request, theory.project, form,
        lambda: projects.add_influence(theory, by=actors.of_request(request), **form.cleaned_data),
        heading=_("Something else that could explain it"),
    )  # fmt: skip


@unsent.guard
@doors.open_to(doors.SIGNED_IN)
@once.guard
def change_influence(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Put right what else could explain the change."""
    row: Influence = _row(request, slug, "influences", pk)
    now = {"text": row.text, "how_far": row.how_far}
    form = saved_first.watch(asks.InfluenceForm(posted(request), initial=now | typed(request)))
    return _form_page(
        request, row.theory.project, form,
        lambda: projects.change_influence(row, by=actors.of_request(request), **form.cleaned_data),
        heading=_("Look at %(key)s again") % {"key": row.key},
    )  # fmt: skip


@doors.open_to(doors.SIGNED_IN)
@require_POST
def remove_influence(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Take it out of the draft."""
    row: Influence = _row(request, slug, "influences", pk)
    return press(
        request, lambda: projects.remove_influence(row, by=actors.of_request(request)), done=_("Removed."),
        to=draft_of(slug),
    )  # fmt: skip


@unsent.guard
@doors.open_to(doors.SIGNED_IN)
@once.guard
def comment(request: HttpRequest, slug: str) -> HttpResponse:
    """Say something about the draft. Only the team reads it."""
    theory = draft_or_404(request, slug)
    about = request.GET.get("about", "")
    form = asks.CommentForm(
        posted(request), elements=list(theory.elements.all()), initial={"about": about} | typed(request)
    )
    return _form_page(
        request, theory.project, form,
        lambda: projects.comment(
            theory, somebody(request), text=form.cleaned_data["text"], element_key=form.cleaned_data["about"],
            by=actors.of_request(request),
        ),
        heading=_("Say something about the draft"), intro=_("Only the team and the centre read it."),
    )  # fmt: skip
