"""What waits: for members places and invitations; for coordinators choices, draws and what closes soon."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alongside.foundation import clock, doors, waiting
from alongside.people.models import Member

from . import rules
from .models import Method, Opportunity
from .queries import listing, people, wording

SOON = timedelta(days=3)


def waiting_for(request: HttpRequest) -> Iterator[waiting.Waiting]:
    """Registered with the desk."""
    member: Member | None = getattr(request, "member", None)
    if member is not None:
        yield from waiting.mine(_places(member), minutes=2)
        yield from waiting.mine(_invitations(member), minutes=5)
    if rules.runs(doors.roles_of(request)):
        yield from waiting.ours(_to_choose(), minutes=30)
        yield from waiting.ours(_closing_soon(), minutes=5)


def _places(member: Member) -> Iterator[waiting.Waiting]:
    for place in people.places_waiting(member):
        yield waiting.Waiting(
            title=_("A place for you: %(title)s") % {"title": place.opportunity.title},
            url=reverse("opportunities:mine"), hint=_("Say yes or no."), due=place.answer_by,
            status=_("To answer"), kind="attention",
        )  # fmt: skip


def _invitations(member: Member) -> Iterator[waiting.Waiting]:
    rows = list(people.invitations_waiting(member))
    offers = listing.offers_of(row.opportunity for row in rows)
    for row in rows:
        yield waiting.Waiting(
            title=_("You are invited: %(title)s") % {"title": row.opportunity.title},
            url=reverse("opportunities:opportunity", args=[row.opportunity_id]),
            hint=wording.first_line(row.opportunity, offers.get(row.opportunity_id)),
            due=row.opportunity.closes_on, status=_("Invited"), kind="info",
        )  # fmt: skip


def _to_choose() -> Iterator[waiting.Waiting]:
    """Closed ones in which somebody waits for a choice or a draw."""
    waits = Q(interests__withdrawn_at=None, interests__place=None, interests__answered_at=None)
    closed = Opportunity.objects.published().filter(filling=None, taking=None)
    closed = closed.exclude(pk__in=Opportunity.objects.still_open()).exclude(method=Method.FIRST_COME)
    rows = closed.annotate(waiting=Count("interests", filter=waits)).filter(waiting__gt=0)
    found: QuerySet[Any] = rows.select_related("pool").defer("pool__file", "pool__sealed_file")
    for row in found:
        yield waiting.Waiting(
            title=_what(row) % {"title": row.title}, url=reverse("opportunities:run", args=[row.pk]),
            hint=ngettext("%(n)d person waits for an answer.", "%(n)d people wait for an answer.", row.waiting)
            % {"n": row.waiting},
            due=row.closes_on, status=_("To do"), kind="attention",
        )  # fmt: skip


def _what(opportunity: Opportunity) -> str:
    if opportunity.method == Method.AGREED:
        return _("Choose, and answer everybody: %(title)s")
    return _("Draw: %(title)s") if hasattr(opportunity, "pool") else _("Close the pool: %(title)s")


def _closing_soon() -> Iterator[waiting.Waiting]:
    soon = Opportunity.objects.still_open().filter(closes_on__lte=clock.today() + SOON)
    for row in soon:
        yield waiting.Waiting(
            title=_("Closes soon: %(title)s") % {"title": row.title},
            url=reverse("opportunities:run", args=[row.pk]), due=row.closes_on, status=_("Soon"),
            hint=_("Is anybody missing whom you meant to ask?"), kind="waiting",
        )  # fmt: skip
