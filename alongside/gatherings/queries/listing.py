"""The public list of sessions and places left, in words. The same few queries for one session or a thousand."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count, Exists, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alongside.foundation import clock

from ..models import Coming, Contribution, PackPublication, Registration, RolePlaces, Session, SessionQuote
from . import sessions


@dataclass(frozen=True)
class Counts:
    """How many sessions are coming up, are over, and took place."""

    coming: int
    past: int
    delivered: int


def counts() -> Counts:
    """All three, with one query."""
    now = clock.now()
    seen = Q(announced_at__isnull=False)
    found = Session.objects.aggregate(
        coming=Count("pk", filter=seen & Q(ends_at__gt=now)),
        past=Count("pk", filter=seen & Q(ends_at__lte=now)),
        delivered=Count("pk", filter=Q(delivered_at__isnull=False)),
    )
    return Counts(**found)


def with_places_taken(rows: QuerySet[Session]) -> QuerySet[Session]:
    """Sessions that know how many places are taken, as `taken_in_person` and `taken_online`."""
    return rows.annotate(taken_in_person=_taken(Coming.IN_PERSON), taken_online=_taken(Coming.ONLINE))


def _taken(coming: str) -> Coalesce:
    placed = Registration.objects.placed().filter(session=OuterRef("pk"), coming=coming).order_by()
    counted = placed.values("session").annotate(count=Count("pk")).values("count")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def with_what_there_is(rows: QuerySet[Session]) -> QuerySet[Session]:
    """Sessions that know which parts of their page have anything to show; no query of its own.

    `has_pack`, `has_role_places`, `has_said` and `has_quotes` spare a page the questions whose answer is nothing.
    """
    of_it = {"session": OuterRef("pk")}
    return rows.annotate(
        has_pack=Exists(PackPublication.objects.filter(**of_it)),
        has_role_places=Exists(RolePlaces.objects.filter(**of_it)),
        has_said=Exists(Contribution.objects.public().filter(**of_it)),
        has_quotes=Exists(SessionQuote.objects.filter(**of_it)),
    )


def places_left(session: Session, taken: Mapping[str, int]) -> list[str]:
    """Places left in words, one sentence for each way to come; whether the list is open is another matter."""
    return [_left(session, Coming(way), taken.get(way, 0)) for way in sessions.ways(session)]


def _left(session: Session, way: Coming, taken: int) -> str:
    most = sessions.places(session, way)
    in_room = way == Coming.IN_PERSON
    if most is None:
        return _("There is room for all in the room.") if in_room else _("There is room for all online.")
    left = max(0, most - taken)
    if left == 0:
        if in_room:
            return _("All places in the room are taken. You can join the waiting list.")
        return _("All places online are taken. You can join the waiting list.")
    if in_room:
        return ngettext("%(count)d place left in the room.", "%(count)d places left in the room.", left) % {
            "count": left
        }
    return ngettext("%(count)d place left online.", "%(count)d places left online.", left) % {"count": left}
