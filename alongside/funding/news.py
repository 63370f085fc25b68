"""What is new in funding, for one member: rounds in which people can apply."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alongside.foundation import news
from alongside.foundation.news import News
from alongside.foundation.record import key_of
from alongside.people.models import Member

from .models import Applicant, Round

PAGES = ("funding:round",)
KIND = gettext_lazy("Projects and funding")


def tell(member: Member, since: datetime) -> Iterator[News]:
    """Rounds that opened and take bids still. One that they opened, or for which they write a bid, counts as done.

    One query.
    """
    me = news.key_of_member(member)
    theirs = Applicant.objects.filter(bid__round=OuterRef("pk"), member=member)
    for row in Round.objects.open_now().filter(opened_at__gt=since).annotate(mine=Exists(theirs)):
        assert row.opened_at is not None
        yield News(
            KIND, key_of(row), _("You can apply now: %(title)s") % {"title": row.title},
            reverse("funding:round", args=[row.slug]), row.opened_at,
            done=bool(getattr(row, "mine", False)) or (bool(me) and row.opened_by == me),
        )  # fmt: skip
