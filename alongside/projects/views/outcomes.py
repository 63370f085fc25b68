"""Outcomes: to read, to record, to correct, to see in another way, and what speaks for them."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from alongside.foundation import actors, doors, languages, once, unsent
from alongside.foundation.pages import paged, say

from .. import rules
from ..actions import outcomes as acting
from ..actions import proving
from ..forms import outcomes as asks
from ..models import Confirmation, Evidence, Expected, Outcome, Valence, Viewpoint
from ..queries import case, elements
from ..queries import outcomes as questions
from .showing import (
    REFUSALS,
    found_or_404,
    outcome_to_work_on,
    posted,
    project_to_read,
    project_to_work_on,
    refuse,
    show,
    somebody,
    typed,
)

PER_PAGE = 20


@doors.open_to(doors.EVERYONE)
def outcomes(request: HttpRequest) -> HttpResponse:
    """What came of all projects: expected or not, good or not, disputed or not, newest first."""
    words = request.GET.get("words", "").strip()[:100]
    expected, valence = request.GET.get("expected", ""), request.GET.get("valence", "")
    disputed = request.GET.get("disputed") == "yes"
    page = paged(request, questions.matching(words, expected, valence, disputed), PER_PAGE)
    counted = questions.counts()
    return show(
        request, "outcomes", page=page, shown=questions.shown(page.object_list), words=words, expected=expected,
        valence=valence, disputed=disputed, kinds=[(str(one.value), one.label, counted[one.value]) for one in Expected],
        valences=Valence.choices, runs=rules.runs(request),
    )  # fmt: skip


@doors.open_to(doors.EVERYONE)
def project_outcomes(request: HttpRequest, slug: str) -> HttpResponse:
    """What came of one project; the team reads here what is not public yet, too."""
    project = project_to_read(request, slug)
    inside = rules.works_on(request, somebody(request), project)
    rows = questions.all_of_project(project) if inside else questions.of_project(project)
    page = paged(request, rows, PER_PAGE)
    return show(
        request, "project_outcomes", project=project, page=page, inside=inside, unseen=questions.unseen(project),
        shown=questions.shown(page.object_list, everything=inside), runs=rules.runs(request),
        thread=case.thread(project, inside),
    )  # fmt: skip


@doors.open_to(doors.EVERYONE)
def outcome(request: HttpRequest, pk: int) -> HttpResponse:
    """One outcome with everything behind it: its words over time, evidence, in whose view, who confirms or disputes."""
    row = found_or_404(questions.with_everything(Outcome.objects.standing()), pk=pk)
    inside = rules.works_on(request, somebody(request), row.project)
    if not inside and not Outcome.objects.public().filter(pk=pk).exists():
        raise Http404
    (one,) = questions.shown([row], everything=inside)
    member = somebody(request)
    waiting = Confirmation.objects.waiting().filter(outcome=row) if inside else ()
    return show(
        request, "outcome", one=one, project=row.project, inside=inside, runs=rules.runs(request), waiting=waiting,
        mine=bool(member and row.member_id == member.pk), element=elements.of_outcome(row, inside),
        me=member, thread=case.thread(row.project, inside), leads=rules.leads(request, member, row.project),
    )  # fmt: skip


@unsent.guard
@doors.open_to(doors.SIGNED_IN)
@once.guard
def record_outcome(request: HttpRequest, slug: str) -> HttpResponse:
    """Write down that something changed: four questions."""
    project = project_to_work_on(request, slug)
    member = somebody(request)
    form = asks.OutcomeForm(posted(request), initial=typed(request))
    if request.method == "POST" and form.is_valid():
        try:
            row = acting.record_outcome(
                project, member=member, role=questions.role_of(member, project), by=actors.of_request(request),
                language=languages.of_words(), **form.saying(),
            )  # fmt: skip
        except REFUSALS as refusal:
            refuse(form, refusal)
        else:
            say(request, _("Written down. Add more now or later: when, where, how much you did for it."))
            return redirect("projects:outcome", row.pk)
    return show(request, "record_outcome", form=form, project=project)


@unsent.guard
@doors.open_to(doors.SIGNED_IN)
@once.guard
def correct_outcome(request: HttpRequest, pk: int) -> HttpResponse:
    """Add to an outcome or correct it, as a new version."""
    row = outcome_to_work_on(request, pk)
    version, member = row.versions.get(number=row.number), somebody(request)
    names = (
        "what", "who_changed", "expected", "valence", "happened_on", "where", "rating", "contribution", "others",
    )  # fmt: skip
    initial: dict[str, Any] = {name: getattr(version, name) for name in names} | {"base": row.number}
    form = asks.CorrectForm(
        posted(request), initial=initial | typed(request), roles=questions.roles_of(member, row.project)
    )
    if request.method == "POST" and form.is_valid():
        try:
            acting.correct_outcome(
                row, by=actors.of_request(request), language=version.language, **form.saying()
            )
        except REFUSALS as refusal:
            refuse(form, refusal)
        else:
            say(request, _("A new version is written down. The ones before stay readable."))
            return redirect("projects:outcome", row.pk)
    return show(request, "correct_outcome", form=form, outcome=row, newest=version)


@unsent.guard
@doors.open_to(doors.SIGNED_IN)
@once.guard
def say_viewpoint(request: HttpRequest, pk: int) -> HttpResponse:
    """Say how I see an outcome: whether it is so, and how much it matters."""
    row, member = outcome_to_work_on(request, pk), somebody(request)
    form = asks.ViewpointForm(
        posted(request), initial=typed(request), roles=questions.roles_of(member, row.project)
    )
    if request.method == "POST" and form.is_valid():
        try:
            acting.say_viewpoint(
                row,
                member=member,
                by=actors.of_request(request),
                language=languages.of_words(),
                **form.saying(),
            )
        except REFUSALS as refusal:
            refuse(form, refusal)
        else:
            say(request, _("Written down. It stands beside what others say."))
            return redirect("projects:outcome", row.pk)
    return show(request, "say_viewpoint", form=form, one=_inside(row), outcome=row)


@doors.open_to(doors.SIGNED_IN)
@require_POST
def take_viewpoint_back(request: HttpRequest, pk: int, viewpoint: int) -> HttpResponse:
    """Take back how I see an outcome."""
    row = found_or_404(
        Viewpoint.objects.standing(), pk=viewpoint, outcome=pk, member=somebody(request), member__isnull=False
    )
    acting.take_viewpoint_back(row, by=actors.of_request(request))
    say(request, _("Taken back. It is shown no more."))
    return redirect("projects:outcome", pk)


@unsent.guard
@doors.open_to(doors.SIGNED_IN)
@once.guard
def add_evidence(request: HttpRequest, pk: int) -> HttpResponse:
    """Add what speaks for an outcome."""
    row = outcome_to_work_on(request, pk)
    form = asks.EvidenceForm(
        posted(request), initial=typed(request), readings=questions.readings_of(row.project)
    )
    if request.method == "POST" and form.is_valid():
        try:
            proving.add_evidence(
                row, by=actors.of_request(request), language=languages.of_words(), **form.cleaned_data
            )
        except REFUSALS as refusal:
            refuse(form, refusal)
        else:
            say(request, _("Written down."))
            return redirect("projects:outcome", row.pk)
    return show(request, "add_evidence", form=form, one=_inside(row), outcome=row)


@doors.open_to(doors.SIGNED_IN)
@require_POST
def take_evidence_back(request: HttpRequest, pk: int, evidence: int) -> HttpResponse:
    """Take evidence back."""
    row = outcome_to_work_on(request, pk)
    found = found_or_404(Evidence.objects.standing(), pk=evidence, outcome=row)
    proving.take_evidence_back(found, by=actors.of_request(request))
    say(request, _("Taken back. It is shown no more."))
    return redirect("projects:outcome", pk)


@doors.open_to(doors.SIGNED_IN)
@once.guard
def ask_to_confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask somebody outside the team whether an outcome is so."""
    row = outcome_to_work_on(request, pk)
    form = asks.AskForm(posted(request))
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
            return redirect("projects:outcome", row.pk)
    return show(request, "ask_to_confirm", form=form, one=_inside(row), outcome=row)


@doors.open_to(doors.SIGNED_IN)
@once.guard
def place_outcome(request: HttpRequest, pk: int) -> HttpResponse:
    """Say to which step of the theory of change an outcome belongs."""
    row = outcome_to_work_on(request, pk)
    form = asks.PlaceForm(
        posted(request), elements=elements.of_project(row.project), initial={"element_key": row.element_key}
    )
    if request.method == "POST" and form.is_valid():
        acting.place_outcome(row, by=actors.of_request(request), **form.cleaned_data)
        say(request, _("Written down."))
        return redirect("projects:outcome", row.pk)
    return show(request, "place_outcome", form=form, one=_inside(row), outcome=row)


@doors.open_to(doors.SIGNED_IN)
@once.guard
def propose_element(request: HttpRequest, pk: int) -> HttpResponse:
    """Propose an outcome as a new step of the theory of change: it goes into the draft, which the team agrees to."""
    row = outcome_to_work_on(request, pk)
    form = asks.ProposeForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            acting.propose_element(row, by=actors.of_request(request), **form.cleaned_data)
        except REFUSALS as refusal:
            refuse(form, refusal)
        else:
            say(request, _("It stands in the draft of the theory. The team agrees to it, or not."))
            return redirect("projects:outcome", row.pk)
    return show(request, "propose_element", form=form, one=_inside(row), outcome=row)


@doors.open_to(doors.SIGNED_IN)
@require_POST
def show_outcome(request: HttpRequest, pk: int) -> HttpResponse:
    """Show an outcome to the team alone, or to everybody."""
    row = outcome_to_work_on(request, pk)
    try:
        acting.show_outcome(row, for_everybody=not row.for_everybody, by=actors.of_request(request))
    except REFUSALS as refusal:
        say(request, str(refusal))
    else:
        say(request, _("Changed."))
    return redirect("projects:outcome", pk)


@doors.open_to(doors.SIGNED_IN)
@require_POST
def take_outcome_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back what I recorded. The list says that one was taken back."""
    row = found_or_404(Outcome.objects.standing().select_related("project", "member"), pk=pk)
    member = somebody(request)
    if not rules.runs(request) and (member is None or row.member_id != member.pk):
        raise Http404
    acting.take_outcome_back(row, by=actors.of_request(request))
    say(request, _("Taken back. It is shown no more."))
    return redirect("projects:project_outcomes", row.project.slug)


def _inside(row: Outcome) -> questions.Shown:
    """An outcome as its team reads it."""
    (one,) = questions.shown(questions.with_everything(Outcome.objects.filter(pk=row.pk)), everything=True)
    return one
