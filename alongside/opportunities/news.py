"""What is new to offer to do, for one member."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from alongside.foundation.news import News
from alongside.foundation.record import key_of
from alongside.people.models import Member

from . import rules
from .models import Interest, Invitation, Opportunity
from .queries import listing, wording

PAGES = ("opportunities:opportunity",)
KIND = _("Things you could offer to do")


def tell(member: Member, since: datetime) -> Iterator[News]:
    """Opportunities that opened and are open still, where the member may take part. Three queries at most.

    One that they answered to, or were invited to by a message of its own, counts as done.
    """
    if not rules.may_take_part(member):
        return
    theirs = {"opportunity": OuterRef("pk"), "member": member}
    known = Exists(Interest.objects.filter(**theirs)) | Exists(Invitation.objects.filter(**theirs))
    rows = list(
        Opportunity.objects.still_open()
        .filter(publication__created_at__gt=since)
        .select_related("publication")
        .annotate(known=known)
    )
    offers = listing.offers_of(rows)
    for row in rows:
        words = wording.first_line(row, offers.get(row.pk), exact=True)
        yield News(
            KIND, key_of(row), f"{wording.apart(row.title)} ({wording.apart(words)})",
            reverse("opportunities:opportunity", args=[row.pk]), row.publication.created_at,
            done=bool(getattr(row, "known", False)),
        )  # fmt: skip
