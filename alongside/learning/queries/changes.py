"""Design changes, traced both ways: from what was learnt to what changed, and from a target to what it rests on."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from alongside.foundation import clock, sources
from alongside.foundation.sources import Thing

from ..models import DesignChange, Informed, LearningItem
from . import items

KIND, MOST = "design_change", 10


@dataclass(frozen=True)
class Told:
    """A design change as people read it, with the public items that it comes from.

    `target` reads as the thing does today, where a room knows it. `hidden` says that it also comes from words which are
    not shown.
    """

    row: DesignChange
    target: Thing
    items: list[items.Shown]
    hidden: bool

    @property
    def overdue(self) -> bool:
        """Whether the day passed by which it should have been decided."""
        return not self.row.verdict and self.row.due_on < clock.today()


@dataclass(frozen=True)
class Carried:
    """What was carried to a target: every change, and those about which nothing is decided yet."""

    changes: list[Told]
    unanswered: list[Told]


def with_items(rows: QuerySet[DesignChange]) -> QuerySet[DesignChange]:
    """Rows with everything that `told` shows: one query more, however many rows."""
    informed = Informed.objects.select_related("item__member", "item__member__leaving").order_by("pk")
    return rows.prefetch_related(Prefetch("informed_by", queryset=informed))


def told(rows: Iterable[DesignChange]) -> list[Told]:
    """Changes as people read them. A constant number of queries for rows of `with_items`."""
    listed = list(rows)
    today = sources.read((row.kind, row.key) for row in listed if row.key)
    return [
        Told(row, today.get((row.kind, row.key)) or Thing(row.kind, row.key, row.label, row.url), *_from(row))
        for row in listed
    ]


def _from(row: DesignChange) -> tuple[list[items.Shown], bool]:
    informed = [one.item for one in row.informed_by.all()]
    public = [item for item in informed if _is_public(item)]
    return items.shown(public), len(public) < len(informed)


def _is_public(item: LearningItem) -> bool:
    return bool(item.checked_at) and not item.withdrawn_at and not item.held_back_at


def of_item(item: LearningItem) -> list[Told]:
    """The changes that an item caused, oldest first."""
    return told(with_items(DesignChange.objects.filter(informed_by__item=item).order_by("pk")))


def carried(kind: str, key: str) -> Carried:
    """Everything that was carried to a target, such as the next round of a programme: ("round", "2").

    A constant number of queries. Whoever opens the target asks here whether something is still unanswered.
    """
    found = told(with_items(DesignChange.objects.about(kind, key)))
    return Carried(found, [one for one in found if not one.row.verdict])


def find(words: str) -> list[Thing]:
    """Design changes as things that texts can come from, newest first."""
    return [_thing(row) for row in DesignChange.objects.filter(what__icontains=words.strip())[:MOST]]


def read(keys: Collection[str]) -> dict[str, Thing]:
    """Design changes by key. One query."""
    wanted = [int(key) for key in keys if key.isdecimal()]
    return {str(row.pk): _thing(row) for row in DesignChange.objects.filter(pk__in=wanted)}


def _thing(change: DesignChange) -> Thing:
    label = _("A change: %(what)s") % {"what": Truncator(change.what).chars(80)}
    return Thing(KIND, str(change.pk), label, reverse("learning:change", args=[change.pk]))


def came_of(kind: str, key: str) -> list[Thing]:
    """What came of a thing in this room: what was learnt there, and the changes that are about it."""
    learnt = LearningItem.objects.public().filter(kind=kind, key=key)[:50]
    changed = DesignChange.objects.about(kind, key)[:50]
    found = [*read_items(learnt), *(_thing(row) for row in changed)]
    if kind == items.KIND and key.isdecimal():
        found += [_thing(row) for row in DesignChange.objects.filter(informed_by__item=int(key))[:50]]
    return found


def read_items(rows: Iterable[LearningItem]) -> list[Thing]:
    """Items as things."""
    return [items.thing(row) for row in rows]
