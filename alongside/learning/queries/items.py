"""Learning items: as people read them, found by words, and as things that other rooms can name."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any, Protocol

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from alongside.foundation.sources import Thing
from alongside.people.models import Attribution, Consent, Member
from alongside.people.queries import consents

from ..models import HowItWent, LearningItem

KIND, MOST = "learning", 10


class Named(Protocol):
    """A row on which somebody may be named."""

    named: str
    role_text: str
    member: Any


def name_of(row: Named) -> str:
    """Who is named, by the rules of living consents, worked out anew each time; "" for no name."""
    member: Member | None = row.member
    if member is None or row.named == Attribution.NONE or member.has_left:
        return ""
    return consents.attribution(Consent(member=member, attribution=row.named, attribution_text=row.role_text))


@dataclass(frozen=True)
class Shown:
    """A learning item as people read it. `changes` is how many design changes it caused, where that was counted."""

    row: LearningItem
    by: str
    changes: int = 0


def with_everything(rows: QuerySet[LearningItem]) -> QuerySet[LearningItem]:
    """Rows with what their pages show of them."""
    return rows.select_related("member", "member__leaving").annotate(
        changes_count=Count("informed", distinct=True)
    )


def shown(rows: Iterable[LearningItem]) -> list[Shown]:
    """Items with the names that stand on them today."""
    return [Shown(row, name_of(row), getattr(row, "changes_count", 0)) for row in rows]


def matching(words: str = "", how_it_went: str = "", strand: str = "") -> QuerySet[LearningItem]:
    """Public items with these words in them, newest first."""
    rows = LearningItem.objects.public()
    for word in words.split()[:8]:
        rows = rows.filter(
            Q(what__icontains=word)
            | Q(so_what__icontains=word)
            | Q(now_what__icontains=word)
            | Q(label__icontains=word)
        )
    if how_it_went in HowItWent.values:
        rows = rows.filter(how_it_went=how_it_went)
    return with_everything(rows.filter(strand=strand) if strand else rows)


def counts() -> dict[str, int]:
    """How many public items there are of each kind, also of those of which there is none. One query."""
    rows = LearningItem.objects.public().order_by().values_list("how_it_went").annotate(Count("pk"))
    return {str(one): 0 for one in HowItWent.values} | dict(rows)


def find(words: str) -> list[Thing]:
    """Public items as things that texts can come from, newest first."""
    return [thing(row) for row in matching(words)[:MOST]]


def read(keys: Collection[str]) -> dict[str, Thing]:
    """Public items by key. One query."""
    wanted = [int(key) for key in keys if key.isdecimal()]
    return {str(row.pk): thing(row) for row in LearningItem.objects.public().filter(pk__in=wanted)}


def thing(item: LearningItem) -> Thing:
    """An item as something that other rooms can name."""
    label = _("We learnt: %(what)s") % {"what": Truncator(item.what).chars(80)}
    return Thing(KIND, str(item.pk), label, reverse("learning:item", args=[item.pk]))
