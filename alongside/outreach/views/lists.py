"""Lists of subscribers from elsewhere: upload, look at every line, take in whole or not at all."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from alongside.foundation import actors, doors, once, spreadsheet
from alongside.people import actions as people

from .. import actions as outreach
from .. import reading_lists
from ..forms.lists import ApplyListForm, UploadListForm
from ..models import SubscriberList
from ..queries import importing
from .pages import say, show
from .staff import PRIVATE

LINES_PER_PAGE = 100


@doors.open_to(doors.COORDINATORS, why_not_members=PRIVATE, auditors=False)
@once.guard
def import_subscribers(request: HttpRequest) -> HttpResponse:
    """Upload a list. Nobody is on ours yet."""
    form = UploadListForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        name = form.cleaned_data["file"].name or ""
        held = outreach.upload_list(form.sheet, file_name=name, by=actors.of_request(request))
        return redirect("outreach:preview_list", held.pk)
    return show(request, "import_subscribers", form=form, waiting=importing.waiting())


@doors.open_to(doors.COORDINATORS, why_not_members=PRIVATE, auditors=False)
def list_template(request: HttpRequest) -> HttpResponse:
    """An example of a list, to fill in."""
    head, *rows = reading_lists.TEMPLATE
    response = HttpResponse(spreadsheet.as_csv(head, rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="subscribers.csv"'
    return response


@doors.open_to(doors.COORDINATORS, why_not_members=PRIVATE, auditors=False)
@never_cache
def preview_list(request: HttpRequest, number: int) -> HttpResponse:
    """What each line of a list would do."""
    return _preview(request, _waiting(number), ApplyListForm())


@doors.open_to(doors.COORDINATORS, why_not_members=PRIVATE, auditors=False)
@require_POST
@once.guard
def apply_list(request: HttpRequest, number: int) -> HttpResponse:
    """Take a list in: everybody on it who is new, or nobody."""
    held = get_object_or_404(SubscriberList, pk=number, discarded_at=None)
    form = ApplyListForm(request.POST)
    if not form.is_valid():
        return _preview(request, _waiting(number), form)
    try:
        counts = outreach.apply_list(held, by=actors.of_request(request))
    except (outreach.CannotImport, outreach.CannotGrant, people.CannotConsent) as refusal:
        form.add_error(None, str(refusal))
        return _preview(request, held, form)
    said = ngettext("%(count)d person is on the list.", "%(count)d people are on the list.", counts["new"])
    say(request, said % {"count": counts["new"]})
    return redirect("outreach:list_subscribers")


@doors.open_to(doors.COORDINATORS, why_not_members=PRIVATE, auditors=False)
@require_POST
@once.guard
def discard_list(request: HttpRequest, number: int) -> HttpResponseBase:
    """Throw a list away."""
    outreach.discard_list(get_object_or_404(SubscriberList, pk=number), by=actors.of_request(request))
    say(request, _("The list is thrown away. Nobody was put on ours."))
    return redirect("outreach:import_subscribers")


def _waiting(number: int) -> SubscriberList:
    return get_object_or_404(SubscriberList, pk=number, applied_at=None, discarded_at=None)


def _preview(request: HttpRequest, held: SubscriberList, form: ApplyListForm) -> HttpResponse:
    judged = importing.preview(held)
    page = Paginator(judged.problems_first, LINES_PER_PAGE).get_page(request.GET.get("page"))
    return show(request, "preview_list", held=held, judged=judged, page=page, form=form)
