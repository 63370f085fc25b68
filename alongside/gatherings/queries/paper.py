"""Forms on paper: how many went out and came back, and whose they are. Codes: `foundation.paper_codes`."""

from __future__ import annotations

from django.db.models import Count, Q, QuerySet

from alongside.foundation.paper_codes import as_printed, check_letter, new_code, read_code
from alongside.people.models import Member
from alongside.people.queries import members

from ..models import PaperBatch, PaperForm, Session

__all__ = [
    "as_printed", "batches", "check_letter", "find_people", "form_of", "new_code", "numbers", "placed", "read_code",
]  # fmt: skip

MOST_FOUND = 8


def form_of(code: str) -> PaperForm | None:
    """The form with this code."""
    rows = PaperForm.objects.select_related("batch", "batch__session", "batch__session__series", "member")
    return rows.filter(code=code).first()


def batches(session: Session) -> QuerySet[PaperBatch]:
    """What was printed for a session, newest first, with `out` and `keyed`. One query."""
    return PaperBatch.objects.filter(session=session).annotate(
        out=Count("forms"), keyed=Count("forms", filter=Q(forms__keyed_at__isnull=False))
    )


def numbers(session: Session) -> tuple[int, int]:
    """How many forms went out for a session, and how many are keyed in."""
    forms = PaperForm.objects.filter(batch__session=session)
    counted = forms.aggregate(out=Count("pk"), keyed=Count("keyed_at"))
    return counted["out"], counted["keyed"]


def placed(session: Session) -> QuerySet[Member]:
    """Everybody who has a place, by name."""
    held = session.registrations.placed()
    return Member.objects.here().filter(registrations__in=held).order_by("called", "pk")


def find_people(session: Session, typed: str, *, everybody: bool) -> list[Member]:
    """Members whose reference or name was written on a form: those of the session first.

    Only a reference finds people beyond the session, unless `everybody` may be searched.
    """
    word = " ".join(typed.split())
    if not word:
        return []
    here = Member.objects.here()
    if exact := list(members.by_reference(word)):
        return exact
    named = here.filter(Q(called__iexact=word) | Q(full_name__iexact=word))
    if of_session := list(named.filter(registrations__session=session).distinct()[:MOST_FOUND]):
        return of_session
    return list(named[:MOST_FOUND]) if everybody else []
