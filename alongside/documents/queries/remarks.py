"""Questions about comments and suggestions: where they stand, under which name, and what waits."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Case, Count, IntegerField, QuerySet, Value, When
from django.db.models.functions import Length
from django.utils.translation import gettext as _

from alongside.foundation import clock, differing
from alongside.foundation.models import Centre
from alongside.people.models import Attribution, Consent, Member
from alongside.people.queries import consents

from ..models import Clause, Document, Reflection, Remark, RemarkKind, Wording
from . import family, reading

USUAL_DAYS = 30


def answer_within() -> timedelta:
    """How long the centre gives itself for an answer."""
    centre = Centre.current()
    return timedelta(days=centre.answer_within_days if centre else USUAL_DAYS)


def name_of(said: Remark | Reflection) -> str:
    """Who is named, by the rules of living consents, worked out anew each time; "" for no name."""
    member = said.member
    if member is None or said.named == Attribution.NONE or member.has_left:
        return ""
    wanted = Consent(member=member, attribution=said.named, attribution_text=said.role_text)
    return consents.attribution(wanted)


@dataclass(frozen=True)
class Said:
    """One comment or suggestion as people read it. `pieces` is what it would change, word by word."""

    row: Remark
    by: str
    pieces: list[differing.Piece]
    elsewhere: bool

    @property
    def overdue(self) -> bool:
        """Whether the day passed on which it should have had its answer."""
        return not self.row.outcome and self.row.due_on < clock.today()

    @property
    def where(self) -> str:
        """What it was about: "Clause 12, version 3"."""
        if not self.row.number_then:
            return _("A clause that was taken out, version %(version)d") % {
                "version": self.row.version.number
            }
        return _("Clause %(number)d, version %(version)d") % {
            "number": self.row.number_then, "version": self.row.version.number,
        }  # fmt: skip


def with_everything(rows: QuerySet[Remark]) -> QuerySet[Remark]:
    """Rows with what their pages show of them."""
    return rows.select_related("member", "member__leaving", "version", "clause", "other")


def about_clause(clause: Clause, *, everything: bool = False) -> QuerySet[Remark]:
    """What people said about a clause and about those whose words came into it: what waits first, then the newest.

    With `everything`, what is held back too.
    """
    ids = [clause.pk, *family.ancestors(clause)]
    rows = Remark.objects.filter(clause__in=ids, withdrawn_at=None)
    rows = rows if everything else rows.filter(held_back_at=None)
    answered = Case(When(outcome="", then=Value(0)), default=Value(1), output_field=IntegerField())
    return with_everything(rows).order_by(answered, "-created_at", "-pk")


def of_document(document: Document, state: str = "open") -> QuerySet[Remark]:
    """Everything that people said about a text: "open" by the day it is due, "answered" newest first, "held"."""
    rows = with_everything(Remark.objects.filter(document=document, withdrawn_at=None))
    if state == "held":
        return rows.exclude(held_back_at=None).order_by("-held_back_at", "-pk")
    if state == "answered":
        return rows.filter(held_back_at=None).exclude(outcome="").order_by("-answered_at", "-pk")
    return rows.filter(held_back_at=None, outcome="").order_by("due_on", "pk")


def of_member(member: Member) -> QuerySet[Remark]:
    """What a member said about texts, newest first."""
    rows = Remark.objects.filter(member=member).exclude(text="", reason="")
    return with_everything(rows).select_related("document").order_by("-created_at", "-pk")


def as_said(rows: Iterable[Remark], here: Clause | None = None) -> list[Said]:
    """Rows as people read them. One query for the words that they were about."""
    listed = list(rows)
    replaced = [row for row in listed if row.kind == RemarkKind.REPLACE]
    about = {
        (one.clause_id, one.revision): one
        for one in Wording.objects.filter(
            clause__in={row.clause_id for row in replaced}, revision__in={row.revision for row in replaced}
        )
    }
    return [
        Said(
            row, name_of(row), _pieces(row, about.get((row.clause_id, row.revision))),
            here is not None and row.clause_id != here.pk,
        )
        for row in listed
    ]  # fmt: skip


def _pieces(row: Remark, about: Wording | None) -> list[differing.Piece]:
    if row.kind != RemarkKind.REPLACE or about is None:
        return []
    return differing.pieces(about.text, row.text)


@dataclass(frozen=True)
class Weighed:
    """The rows of one page, how many pages there are, and how many rows in all."""

    rows: list[Remark]
    pages: int
    count: int


def weighed(rows: QuerySet[Remark], asked: str | None) -> Weighed:
    """The page that was asked for, or the nearest: as many rows as an old phone can hold. Two queries."""
    size = Length("text") * 2 + Length("second_text") + Length("reason") + Length("answer")
    found = reading.shares(one * 2 for one in rows.annotate(size=size).values_list("size", flat=True))
    if not found:
        return Weighed([], 1, 0)
    share = reading.share_of(found, asked)
    return Weighed(list(rows[share.first - 1 : share.last]), len(found), found[-1].last)


def counts(document: Document, clauses: Iterable[int]) -> dict[int, int]:
    """How much people said about each of these clauses, and about those whose words came into it. Two queries."""
    givers = family.givers(document)
    about = {one: [one, *family.ancestors_among(one, givers)] for one in clauses}
    every = {pk for ids in about.values() for pk in ids}
    rows = Remark.objects.standing().filter(clause__in=every).order_by().values_list("clause")
    said = dict(rows.annotate(count=Count("pk")).values_list("clause", "count"))
    return {one: sum(said.get(pk, 0) for pk in ids) for one, ids in about.items()}
