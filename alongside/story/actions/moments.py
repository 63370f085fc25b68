"""Which moments of the records stand on the timeline."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from alongside.foundation import moments
from alongside.foundation.actors import Actor
from alongside.foundation.record import record

from ..models import MomentChoice


@transaction.atomic
def choose_moment(name: str, *, shown: bool, by: Actor) -> MomentChoice:
    """Put a moment of the records on the timeline, or take it off. Raises ValidationError when no room knows it.

    `name` is that of the moment, as in "session.12". Choosing the same twice changes nothing.
    """
    found = {moment.name: moment for moment in moments.everything()}.get(name)
    if found is None:
        raise ValidationError(_("No room knows this moment any more. Look at the list again."))
    row, made = MomentChoice.objects.get_or_create(
        kind=found.kind, key=found.key, defaults={"shown": shown, "by": by.key}
    )
    if made or row.shown != shown:
        row.shown, row.by = shown, by.key
        row.save(update_fields=["shown", "by"])
        record("story.choose_moment", row, by=by, moment=name, shown=shown)
    return row
