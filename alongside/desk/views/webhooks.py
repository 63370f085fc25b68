"""Webhooks: which addresses are told of what, and what became of each telling."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from alongside.foundation import actors, clock, doors, once, pages
from alongside.foundation.pages import say

from .. import actions as desk
from ..forms.webhooks import AddWebhookForm, ChangeWebhookForm
from ..models import Webhook

WIRED = gettext_lazy("The centre answers for where its news goes. What is sent there is on our public pages.")
WAITS = gettext_lazy("It waits. It goes out when you start this webhook again.")
PER_PAGE = 25


def _webhook(pk: int) -> Webhook:
    row: Webhook = pages.found_or_404(Webhook.objects.standing(), pk=pk)
    return row


@doors.open_to(doors.COORDINATORS, why_not_members=WIRED)
def webhooks(request: HttpRequest) -> HttpResponse:
    """Every address that is told."""
    return pages.show(request, "desk/webhooks", rows=Webhook.objects.standing())


@doors.open_to(doors.COORDINATORS, why_not_members=WIRED)
def add_webhook(request: HttpRequest) -> HttpResponse:
    """Tell an address from now on. Its secret is shown on the next page only."""
    form = AddWebhookForm(pages.posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            made = desk.add_webhook(by=actors.of_request(request), **form.cleaned_data)
        except ValidationError as refusal:
            pages.refuse(form, refusal)
        else:
            return _with_secret(request, made)
    return pages.show(request, "desk/add_webhook", form=form)


def _with_secret(request: HttpRequest, webhook: Webhook) -> HttpResponse:
    secret = desk.secret_of(webhook)
    answer = pages.show(request, "desk/webhook_secret", webhook=webhook, secret=secret)
    answer["Cache-Control"] = "private, no-store"
    return answer


@doors.open_to(doors.COORDINATORS, why_not_members=WIRED)
def webhook(request: HttpRequest, pk: int) -> HttpResponse:
    """One address: what it is told about, and what became of each telling in the last 30 days."""
    found = _webhook(pk)
    page = pages.paged(request, found.deliveries.defer("body"), PER_PAGE)
    waiting = found.deliveries.filter(taken_at=None, given_up_at=None).count()
    return pages.show(request, "desk/webhook", webhook=found, page=page, waiting=waiting, now=clock.now())


@doors.open_to(doors.COORDINATORS, why_not_members=WIRED)
@once.guard
def change_webhook(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what an address is told about."""
    found = _webhook(pk)
    form = ChangeWebhookForm(pages.posted(request), initial={"name": found.name, "events": found.events})
    if request.method == "POST" and form.is_valid():
        try:
            desk.change_webhook(found, by=actors.of_request(request), **form.cleaned_data)
        except ValidationError as refusal:
            pages.refuse(form, refusal)
        else:
            say(request, _("Changed."))
            return redirect("desk:webhook", pk)
    return pages.show(request, "desk/change_webhook", form=form, webhook=found)


@doors.open_to(doors.COORDINATORS, why_not_members=WIRED)
@require_POST
@once.guard
def test_webhook(request: HttpRequest, pk: int) -> HttpResponse:
    """Send a telling that says only that it is a test."""
    found = _webhook(pk)
    desk.send_test(found, by=actors.of_request(request))
    say(request, str(WAITS) if found.stopped_at else _("The test goes out within a minute. Look here again."))
    return redirect("desk:webhook", pk)


@doors.open_to(doors.COORDINATORS, why_not_members=WIRED)
@require_POST
def new_webhook_secret(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a new secret, and show it once."""
    found = _webhook(pk)
    desk.new_secret(found, by=actors.of_request(request))
    return _with_secret(request, found)


@doors.open_to(doors.COORDINATORS, why_not_members=WIRED)
@require_POST
def start_webhook_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Send to a stopped address again."""
    desk.start_again(_webhook(pk), by=actors.of_request(request))
    say(request, _("Started again. What waited goes out now."))
    return redirect("desk:webhook", pk)


@doors.open_to(doors.COORDINATORS, why_not_members=WIRED)
@require_POST
def end_webhook(request: HttpRequest, pk: int) -> HttpResponse:
    """Tell an address no more."""
    desk.end_webhook(_webhook(pk), by=actors.of_request(request))
    say(request, _("Removed. Nothing is sent there any more."))
    return redirect("desk:webhooks")


@doors.open_to(doors.COORDINATORS, why_not_members=WIRED)
@require_POST
@once.guard
def send_webhook_again(request: HttpRequest, pk: int, delivery: str) -> HttpResponse:
    """Send one telling once more."""
    row = pages.found_or_404(_webhook(pk).deliveries.select_related("webhook"), pk=delivery)
    desk.send_again(row, by=actors.of_request(request))
    say(request, str(WAITS) if row.webhook.stopped_at else _("It goes out again within a minute."))
    return redirect("desk:webhook", pk)
