"""The centre's pages of awards: what waits, one award with its books, and what is done about it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from alongside.foundation import actors, clock, doors, once, unsent
from alongside.people import actions as people

from .. import actions as funding
from ..actions.awarding import ANSWER_WITHIN
from ..forms import money as asks
from ..models import Award, Instalment, LedgerEntry, Programme, Variation, VariationKind
from ..queries import applicants, awards, conflicts, finance, money
from .money_pages import (
    FINANCE,
    FOR_FINANCE,
    MONEY,
    OFFERED,
    PRIVATE,
    WRITTEN_DOWN,
    Step,
    act,
    award_or_404,
    posted,
    show,
    typed,
)
from .panel_pages import barred

HERE = "funding:run_award"


@doors.open_to(MONEY, why_not_members=PRIVATE)
def run_awards(request: HttpRequest) -> HttpResponse:
    """What waits for money, what the books add up to, and that they agree."""
    closed = conflicts.declared_by(getattr(request, "member", None))
    sums = money.totals_by_programme()
    programmes = [
        (programme, sums.get(programme.pk, money.Sums())) for programme in Programme.objects.all()[:50]
    ]
    return show(
        request, "run_awards", to_offer=list(finance.to_offer().exclude(pk__in=closed)[:50]),
        unanswered=list(finance.unanswered().exclude(bid__in=closed)[:50]), hidden=len(closed),
        to_make_ready=list(finance.to_make_ready().exclude(award__bid__in=closed)[:50]),
        to_pay=list(finance.to_pay().exclude(award__bid__in=closed)[:50]),
        to_answer=list(finance.to_answer().exclude(award__bid__in=closed)[:50]),
        to_close=list(finance.to_close().exclude(bid__in=closed)[:50]), programmes=programmes,
        mismatches=money.mismatches(), counted=money.counted(), pays=bool(doors.roles_of(request) & FINANCE),
        coordinates=bool(doors.roles_of(request) & doors.COORDINATORS),
    )  # fmt: skip


@doors.open_to(MONEY, why_not_members=PRIVATE)
def run_award(request: HttpRequest, reference: str) -> HttpResponse:
    """One award with its plan, its ledger and its changes."""
    row = award_or_404(reference)
    if row.bid_id in conflicts.declared_by(getattr(request, "member", None)):
        return barred(request, row.bid.round)
    (one,) = awards.shown([row], everybody=False)
    return show(
        request, "run_award", one=one, award=row, instalments=list(awards.instalments(row)),
        entries=list(awards.entries(row)), variations=list(awards.variations(row)), kinds=VariationKind.choices,
        planned=money.planned(row), came_back=money.came_back(row), leads=applicants.leads(row),
        pays=bool(doors.roles_of(request) & FINANCE), today=clock.today(),
        coordinates=bool(doors.roles_of(request) & doors.COORDINATORS),
        is_public=awards.public().filter(pk=row.pk).exists(),
    )  # fmt: skip


@unsent.guard
@doors.open_to(doors.COORDINATORS, why_not_members=OFFERED)
@once.guard
def make_award(request: HttpRequest, reference: str) -> HttpResponse:
    """Offer an award to a bid that people decided to fund."""
    bid = finance.to_offer().filter(reference=reference).first()
    if bid is None:
        raise Http404
    if bid.pk in conflicts.declared_by(getattr(request, "member", None)):
        return barred(request, bid.round)
    earlier = (
        awards.with_everything(Award.objects.agreed())
        .filter(bid__round__programme=bid.round.programme_id)
        .exclude(bid__round=bid.round_id)
        .order_by("-agreed_at", "-pk")
    )
    initial: dict[str, Any] = {
        "pence": (bid.decision.pence or 0) + bid.access_pence, "starts_on": bid.round.starts_on,
        "answer_by": clock.today() + ANSWER_WITHIN,
    }  # fmt: skip
    form = asks.OfferForm(posted(request), earlier=list(earlier[:100]), initial=initial | typed(request))
    return act(
        request, Step(_("Offer an award"), _("Send the offer"), (bid.title,)), form,
        lambda: funding.make_award(bid, by=actors.of_request(request), **form.offer()),
        said=_("The offer is on its way."), to=("funding:run_awards",),
    )  # fmt: skip


@unsent.guard
@doors.open_to(doors.COORDINATORS, why_not_members=OFFERED)
@once.guard
def withdraw_award(request: HttpRequest, reference: str) -> HttpResponse:
    """Take back an offer that nobody accepted."""
    row = award_or_404(reference)
    form = asks.BecauseForm(posted(request), initial=typed(request))
    return act(
        request, Step(_("Take back this offer"), _("Take it back"), kind="warning"), form,
        lambda: funding.withdraw_award(row, by=actors.of_request(request), **form.cleaned_data),
        said=_("Taken back. They are told."), to=(HERE, reference), award=row,
    )  # fmt: skip


@doors.open_to(doors.COORDINATORS, why_not_members=OFFERED)
@once.guard
def offer_again(request: HttpRequest, reference: str) -> HttpResponse:
    """Offer once more what was turned down or taken back."""
    row = award_or_404(reference)
    form = asks.OfferAgainForm(posted(request), initial={"answer_by": clock.today() + ANSWER_WITHIN})
    lead = _("The same sum is offered, while the pot holds it. That it was turned down stays on record.")
    return act(
        request, Step(_("Offer this again"), _("Send the offer again"), (lead,)), form,
        lambda: funding.offer_again(row, by=actors.of_request(request), **form.cleaned_data),
        said=_("The offer is on its way."), to=(HERE, reference), award=row,
    )  # fmt: skip


@unsent.guard
@doors.open_to(MONEY, why_not_members=PRIVATE)
@once.guard
def plan_instalments(request: HttpRequest, reference: str) -> HttpResponse:
    """Plan in which parts the unpaid rest is paid."""
    row = award_or_404(reference)
    known: dict[str, Any] = {}
    for number, part in enumerate(awards.instalments(row).filter(paid_at=None)[: asks.ROWS], start=1):
        known |= {f"{name}_{number}": getattr(part, name) for name in ("pence", "due_on", "condition")}
    form = asks.PlanForm(posted(request), initial=known | typed(request))
    return act(
        request, Step(_("Plan the instalments"), _("Keep this plan"), (_("What is paid already stays."),)), form,
        lambda: funding.plan_instalments(row, form.parts(), by=actors.of_request(request)),
        said=_("Planned."), to=(HERE, reference), award=row,
    )  # fmt: skip


@doors.open_to(MONEY, why_not_members=PRIVATE)
@once.guard
def say_ready(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that an instalment may be paid."""
    return _instalment(
        request, pk, Step(_("May this be paid?"), _("It may be paid"), (_("Somebody else then pays it."),)),
        funding.say_ready, _("Ready. Finance can pay it."),
    )  # fmt: skip


@doors.open_to(MONEY, why_not_members=PRIVATE)
@once.guard
def not_ready(request: HttpRequest, pk: int) -> HttpResponse:
    """Take that back."""
    return _instalment(
        request, pk, Step(_("Stop this payment?"), _("It may not be paid yet")), funding.not_ready,
        _("It waits until somebody says that it is ready."),
    )  # fmt: skip


def _instalment(
    request: HttpRequest, pk: int, step: Step, do: Callable[..., object], said: Any
) -> HttpResponse:
    part = get_object_or_404(Instalment.objects.standing().select_related("award"), pk=pk)
    row = award_or_404(part.award.reference)
    return act(
        request, step, asks.NothingForm(posted(request)), lambda: do(part, by=actors.of_request(request)), said=said,
        to=(HERE, row.reference), award=row, part=part,
    )  # fmt: skip


@unsent.guard
@doors.open_to(FINANCE, why_not_members=FOR_FINANCE)
@once.guard
def pay_instalment(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that finance paid an instalment, and under which reference."""
    part = get_object_or_404(Instalment.objects.standing().select_related("award"), pk=pk)
    row = award_or_404(part.award.reference)
    form = asks.PayForm(posted(request), initial=typed(request))
    return act(
        request, Step(_("Say that this was paid"), _("It was paid")), form,
        lambda: funding.pay_instalment(part, by=actors.of_request(request), **form.cleaned_data),
        said=_("Paid, and they are told."), to=(HERE, row.reference), award=row, part=part,
    )  # fmt: skip


@unsent.guard
@doors.open_to(FINANCE, why_not_members=FOR_FINANCE)
@once.guard
def payment_failed(request: HttpRequest, pk: int) -> HttpResponse:
    """A payment did not arrive."""
    entry = get_object_or_404(LedgerEntry.objects.filter(kind="paid", reverses=None), pk=pk)
    row = award_or_404(entry.award.reference)
    form = asks.BecauseForm(posted(request), initial=typed(request))
    lead = _("The payment is taken back whole, and waits to be paid again.")
    return act(
        request, Step(_("A payment did not arrive"), _("It is back"), (lead,)), form,
        lambda: funding.payment_failed(entry, by=actors.of_request(request), **form.cleaned_data),
        said=_("It waits to be paid again, and they are told."), to=(HERE, row.reference), award=row,
    )  # fmt: skip


@unsent.guard
@doors.open_to(FINANCE, why_not_members=FOR_FINANCE)
@once.guard
def record_return(request: HttpRequest, reference: str) -> HttpResponse:
    """Money came back unspent."""
    row = award_or_404(reference)
    form = asks.ReturnForm(posted(request), initial=typed(request))
    return act(
        request, Step(_("Money came back unspent"), _("It came back")), form,
        lambda: funding.record_return(row, by=actors.of_request(request), **form.cleaned_data),
        said=_("Written down, and they are told."), to=(HERE, reference), award=row,
    )  # fmt: skip


@doors.open_to(MONEY, why_not_members=PRIVATE)
@once.guard
def close_award(request: HttpRequest, reference: str) -> HttpResponse:
    """Close an award with its final sum."""
    row = award_or_404(reference)
    form = asks.CloseForm(posted(request), initial={"spent_pence": money.sums(row).paid or None})
    lead = _("What was granted and is not needed is written back. Afterwards nothing moves.")
    return act(
        request, Step(_("Close this award"), _("Close it"), (lead,)), form,
        lambda: funding.close_award(
            row, spent_pence=form.cleaned_data["spent_pence"] or 0, by=actors.of_request(request)
        ),
        said=_("Closed, and they are told."), to=(HERE, reference), award=row,
    )  # fmt: skip


@unsent.guard
@doors.open_to(doors.COORDINATORS, why_not_members=OFFERED)
@once.guard
def propose_variation(request: HttpRequest, reference: str, kind: str) -> HttpResponse:
    """The centre proposes a change."""
    row = award_or_404(reference)
    if kind not in VariationKind.values:
        raise Http404
    form = asks.VariationForm(
        posted(request), kind=kind, ends_on=row.ends_on, proposes=True, initial=typed(request)
    )
    step = Step(VariationKind(kind).label, _("Propose this change"), (_("It counts once they agree."),))
    return act(
        request, step, form,
        lambda: funding.ask_variation(
            row, kind=kind, to=form.to(), reason=form.cleaned_data["reason"], by=actors.of_request(request),
            over_pot_because=form.cleaned_data.get("over_pot_because", ""),
        ),
        said=_("Proposed. They are asked."), to=(HERE, reference), award=row,
    )  # fmt: skip


@unsent.guard
@doors.open_to(doors.COORDINATORS, why_not_members=OFFERED)
@once.guard
def approve_variation(request: HttpRequest, pk: int) -> HttpResponse:
    """The centre agrees to a change that applicants asked for."""
    change = get_object_or_404(Variation.objects.open(), pk=pk, centre_agreed_at=None)
    row = award_or_404(change.award.reference)
    kind = asks.ApproveSumForm if change.kind == VariationKind.AMOUNT else asks.NothingForm
    form: Any = kind(posted(request), initial=typed(request))
    return act(
        request, Step(_("Agree to this change"), _("The centre agrees")), form,
        lambda: funding.agree_variation(change, by=actors.of_request(request), **form.cleaned_data),
        said=_("Agreed. The change counts from now on."), to=(HERE, row.reference), award=row, change=change,
    )  # fmt: skip


@unsent.guard
@doors.open_to(doors.COORDINATORS, why_not_members=OFFERED)
@once.guard
def turn_variation_down(request: HttpRequest, pk: int) -> HttpResponse:
    """The centre does not agree to a change, and says why."""
    change = get_object_or_404(Variation.objects.open(), pk=pk, centre_agreed_at=None)
    row = award_or_404(change.award.reference)
    form = asks.BecauseForm(posted(request), initial=typed(request))
    return act(
        request, Step(_("Do not agree to this change"), _("The award stays as it is")), form,
        lambda: funding.refuse_variation(change, by=actors.of_request(request), **form.cleaned_data),
        said=_("The award stays as it was. They are told."), to=(HERE, row.reference), award=row, change=change,
    )  # fmt: skip


ANSWERS = {
    "accepted": (asks.AcceptForThemForm, _("They accepted")),
    "declined": (asks.ToldByLeadForm, _("They turned it down")),
}


@doors.open_to(doors.COORDINATORS, why_not_members=WRITTEN_DOWN)
@once.guard
def record_answer(request: HttpRequest, reference: str, answer: str) -> HttpResponse:
    """Write down what a lead answered by phone, by post or in person."""
    row = award_or_404(reference)
    if answer not in ANSWERS:
        raise Http404
    kind, title = ANSWERS[answer]
    form: Any = kind(posted(request), leads=applicants.leads(row))

    def write() -> None:
        told, by = people.Told(**form.told()), actors.of_request(request)
        if answer == "accepted":
            funding.accept_award(row, form.member(), role=form.cleaned_data["role"], told=told, by=by)
        else:
            funding.decline_award(row, form.member(), told=told, by=by)

    return act(
        request, Step(title, _("Write it down")), form, write,
        said=_("It is written down, with the same standing as on the web."), to=(HERE, reference), award=row,
    )  # fmt: skip


@doors.open_to(doors.COORDINATORS, why_not_members=WRITTEN_DOWN)
@once.guard
def record_request(request: HttpRequest, reference: str, kind: str) -> HttpResponse:
    """Write down a change that a lead asked for by phone, by post or in person."""
    row = award_or_404(reference)
    if kind not in VariationKind.values:
        raise Http404
    form = asks.VariationForThemForm(
        posted(request), kind=kind, ends_on=row.ends_on, leads=applicants.leads(row)
    )
    return act(
        request, Step(_("They ask for a change"), _("Write it down"), (VariationKind(kind).label,)), form,
        lambda: funding.ask_variation(
            row, kind=kind, to=form.to(), reason=form.cleaned_data["reason"], member=form.member(),
            told=people.Told(**form.told()), by=actors.of_request(request),
        ),
        said=_("It is written down, with the same standing as on the web."), to=(HERE, reference), award=row,
    )  # fmt: skip


@doors.open_to(doors.COORDINATORS, why_not_members=WRITTEN_DOWN)
@once.guard
def record_agreement(request: HttpRequest, pk: int, answer: str) -> HttpResponse:
    """Write down that a lead agreed to a change, or did not."""
    change = get_object_or_404(Variation.objects.open(), pk=pk, applicants_agreed_at=None)
    row = award_or_404(change.award.reference)
    if answer not in ("agreed", "refused"):
        raise Http404
    agreed = answer == "agreed"
    kind = asks.ToldByLeadForm if agreed else asks.RefuseForThemForm
    form: Any = kind(posted(request), leads=applicants.leads(row))

    def write() -> None:
        told = {"told": people.Told(**form.told()), "by": actors.of_request(request), "member": form.member()}
        if agreed:
            funding.agree_variation(change, **told)
        else:
            funding.refuse_variation(change, because=form.cleaned_data["because"], **told)

    return act(
        request, Step(_("They agreed") if agreed else _("They did not agree"), _("Write it down")), form, write,
        said=_("It is written down, with the same standing as on the web."), to=(HERE, row.reference), award=row,
        change=change,
    )  # fmt: skip
