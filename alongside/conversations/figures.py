"""The public figures that the round table stands behind."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from django.db.models import Count
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from alongside.foundation import clock
from alongside.foundation.figures import Figure, Source, counted
from alongside.methods import disclosure
from alongside.methods.disclosure.rules import percent

from .models import Conversation, Part, Statement, Vote
from .queries import decisions, themes

Text = str | Promise
EXACT = _("Counted from the records as they stand. Nothing is estimated, and nothing is typed in.")
ROUNDED = _("A count below 8 is hidden. Others are rounded to the nearest 5, so that nobody can be known.")
LABELS: dict[str, Text] = {
    "conversations.held": _("questions put to the community"),
    "conversations.statements": _("ideas that people put to conversations"),
    "conversations.votes": _("votes on these ideas"),
    "conversations.people": _("people who voted"),
    "conversations.answered_in_time": _("of what people said was answered in time"),
    "conversations.lived_experience": _("of decisions had a majority of people with lived experience"),
}


class ConversationFigures:
    """The provider registered with the foundation."""

    prefix = "conversations"

    def ids(self) -> list[str]:
        """Every figure of this room."""
        return list(LABELS)

    def read(self, ids: Sequence[str]) -> dict[str, Figure]:
        """The figures asked for, with two queries for each at most."""
        return {figure_id: MAKERS[figure_id]() for figure_id in ids if figure_id in LABELS}


def _held() -> Figure:
    return _exact(
        "conversations.held", Conversation.objects.published().count(),
        _("Questions that were published, each with why it is asked and what happens with the answers."),
    )  # fmt: skip


def _statements() -> Figure:
    return _exact(
        "conversations.statements", Statement.objects.accepted().count(),
        _(
            "Ideas of one sentence, on the web, by phone, by post and in the room alike. Those that say the same "
            "count once. What was taken back or not shown is not counted. What people said to sessions is another "
            "figure."
        ),
    )  # fmt: skip


@counted
def _standing_votes() -> int:
    return Vote.objects.filter(statement__in=Statement.objects.accepted()).count()


def _votes() -> Figure:
    return _exact(
        "conversations.votes", _standing_votes(),
        _("Agree, disagree or pass, one for each person and idea. The last vote of each counts."),
    )  # fmt: skip


@counted
def _voters() -> int:
    voted = Part.objects.exclude(votes=None)
    named: int = voted.exclude(member=None).aggregate(n=Count("member", distinct=True))["n"]
    return named + voted.filter(member=None).count()


def _people() -> Figure:
    count = _voters()
    figure_id, few = "conversations.people", count < disclosure.SMALLEST_COUNT
    about = disclosure.rounded(count)
    return Figure(
        id=figure_id, label=LABELS[figure_id], display="" if few else f"{about:,}",
        value=None if few else about, status="too_few" if few else "shown", as_of=clock.today(),
        definition=_(
            "People whose votes stand. A member counts once, in however many conversations; a paper ballot "
            "without a name counts as one person."
        ),
        rule=ROUNDED, unit=_("people"), qualifier="" if few else "about", source=(_source(),),
    )  # fmt: skip


def _in_time() -> Figure:
    found = themes.answered_in_time()
    return _share(
        "conversations.answered_in_time", found.in_time, found.due, _("ideas that fell due or are answered"),
        _(
            "Of every idea that fell due or is answered: what had an answer by its day, which is set when it is "
            "said and never moves. “We are still thinking” does not count as an answer."
        ),
    )  # fmt: skip


def _lived() -> Figure:
    found = decisions.lived_majority()
    return _share(
        "conversations.lived_experience", found.lived, found.decisions, _("decisions on record"),
        _(
            "Decisions in which more than half of those who decided were there as patients, carers or community "
            "members. Each person counts once, as what they were there for."
        ),
    )  # fmt: skip


def _share(figure_id: str, count: int, base: int, base_note: Text, definition: Text) -> Figure:
    label = LABELS[figure_id]
    if not base:
        return Figure(id=figure_id, label=label, status="not_recorded", definition=definition)
    share = percent(count, base)
    return Figure(
        id=figure_id, label=label, display=f"{share}%", value=share, unit="%", base=base, base_note=base_note,
        as_of=clock.today(), definition=definition, rule=EXACT, source=(_source(figure_id),), row_count=base,
    )  # fmt: skip


def _exact(figure_id: str, count: int, definition: Text) -> Figure:
    return Figure(
        id=figure_id, label=LABELS[figure_id], display=f"{count:,}", value=count, as_of=clock.today(),
        definition=definition, rule=EXACT, source=(_source(),), row_count=count,
    )  # fmt: skip


def _source(figure_id: str = "") -> Source:
    if figure_id == "conversations.lived_experience":
        return Source(_("The list of decisions"), reverse("conversations:decisions"))
    return Source(_("The list of conversations"), reverse("conversations:conversations"))


MAKERS: dict[str, Callable[[], Figure]] = {
    "conversations.held": _held,
    "conversations.statements": _statements,
    "conversations.votes": _votes,
    "conversations.people": _people,
    "conversations.answered_in_time": _in_time,
    "conversations.lived_experience": _lived,
}
