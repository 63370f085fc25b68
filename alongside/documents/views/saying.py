"""Saying something about a clause: a comment, a suggestion, how a principle was lived; and what I said."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from alongside.foundation import actors, doors, once, unsent

from .. import actions as documents
from ..forms import saying as asks
from ..forms.fields import NamingForm
from ..models import Document, Reflection, Remark, RemarkKind
from ..queries import around, reading, remarks
from .pages import clause_or_404, me, paged, posted, refuse, say, show, text_or_404, typed

PER_PAGE = 10
WORDS_GIVEN = {RemarkKind.REPLACE, RemarkKind.SPLIT}


@unsent.guard
@doors.open_to(doors.SIGNED_IN)
@once.guard
def say_about(request: HttpRequest, slug: str, clause: int, kind: str) -> HttpResponse:
    """Comment on a clause, or suggest a change to it."""
    document, member = text_or_404(request, slug), me(request)
    one = clause_or_404(document, clause)
    asked = asks.FORMS.get(kind)
    if asked is None:
        raise Http404
    form = asked(posted(request), document=document, young=member.is_young,
                 initial=beginning(one, kind) | typed(request))  # fmt: skip
    if request.method == "POST" and form.is_valid():
        row = said(form, one, member, kind, by=actors.of_request(request))
        if row is not None:
            day = date_format(row.due_on, "DATE_FORMAT")
            say(request, _("Thank you. It is kept. You get an answer by %(day)s.") % {"day": day})
            return redirect("documents:clause", slug, clause)
    return show(
        request, "say_about", document=document, clause=one, wording=reading.wording_of(one), form=form, kind=kind,
        heading=RemarkKind(kind).label, is_comment=kind == RemarkKind.COMMENT,
    )  # fmt: skip


def beginning(one: Any, kind: str) -> dict[str, Any]:
    """What a form begins with: the wording that is read, and its words where they are to be changed."""
    wording = reading.wording_of(one)
    return {"revision": wording.revision} | ({"text": wording.text} if kind in WORDS_GIVEN else {})


def said(form: Any, one: Any, member: Any, kind: str, **more: Any) -> Remark | None:
    """Keep what was said; None when it was refused, with the reason on the form."""
    try:
        if kind == RemarkKind.COMMENT:
            return documents.comment(one, member, **form.saying(), **more)
        return documents.suggest(one, member, kind=kind, **form.saying(), **more)
    except ValidationError as refusal:
        refuse(form, refusal)
    except (documents.CannotSay, documents.CannotChange) as refusal:
        form.add_error(None, str(refusal))
    return None


@unsent.guard
@doors.open_to(doors.SIGNED_IN)
@once.guard
def reflect(request: HttpRequest, slug: str, clause: int) -> HttpResponse:
    """Say how a principle was lived."""
    document, member = text_or_404(request, slug), me(request)
    one = clause_or_404(document, clause)
    form = asks.ReflectionForm(posted(request), young=member.is_young, initial=typed(request))
    if request.method == "POST" and form.is_valid():
        try:
            documents.reflect(one, member, by=actors.of_request(request), **form.saying())
        except ValidationError as refusal:
            refuse(form, refusal)
        except documents.CannotSay as refusal:
            form.add_error(None, str(refusal))
        else:
            say(request, _("Thank you. Somebody looks at it first, then everybody can read it."))
            return redirect("documents:clause", slug, clause)
    return show(request, "reflect", document=document, clause=one, wording=reading.wording_of(one), form=form)


@doors.open_to(doors.SIGNED_IN)
def my_remarks(request: HttpRequest) -> HttpResponse:
    """What I said about texts, and what became of it."""
    member = me(request)
    page = paged(request, remarks.of_member(member), PER_PAGE)
    mine = Reflection.objects.filter(member=member).exclude(text="").select_related(
        "document", "clause", "version", "member", "member__leaving"
    )  # fmt: skip
    return show(request, "my_remarks", page=page, said=remarks.as_said(page.object_list),
                reflections=around.lived(mine[:20]))  # fmt: skip


def _mine(request: HttpRequest, pk: int) -> Remark:
    row = Remark.objects.filter(member=me(request), pk=pk).select_related("document", "member").first()
    if row is None:
        raise Http404
    return row


@doors.open_to(doors.SIGNED_IN)
def change_naming(request: HttpRequest, remark: int) -> HttpResponse:
    """Change how I am named for one thing that I said."""
    row = _mine(request, remark)
    return named(request, row, row.document, lambda **given: documents.change_naming(row, **given))


@doors.open_to(doors.SIGNED_IN)
@require_POST
def take_back(request: HttpRequest, remark: int) -> HttpResponse:
    """Take back what I said."""
    documents.take_back(_mine(request, remark), by=actors.of_request(request))
    say(request, _("Taken back. It is shown no more."))
    return redirect("documents:my_remarks")


def _my_reflection(request: HttpRequest, pk: int) -> Reflection:
    row = Reflection.objects.filter(member=me(request), pk=pk).select_related("document", "member").first()
    if row is None:
        raise Http404
    return row


@doors.open_to(doors.SIGNED_IN)
def name_reflection(request: HttpRequest, reflection: int) -> HttpResponse:
    """Change how I am named for a reflection."""
    row = _my_reflection(request, reflection)
    return named(request, row, row.document, lambda **given: documents.name_reflection(row, **given))


@doors.open_to(doors.SIGNED_IN)
@require_POST
def take_reflection_back(request: HttpRequest, reflection: int) -> HttpResponse:
    """Take a reflection back."""
    documents.take_reflection_back(_my_reflection(request, reflection), by=actors.of_request(request))
    say(request, _("Taken back. It is shown no more."))
    return redirect("documents:my_remarks")


def named(request: HttpRequest, row: Remark | Reflection, document: Document, change: Any) -> HttpResponse:
    """The page on which somebody changes their name on what they said."""
    form = NamingForm(posted(request), young=me(request).is_young,
                      initial={"named": row.named, "role_text": row.role_text})  # fmt: skip
    if request.method == "POST" and form.is_valid():
        change(by=actors.of_request(request), **form.cleaned_data)
        say(request, _("Changed. Every page shows it from now on."))
        return redirect("documents:my_remarks")
    return show(request, "change_naming", form=form, row=row, document=document)
