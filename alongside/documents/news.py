"""What is new about texts, for one member: versions that came out, and answers to what they said."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alongside.foundation import news
from alongside.foundation.news import News
from alongside.foundation.record import key_of
from alongside.people.models import Member

from .models import Editor, Remark, Signature, Version

PAGES = ("documents:version", "documents:my_remarks")
TEXTS = gettext_lazy("Texts that we write together")
ANSWERS = gettext_lazy("What you said, and what came of it")


def tell(member: Member, since: datetime) -> Iterator[News]:
    """Versions that were frozen, of texts that everybody may read, and answered remarks. Two queries.

    A version of a text that they edit, froze or signed counts as done.
    """
    yield from _versions(member, since)
    yield from _answers(member, since)


def _versions(member: Member, since: datetime) -> Iterator[News]:
    edits = Editor.objects.filter(document=OuterRef("document"), member=member)
    signed = Signature.objects.filter(version=OuterRef("pk"), member=member)
    froze = Q(frozen_by=news.key_of_member(member) or "nobody")
    rows = Version.objects.filter(frozen_at__gt=since, document__opened_at__isnull=False).defer("content")
    for row in rows.select_related("document").annotate(mine=Exists(edits) | Exists(signed) | froze):
        assert row.frozen_at is not None
        said = {"number": row.number, "title": row.document.title}
        yield News(
            TEXTS, key_of(row.document), _("Version %(number)d of “%(title)s”") % said,
            reverse("documents:version", args=[row.document.slug, row.number]), row.frozen_at,
            done=bool(getattr(row, "mine", False)),
        )  # fmt: skip


def _answers(member: Member, since: datetime) -> Iterator[News]:
    rows = Remark.objects.standing().filter(member=member, answered_at__gt=since).select_related("document")
    for row in rows:
        assert row.answered_at is not None
        said = {"outcome": row.get_outcome_display() or _("Answered"), "title": row.document.title}
        yield News(
            ANSWERS, key_of(row), _("%(outcome)s: what you said about “%(title)s”") % said,
            reverse("documents:my_remarks"), row.answered_at,
        )  # fmt: skip
