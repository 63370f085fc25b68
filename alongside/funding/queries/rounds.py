"""Rounds as people read them, what was carried to them, and what must be done before one opens."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Prefetch, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from alongside.foundation.sources import Thing
from alongside.learning.queries import changes

from ..models import Criterion, Programme, Round, Way

KIND, MOST = "funding_round", 10


def for_staff() -> QuerySet[Programme]:
    """Every programme with its rounds, drafts too. Two queries."""
    rounds = Round.objects.order_by("-number")
    return Programme.objects.prefetch_related(Prefetch("rounds", queryset=rounds))


def listed() -> QuerySet[Round]:
    """Rounds that everybody may read, newest first."""
    return Round.objects.public().select_related("programme")


def criteria(one_round: Round) -> list[Criterion]:
    """What bids are judged by, each with the conversation that it was made in."""
    return list(one_round.criteria.select_related("conversation__publication"))


def carried(one_round: Round) -> changes.Carried:
    """The design changes that learning carried to a round. A constant number of queries."""
    return changes.carried(KIND, one_round.slug)


def not_ready(one_round: Round) -> list[str]:
    """Why a draft cannot open yet, as sentences: each unanswered change by name, then what is missing."""
    unanswered = carried(one_round).unanswered
    said = [_("Answer this first: “%(what)s”") % {"what": told.row.what} for told in unanswered]
    if not one_round.criteria.exists():
        said.append(_("Write at least one criterion, so that people know what is looked for."))
    if not one_round.questions.exists():
        said.append(_("Write at least one question of the form."))
    return said


def offers(one_round: Round, way: str) -> bool:
    """Whether people can apply in this way."""
    return way in one_round.ways


def ways(one_round: Round) -> list[Way]:
    """The ways to apply, in words."""
    return [way for way in Way if way.value in one_round.ways]


def before(one_round: Round) -> Round | None:
    """The round before it in its programme, if everybody may read it."""
    rows = Round.objects.public().filter(programme=one_round.programme_id, number__lt=one_round.number)
    return rows.order_by("-number").first()


def find(words: str) -> list[Thing]:
    """Rounds as things that learning can be carried to, drafts too: there it matters most."""
    rows = Round.objects.select_related("programme")
    wanted = words.strip()
    if wanted:
        rows = rows.filter(Q(title__icontains=wanted) | Q(programme__title__icontains=wanted))
    return [thing(row) for row in rows.order_by("-created_at", "-pk")[:MOST]]


def read(keys: Collection[str]) -> dict[str, Thing]:
    """Rounds by slug. A draft is named by its programme and number alone, and has no page yet. One query."""
    rows = Round.objects.filter(slug__in=keys).select_related("programme")
    return {row.slug: thing(row) for row in rows}


def thing(one_round: Round) -> Thing:
    """A round as a thing that other rooms can name."""
    if one_round.opened_at:
        return Thing(KIND, one_round.slug, one_round.title, reverse("funding:round", args=[one_round.slug]))
    said = _("%(programme)s: round %(number)d, which is being prepared")
    label = said % {"programme": one_round.programme.title, "number": one_round.number}
    return Thing(KIND, one_round.slug, label)


def came_of(kind: str, key: str) -> list[Thing]:
    """The rounds whose criteria were made in a conversation."""
    if kind != "conversation" or not key.isdecimal():
        return []
    rows = Round.objects.public().filter(criteria__conversation=int(key)).distinct()
    return [thing(row) for row in rows.select_related("programme")]
