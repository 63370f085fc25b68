"""What waits because of panels, each one step away."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alongside.foundation import clock, doors, waiting
from alongside.people.models import Member

from .models import PanelMember, Round
from .queries import conflicts, outcomes, panels, scoring, voting


def waiting_for(request: HttpRequest) -> Iterator[waiting.Waiting]:
    """Registered with the desk."""
    member: Member | None = getattr(request, "member", None)
    if member is not None:
        for person in panels.of_member(member):
            if not hasattr(person.panel.round, "conclusion"):
                yield from _for(person)
    if doors.roles_of(request) & doors.COORDINATORS:
        yield from waiting.ours(_to_panel(), minutes=30)
        yield from waiting.ours(_feedback(), minutes=30)


def _for(person: PanelMember) -> Iterator[waiting.Waiting]:
    panel, slug = person.panel, person.panel.round.slug
    if not panel.round.is_closed:
        return
    title = panel.round.title
    if not conflicts.is_ready(person):
        yield waiting.Waiting(
            title=_("Say whether you have a conflict of interest: %(round)s") % {"round": title},
            url=reverse("panel:declare", args=[slug]), due=panel.meets_on, status=_("To do"), kind="attention",
        )  # fmt: skip
        return
    done = scoring.progress(person)
    if not panels.has_met(panel) and not done.is_done:
        left = done.of - done.sent
        yield waiting.Waiting(
            title=_("Score bids: %(round)s") % {"round": title}, url=reverse("panel:mine", args=[slug]),
            hint=ngettext("%(n)d bid is left.", "%(n)d bids are left.", left) % {"n": left}, due=panel.meets_on,
            status=_("To do"), kind="attention",
        )  # fmt: skip
    ballot = voting.ballot_of(panel.round)
    if ballot is not None and ballot.closed_at is None and voting.paper_of(person) is None:
        yield waiting.Waiting(
            title=_("Vote: %(round)s") % {"round": title}, url=reverse("panel:vote", args=[slug]),
            due=panel.round.decide_by, status=_("To do"), kind="attention",
        )  # fmt: skip


def _to_panel() -> Iterator[waiting.Waiting]:
    rows = Round.objects.public().filter(announcement=None)
    for one in rows.select_related("panel"):
        panel = getattr(one, "panel", None)
        if panel is None:
            yield waiting.Waiting(
                title=_("Make the panel: %(round)s") % {"round": one.title},
                url=reverse("panel:start_panel", args=[one.slug]), due=one.decide_by, status=_("To do"), kind="waiting",
            )  # fmt: skip
        elif not hasattr(one, "conclusion"):
            late = one.decide_by < clock.today()
            yield waiting.Waiting(
                title=_("Panel: %(round)s") % {"round": one.title}, url=reverse("panel:run_panel", args=[one.slug]),
                due=one.decide_by, status=_("Overdue") if late else _("Goes on"),
                kind="attention" if late else "info",
            )  # fmt: skip


def _feedback() -> Iterator[waiting.Waiting]:
    for one in Round.objects.public().filter(
        panel__isnull=False, announcement=None, closes_at__lte=clock.now()
    ):
        state = outcomes.waiting(one)
        if state.bids:
            yield waiting.Waiting(
                title=_("Feedback: %(round)s") % {"round": one.title}, url=reverse("panel:feedback", args=[one.slug]),
                hint=ngettext("%(n)d bid waits.", "%(n)d bids wait.", state.bids) % {"n": state.bids},
                due=state.due, status=_("Overdue") if state.overdue else _("To do"),
                kind="attention" if state.overdue else "waiting",
            )  # fmt: skip
