"""Themes of a session: what people said, gathered in the room `conversations`, and what still waits there."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import ngettext

from alongside.conversations.queries import themes
from alongside.foundation.sources import Thing

from ..models import Contribution, Session

KIND, NAME, MOST = "gatherings.contribution", "contribution", 10
"""How a contribution is named on record; its kind among the things that words come from; how many are found."""


def find(words: str) -> list[Thing]:
    """What people said to sessions with these words in it, as far as everybody may read it, newest first."""
    rows = Contribution.objects.public().filter(text__icontains=words)
    return [_thing(row) for row in rows.order_by("-pk")[:MOST]]


def read(keys: Collection[str]) -> dict[str, Thing]:
    """What people said to sessions, by key, as far as everybody may read it. One query."""
    wanted = [int(key) for key in keys if key.isascii() and key.isdigit()]
    return {str(row.pk): _thing(row) for row in Contribution.objects.public().filter(pk__in=wanted)}


def _thing(row: Contribution) -> Thing:
    return Thing(NAME, str(row.pk), row.text, reverse("gatherings:you_said", args=[row.session_id]))


def number_of(what: str) -> int:
    """The number of a contribution in its key."""
    return int(what.partition(":")[2])


def of_session(session: Session) -> list[themes.YouSaid]:
    """The themes of a session with what was said and answered, newest first."""
    return themes.you_said(themes.themes_of(session))


def to_gather(session: Session) -> QuerySet[Contribution]:
    """What people said to a session that has no answer and stands in no theme, oldest first."""
    rows: QuerySet[Any] = (
        Contribution.objects.filter(session=session).unanswered().order_by("created_at", "pk")
    )
    keys = {f"{KIND}:{pk}": pk for pk in rows.values_list("pk", flat=True)}
    return rows.exclude(pk__in=[keys[what] for what in themes.gathered(keys)])


def unanswered(session: Session) -> Iterator[str]:
    """What stands against completing a session: its themes without an answer."""
    count = themes.unanswered_for(session).count()
    if count:
        yield ngettext(
            "%(count)d theme of this session has no answer yet. Answer it.",
            "%(count)d themes of this session have no answer yet. Answer them.",
            count,
        ) % {"count": count}
