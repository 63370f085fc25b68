"""My awards: what was offered to me, what I answer, and what I ask to change."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from alongside.foundation import actors, doors, once, pages, unsent
from alongside.projects.models import TeamMember

from .. import actions as funding
from ..forms import money as asks
from ..models import Variation, VariationKind
from ..queries import applicants, awards, money
from .money_pages import Step, act, led_award_or_404, own_award_or_404, posted, show, typed


@doors.open_to(doors.SIGNED_IN)
def my_awards(request: HttpRequest) -> HttpResponse:
    """Every award of a bid that I work on."""
    rows = awards.of_member(pages.me(request).pk)
    return show(request, "my_awards", shown=awards.shown(rows, everybody=False))


@doors.open_to(doors.SIGNED_IN)
def my_award(request: HttpRequest, reference: str) -> HttpResponse:
    """One award of mine: the offer, the plan, what was paid, and changes."""
    row, me = own_award_or_404(request, reference), pages.me(request)
    (one,) = awards.shown([row], everybody=False)
    return show(
        request, "my_award", one=one, award=row, leads=applicants.leads_it(row, me),
        in_team=TeamMember.objects.here().filter(project=row.project_id, member=me).exists(),
        instalments=list(awards.instalments(row)), entries=list(awards.entries(row)),
        variations=list(awards.variations(row)), kinds=VariationKind.choices, planned=money.planned(row),
    )  # fmt: skip


@doors.open_to(doors.SIGNED_IN)
@once.guard
def accept_award(request: HttpRequest, reference: str) -> HttpResponse:
    """Accept the offer."""
    row, me = led_award_or_404(request, reference), pages.me(request)
    form = asks.AcceptForm(posted(request))
    step = Step(
        _("Accept this award"), _("I accept"), (_("From then on the award is public. You are not named."),)
    )
    return act(
        request, step, form,
        lambda: funding.accept_award(row, me, role=form.cleaned_data["role"], by=actors.of_request(request)),
        said=_("You accepted. We tell you when money is on its way."), to=("funding:my_award", reference), award=row,
    )  # fmt: skip


@doors.open_to(doors.SIGNED_IN)
@once.guard
def decline_award(request: HttpRequest, reference: str) -> HttpResponse:
    """Turn the offer down."""
    row, me = led_award_or_404(request, reference), pages.me(request)
    step = Step(
        _("Turn this award down"), _("We do not want it"), (_("The money then goes to others."),), "warning"
    )
    return act(
        request, step, asks.NothingForm(posted(request)),
        lambda: funding.decline_award(row, me, by=actors.of_request(request)),
        said=_("You turned it down. Nobody asks why."), to=("funding:my_award", reference), award=row,
    )  # fmt: skip


@doors.open_to(doors.SIGNED_IN)
@once.guard
def join_project(request: HttpRequest, reference: str) -> HttpResponse:
    """Say as what I am in the team of its project."""
    row, me = own_award_or_404(request, reference), pages.me(request)
    form = asks.AcceptForm(posted(request))
    return act(
        request, Step(_("As what do you work in the team?"), _("Join the team")), form,
        lambda: funding.join_team(row, me, role=form.cleaned_data["role"], by=actors.of_request(request)),
        said=_("You are in the team."), to=("funding:my_award", reference), award=row,
    )  # fmt: skip


@unsent.guard
@doors.open_to(doors.SIGNED_IN)
@once.guard
def ask_variation(request: HttpRequest, reference: str, kind: str) -> HttpResponse:
    """Ask for a later end, another sum or another purpose."""
    row, me = led_award_or_404(request, reference), pages.me(request)
    if kind not in VariationKind.values:
        raise Http404
    form = asks.VariationForm(posted(request), kind=kind, ends_on=row.ends_on, initial=typed(request))
    step = Step(
        VariationKind(kind).label, _("Ask for this change"), (_("It counts once the centre agrees."),)
    )
    return act(
        request, step, form,
        lambda: funding.ask_variation(
            row, kind=kind, to=form.to(), reason=form.cleaned_data["reason"], member=me, by=actors.of_request(request)
        ),
        said=_("We have your request, and answer it."), to=("funding:my_award", reference), award=row,
    )  # fmt: skip


@doors.open_to(doors.SIGNED_IN)
@once.guard
def agree_variation(request: HttpRequest, reference: str, pk: int) -> HttpResponse:
    """Agree to a change that the centre proposes."""
    row, me = led_award_or_404(request, reference), pages.me(request)
    change = get_object_or_404(Variation.objects.open(), pk=pk, award=row, applicants_agreed_at=None)
    return act(
        request, Step(_("Agree to this change"), _("I agree")), asks.NothingForm(posted(request)),
        lambda: funding.agree_variation(change, member=me, by=actors.of_request(request)),
        said=_("You agreed. The change counts from now on."), to=("funding:my_award", reference), award=row,
        change=change,
    )  # fmt: skip


@unsent.guard
@doors.open_to(doors.SIGNED_IN)
@once.guard
def refuse_variation(request: HttpRequest, reference: str, pk: int) -> HttpResponse:
    """Do not agree to a change that the centre proposes."""
    row, me = led_award_or_404(request, reference), pages.me(request)
    change = get_object_or_404(Variation.objects.open(), pk=pk, award=row, applicants_agreed_at=None)
    form = asks.BecauseForm(posted(request), initial=typed(request))
    return act(
        request, Step(_("Do not agree to this change"), _("I do not agree")), form,
        lambda: funding.refuse_variation(
            change, because=form.cleaned_data["because"], member=me, by=actors.of_request(request)
        ),
        said=_("The award stays as it was."), to=("funding:my_award", reference), award=row, change=change,
    )  # fmt: skip
