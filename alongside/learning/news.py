"""What is new in the library and in training, for one member."""

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

from .models import Author, Resource, TrainingVersion

PAGES = ("learning:resource", "learning:package")
LIBRARY = gettext_lazy("Library and training")


def tell(member: Member, since: datetime) -> Iterator[News]:
    """Resources that came into the library, and versions of training. Two queries.

    What they put there themselves, or are an author of, counts as done.
    """
    me = news.key_of_member(member)
    for row in Resource.objects.shown().filter(created_at__gt=since):
        yield News(
            LIBRARY, key_of(row), row.title, reverse("learning:resource", args=[row.pk]), row.created_at,
            done=bool(me) and row.by == me,
        )  # fmt: skip
    wrote = Author.objects.filter(package=OuterRef("package"), member=member)
    versions = TrainingVersion.objects.filter(created_at__gt=since).defer("content").select_related("package")
    for version in versions.annotate(mine=Exists(wrote)):
        said = {"title": version.title, "number": version.number}
        yield News(
            LIBRARY, key_of(version.package), _("Training: %(title)s, version %(number)d") % said,
            reverse("learning:package", args=[version.package.slug]), version.created_at,
            done=bool(getattr(version, "mine", False)),
        )  # fmt: skip
