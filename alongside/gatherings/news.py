"""What is new about sessions, for one member. Those who registered hear of changes at once, so not from here."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alongside.foundation import clock
from alongside.foundation.news import News
from alongside.foundation.record import key_of
from alongside.people.models import Member

from .models import Contribution, Helper, Minutes, Registration, Session

PAGES = ("gatherings:session", "gatherings:minutes", "gatherings:my_words")
SESSIONS, ANSWERS = gettext_lazy("Sessions"), gettext_lazy("What you said, and what came of it")


def tell(member: Member, since: datetime) -> Iterator[News]:
    """Sessions announced and cancelled, minutes that were agreed, and answers to what the member said. Four queries."""
    yield from _announced(member, since)
    yield from _cancelled(member, since)
    yield from _minutes(since)
    yield from _answers(member, since)


def _with_mine(member: Member) -> QuerySet[Session]:
    placed = Registration.objects.standing().filter(session=OuterRef("pk"), member=member)
    helps = Helper.objects.filter(session=OuterRef("pk"), member=member)
    return Session.objects.announced().annotate(mine=Exists(placed) | Exists(helps) | Q(proposed_by=member))


def _title(session: Session, says: str) -> str:
    return says % {"number": session.number, "title": session.title}


def _announced(member: Member, since: datetime) -> Iterator[News]:
    for row in _with_mine(member).filter(
        announced_at__gt=since, cancelled_at=None, starts_at__gt=clock.now()
    ):
        assert row.announced_at is not None
        yield News(
            SESSIONS, key_of(row), _title(row, _("Session %(number)s: %(title)s")),
            reverse("gatherings:session", args=[row.pk]), row.announced_at, done=bool(getattr(row, "mine", False)),
        )  # fmt: skip


def _cancelled(member: Member, since: datetime) -> Iterator[News]:
    for row in _with_mine(member).filter(cancelled_at__gt=since, announced_at__lte=since):
        assert row.cancelled_at is not None
        yield News(
            SESSIONS, key_of(row), _title(row, _("Session %(number)s will not take place: %(title)s")),
            reverse("gatherings:session", args=[row.pk]), row.cancelled_at, done=bool(getattr(row, "mine", False)),
        )  # fmt: skip


def _minutes(since: datetime) -> Iterator[News]:
    rows = Minutes.objects.filter(agreed_at__gt=since, session__announced_at__isnull=False)
    for row in rows.select_related("session"):
        assert row.agreed_at is not None
        yield News(
            SESSIONS, key_of(row), _title(row.session, _("The minutes of session %(number)s are out: %(title)s")),
            reverse("gatherings:minutes", args=[row.session_id]), row.agreed_at,
        )  # fmt: skip


def _answers(member: Member, since: datetime) -> Iterator[News]:
    rows = Contribution.objects.standing().filter(member=member, answer__created_at__gt=since)
    for row in rows.select_related("answer"):
        assert row.answer is not None
        said = {"answer": row.answer.get_state_display(), "words": Truncator(row.text).chars(80)}
        yield News(
            ANSWERS, key_of(row), _("%(answer)s: “%(words)s”") % said, reverse("gatherings:my_words"),
            row.answer.created_at,
        )  # fmt: skip
