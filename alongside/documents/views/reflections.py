"""For those who edit principles: how people lived them, looked at before everybody reads it."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from alongside.foundation import actors, doors, forms, once, unsent
from alongside.people import actions as people

from .. import actions as documents
from ..forms import saying
from ..forms.fields import RenameForm
from ..models import Document, Reflection
from ..queries import around, reading
from .answering import told_of
from .pages import clause_or_404, editing_or_404, paged, posted, refuse, say, show


@doors.open_to(doors.SIGNED_IN)
def run_reflections(request: HttpRequest, slug: str) -> HttpResponse:
    """How people lived the principles: to look at, shown, and held back."""
    document = editing_or_404(request, slug)
    rows = Reflection.objects.filter(document=document, withdrawn_at=None).select_related(
        "member", "member__leaving", "clause", "version"
    )  # fmt: skip
    page = paged(request, rows.order_by("checked_at", "-created_at", "-pk"), 20)
    return show(
        request, "run_reflections", document=document, page=page, lived=around.lived(page.object_list)
    )


def _reflection(document: Document, pk: int) -> Reflection:
    row = Reflection.objects.filter(document=document, pk=pk).select_related("member", "document").first()
    if row is None:
        raise Http404
    return row


@doors.open_to(doors.SIGNED_IN)
@require_POST
def check_reflection(request: HttpRequest, slug: str, reflection: int) -> HttpResponse:
    """Let everybody read a reflection."""
    document = editing_or_404(request, slug)
    documents.check_reflection(_reflection(document, reflection), by=actors.of_request(request))
    say(request, _("Everybody can read it now."))
    return redirect("documents:run_reflections", slug)


@doors.open_to(doors.SIGNED_IN)
def hold_reflection_back(request: HttpRequest, slug: str, reflection: int) -> HttpResponse:
    """Do not show a reflection, and tell whoever said it why."""
    document = editing_or_404(request, slug)
    row = _reflection(document, reflection)
    form = saying.HoldBackForm(posted(request))
    if request.method == "POST" and form.is_valid():
        documents.hold_reflection_back(
            row, because=form.cleaned_data["because"], by=actors.of_request(request)
        )
        say(request, _("Held back. We tell the person who said it why."))
        return redirect("documents:run_reflections", slug)
    return show(request, "hold_back", document=document, form=form, words=row.text)


@unsent.guard
@doors.open_to(doors.SIGNED_IN)
@once.guard
def record_reflection(request: HttpRequest, slug: str, clause: int) -> HttpResponse:
    """Write down how somebody lived a principle, as they told us."""
    document = editing_or_404(request, slug)
    one = clause_or_404(document, clause)
    form = saying.RecordReflectionForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            documents.reflect(
                one, form.cleaned_data["who"], told=people.Told(**form.told()), by=actors.of_request(request),
                **form.saying(),
            )  # fmt: skip
        except ValidationError as refusal:
            refuse(form, refusal)
        except (documents.CannotSay, people.CannotRecord) as refusal:
            form.add_error(None, str(refusal))
        else:
            say(request, _("Written down. It has the same standing as on the web."))
            return redirect("documents:run_reflections", slug)
    return show(
        request, "record_remark", document=document, clause=one, wording=reading.wording_of(one), form=form,
        heading=_("How it was lived"),
    )  # fmt: skip


@doors.open_to(doors.SIGNED_IN)
def take_reflection_back_for(request: HttpRequest, slug: str, reflection: int) -> HttpResponse:
    """Write down that somebody takes a reflection back."""
    document = editing_or_404(request, slug)
    row = _reflection(document, reflection)
    form = forms.ToldForm(posted(request))
    return told_of(request, document, row, form, _("They take it back"),
                 lambda **given: documents.take_reflection_back(row, **given))  # fmt: skip


@doors.open_to(doors.SIGNED_IN)
def name_reflection_for(request: HttpRequest, slug: str, reflection: int) -> HttpResponse:
    """Write down that somebody wants to be named in another way for a reflection."""
    document = editing_or_404(request, slug)
    row = _reflection(document, reflection)
    form = RenameForm(posted(request), young=bool(row.member and row.member.is_young))

    def change(**given: Any) -> None:
        asked = form.cleaned_data
        documents.name_reflection(row, named=asked["named"], role_text=asked["role_text"], **given)

    return told_of(request, document, row, form, _("They want to be named in another way"), change)
