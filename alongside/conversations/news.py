"""What is new in conversations, for one member: questions that opened, and answers to what they said."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alongside.foundation.news import News
from alongside.foundation.record import key_of
from alongside.people.models import Member

from .models import Conversation, Part, Response, Statement

PAGES = ("conversations:conversation", "conversations:mine", "conversations:theme")
QUESTIONS = gettext_lazy("Questions to the community")
ANSWERS = gettext_lazy("What you said, and what came of it")


def tell(member: Member, since: datetime) -> Iterator[News]:
    """Open questions, and the newest answer to each theme in which something stands that the member said. Two queries.

    A question in which they take part or said something counts as done.
    """
    yield from _questions(member, since)
    yield from _answers(member, since)


def _questions(member: Member, since: datetime) -> Iterator[News]:
    takes_part = Part.objects.filter(conversation=OuterRef("pk"), member=member)
    spoke = Statement.objects.filter(conversation=OuterRef("pk"), member=member)
    rows = Conversation.objects.open_now().select_related("publication")
    rows = rows.filter(Q(publication__created_at__gt=since) | Q(opens_on__gte=since.date()))
    for row in rows.annotate(mine=Exists(takes_part) | Exists(spoke)):
        yield News(
            QUESTIONS, key_of(row), row.question, reverse("conversations:conversation", args=[row.pk]),
            max(row.publication.created_at, _start_of(row.opens_on)), done=bool(getattr(row, "mine", False)),
        )  # fmt: skip


def _start_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def _answers(member: Member, since: datetime) -> Iterator[News]:
    theirs = Statement.objects.standing().filter(theme=OuterRef("theme"), member=member)
    rows = Response.objects.filter(created_at__gt=since).filter(Exists(theirs)).select_related("theme")
    told: set[int] = set()
    for row in rows.order_by("-pk"):
        if row.theme_id in told:
            continue
        told.add(row.theme_id)
        said = {"answer": row.get_state_display(), "words": Truncator(row.theme.title).chars(80)}
        yield News(
            ANSWERS, key_of(row.theme), _("%(answer)s: “%(words)s”") % said,
            reverse("conversations:mine"), row.created_at,
        )  # fmt: skip
