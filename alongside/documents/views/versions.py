"""Versions: reading, comparing word by word, taking away, freezing, signing, opening again."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from alongside.foundation import actors, doors, once
from alongside.people import actions as people

from .. import actions as documents
from .. import exports, rules, signals
from ..forms import versions as asks
from ..models import Document, SigningRole, Version
from ..queries import comparing, reading, signing
from .documents import STARTED
from .pages import (
    editing_or_404,
    me,
    not_changed,
    numbers,
    paged,
    posted,
    refuse,
    say,
    show,
    somebody,
    text_or_404,
    version_or_404,
)


@doors.open_to(doors.EVERYONE)
def versions(request: HttpRequest, slug: str) -> HttpResponse:
    """Every frozen version, and the page to compare two."""
    document = text_or_404(request, slug)
    rows = Version.objects.frozen().filter(document=document)
    page = paged(request, rows.defer("content").prefetch_related("signatures", "reopenings"), 20)
    return show(request, "versions", document=document, page=page, form=_compare_form(request, document),
                count=page.paginator.count, edits=rules.edits(request, somebody(request), document))  # fmt: skip


def _compare_form(request: HttpRequest, document: Document) -> asks.CompareForm:
    known = Version.objects.frozen().filter(document=document).values_list("number", flat=True)
    choices = [(str(number), _("Version %(number)d") % {"number": number}) for number in known]
    return asks.CompareForm(request.GET if "before" in request.GET else None,
                            choices=[("now", _("The text now")), *choices])  # fmt: skip


@doors.open_to(doors.EVERYONE)
def version(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One frozen version, in pages, with its date, signatures and fingerprint."""
    document = text_or_404(request, slug)
    found = version_or_404(document, number)
    sizes = (2 * (len(one["text"]) + len(one["heading"])) for one in found.content)
    shares = reading.shares(sizes)
    share = reading.share_of(shares, request.GET.get("page"))
    member = somebody(request)
    to_sign = (
        [role for role in signing.missing(found) if member and role.member_id == member.pk]
        if not document.signed_id and (newest := reading.newest_frozen(document)) and newest.pk == found.pk
        else []
    )
    return show(
        request, "version", document=document, version=found, clauses=found.content[share.first - 1 : share.last],
        pages=numbers(len(shares), request.GET.get("page")), signatures=list(found.signatures.all()), to_sign=to_sign,
        reopenings=list(found.reopenings.all()), kinds=exports.KINDS.values(),
    )  # fmt: skip


@doors.open_to(doors.EVERYONE)
def version_file(request: HttpRequest, slug: str, number: int, kind: str) -> HttpResponse:
    """A version to take away: plain text, Word or PDF."""
    document = text_or_404(request, slug)
    found = version_or_404(document, number)
    export = exports.KINDS.get(kind)
    if export is None:
        raise Http404
    response = HttpResponse(export.make(found), content_type=export.media_type)
    name = f"{document.slug}-{found.number}.{export.ending}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    if request.method == "GET":
        signals.version_taken.send(None, document=document, version=found, form=kind)
    return response


@doors.open_to(doors.EVERYONE)
def compare(request: HttpRequest, slug: str) -> HttpResponse:
    """Two versions, or a version and the text now, word by word."""
    document = text_or_404(request, slug)
    form = _compare_form(request, document)
    if not form.is_valid():
        return show(request, "compare", document=document, form=form, changes=None)
    before, after = form.cleaned_data["before"], form.cleaned_data["after"]
    found = comparing.compare(comparing.content_of(document, before), comparing.content_of(document, after))
    changed = [one for one in found if one.state != "same"]
    shares = reading.shares(one.size for one in changed)
    share = reading.share_of(shares, request.GET.get("page"))
    return show(
        request, "compare", document=document, form=form,
        changes=comparing.shown(changed[share.first - 1 : share.last]), same=len(found) - len(changed),
        changed=len(changed), pages=numbers(len(shares), request.GET.get("page")),
        names=[comparing.name_of(before), comparing.name_of(after)],
    )  # fmt: skip


@doors.open_to(doors.SIGNED_IN)
@once.guard
def freeze(request: HttpRequest, slug: str) -> HttpResponse:
    """Freeze the text as it is now."""
    document = editing_or_404(request, slug)
    form = asks.FreezeForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            summary = form.cleaned_data["what_changed"]
            made = documents.freeze(document, summary=summary, by=actors.of_request(request))
        except ValidationError as refusal:
            refuse(form, refusal, summary="what_changed")
        except documents.CannotChange as refusal:
            return not_changed(request, document, refusal, form)
        else:
            say(request, _("Frozen as version %(number)d.") % {"number": made.number})
            return redirect("documents:version", slug, made.number)
    return show(request, "freeze", document=document, form=form, working=reading.working(document))


@doors.open_to(doors.COORDINATORS, why_not_members=STARTED)
@once.guard
def signers(request: HttpRequest, slug: str) -> HttpResponse:
    """Who signs, and in which role; asking them; and what stands in the way."""
    document = editing_or_404(request, slug)
    form = asks.SigningRoleForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            documents.add_signing_role(document, by=actors.of_request(request), **form.cleaned_data)
        except ValidationError as refusal:
            refuse(form, refusal)
        except documents.CannotChange as refusal:
            return not_changed(request, document, refusal, form)
        else:
            say(request, _("Written down who signs."))
            return redirect("documents:signers", slug)
    newest = reading.newest_frozen(document)
    roles = document.signing_roles.filter(ended_at=None).select_related("member")
    signed = set(newest.signatures.values_list("role", flat=True)) if newest else set()
    return show(
        request, "signers", document=document, form=form, newest=newest,
        roles=[(one, one.pk in signed) for one in roles], stands_in_the_way=_stands_in_the_way(newest),
    )  # fmt: skip


def _stands_in_the_way(newest: Version | None) -> str:
    if newest is None:
        return _("No version is frozen yet. Freeze one first.")
    try:
        signing.check_signable(newest)
    except signing.CannotSign as refusal:
        return str(refusal)
    return ""


@doors.open_to(doors.COORDINATORS, why_not_members=STARTED)
@require_POST
def end_signing_role(request: HttpRequest, slug: str, role: int) -> HttpResponse:
    """Nobody signs in this role any more."""
    document = editing_or_404(request, slug)
    found = SigningRole.objects.filter(document=document, pk=role).select_related("document").first()
    if found is None:
        raise Http404
    try:
        documents.end_signing_role(found, by=actors.of_request(request))
    except documents.CannotChange as refusal:
        return not_changed(request, document, refusal)
    say(request, _("Ended. What was signed in this role stays."))
    return redirect("documents:signers", slug)


@doors.open_to(doors.COORDINATORS, why_not_members=STARTED)
@require_POST
def ask_to_sign(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask those who have not signed yet."""
    document = editing_or_404(request, slug)
    newest = reading.newest_frozen(document)
    if newest is None:
        raise Http404
    try:
        asked = documents.ask_to_sign(newest, by=actors.of_request(request))
    except documents.CannotChange as refusal:
        return not_changed(request, document, refusal)
    say(request, _("Asked by their own way: %(count)d.") % {"count": asked})
    return redirect("documents:signers", slug)


@doors.open_to(doors.SIGNED_IN)
@once.guard
def sign(request: HttpRequest, slug: str, number: int, role: int) -> HttpResponse:
    """Sign a version in my role."""
    document, member = text_or_404(request, slug), me(request)
    found = version_or_404(document, number)
    mine = SigningRole.objects.filter(document=document, pk=role, member=member).first()
    if mine is None:
        raise Http404
    form = asks.SignForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            documents.sign(found, mine, by=actors.of_request(request))
        except documents.CannotChange as refusal:
            return not_changed(request, document, refusal)
        say(request, _("Signed. Thank you."))
        return redirect("documents:version", slug, number)
    return show(request, "sign", document=document, version=found, role=mine, form=form)


@doors.open_to(doors.COORDINATORS, why_not_members=STARTED)
@once.guard
def record_signature(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Write down that somebody signs, as they told us by phone, by post or in person."""
    document = editing_or_404(request, slug)
    found = version_or_404(document, number)
    roles = {str(role.pk): role for role in signing.missing(found)}
    form = asks.RecordSignatureForm(posted(request), version=found, roles=list(roles.values()))
    if request.method == "POST" and form.is_valid():
        role = roles[form.cleaned_data["role"]]
        try:
            documents.sign(found, role, told=people.Told(**form.told()), by=actors.of_request(request))
        except people.CannotRecord as refusal:
            form.add_error(None, str(refusal))
        except documents.CannotChange as refusal:
            return not_changed(request, document, refusal, form)
        else:
            say(request, _("Written down. It has the same standing as on the web."))
            return redirect("documents:signers", slug)
    return show(request, "record_signature", document=document, version=found, form=form)


@doors.open_to(doors.COORDINATORS, why_not_members=STARTED)
@once.guard
def reopen(request: HttpRequest, slug: str) -> HttpResponse:
    """Open a signed text again, for a reason that everybody reads."""
    document = editing_or_404(request, slug)
    form = asks.ReopenForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            documents.reopen(document, by=actors.of_request(request), **form.cleaned_data)
        except ValidationError as refusal:
            refuse(form, refusal)
        except documents.CannotChange as refusal:
            return not_changed(request, document, refusal, form)
        else:
            say(request, _("Open again. Those who signed are told why."))
            return redirect("documents:edit_text", slug)
    return show(request, "reopen", document=document, form=form)
