"""For those who run the room: to look at what people learnt, and to write it down for somebody."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_POST

from alongside.foundation import actors, doors, forms, once, unsent
from alongside.people import actions as people

from .. import actions as learning
from ..forms import items as asks
from ..forms.fields import RenameForm
from ..models import LearningItem
from ..queries import items as questions
from .pages import REFUSALS, found_or_404, paged, posted, refuse, say, show, things, typed, words_of

LOOKED_AT = gettext_noop(
    "What people learnt is looked at once before everybody reads it, so that it names nobody else. "
    "Any member can write it, change their name on it, and take it back."
)
FOR_SOMEBODY = gettext_noop(
    "This is for writing down what somebody told us by phone, by post or in person. "
    "You can write yours on “What we learnt”."
)


@doors.open_to(doors.COORDINATORS, why_not_members=LOOKED_AT)
def run_items(request: HttpRequest) -> HttpResponse:
    """What people learnt: to look at first, then shown and held back."""
    rows = LearningItem.objects.filter(withdrawn_at=None).order_by("checked_at", "-created_at", "-pk")
    page = paged(request, questions.with_everything(rows), 20)
    return show(request, "run_items", page=page, shown=questions.shown(page.object_list))


@unsent.guard
@doors.open_to(doors.COORDINATORS, why_not_members=FOR_SOMEBODY)
@once.guard
def record_item(request: HttpRequest) -> HttpResponse:
    """Write down what somebody learnt, as they told us."""
    found, chosen = things(request)
    initial = {"thing": chosen} if chosen else {}
    form = asks.RecordItemForm(posted(request), found=found, initial=initial | typed(request))
    if request.method == "POST" and form.is_valid():
        try:
            learning.write_item(
                form.cleaned_data["who"], told=people.Told(**form.told()), by=actors.of_request(request),
                **form.saying(),
            )  # fmt: skip
        except REFUSALS as refusal:
            refuse(form, refusal)
        else:
            say(request, _("Written down. It has the same standing as on the web."))
            return redirect("learning:run_items")
    return show(request, "record_item", form=form, words=words_of(request))


def _item(pk: int) -> LearningItem:
    row: LearningItem = found_or_404(LearningItem.objects.select_related("member"), pk=pk)
    return row


@doors.open_to(doors.COORDINATORS, why_not_members=LOOKED_AT)
@require_POST
def check_item(request: HttpRequest, pk: int) -> HttpResponse:
    """Let everybody read an item."""
    learning.check_item(_item(pk), by=actors.of_request(request))
    say(request, _("Everybody can read it now."))
    return redirect("learning:run_items")


@doors.open_to(doors.COORDINATORS, why_not_members=LOOKED_AT)
def hold_item_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Do not show an item, and tell whoever said it why."""
    row = _item(pk)
    form = asks.HoldBackForm(posted(request))
    if request.method == "POST" and form.is_valid():
        learning.hold_item_back(row, because=form.cleaned_data["because"], by=actors.of_request(request))
        say(request, _("Held back. We tell the person who said it why."))
        return redirect("learning:run_items")
    return show(request, "hold_item_back", form=form, item=row)


@doors.open_to(doors.COORDINATORS, why_not_members=FOR_SOMEBODY)
def take_item_back_for(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down that somebody takes back what they told."""
    row = found_or_404(LearningItem.objects.select_related("member"), pk=pk, member__isnull=False)
    return _told_of(request, row, forms.ToldForm(posted(request)), _("They take it back"),
                    lambda **given: learning.take_item_back(row, **given))  # fmt: skip


@doors.open_to(doors.COORDINATORS, why_not_members=FOR_SOMEBODY)
def name_item_for(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down that somebody wants to be named in another way."""
    row = found_or_404(LearningItem.objects.select_related("member"), pk=pk, member__isnull=False)
    form = RenameForm(posted(request), young=row.member.is_young)

    def change(**given: Any) -> None:
        asked = form.cleaned_data
        learning.name_item(row, named=asked["named"], role_text=asked["role_text"], **given)

    return _told_of(request, row, form, _("They want to be named in another way"), change)


def _told_of(
    request: HttpRequest, row: LearningItem, form: Any, title: str, change: Callable[..., None]
) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            change(told=people.Told(**form.told()), by=actors.of_request(request))
        except REFUSALS as refusal:
            refuse(form, refusal)
        else:
            say(request, _("Written down. It has the same standing as on the web."))
            return redirect("learning:run_items")
    return show(request, "told_of_item", form=form, item=row, title=title)
