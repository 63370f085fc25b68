"""The pack: read by those who registered, arranged by those who run the session."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from alongside.foundation import actors, doors, once
from alongside.foundation.components import Task
from alongside.foundation.judging_files import NAMES, TEXT

from .. import actions as gatherings
from .. import rules
from ..forms.packs import FileInPackForm, PackItemForm, WordsInPackForm
from ..models import PackFormat, PackItem, Session
from ..queries import packs as queries
from ..queries.reminders import goes_by_post
from . import parts, posted
from .pages import UNCHANGED, running_or_404, say, session_or_404, show

OUT_BEFORE = timedelta(days=7)


@doors.open_to(doors.EVERYONE)
def pack(request: HttpRequest, pk: int) -> HttpResponse:
    """What to read, listen to or look at before the day."""
    session = session_or_404(pk)
    registered = _belongs(request, session)
    found = queries.seen_by_readers(session, registered=registered)
    if not found and not (registered or request.user.is_anonymous):
        raise Http404
    return show(request, "pack", session=session, items=_shown(found), registered=registered)


@doors.open_to(doors.EVERYONE)
def pack_format(request: HttpRequest, pk: int, number: int) -> HttpResponseBase:
    """One format: words on a page, or a file that is only ever handed over and never run."""
    one = PackFormat.objects.select_related("item__session").filter(pk=number, item__session=pk).first()
    if one is None or not _may_open(request, one.item):
        raise Http404
    if one.text:
        large = "large" in request.GET
        return show(request, "pack_words", session=one.item.session, item=one.item, one=one, large=large)
    media_type = f"{one.media_type}; charset=utf-8" if one.media_type == TEXT else one.media_type
    answer = FileResponse(
        one.file.open("rb"), as_attachment=True, filename=one.file_name, content_type=media_type
    )
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-cache"
    return answer


@doors.open_to(doors.SIGNED_IN)
def arrange_pack(request: HttpRequest, pk: int) -> HttpResponse:
    """What is in the pack, in which formats, and whether it is out."""
    session = running_or_404(request, pk)
    found = queries.items(session)
    return show(
        request, "arrange_pack", session=session, items=_shown(found), few=queries.too_few(found),
        sent=queries.last_sent(session), by_post=_by_post(session),
    )  # fmt: skip


@doors.open_to(doors.SIGNED_IN)
@once.guard
def add_pack_item(request: HttpRequest, pk: int) -> HttpResponse:
    """Add one thing to the pack."""
    session = running_or_404(request, pk)
    form = PackItemForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            item = gatherings.add_pack_item(session, by=actors.of_request(request), **form.cleaned_data)
        except gatherings.NotNow as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("gatherings:add_words", pk, item.pk)
    return show(request, "add_pack_item", session=session, form=form)


@doors.open_to(doors.SIGNED_IN)
@once.guard
def change_pack_item(request: HttpRequest, pk: int, item: int) -> HttpResponse:
    """Change what an item is called and who may open it."""
    session = running_or_404(request, pk)
    row = _item(session, item)
    start = {"title": row.title, "is_public": row.is_public, "on_request": row.on_request}
    form = PackItemForm(posted(request), initial=start)
    if request.method == "POST" and form.is_valid():
        gatherings.change_pack_item(row, by=actors.of_request(request), **form.cleaned_data)
        say(request, _("The pack is changed.") if form.cleaned_data != start else UNCHANGED)
        return redirect("gatherings:arrange_pack", pk)
    return show(request, "change_pack_item", session=session, item=row, form=form)


@doors.open_to(doors.SIGNED_IN)
@require_POST
def remove_pack_item(request: HttpRequest, pk: int, item: int) -> HttpResponse:
    """Take an item out of the pack."""
    row = _item(running_or_404(request, pk), item)
    gatherings.remove_pack_item(row, by=actors.of_request(request))
    say(request, _("It is no longer in the pack."))
    return redirect("gatherings:arrange_pack", pk)


@doors.open_to(doors.SIGNED_IN)
@once.guard
def add_words(request: HttpRequest, pk: int, item: int) -> HttpResponse:
    """Add an item's words, to be read on the page."""
    session = running_or_404(request, pk)
    row = _item(session, item)
    form = WordsInPackForm(posted(request))
    if request.method == "POST" and form.is_valid():
        gatherings.add_words(row, by=actors.of_request(request), **form.cleaned_data)
        say(request, _("The words are in the pack."))
        return redirect("gatherings:arrange_pack", pk)
    return show(request, "add_words", session=session, item=row, form=form)


@doors.open_to(doors.SIGNED_IN)
@once.guard
def add_file(request: HttpRequest, pk: int, item: int) -> HttpResponse:
    """Add a file, judged by what is in it."""
    session = running_or_404(request, pk)
    row = _item(session, item)
    form = FileInPackForm(posted(request), request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            gatherings.add_file(row, by=actors.of_request(request), **form.cleaned_data)
        except gatherings.NotNow as refusal:
            form.add_error("file", str(refusal))
        else:
            say(request, _("The file is in the pack."))
            return redirect("gatherings:arrange_pack", pk)
    return show(request, "add_file", session=session, item=row, form=form)


@doors.open_to(doors.SIGNED_IN)
@require_POST
def remove_format(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Take one format out of the pack."""
    session = running_or_404(request, pk)
    one = PackFormat.objects.select_related("item").filter(pk=number, item__session=session).first()
    if one is None:
        raise Http404
    gatherings.remove_format(one, by=actors.of_request(request))
    say(request, _("This format is no longer in the pack."))
    return redirect("gatherings:arrange_pack", pk)


@doors.open_to(doors.SIGNED_IN)
@require_POST
@once.guard
def send_pack(request: HttpRequest, pk: int) -> HttpResponse:
    """Tell those with a place that the pack is out."""
    session = running_or_404(request, pk)
    try:
        sent = gatherings.send_pack(session, by=actors.of_request(request))
    except gatherings.NotNow as refusal:
        heading = _("The pack cannot go out yet")
        return show(request, "not_now", session=session, heading=heading, sentences=refusal.sentences)
    say(request, _("The pack is out. We told %(told)d people.") % {"told": sent.told})
    return redirect("gatherings:arrange_pack", pk)


@parts.on_page("pack")
def on_page(request: HttpRequest, session: Session) -> object:
    """What stands about the pack on a session's page; nothing where there is nothing to open."""
    if not getattr(session, "has_pack", True):
        return None
    registered = _belongs(request, session)
    found = queries.seen_by_readers(session, registered=registered)
    return {"items": _shown(found)} if found else None


@parts.steps("before")
def step(request: HttpRequest, session: Session) -> Iterator[Task]:
    """The line on the run page."""
    found = queries.items(session)
    done = bool(found) and not queries.too_few(found) and queries.last_sent(session) is not None
    hint = (
        ngettext("%(many)d item", "%(many)d items", len(found)) % {"many": len(found)}
        if found
        else _("Empty")
    )
    yield Task(
        _("The pack, in two formats or more"), reverse("gatherings:arrange_pack", args=[session.pk]), hint,
        _("Sent") if done else _("To do"), "good" if done else "attention",
        None if done else (session.starts_at - OUT_BEFORE).date(),
    )  # fmt: skip


def _belongs(request: HttpRequest, session: Session) -> bool:
    member = getattr(request, "member", None)
    return queries.is_registered(session, member) or rules.runs(request, member, session)


def _may_open(request: HttpRequest, item: PackItem) -> bool:
    session = item.session
    if rules.runs(request, getattr(request, "member", None), session):
        return True
    if session.announced_at is None or queries.last_sent(session) is None:
        return False
    return item.is_public or queries.is_registered(session, getattr(request, "member", None))


def _item(session: Session, item: int) -> PackItem:
    row = PackItem.objects.filter(session=session, pk=item).first()
    if row is None:
        raise Http404
    return row


def _by_post(session: Session) -> int:
    """How many copies go on paper."""
    placed = session.registrations.placed().select_related("member__supporter")
    return sum(goes_by_post(row.member) for row in placed)


def _shown(items: list[PackItem]) -> list[dict[str, Any]]:
    """Items with their formats in words."""
    return [
        {"item": item, "enough": queries.enough_formats(item), "formats": _formats(item)} for item in items
    ]


def _formats(item: PackItem) -> list[dict[str, Any]]:
    return [_in_words(one) for one in item.formats.all()]


def _in_words(one: PackFormat) -> dict[str, Any]:
    kind = NAMES[one.media_type] if one.media_type else _("To read on the web")
    label = kind if one.variant == "standard" else f"{one.get_variant_display()}: {kind}"
    return {"one": one, "label": label, "size": one.size}
