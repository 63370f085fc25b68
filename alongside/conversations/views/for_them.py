"""Coordinators write down what somebody told them by phone, by post or in person. It counts the same."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from alongside.foundation import actors, clock, doors, once
from alongside.people import actions as people
from alongside.people.models import Member
from alongside.people.queries import listing as members

from .. import actions as conversations
from ..forms import members as asks
from ..models import Conversation, Statement
from ..queries import declaring, statements, voting
from .pages import WRITTEN_DOWN, conversation_or_404, member_or_404, posted, refuse, say, show

MOST_SHOWN = 40
AT_ONCE = 10
REFUSALS = (conversations.CannotTakePart, people.CannotRecord, ValidationError)


@doors.open_to(doors.COORDINATORS, why_not_members=WRITTEN_DOWN)
def find_member(request: HttpRequest, pk: int) -> HttpResponse:
    """Find the member who told us something."""
    found = conversation_or_404(request, pk)
    form = asks.FindForm(request.GET or None)
    rows: list[Member] = []
    if request.GET and form.is_valid():
        rows = list(members.find(words=form.cleaned_data["words"])[:MOST_SHOWN])
    return show(request, "find_member", form=form, conversation=found, rows=rows, searched=bool(request.GET))


@doors.open_to(doors.COORDINATORS, why_not_members=WRITTEN_DOWN)
@never_cache
def their_part(request: HttpRequest, pk: int, reference: str) -> HttpResponse:
    """What can be written down for one member. How they voted is not shown."""
    found, member = conversation_or_404(request, pk), member_or_404(reference)
    said = [
        (row, statements.state_of(row)) for row in statements.of_member(member).filter(conversation=found)
    ]
    return show(
        request, "their_part", conversation=found, member=member, part=voting.part_of(found, member), said=said,
        left=voting.left_for(found, member), communities=found.communities.exists(),
    )  # fmt: skip


def _written(
    request: HttpRequest,
    form: Any,
    write: Callable[[], object],
    done: str,
    found: Conversation,
    member: Member,
) -> HttpResponse | None:
    """Write it down and go back to the member's page; None where the form has to be shown again."""
    if request.method != "POST" or not form.is_valid():
        return None
    try:
        write()
    except REFUSALS as refusal:
        refuse(form, refusal)
        return None
    say(request, done)
    return redirect("conversations:their_part", found.pk, member.reference)


@doors.open_to(doors.COORDINATORS, why_not_members=WRITTEN_DOWN)
@once.guard
def say_for(request: HttpRequest, pk: int, reference: str) -> HttpResponse:
    """Write down one idea that somebody told us."""
    found, member = conversation_or_404(request, pk), member_or_404(reference)
    form = asks.SayForForm(posted(request), conversation=found)

    def write() -> object:
        return conversations.say(
            found, member, told=form.as_told(), by=actors.of_request(request), **form.saying()
        )

    done = _written(request, form, write, _("It is on record, and they get an answer."), found, member)
    return done or show(request, "say_for", conversation=found, member=member, form=form)


@doors.open_to(doors.COORDINATORS, why_not_members=WRITTEN_DOWN)
@once.guard
def say_without_name(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down one idea that somebody said in the room without a name."""
    found = conversation_or_404(request, pk)
    form = asks.SayWithoutNameForm(posted(request), conversation=found)
    if request.method == "POST" and form.is_valid():
        told = people.Told("in_person", clock.today(), True)
        try:
            conversations.say(found, None, told=told, by=actors.of_request(request), **form.saying())
        except REFUSALS as refusal:
            refuse(form, refusal)
        else:
            say(request, _("It is on record. The next one?"))
            return redirect("conversations:say_without_name", found.pk)
    return show(request, "say_without_name", conversation=found, form=form)


@doors.open_to(doors.COORDINATORS, why_not_members=WRITTEN_DOWN)
@never_cache
@once.guard
def vote_for(request: HttpRequest, pk: int, reference: str) -> HttpResponse:
    """Read statements to somebody and write down how they vote: those that they would see next."""
    found, member = conversation_or_404(request, pk), member_or_404(reference)
    form = asks.VotesForForm(posted(request), statements=_to_read_out(request, found, member))

    def write() -> object:
        return conversations.vote_on_several(
            found, member, votes=form.votes(), told=form.as_told(), by=actors.of_request(request)
        )

    done = _written(request, form, write, _("The votes count, as if they had voted here."), found, member)
    return done or show(
        request, "vote_for", conversation=found, member=member, form=form, shown=len(form.statements)
    )


def _to_read_out(request: HttpRequest, found: Conversation, member: Member) -> list[statements.Shown]:
    """The next statements of a member; when the form comes back, the very ones that were on it."""
    wanted = [
        int(name[5:])
        for name in request.POST
        if name.startswith("vote_") and name[5:].isascii() and name[5:].isdigit()
    ]
    numbers = wanted[:AT_ONCE] or voting.next_for(found, member, AT_ONCE)
    rows = statements.public_rows(found).in_bulk(numbers)
    return [statements.shown(rows[number], member.language) for number in numbers if number in rows]


@doors.open_to(doors.COORDINATORS, why_not_members=WRITTEN_DOWN)
@never_cache
@once.guard
def declare_for(request: HttpRequest, pk: int, reference: str) -> HttpResponse:
    """Write down as what somebody takes part, once the words were read to them."""
    found, member = conversation_or_404(request, pk), member_or_404(reference)
    form = asks.DeclareForForm(posted(request), conversation=found)

    def write() -> object:
        return conversations.declare(
            found, member, communities=form.chosen(), told=form.as_told(), by=actors.of_request(request)
        )

    done = _written(request, form, write, _("It is on record, and replaces what was there."), found, member)
    return done or show(
        request, "declare_for", conversation=found, member=member, form=form, wording=declaring.wording(found)
    )


@doors.open_to(doors.COORDINATORS, why_not_members=WRITTEN_DOWN)
@once.guard
def withdraw_for(request: HttpRequest, pk: int, reference: str) -> HttpResponse:
    """Delete somebody's votes, as they asked."""
    found, member = conversation_or_404(request, pk), member_or_404(reference)
    part = voting.part_of(found, member)
    if part is None:
        raise Http404
    form = asks.WithdrawForForm(posted(request))

    def write() -> None:
        conversations.withdraw(part, told=form.as_told(), by=actors.of_request(request))

    done = _written(request, form, write, _("Their votes are deleted."), found, member)
    return done or show(request, "withdraw_for", conversation=found, member=member, form=form)


@doors.open_to(doors.COORDINATORS, why_not_members=WRITTEN_DOWN)
@once.guard
def take_back_for(request: HttpRequest, pk: int, reference: str, statement: int) -> HttpResponse:
    """Take back what somebody said, as they asked."""
    found, member = conversation_or_404(request, pk), member_or_404(reference)
    row = get_object_or_404(Statement, pk=statement, conversation=found, member=member, withdrawn_at=None)
    form = asks.WithdrawForForm(posted(request))

    def write() -> None:
        conversations.take_back(row, told=form.as_told(), by=actors.of_request(request))

    done = _written(request, form, write, _("Taken back. Nobody sees it any more."), found, member)
    return done or show(request, "take_back_for", conversation=found, member=member, statement=row, form=form)
