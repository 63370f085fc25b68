"""Lists of people: upload, look at every line, take in whole or not at all."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop, ngettext
from django.views.decorators.http import require_POST

from alongside.foundation import actors, doors, once, spreadsheet

from .. import actions as people
from ..forms.imports import ApplyForm, UploadForm
from ..models import MemberImport
from ..queries import imports
from .pages import say, show

PRIVATE = gettext_noop("A list holds other people’s details. Members can ask anybody to join instead.")
LINES_PER_PAGE = 100
TEMPLATE = [
    ["Name", "Surname", "Email", "Phone", "Address", "Reach by", "Brings", "Interests", "Languages", "Age",
     "Joined on"],
    ["Sam", "Example", "sam@example.org", "", "", "email", "carer, community member", "sleep",
     "English, Somali", "18 or over", "2026-01-31"],
    ["Noor", "", "", "020 7946 0000", "", "phone", "patient", "", "Arabic", "", ""],
]  # fmt: skip


@doors.open_to(doors.COORDINATORS, why_not_members=PRIVATE, auditors=False)
@once.guard
def import_members(request: HttpRequest) -> HttpResponse:
    """Upload a list of people. Nobody is added yet."""
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        name = form.cleaned_data["file"].name or ""
        uploaded = people.upload_members(form.sheet, file_name=name, by=actors.of_request(request))
        return redirect("people:preview_import", uploaded.pk)
    return show(request, "import_members", form=form, waiting=imports.waiting())


@doors.open_to(doors.COORDINATORS, why_not_members=PRIVATE, auditors=False)
def import_template(request: HttpRequest) -> HttpResponse:
    """An example of a list, to fill in."""
    response = HttpResponse(
        spreadsheet.as_csv(TEMPLATE[0], TEMPLATE[1:]), content_type="text/csv; charset=utf-8"
    )
    response["Content-Disposition"] = 'attachment; filename="people.csv"'
    return response


@doors.open_to(doors.COORDINATORS, why_not_members=PRIVATE, auditors=False)
def preview_import(request: HttpRequest, number: int) -> HttpResponse:
    """What each line of a list would do."""
    return _preview(request, _waiting(number), ApplyForm())


@doors.open_to(doors.COORDINATORS, why_not_members=PRIVATE, auditors=False)
@require_POST
@once.guard
def apply_import(request: HttpRequest, number: int) -> HttpResponse:
    """Take a list in: everybody on it who is new, or nobody."""
    uploaded = get_object_or_404(MemberImport, pk=number, discarded_at=None)
    form = ApplyForm(request.POST)
    if not form.is_valid():
        return _preview(request, _waiting(number), form)
    given = form.cleaned_data
    told = people.Told(given["mode"], given["on"], False, f"From the list “{uploaded.file_name}”")
    try:
        counts = people.apply_import(
            uploaded, told=told, welcome=given["welcome"], by=actors.of_request(request)
        )
    except (people.CannotImport, people.CannotRecord) as refusal:
        form.add_error(None, str(refusal))
        return _preview(request, uploaded, form)
    say(
        request,
        ngettext("%(count)d person was added.", "%(count)d people were added.", counts["new"])
        % {"count": counts["new"]},
    )
    return redirect("people:list_members")


@doors.open_to(doors.COORDINATORS, why_not_members=PRIVATE, auditors=False)
@require_POST
@once.guard
def discard_import(request: HttpRequest, number: int) -> HttpResponse:
    """Throw a list away. Nobody is added."""
    people.discard_import(get_object_or_404(MemberImport, pk=number), by=actors.of_request(request))
    say(request, _("The list is thrown away. Nobody was added."))
    return redirect("people:import_members")


def _waiting(number: int) -> MemberImport:
    return get_object_or_404(MemberImport, pk=number, applied_at=None, discarded_at=None)


def _preview(request: HttpRequest, uploaded: MemberImport, form: ApplyForm) -> HttpResponse:
    judged = imports.preview(uploaded)
    page = Paginator(judged.problems_first, LINES_PER_PAGE).get_page(request.GET.get("page"))
    return show(request, "preview_import", uploaded=uploaded, judged=judged, page=page, form=form)
