"""What is new in the story so far: editions."""

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from alongside.foundation import news
from alongside.foundation.news import News
from alongside.foundation.record import key_of
from alongside.people.models import Member

from .models import Edition

PAGES = ("story:edition",)
KIND = _("The story so far")


def tell(member: Member, since: datetime) -> Iterator[News]:
    """Editions that were published; their own publisher did that themselves. One query."""
    me = news.key_of_member(member)
    for row in Edition.objects.filter(published_at__gt=since).defer("content"):
        yield News(
            KIND, key_of(row), row.title, reverse("story:edition", args=[row.slug]), row.published_at,
            done=bool(me) and row.by == me,
        )  # fmt: skip
