"""What people said to a session is gathered into themes; the answer to a theme is the answer to each."""

from __future__ import annotations

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from alongside.conversations import actions as conversations
from alongside.conversations.models import Response, Theme
from alongside.foundation.actors import Actor
from alongside.foundation.record import key_of

from ..models import Contribution, Session
from ..queries import themes
from . import voices


def gather_said(
    session: Session,
    contributions: Sequence[Contribution],
    *,
    by: Actor,
    theme: Theme | None = None,
    title: str = "",
) -> Theme:
    """Gather what people said to a session into a theme, a new one under `title` unless one is given.

    What is gathered was looked at, so everybody may read it. Raises ValidationError for nothing to gather, and
    as `conversations.make_theme` does.
    """
    if not contributions or any(row.session_id != session.pk for row in contributions):
        raise ValidationError({"said": _("Choose at least one thing that people said.")})
    with transaction.atomic():
        kept = theme or conversations.make_theme(
            session, title=title, by=by, due_on=min(row.due_on for row in contributions)
        )
        voices.check(contributions, by=by)
        conversations.gather_from_above(
            kept, [key_of(row) for row in contributions], due=[row.due_on for row in contributions], by=by
        )
        return kept


def answer_gathered(theme: Theme, response: Response, *, told: set[int], by: Actor) -> None:
    """Answer everything that was said to sessions and stands in a theme. Who is in `told` is not told again."""
    whats = theme.gathered.filter(what__startswith=f"{themes.KIND}:").values_list("what", flat=True)
    rows = Contribution.objects.standing().filter(pk__in=[themes.number_of(what) for what in whats])
    of: dict[int, list[Contribution]] = {}
    for row in rows.select_related("session").order_by("session", "created_at", "pk"):
        of.setdefault(row.session_id, []).append(row)
    for said in of.values():
        voices.answer(
            said, state=response.state, text=response.text, by_role=response.by_role, more_by=response.more_by,
            told=told, by=by,
        )  # fmt: skip
