"""Themes of a session: what people said, gathered in the room `conversations`, and what still waits there."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alongside.conversations.queries import sources, themes
from alongside.foundation.record import key_of

from ..models import Contribution, Session

KIND = "gatherings.contribution"


def read(whats: Collection[str]) -> dict[str, sources.SaidAbove]:
    """What people said to sessions, by key, as far as everybody may read it. One query."""
    rows = Contribution.objects.public().filter(pk__in=[number_of(what) for what in whats])
    return {
        key_of(row): sources.SaidAbove(
            row.text, _("Session: %(title)s") % {"title": row.session.title},
            reverse("gatherings:you_said", args=[row.session_id]),
        )
        for row in rows.select_related("session")
    }  # fmt: skip


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
