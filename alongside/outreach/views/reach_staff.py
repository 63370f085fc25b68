"""Channels and their readings, for those who look after them."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from alongside.foundation import actors, doors, once, pages
from alongside.foundation.pages import say

from ..actions import reach as actions
from ..forms.reach import ChangeChannelForm, ChannelForm, ReadingForm, TakeBackForm
from ..models import Measure, ReachChannel, Reading
from ..queries import presenting_reach, reach

KEPT = gettext_noop(
    "Coordinators write these numbers down. Everybody can read them on the page “How far we reach”."
)
ROWS = 50


@doors.open_to(doors.COORDINATORS, why_not_members=KEPT)
def reach_channels(request: HttpRequest) -> HttpResponse:
    """Every channel, and how fresh its readings are."""
    return pages.show(request, "outreach/reach_channels", channels=reach.channels_listed())


@doors.open_to(doors.COORDINATORS, why_not_members=KEPT)
@once.guard
def add_reach_channel(request: HttpRequest) -> HttpResponse:
    """Say through what we reach people."""
    form = ChannelForm(pages.posted(request), initial=pages.typed(request))
    if form.is_bound and form.is_valid():
        try:
            channel = actions.add_channel(by=actors.of_request(request), **form.cleaned_data)
        except ValidationError as refusal:
            pages.refuse(form, refusal)
        else:
            say(request, _("The channel is there. Now write down its first reading, or import a file."))
            return redirect("outreach:reach_channel", channel.pk)
    return pages.show(request, "outreach/add_reach_channel", form=form)


@doors.open_to(doors.COORDINATORS, why_not_members=KEPT)
def reach_channel(request: HttpRequest, number: int) -> HttpResponse:
    """Everything that a channel ever showed, also what was replaced."""
    channel = get_object_or_404(ReachChannel, pk=number)
    page = pages.paged(request, reach.story_of(channel), ROWS)
    return pages.show(
        request, "outreach/reach_channel", channel=channel, page=page,
        rows=[(row, presenting_reach.source_of(row), Measure(row.measure).label) for row in page],
        files=list(channel.files.filter(discarded_at=None).defer("content")),
    )  # fmt: skip


@doors.open_to(doors.COORDINATORS, why_not_members=KEPT)
@once.guard
def change_reach_channel(request: HttpRequest, number: int) -> HttpResponse:
    """Put a channel right, or say that it closed."""
    channel = get_object_or_404(ReachChannel, pk=number)
    names = ("name", "handle", "opened_on", "closed_on", "polled")
    known = {name: getattr(channel, name) for name in names}
    form = ChangeChannelForm(pages.posted(request), initial=known | pages.typed(request))
    if form.is_bound and form.is_valid():
        try:
            actions.change_channel(channel, by=actors.of_request(request), **form.cleaned_data)
        except ValidationError as refusal:
            pages.refuse(form, refusal)
        else:
            say(request, _("The channel is put right."))
            return redirect("outreach:reach_channel", channel.pk)
    return pages.show(request, "outreach/change_reach_channel", form=form, channel=channel)


@doors.open_to(doors.COORDINATORS, why_not_members=KEPT)
@once.guard
def add_reading(request: HttpRequest, number: int) -> HttpResponse:
    """Write down a number that somebody read off."""
    channel = get_object_or_404(ReachChannel, pk=number)
    form = ReadingForm(pages.posted(request), initial=pages.typed(request))
    if form.is_bound and form.is_valid():
        try:
            reading = actions.add_reading(channel, by=actors.of_request(request), **form.cleaned_data)
        except ValidationError as refusal:
            pages.refuse(form, refusal)
        else:
            replaced = _(
                "The number is written down. It takes the place of the one before, which stays below."
            )
            say(request, replaced if reading.supersedes_id else _("The number is written down."))
            return redirect("outreach:reach_channel", channel.pk)
    return pages.show(request, "outreach/add_reading", form=form, channel=channel)


@doors.open_to(doors.COORDINATORS, why_not_members=KEPT)
@once.guard
def take_back_reading(request: HttpRequest, number: int) -> HttpResponse:
    """Say that a reading was wrong."""
    reading = get_object_or_404(Reading.objects.select_related("channel"), pk=number)
    form = TakeBackForm(pages.posted(request), initial=pages.typed(request))
    if form.is_bound and form.is_valid():
        actions.take_back_reading(reading, why=form.cleaned_data["why"], by=actors.of_request(request))
        say(request, _("The number counts no longer. It stays to be read, with your reason."))
        return redirect("outreach:reach_channel", reading.channel_id)
    return pages.show(
        request,
        "outreach/take_back_reading",
        form=form,
        reading=reading,
        label=Measure(reading.measure).label,
    )
