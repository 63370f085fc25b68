"""Two entries of one person: find the other one, compare both, put them together."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from alongside.foundation import actors, doors, once

from .. import actions as people
from ..forms.merging import FindOtherForm, MergeForm
from ..models import Member
from ..queries import alike, comparing, listing
from .pages import member_or_404, say, show

WHY = gettext_noop("It shows two people’s details. Are you in our list twice? Tell us, and we put it right.")


@doors.open_to(doors.COORDINATORS, why_not_members=WHY)
@once.guard
def merge_member(request: HttpRequest, reference: str) -> HttpResponse:
    """Without `?with=`, find the other entry; with it, compare both, and put them together."""
    keep = member_or_404(reference)
    if "with" not in request.GET:
        return _find(request, keep)
    gone = get_object_or_404(Member.objects.here(), reference=request.GET["with"])
    form = MergeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            people.merge_members(
                keep,
                gone,
                reason=given["reason"],
                told=people.Told(**form.told()),
                by=actors.of_request(request),
            )
        except people.CannotMerge as refusal:
            for sentence in refusal.reasons:
                form.add_error(None, sentence)
        except people.CannotRecord as refusal:
            form.add_error(None, str(refusal))
        else:
            say(request, format_lazy(_("Both are one entry now: {reference}."), reference=keep.reference))
            return redirect("people:show_member", keep.reference)
    return show(request, "merge_members", form=form, keep=keep, gone=gone, **_compared(request, keep, gone))


def _find(request: HttpRequest, keep: Member) -> HttpResponse:
    form = FindOtherForm(request.GET if "other" in request.GET else None)
    found: list[Member] = []
    if form.is_bound and form.is_valid():
        found = [one for one in listing.find(words=form.cleaned_data["other"])[:20] if one.pk != keep.pk]
        if not found:
            form.add_error("other", _("We find nobody else with this reference or name."))
    return show(
        request, "find_other_entry", form=form, keep=keep, found=found, likely=alike.likely_same(keep),
    )  # fmt: skip


def _compared(request: HttpRequest, keep: Member, gone: Member) -> dict[str, Any]:
    if keep.pk == gone.pk:
        raise Http404
    return {
        "rows": comparing.details(keep, gone), "counts": comparing.counts(keep, gone),
        "problems": people.cannot_merge(keep, gone, by=actors.of_request(request)),
    }  # fmt: skip
