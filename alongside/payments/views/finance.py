"""Batches: made once, taken by finance, confirmed, paid or come back."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop, ngettext
from django.views.decorators.http import require_POST

from alongside.foundation import actors, clock, doors, once

from .. import actions as payments
from .. import rules
from ..forms.finance import FailedForm, PaidForm
from ..models import Batch, BatchLine
from ..queries import finance
from .pages import paged, say, show, warn

PRIVATE = gettext_noop("This page shows other people’s money. Everybody sees their own under “My payments”.")
FOR_FINANCE = gettext_noop("The file holds bank details, so only somebody with the role finance may take it.")


@doors.open_to(rules.TILL, why_not_members=PRIVATE)
def batches(request: HttpRequest) -> HttpResponse:
    """Every batch, newest first."""
    return show(request, "batches", page=paged(request, finance.batches()))


@doors.open_to(rules.TILL, why_not_members=PRIVATE)
@require_POST
@once.guard
def make_batch(request: HttpRequest) -> HttpResponse:
    """Put everything that is ready into a batch for finance."""
    try:
        batch = payments.make_batch(by=actors.of_request(request))
    except payments.CannotExport as refusal:
        warn(request, str(refusal))
        return redirect("payments:till")
    say(request, _("The batch is made. Finance takes the file from here."))
    return redirect("payments:show_batch", batch.pk)


@doors.open_to(rules.TILL, why_not_members=PRIVATE)
def show_batch(request: HttpRequest, pk: int) -> HttpResponse:
    """One batch, line by line."""
    batch = get_object_or_404(finance.batches(), pk=pk)
    page = paged(request, finance.lines_of(batch), per_page=50)
    lines = [(line, finance.member_of(line), finance.what_for(line)) for line in page.object_list]
    return show(request, "show_batch", batch=batch, page=page, lines=lines)


@doors.open_to(rules.FINANCE, why_not_members=FOR_FINANCE, auditors=False)
@require_POST
def take_file(request: HttpRequest, pk: int) -> HttpResponse:
    """The file for finance. Each time it is taken is on record."""
    batch = get_object_or_404(Batch, pk=pk)
    try:
        content = payments.take_file(batch, by=actors.of_request(request))
    except payments.CannotExport as refusal:
        warn(request, str(refusal))
        return redirect("payments:show_batch", pk)
    response = HttpResponse(content, content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="payments-{batch.pk}.csv"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "private, no-store"
    return response


@doors.open_to(rules.FINANCE, why_not_members=FOR_FINANCE, auditors=False)
@require_POST
@once.guard
def confirm_batch(request: HttpRequest, pk: int) -> HttpResponse:
    """Finance has the file: bank details go, and it cannot be made again."""
    batch = get_object_or_404(Batch, pk=pk)
    try:
        payments.confirm_batch(batch, by=actors.of_request(request))
    except payments.CannotExport as refusal:
        warn(request, str(refusal))
    else:
        say(request, _("Confirmed. The bank details in it are deleted here."))
    return redirect("payments:show_batch", pk)


@doors.open_to(rules.TILL, why_not_members=PRIVATE)
@once.guard
def mark_paid(request: HttpRequest, pk: int) -> HttpResponse:
    """Say on which day everything that is left in a batch was paid."""
    batch = get_object_or_404(Batch.objects.exclude(confirmed_at=None), pk=pk)
    form = PaidForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            count = payments.mark_paid(batch, on=form.cleaned_data["on"], by=actors.of_request(request))
        except payments.CannotExport as refusal:
            form.add_error(None, str(refusal))
        else:
            said = ngettext(
                "%(count)d line is paid, and they are told.",
                "%(count)d lines are paid, and they are told.",
                count,
            )
            say(request, said % {"count": count})
            return redirect("payments:show_batch", pk)
    return show(request, "mark_paid", form=form, batch=batch)


@doors.open_to(rules.TILL, why_not_members=PRIVATE)
@once.guard
def line_came_back(request: HttpRequest, pk: int) -> HttpResponse:
    """One payment came back: say why, so that it can be paid again."""
    line = get_object_or_404(
        BatchLine.objects.select_related("payment__member", "expense__member", "batch"), pk=pk,
        batch__confirmed_at__isnull=False,
    )  # fmt: skip
    form = FailedForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            payments.line_failed(line, because=form.cleaned_data["because"], by=actors.of_request(request))
        except payments.CannotExport as refusal:
            form.add_error(None, str(refusal))
        else:
            say(request, _("It is owed again, and they are told."))
            return redirect("payments:show_batch", line.batch_id)
    return show(request, "line_came_back", form=form, line=line, member=finance.member_of(line))


@doors.open_to(rules.TILL, why_not_members=PRIVATE)
@require_POST
@once.guard
def mark_line_paid(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that one line was paid today."""
    line = get_object_or_404(BatchLine.objects.select_related("batch"), pk=pk)
    try:
        count = payments.mark_paid(line.batch, lines=[line], on=clock.today(), by=actors.of_request(request))
    except payments.CannotExport as refusal:
        warn(request, str(refusal))
    else:
        say(request, _("Paid today, and they are told.") if count else _("It was paid or came back already."))
    return redirect("payments:show_batch", line.batch_id)
