"""Decisions in agreed minutes, as something that words of other rooms can come from; see `foundation.sources`."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from alongside.foundation.sources import Thing

from ..models import Item, ItemKind
from . import minutes

KIND, MOST = "minuted", 10


def public() -> QuerySet[Item]:
    """Decisions that everybody may read: those of sessions whose minutes are agreed."""
    rows = Item.objects.filter(kind=ItemKind.DECISION, session__minutes__agreed_at__isnull=False)
    return rows.select_related("session")


def find(words: str) -> list[Thing]:
    """Decisions with these words as everybody reads them, newest first."""
    rows = public().order_by("-session__starts_at", "-pk")
    shown = _things(rows.filter(words__icontains=words)[: 2 * MOST])
    return [one for one in shown if words.casefold() in one.label.casefold()][:MOST]


def read(keys: Collection[str]) -> dict[str, Thing]:
    """Decisions by key. A constant number of queries."""
    wanted = [int(key) for key in keys if key.isascii() and key.isdigit()]
    return {one.key: one for one in _things(public().filter(pk__in=wanted))}


def _things(rows: Iterable[Item]) -> list[Thing]:
    """As everybody reads them: without the names of those who did not say that they may be named."""
    found = list(rows)
    unnamed = minutes.unnamed(*{row.session for row in found})
    return [_thing(row, minutes.without_names(row.words, unnamed)) for row in found]


def _thing(row: Item, words: str) -> Thing:
    label = _("Session %(number)s: %(title)s") % {"number": row.session.number, "title": words}
    return Thing(KIND, str(row.pk), label, reverse("gatherings:minutes", args=[row.session_id]))
