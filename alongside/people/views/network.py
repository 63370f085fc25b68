"""The directory, and introductions by mutual consent."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_POST

from alongside.foundation import actors, doors, once

from .. import actions as people
from ..forms.network import AnswerForForm, AskIntroductionForm, DirectoryEntryForm, ShareForm
from ..models import DirectoryEntry, Introduction, Member
from ..queries import network
from .pages import me, paged, say, show

THEIRS = gettext_noop("Members answer for themselves. Here an answer is written down for somebody else.")


@doors.open_to(doors.SIGNED_IN)
def directory(request: HttpRequest) -> HttpResponse:
    """Members who chose to be seen by other members, with what they chose to show."""
    words = request.GET.get("words", "").replace("\x00", "")[:100]
    page = paged(request, network.directory(words))
    places = network.places_of(list(page.object_list))
    entries = [(entry, places.get(entry.member_id, [])) for entry in page.object_list]
    mine = DirectoryEntry.objects.filter(member=me(request)).exists()
    return show(request, "directory", page=page, entries=entries, words=words, mine=mine)


@doors.open_to(doors.SIGNED_IN)
@once.guard
def my_entry(request: HttpRequest) -> HttpResponse:
    """Choose what other members see of you."""
    member = me(request)
    entry = DirectoryEntry.objects.filter(member=member).first()
    form = DirectoryEntryForm(request.POST or None, initial=_as_initial(member, entry))
    if request.method == "POST" and form.is_valid():
        try:
            people.save_directory_entry(member, by=actors.of_request(request), **form.choices_made())
        except people.CannotList as refusal:
            form.add_error(None, str(refusal))
        else:
            say(request, _("Your entry is saved. Other members see it from now on."))
            return redirect("people:directory")
    return show(request, "my_entry", form=form, entry=entry, member=member)


def _as_initial(member: Member, entry: DirectoryEntry | None) -> dict[str, object]:
    if entry is None:
        return {"shown_name": member.called}
    shows = ("shows_brings", "shows_interests", "shows_languages", "shows_organisations")
    return {
        "shown_name": entry.shown_name,
        "about": entry.about,
        "shows": [name for name in shows if getattr(entry, name)],
        "welcomes_introductions": entry.welcomes_introductions,
    }


@doors.open_to(doors.SIGNED_IN)
@require_POST
@once.guard
def remove_my_entry(request: HttpRequest) -> HttpResponse:
    """Take your entry out of the directory."""
    people.remove_directory_entry(me(request), by=actors.of_request(request))
    say(request, _("Your entry is gone. Other members no longer see it."))
    return redirect("people:directory")


@doors.open_to(doors.SIGNED_IN)
@once.guard
def ask_introduction(request: HttpRequest, entry: int) -> HttpResponse:
    """Ask to be introduced to another member."""
    member = me(request)
    wanted = get_object_or_404(network.directory().filter(welcomes_introductions=True), pk=entry)
    form = AskIntroductionForm(request.POST or None, member=member)
    if request.method == "POST" and form.is_valid():
        try:
            people.ask_introduction(
                member, wanted.member, message=form.cleaned_data["message"], share=form.shared(),
                by=actors.of_request(request),
            )  # fmt: skip
        except people.CannotIntroduce as refusal:
            form.add_error(None, str(refusal))
        else:
            say(request, _("We have asked them. You hear from us when they answer."))
            return redirect("people:introductions")
    return show(request, "ask_introduction", form=form, entry=wanted)


@doors.open_to(doors.SIGNED_IN)
def introductions(request: HttpRequest) -> HttpResponse:
    """Introductions that you asked for, and those that others asked of you."""
    member = me(request)
    page = paged(request, network.introductions_of(member))
    return show(request, "introductions", page=page, member=member)


@doors.open_to(doors.SIGNED_IN)
@once.guard
def answer_introduction(request: HttpRequest, number: int) -> HttpResponse:
    """Read who would like to be introduced to you; saying yes tells them what you choose to share."""
    member = me(request)
    asked = _asked_of(member, number)
    form = ShareForm(request.POST or None, member=member)
    if request.method == "POST" and form.is_valid():
        try:
            people.accept_introduction(asked, share=form.shared(), by=actors.of_request(request))
        except people.CannotIntroduce as refusal:
            form.add_error(None, str(refusal))
        else:
            say(request, _("You both agreed. We have told each of you how to reach the other."))
            return redirect("people:introductions")
    return show(request, "answer_introduction", form=form, introduction=asked)


@doors.open_to(doors.SIGNED_IN)
@require_POST
@once.guard
def decline_introduction(request: HttpRequest, number: int) -> HttpResponse:
    """Say no to an introduction. Nothing about you is passed on."""
    try:
        people.decline_introduction(_asked_of(me(request), number), by=actors.of_request(request))
    except people.CannotIntroduce:
        return redirect("people:introductions")
    say(request, _("We tell them kindly that it is a no. Nothing about you was passed on."))
    return redirect("people:introductions")


def _asked_of(member: Member, number: int) -> Introduction:
    """An introduction that this member was asked for. Somebody else's does not exist for them."""
    row = network.introductions_of(member).filter(pk=number).first()
    if row is None or row.asked_id != member.pk:
        raise Http404
    return row


@doors.open_to(doors.COORDINATORS, why_not_members=THEIRS)
def waiting_introductions(request: HttpRequest) -> HttpResponse:
    """Introductions that wait for an answer, for members who answer by phone, by post or in person."""
    return show(request, "waiting_introductions", page=paged(request, network.waiting_for_answer()))


@doors.open_to(doors.COORDINATORS, why_not_members=THEIRS)
@once.guard
def record_introduction_answer(request: HttpRequest, number: int) -> HttpResponse:
    """Write down the answer that a member gave by phone, by post or in person."""
    row = get_object_or_404(network.waiting_for_answer(), pk=number)
    form = AnswerForForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            people.answer_introduction_for(
                row, accepted=form.cleaned_data["accepted"], share=form.cleaned_data["share"],
                by=actors.of_request(request), **form.told(),
            )  # fmt: skip
        except (people.CannotIntroduce, people.CannotRecord) as refusal:
            form.add_error(None, str(refusal))
        else:
            say(request, _("The answer is on record, and both were told."))
            return redirect("people:waiting_introductions")
    return show(request, "record_introduction_answer", form=form, introduction=row)
