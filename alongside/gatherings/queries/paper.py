"""Codes on paper, and how many forms went out and came back.

A code is five letters and a check letter, all from an alphabet of 23 that reads well in handwriting. The
check is a weighted sum modulo 23, which is prime: one wrong letter, or two letters that changed places, is
always caught (the principle of ISBN-10 and of ISO 7064 pure systems).
"""

from __future__ import annotations

import secrets

from django.db.models import Count, Q, QuerySet

from alongside.people.models import Member
from alongside.people.models.members import EASY_LETTERS

from ..models import PaperBatch, PaperForm, Session

LETTERS = 5
PRIME = len(EASY_LETTERS)
CHECK_WEIGHT = LETTERS + 1
MOST_FOUND = 8


def check_letter(letters: str) -> str:
    """The sixth letter of a code. Raises ValueError for a letter that is not in the alphabet."""
    said = sum(weight * EASY_LETTERS.index(letter) for weight, letter in enumerate(letters, start=1))
    return EASY_LETTERS[-said * pow(CHECK_WEIGHT, -1, PRIME) % PRIME]


def new_code() -> str:
    """A fresh code, six letters."""
    letters = "".join(secrets.choice(EASY_LETTERS) for _n in range(LETTERS))
    return letters + check_letter(letters)


def as_printed(code: str) -> str:
    """A code in two halves, as it stands on paper: K7F-DM3."""
    return f"{code[:3]}-{code[3:]}"


def read_code(typed: str) -> str:
    """A code as somebody typed it, however it was spaced; "" when its letters cannot be right."""
    code = "".join(sign for sign in typed.upper() if sign.isalnum())
    well_made = len(code) == LETTERS + 1 and set(code) <= set(EASY_LETTERS)
    return code if well_made and check_letter(code[:LETTERS]) == code[LETTERS] else ""


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
    if exact := list(here.filter(reference__iexact=word)):
        return exact
    named = here.filter(Q(called__iexact=word) | Q(full_name__iexact=word))
    if of_session := list(named.filter(registrations__session=session).distinct()[:MOST_FOUND]):
        return of_session
    return list(named[:MOST_FOUND]) if everybody else []
