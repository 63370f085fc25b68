"""Awards as people read them: who gets the money, where an award stands, and what of it everybody may see."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from alongside.foundation import clock
from alongside.foundation.components import Kind
from alongside.foundation.sources import Thing
from alongside.learning.queries import changes

from ..models import Award, Instalment, LedgerEntry, RecipientKind, Round, Variation
from . import money, rounds

KIND, DECIDED, MOST = "award", "money_decided", 10


@dataclass(frozen=True)
class Shown:
    """An award with its three sums. For one person `sums` is None on public pages: no sum of one person is shown."""

    row: Award
    sums: money.Sums | None

    @property
    def currency(self) -> str:
        """ISO 4217."""
        return self.row.bid.round.programme.currency

    @property
    def state(self) -> tuple[str, Kind]:
        """Where it stands, in a word."""
        return state(self.row)


def with_everything(rows: QuerySet[Award]) -> QuerySet[Award]:
    """Rows with what every page shows of them, in one query."""
    return rows.select_related("bid__round__programme", "bid__organisation", "project")


def shown(rows: Iterable[Award], *, everybody: bool) -> list[Shown]:
    """Awards with their sums: one query, however many. `everybody` hides the sums of single people."""
    listed = list(rows)
    sums = money.sums_of(listed)
    return [Shown(row, None if everybody and is_for_a_person(row) else sums[row.pk]) for row in listed]


def public() -> QuerySet[Award]:
    """Those that everybody may read about, newest first: agreed, of rounds that were announced."""
    return with_everything(Award.objects.public()).order_by("-agreed_at", "-pk")


def is_for_a_person(award: Award) -> bool:
    """Whether one person gets the money."""
    return award.bid.recipient_kind not in (RecipientKind.ORGANISATION, RecipientKind.GROUP)


def built_on(award: Award) -> Award | None:
    """The earlier award that it builds on, for everybody; None where one of both is of a person, whom it would show."""
    earlier = award.builds_on
    if earlier is None or is_for_a_person(award) or is_for_a_person(earlier):
        return None
    return earlier


def title(award: Award) -> str:
    """What an award is called in public: that of one person has no title of its own, so that no sum leads to it."""
    if is_for_a_person(award):
        return _("Award to one person in %(round)s") % {"round": award.bid.round.title}
    return award.bid.title


def purpose(award: Award) -> str:
    """What it is for, in public."""
    return _("One person works on a project made together.") if is_for_a_person(award) else award.purpose


def recipient(award: Award) -> str:
    """Who gets the money: an organisation or a group by its name, a person never."""
    if award.bid.recipient_kind == RecipientKind.ORGANISATION and award.bid.organisation:
        return award.bid.organisation.name
    if award.bid.recipient_kind == RecipientKind.GROUP and award.bid.group_name:
        return award.bid.group_name
    return _("One person")


def state(award: Award) -> tuple[str, Kind]:
    """Where an award stands, in a word, and the kind of its tag."""
    if award.declined_at:
        return _("Turned down"), "stopped"
    if award.withdrawn_at:
        return _("Taken back"), "stopped"
    if not award.agreed_at:
        return _("Offered"), "waiting"
    if award.closed_at:
        return _("Closed"), "neutral"
    return (_("Running"), "good") if award.ends_on >= clock.today() else (_("Due to be closed"), "attention")


def of_member(member_pk: int) -> QuerySet[Award]:
    """Awards of bids that a member works on, newest first."""
    theirs = Q(bid__applicants__member=member_pk, bid__applicants__left_at=None)
    return with_everything(Award.objects.filter(theirs)).order_by("-pk")


def learnt_for(one_round: Round) -> list[changes.Told]:
    """What was changed in a round because of what was learnt before."""
    return rounds.carried(one_round).changes


def instalments(award: Award) -> QuerySet[Instalment]:
    """The plan as it stands."""
    return award.instalments.standing()


def entries(award: Award) -> QuerySet[LedgerEntry]:
    """The ledger of an award, oldest first."""
    return award.ledger.select_related("instalment", "reversed_by").order_by("pk")


def variations(award: Award, *, applied: bool = False) -> QuerySet[Variation]:
    """Changes of an award, oldest first; only those that count, with `applied`."""
    rows = award.variations.select_related("award__bid__round__programme").order_by("pk")
    return rows.exclude(applied_at=None) if applied else rows


def find(words: str) -> list[Thing]:
    """Awards as things that words can come from, newest first."""
    rows = public().exclude(bid__recipient_kind=RecipientKind.PERSON)
    return [thing(row) for row in rows.filter(bid__title__icontains=words.strip())[:MOST]]


def read(keys: Collection[str]) -> dict[str, Thing]:
    """Awards by reference that everybody may read. One query."""
    return {row.reference: thing(row) for row in public().filter(reference__in=keys)}


def thing(row: Award) -> Thing:
    """An award as a thing."""
    label = _("Award: %(title)s") % {"title": title(row)}
    return Thing(KIND, row.reference, label, reverse("funding:award", args=[row.reference]))


def came_of(kind: str, key: str) -> list[Thing]:
    """The awards of a project, of a round, or that an award led to. Only a round leads to the award of a person."""
    rows = public()
    if kind != rounds.KIND:
        rows = rows.exclude(bid__recipient_kind=RecipientKind.PERSON)
    if kind == "project":
        rows = rows.filter(
            Q(project__slug=key) | (Q(project__pk=int(key)) if key.isdecimal() else Q(pk=None))
        )
    elif kind == rounds.KIND:
        rows = rows.filter(bid__round__slug=key)
    elif kind == KIND:
        rows = rows.filter(builds_on__reference=key).exclude(
            builds_on__bid__recipient_kind=RecipientKind.PERSON
        )
    else:
        return []
    found = list(rows[:50])
    return [thing(row) for row in found] + (_decided(found) if kind == "project" else [])


def _decided(found: list[Award]) -> list[Thing]:
    """How the money of these awards was decided, where everybody reads that: one for each round, with its vote."""
    keys = {row.bid.round_id for row in found}
    rounds_of_them = Round.objects.filter(pk__in=keys, announcement__isnull=False) if keys else ()
    return [
        Thing(DECIDED, row.slug, _("How the money was decided: %(round)s") % {"round": row.title},
              reverse("panel:decided", args=[row.slug]))
        for row in rounds_of_them
    ]  # fmt: skip
