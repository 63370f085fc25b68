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
from .queries import outcomes, panels, scoring, voting


def waiting_for(request: HttpRequest) -> Iterator[waiting.Waiting]:
    """Registered with the desk."""
    member: Member | None = getattr(request, "member", None)
    if member is not None:
        mine = panels.still_deciding(member)
        voted = voting.voted(mine) if mine else set()
        for person, done, ready in scoring.how_far(mine) if mine else []:
            yield from _for(person, done, ready, person.pk in voted)
    if doors.roles_of(request) & doors.COORDINATORS:
        yield from waiting.ours(_to_panel(), minutes=30)
        yield from waiting.ours(_feedback(), minutes=30)


def _for(person: PanelMember, done: scoring.Progress, ready: bool, voted: bool) -> Iterator[waiting.Waiting]:
    panel, slug = person.panel, person.panel.round.slug
    if not panel.round.is_closed:
        return
    title = panel.round.title
    if not ready:
        yield waiting.Waiting(
            title=_("Say whether you have a conflict of interest: %(round)s") % {"round": title},
            url=reverse("panel:declare", args=[slug]), due=panel.meets_on, status=_("To do"), kind="attention",
        )  # fmt: skip
        return
    if not panels.has_met(panel) and not done.is_done:
        left = done.of - done.sent
        yield waiting.Waiting(
            title=_("Score bids: %(round)s") % {"round": title}, url=reverse("panel:mine", args=[slug]),
            hint=ngettext("%(n)d bid is left.", "%(n)d bids are left.", left) % {"n": left}, due=panel.meets_on,
            status=_("To do"), kind="attention",
        )  # fmt: skip
    ballot = getattr(panel.round, "ballot", None)
    if ballot is not None and ballot.closed_at is None and not voted:
        yield waiting.Waiting(
            title=_("Vote: %(round)s") % {"round": title}, url=reverse("panel:vote", args=[slug]),
            due=panel.round.decide_by, status=_("To do"), kind="attention",
        )  # fmt: skip


def _to_panel() -> Iterator[waiting.Waiting]:
    rows = Round.objects.public().filter(announcement=None)
    for one in rows.select_related("panel", "conclusion"):
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
    rows = Round.objects.public().filter(panel__isnull=False, announcement=None, closes_at__lte=clock.now())
    for one, _counts, state in outcomes.states(rows):
        if state.bids:
            yield waiting.Waiting(
                title=_("Feedback: %(round)s") % {"round": one.title}, url=reverse("panel:feedback", args=[one.slug]),
                hint=ngettext("%(n)d bid waits.", "%(n)d bids wait.", state.bids) % {"n": state.bids},
                due=state.due, status=_("Overdue") if state.overdue else _("To do"),
                kind="attention" if state.overdue else "waiting",
            )  # fmt: skip
