"""Ballots on paper: print them with codes, and key in what comes back, one after the other."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from alongside.foundation import actors, doors, once, paper_codes
from alongside.foundation.letters import absolute
from alongside.people import actions as people

from .. import actions as conversations
from ..forms import ballots as asks
from ..models import Ballot, BallotBatch, Conversation, Statement, Value
from ..queries import ballots, voting
from .pages import ON_PAPER, conversation_or_404, posted, refuse, say, show

REFUSALS = (conversations.KeyedAlready, conversations.CannotTakePart, people.CannotRecord, ValidationError)


@doors.open_to(doors.COORDINATORS, why_not_members=ON_PAPER)
@once.guard
def print_ballots(request: HttpRequest, pk: int) -> HttpResponse:
    """What was printed and came back; and print more, blank or for one person."""
    found = conversation_or_404(request, pk)
    form = asks.PrintForm(posted(request), conversation=found)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            batch = conversations.print_ballots(
                found, statements=_least_seen(found, given["most"]), language=given["language"],
                blank=given["blank"] or 0, members=[given["who"]] if given["who"] else [], size=given["size"],
                by=actors.of_request(request),
            )  # fmt: skip
        except conversations.CannotPrint as refusal:
            refuse(form, refusal)
        else:
            return redirect("conversations:ballot_batch", found.pk, batch.pk)
    return show(request, "print_ballots", conversation=found, form=form, batches=ballots.batches(found))


def _least_seen(found: Conversation, most: int) -> list[Statement]:
    """Those on which the fewest people voted, the oldest first."""
    tallies = sorted(voting.tallies(found), key=lambda one: (one.votes, one.statement))[:most]
    rows = Statement.objects.in_bulk([one.statement for one in tallies])
    return [rows[one.statement] for one in tallies]


@doors.open_to(doors.COORDINATORS, why_not_members=ON_PAPER)
@never_cache
def ballot_batch(request: HttpRequest, pk: int, batch: int) -> HttpResponse:
    """The ballots of one batch, ready for the printer, in the language in which they were ordered."""
    found = conversation_or_404(request, pk)
    row: BallotBatch = get_object_or_404(BallotBatch, conversation=found, pk=batch)
    shared = {
        "conversation": found, "batch": row, "statements": ballots.on_paper(row), "values": Value.labels,
        "communities": list(found.communities.all()),
    }  # fmt: skip
    with translation.override(row.language):
        papers = [
            render_to_string("conversations/_ballot.html", shared | _of_one(ballot), request)
            for ballot in row.ballots.select_related("member")
        ]
    return show(request, "ballot_batch", conversation=found, papers=papers)


def _of_one(ballot: Ballot) -> dict[str, Any]:
    return {"ballot": ballot, "code": paper_codes.as_printed(ballot.code), "qr": qr_of(ballot)}


def qr_of(ballot: Ballot) -> SafeString:
    """A square that leads a phone to where this ballot is keyed in."""
    import segno  # here, because few processes ever draw a code

    drawing = segno.make(
        absolute(reverse("conversations:key_in_ballot", args=[ballot.code])), error="m", micro=False
    )
    return SafeString(drawing.svg_inline(scale=3, border=2, svgclass="ballot-qr", omitsize=True))


@doors.open_to(doors.COORDINATORS, why_not_members=ON_PAPER)
@require_POST
@once.guard
def close_ballots(request: HttpRequest, pk: int, batch: int) -> HttpResponse:
    """Say that the rest of these will not come back."""
    found = conversation_or_404(request, pk)
    row = get_object_or_404(BallotBatch, conversation=found, pk=batch)
    conversations.close_ballots(row, by=actors.of_request(request))
    say(request, _("The rest wait no longer. A late ballot can still be keyed in."))
    return redirect("conversations:print_ballots", found.pk)


@doors.open_to(doors.COORDINATORS, why_not_members=ON_PAPER)
def type_ballot_code(request: HttpRequest) -> HttpResponse:
    """Type the code of a ballot; it opens. A search, so it changes nothing."""
    form = asks.CodeForm(request.GET if "code" in request.GET else None)
    if form.is_bound and form.is_valid():
        return redirect("conversations:key_in_ballot", form.cleaned_data["code"].code)
    return show(request, "type_ballot_code", form=form)


def _ballot_or_404(code: str) -> Ballot:
    found = ballots.ballot_of(paper_codes.read_code(code))
    if found is None:
        raise Http404
    return found


@doors.open_to(doors.COORDINATORS, why_not_members=ON_PAPER)
@never_cache
@once.guard
def key_in_ballot(request: HttpRequest, code: str) -> HttpResponse:
    """What stands on one ballot, and nothing else. Saved, it leads to the next code."""
    row = _ballot_or_404(code)
    found, printed = row.batch.conversation, paper_codes.as_printed(row.code)
    if row.keyed_at is not None:
        sentence = conversations.keyed_words(row)
        return show(request, "ballot_keyed_already", conversation=found, ballot=row, sentence=sentence)
    form = asks.KeyForm(posted(request), ballot=row, statements=ballots.on_paper(row.batch))
    if request.method == "POST" and form.is_valid() and _keyed(row, form, actors.of_request(request)):
        say(request, _("Ballot %(code)s is keyed in. Next one?") % {"code": printed})
        return redirect("conversations:type_ballot_code")
    return show(request, "key_in_ballot", conversation=found, form=form, ballot=row, code=printed)


def _keyed(row: Ballot, form: Any, by: actors.Actor) -> bool:
    """Whether the ballot was counted; if not, the form says why."""
    given = form.cleaned_data
    told = people.Told(
        mode=given["came_by"], on=given["came_on"], read_back_and_agreed=False,
        note=_("On ballot %(code)s.") % {"code": paper_codes.as_printed(row.code)},
    )  # fmt: skip
    try:
        conversations.key_in_ballot(
            row, form.voter(), votes_by_statement=form.votes(), communities=form.chosen(), told=told, by=by
        )
    except REFUSALS as refusal:
        refuse(form, refusal)
        return False
    return True


@doors.open_to(doors.COORDINATORS, why_not_members=ON_PAPER)
@require_POST
@once.guard
def withdraw_ballot(request: HttpRequest, code: str) -> HttpResponse:
    """Somebody without a name brings the code, and wants the votes back: they are deleted."""
    row = _ballot_or_404(code)
    if row.part is not None and row.part.member_id is None:
        conversations.withdraw(row.part, by=actors.of_request(request))
        say(request, _("The votes of this ballot are deleted."))
    return redirect("conversations:key_in_ballot", row.code)
