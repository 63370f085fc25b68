"""The days before which nobody can have told us something, each with the sentence that says why."""

from __future__ import annotations

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext_lazy

from alongside.foundation.components import Text

from ..models import Interest, Place

NOT_BEFORE_PUBLISHED = gettext_lazy("This was published on {day}. Write that day or a later one.")
NOT_BEFORE_INTEREST = gettext_lazy(
    "They said on {day} that they would like to. Write that day or a later one."
)
NOT_BEFORE_PLACE = gettext_lazy("The place was offered on {day}. Write that day or a later one.")
NOT_BEFORE_INVITATION = gettext_lazy("They were invited on {day}. Write that day or a later one.")


def since_when(interest: Interest) -> tuple[date, Text]:
    """The earliest day on which somebody can have answered about an interest or a place, and why.

    A place that was theirs at once may be given back since they said that they would like to.
    """
    place: Place | None = getattr(interest, "place", None)
    if place is not None and place.accepted_at is None:
        return timezone.localtime(place.created_at).date(), NOT_BEFORE_PLACE
    return interest.told_on, NOT_BEFORE_INTEREST
