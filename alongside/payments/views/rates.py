"""What we pay: the public page, and the rate cards behind it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_POST

from alongside.foundation import actors, clock, doors, once

from .. import actions as payments
from .. import rules
from ..forms.finance import RateCardForm
from ..models import RateCard
from ..queries import rates as known
from .pages import say, show, warn

KEPT = gettext_noop("Rates speak for the centre. Everybody reads those that count under “What we pay”.")


@doors.open_to(doors.EVERYONE)
def what_we_pay(request: HttpRequest) -> HttpResponse:
    """Today's rates, where they come from and since when, and what a person can choose."""
    return show(request, "what_we_pay", card=known.card_on(clock.today()), later=known.next_card())


@doors.open_to(rules.TILL, why_not_members=KEPT)
def rate_cards(request: HttpRequest) -> HttpResponse:
    """Every card, newest first, with those that wait for somebody to confirm them."""
    cards = list(RateCard.objects.prefetch_related("rates"))
    return show(request, "rate_cards", cards=cards, today=known.card_on(clock.today()))


@doors.open_to(rules.TILL, why_not_members=KEPT)
@once.guard
def add_rate_card(request: HttpRequest) -> HttpResponse:
    """Add a card. It counts once somebody confirmed it."""
    form = RateCardForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            payments.add_rate_card(
                name=given["name"], starts_on=given["starts_on"], source=given["source"], rates=form.rates(),
                by=actors.of_request(request),
            )  # fmt: skip
        except payments.CannotChangeRates as refusal:
            form.add_error(None, str(refusal))
        else:
            say(request, _("The card is added. Read it once more, then confirm it."))
            return redirect("payments:rate_cards")
    return show(request, "add_rate_card", form=form)


@doors.open_to(rules.TILL, why_not_members=KEPT)
@require_POST
@once.guard
def add_example_cards(request: HttpRequest) -> HttpResponse:
    """Add the example cards, to be confirmed before use."""
    added = payments.add_example_cards(by=actors.of_request(request))
    say(
        request,
        _("The examples are added. Check them before you confirm.") if added else _("They are here already."),
    )
    return redirect("payments:rate_cards")


@doors.open_to(rules.TILL, why_not_members=KEPT)
@require_POST
@once.guard
def confirm_rate_card(request: HttpRequest, pk: int) -> HttpResponse:
    """Somebody read the card and says that this centre pays it."""
    try:
        payments.confirm_rate_card(get_object_or_404(RateCard, pk=pk), by=actors.of_request(request))
    except payments.CannotChangeRates as refusal:
        warn(request, str(refusal))
    else:
        say(request, _("Confirmed. Offers can be made with these rates from their first day on."))
    return redirect("payments:rate_cards")


@doors.open_to(rules.TILL, why_not_members=KEPT)
@require_POST
@once.guard
def discard_rate_card(request: HttpRequest, pk: int) -> HttpResponse:
    """Throw away a card that nobody confirmed."""
    try:
        payments.discard_rate_card(get_object_or_404(RateCard, pk=pk), by=actors.of_request(request))
    except payments.CannotChangeRates as refusal:
        warn(request, str(refusal))
    else:
        say(request, _("The card is thrown away."))
    return redirect("payments:rate_cards")
