"""Outcomes as people read them: every kind alike, with evidence, in whose view, and who confirms or disputes it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, F, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alongside.foundation.sources import Thing
from alongside.people.models import ConsentChannel, Member
from alongside.people.queries import consents

from ..models import (
    Confirmation,
    Evidence,
    EvidenceKind,
    Expected,
    Outcome,
    OutcomeVersion,
    Project,
    Rating,
    Reading,
    ReadingStatus,
    Stance,
    TeamMember,
    Valence,
    Viewpoint,
)

KIND, MOST = "outcome", 10
ORDER: list[str] = [str(one) for one in Rating.values]
"""Ratings of a contribution, from the weakest to the strongest."""
SENTENCES: dict[str, str | Promise] = {
    Rating.NONE: gettext_lazy("The project did nothing for it."),
    Rating.SMALL: gettext_lazy("The project helped a little."),
    Rating.MODERATE: gettext_lazy("The project did a good part of it."),
    Rating.LARGE: gettext_lazy("The project did a large part of it."),
    Rating.DECISIVE: gettext_lazy("It would not have happened without the project."),
}
"""What is published about a contribution, so that no wording is stronger than its rating."""


@dataclass(frozen=True)
class Said:
    """Evidence as people read it; `by` is the name that somebody who is quoted agreed to, "" for none."""

    row: Evidence
    by: str = ""


@dataclass(frozen=True)
class Shown:
    """An outcome as somebody may read it. `version` is None where there is nothing for them to read yet.

    `rating` is the published one: never stronger than the weakest that somebody outside the team gave.
    """

    row: Outcome
    version: OutcomeVersion
    versions: list[OutcomeVersion]
    viewpoints: list[Viewpoint]
    evidence: list[Said]
    confirmations: list[Confirmation]
    hidden_quotes: int = 0
    everything: bool = False
    rating: str = field(init=False, default="")

    def __post_init__(self) -> None:
        object.__setattr__(self, "rating", published_rating(self.version.rating, self.confirmations))

    @property
    def disputed(self) -> bool:
        """Whether somebody, of the team or outside it, does not agree."""
        stances = [one.stance for one in self.viewpoints] + [one.stance for one in self.confirmations]
        return Stance.DISAGREE in stances

    @property
    def confirmed(self) -> int:
        """How many people outside the team agree."""
        return sum(one.stance == Stance.AGREE for one in self.confirmations)

    @property
    def reported(self) -> bool:
        """Whether nothing but the word of the team stands behind it."""
        return not self.evidence and not self.confirmed

    @property
    def lowered(self) -> bool:
        """Whether somebody outside rated the contribution lower than the team did."""
        return self.rating != self.version.rating

    @property
    def contribution(self) -> str:
        """What the team writes of its contribution; "" while that was written for a stronger rating."""
        return "" if self.lowered else self.version.contribution

    @property
    def sentence(self) -> str | Promise:
        """The published sentence about the contribution; "" while nobody rated it."""
        return SENTENCES.get(self.rating, "")

    @property
    def to_look_at(self) -> bool:
        """Whether staff have something to look at before everybody reads it."""
        looked = [one.checked_at for one in self.viewpoints] + [one.row.checked_at for one in self.evidence]
        looked += [one.checked_at and one.role_checked_at for one in self.confirmations]
        fresh = self.row.public_number != self.row.number or None in looked
        return fresh and self.row.for_everybody and not self.row.held_back_at


def published_rating(rating: str, confirmations: Iterable[Confirmation]) -> str:
    """The rating to publish: the team's own, or the weakest of those outside the team who rated it, if weaker."""
    given = [one.rating for one in confirmations if one.rating]
    return min([rating, *given], key=ORDER.index) if rating else ""


def with_everything(rows: QuerySet[Outcome]) -> QuerySet[Outcome]:
    """Rows with what `shown` needs: five queries more, however many rows."""
    return rows.select_related("project", "member", "member__leaving").prefetch_related(
        "versions",
        Prefetch("viewpoints", queryset=Viewpoint.objects.standing()),
        Prefetch(
            "evidence", queryset=Evidence.objects.standing().select_related("consent", "reading__measure")
        ),
        Prefetch("confirmations", queryset=Confirmation.objects.answered()),
    )


def shown(rows: Iterable[Outcome], *, everything: bool = False) -> list[Shown]:
    """Outcomes of `with_everything`. For everybody: what was looked at; with `everything`, all that the team reads.

    Stances are never hidden; words that nobody looked at are, by the pages. One query more for all quotes.
    """
    listed = [row for row in rows if everything or row.public_number]
    living = consents.showable(_quoted(listed), ConsentChannel.WEB)
    return [_shown(row, living, everything) for row in listed]


def _quoted(rows: Iterable[Outcome]) -> list[int]:
    return [one.consent_id for row in rows for one in row.evidence.all() if one.consent_id]


def _shown(row: Outcome, living: dict[int, str], everything: bool) -> Shown:
    number = row.number if everything else (row.public_number or 0)
    versions = [one for one in row.versions.all() if one.number <= number]
    ready = [one for one in row.evidence.all() if everything or one.checked_at]
    said = [Said(one, living.get(one.consent_id or 0, "")) for one in ready if _may_show(one, living)]
    return Shown(
        row=row, version=versions[-1], versions=versions, viewpoints=list(row.viewpoints.all()), evidence=said,
        confirmations=list(row.confirmations.all()), hidden_quotes=sum(one.kind == EvidenceKind.QUOTE for one in ready)
        - sum(one.row.kind == EvidenceKind.QUOTE for one in said), everything=everything,
    )  # fmt: skip


def _may_show(one: Evidence, living: dict[int, str]) -> bool:
    if one.reading and one.reading.status != ReadingStatus.APPROVED:
        return False
    return one.kind != EvidenceKind.QUOTE or one.consent_id in living


def of_project(project: Project) -> QuerySet[Outcome]:
    """What everybody may read of a project, oldest first; whichever kind it is."""
    return with_everything(by_day(project.outcomes.public()))


def all_of_project(project: Project) -> QuerySet[Outcome]:
    """What the team reads, oldest first."""
    return with_everything(by_day(project.outcomes.standing()))


def by_day(rows: QuerySet[Outcome]) -> QuerySet[Outcome]:
    """Outcomes by the day on which they happened, oldest first."""
    found: QuerySet[Outcome] = _with_version(rows, "number").order_by("day", "pk")
    return found


def _with_version(rows: QuerySet[Outcome], number: str) -> Any:
    version = OutcomeVersion.objects.filter(outcome=OuterRef("pk"), number=OuterRef(number))
    return rows.annotate(
        day=Subquery(version.values("happened_on")[:1]), kind_of=Subquery(version.values("expected")[:1]),
        goes=Subquery(version.values("valence")[:1]), words=Subquery(version.values("what")[:1]),
    )  # fmt: skip


def public() -> Any:
    """Everything that everybody may read, with its public version: `day`, `kind_of`, `goes`, `words`; newest first."""
    return _with_version(Outcome.objects.public(), "public_number").order_by("-day", "-pk")


def matching(
    words: str = "", expected: str = "", valence: str = "", disputed: bool = False
) -> QuerySet[Outcome]:
    """Public outcomes with these words in them, of this kind, newest first."""
    rows = public()
    for word in words.split()[:8]:
        rows = rows.filter(Q(words__icontains=word) | Q(project__title__icontains=word))
    if expected in Expected.values:
        rows = rows.filter(kind_of=expected)
    if valence in Valence.values:
        rows = rows.filter(goes=valence)
    return with_everything(rows.filter(is_disputed()) if disputed else rows)


def is_disputed() -> Q:
    """Which outcomes somebody disputes today."""
    seen = Viewpoint.objects.standing().filter(stance=Stance.DISAGREE).values("outcome")
    asked = (
        Confirmation.objects.answered()
        .filter(stance=Stance.DISAGREE, outcome__isnull=False)
        .values("outcome")
    )
    return Q(pk__in=seen) | Q(pk__in=asked)


def is_confirmed() -> Q:
    """Which outcomes somebody outside the team confirms."""
    asked = Confirmation.objects.answered().filter(stance=Stance.AGREE, outcome__isnull=False)
    return Q(pk__in=asked.values("outcome"))


def counts() -> dict[str, int]:
    """How many public outcomes were expected, in part, and not at all; also those of which there is none."""
    rows = public().order_by().values_list("kind_of").annotate(Count("pk"))
    return {str(one): 0 for one in Expected.values} | dict(rows)


@dataclass(frozen=True)
class Unseen:
    """What a public list leaves out, as numbers."""

    waiting: int
    held_back: int
    taken_back: int
    team_only: int

    @property
    def any(self) -> bool:
        """Whether something is left out."""
        return bool(self.waiting or self.held_back or self.taken_back or self.team_only)


def unseen(project: Project) -> Unseen:
    """What everybody cannot read of a project's outcomes, counted. One query."""
    standing = Q(withdrawn_at=None)
    found = project.outcomes.aggregate(
        waiting=Count("pk", filter=standing & Q(public_number=None, held_back_at=None, for_everybody=True)),
        held_back=Count("pk", filter=standing & Q(held_back_at__isnull=False)),
        taken_back=Count("pk", filter=Q(withdrawn_at__isnull=False, public_number__isnull=False)),
        team_only=Count("pk", filter=standing & Q(for_everybody=False, held_back_at=None)),
    )
    return Unseen(**found)


def to_look_at() -> QuerySet[Outcome]:
    """Outcomes about which something waits for staff to look at it, oldest first."""
    rows = Outcome.objects.standing().filter(for_everybody=True, held_back_at=None)
    fresh = Q(public_number=None) | ~Q(public_number=F("number"))
    said = Viewpoint.objects.standing().filter(checked_at=None).values("outcome")
    proof = Evidence.objects.standing().filter(checked_at=None).values("outcome")
    answered = (
        Confirmation.objects.answered()
        .filter(Q(checked_at=None) | Q(role_checked_at=None), outcome__isnull=False)
        .values("outcome")
    )
    waits = rows.filter(fresh | Q(pk__in=said) | Q(pk__in=proof) | Q(pk__in=answered))
    return with_everything(waits.order_by("created_at", "pk"))


def role_of(member: Member | None, project: Project) -> str:
    """As what somebody speaks in a project by themselves: the first thing that they are in its team, or ""."""
    if member is None:
        return ""
    rows = TeamMember.objects.here().filter(project=project, member=member)
    return rows.values_list("role", flat=True).first() or ""


def roles_of(member: Member | None, project: Project) -> list[str]:
    """Everything that somebody is in a team."""
    if member is None:
        return []
    rows = TeamMember.objects.here().filter(project=project, member=member)
    return list(dict.fromkeys(rows.values_list("role", flat=True)))


def readings_of(project: Project) -> list[Reading]:
    """Approved readings of a project, which can speak for an outcome; newest first, fifty at most."""
    return list(project.readings.approved().select_related("measure").order_by("-until", "-pk")[:50])


def find(words: str) -> list[Thing]:
    """Public outcomes as things that texts can come from, newest first."""
    return [thing(row) for row in matching(words)[:MOST]]


def read(keys: Collection[str]) -> dict[str, Thing]:
    """Public outcomes by key. One query."""
    wanted = [int(key) for key in keys if key.isdecimal()]
    return {str(row.pk): thing(row) for row in public().filter(pk__in=wanted)}


def thing(row: Outcome) -> Thing:
    """An outcome of `public` as something that other rooms can name."""
    words = Truncator(getattr(row, "words", "")).chars(80)
    label = _("What changed: %(what)s") % {"what": words}
    return Thing(KIND, str(row.pk), label, reverse("projects:outcome", args=[row.pk]))
