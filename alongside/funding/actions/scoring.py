"""Scoring bids, each person by themselves: a draft until it is sent, and nobody else's business before the meeting."""

from __future__ import annotations

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from alongside.foundation import clock, plain_text
from alongside.foundation.actors import Actor
from alongside.foundation.record import record
from alongside.people import actions as people
from alongside.people.models import Mode

from ..models import Bid, Criterion, Panel, PanelMember, Score, ScoreSheet
from ..queries import conflicts, panels
from .conflicts import written_down

MOST_LETTERS = 2000


class CannotScore(Exception):
    """Nothing was written down; the message is a sentence for the page."""


def score(
    person: PanelMember,
    bid: Bid,
    *,
    points: Mapping[int, int | None],
    by: Actor,
    comment: str = "",
    send: bool = False,
    told: people.Told | None = None,
) -> ScoreSheet:
    """Keep somebody's points for a bid, by the number of each criterion; with `send` they count in the meeting.

    A draft may leave criteria out. What was sent can be changed, and sent again, until the meeting opens. Raises
    CannotScore, and ValidationError with "criterion_<number>" or "comment".
    """
    words = plain_text.clean(comment)
    with transaction.atomic():
        panel = Panel.objects.select_for_update().get(pk=person.panel_id)
        _check_may(person, bid, panel)
        criteria = list(Criterion.objects.filter(round_id=panel.round_id))
        _check_points(criteria, points, words, send=send)
        kept = {
            "comment": words, "sent_at": clock.now() if send else None, "how": told.mode if told else Mode.WEB,
            "recording": written_down(person.member, "panel_scores", told, by),
        }  # fmt: skip
        sheet, _new = ScoreSheet.objects.update_or_create(person=person, bid=bid, defaults=kept)
        _keep_points(sheet, criteria, points)
        record("funding.scores_sent" if send else "funding.scores_kept", sheet, by=by, how=str(sheet.how))
        return sheet


def _check_may(person: PanelMember, bid: Bid, panel: Panel) -> None:
    if person.left_at is not None or bid.round_id != panel.round_id:
        raise CannotScore(_("Only people on this panel score its bids."))
    if panels.has_met(panel):
        raise CannotScore(_("The meeting has opened, so scores stay as they are."))
    if not conflicts.is_ready(person):
        raise CannotScore(_("First answer about conflicts of interest for every bid."))
    if bid.pk not in {row.pk for row in conflicts.shown_to(person)}:
        raise CannotScore(_("There is a conflict of interest with this bid, so it is not scored."))


def _check_points(
    criteria: list[Criterion], points: Mapping[int, int | None], words: str, *, send: bool
) -> None:
    problems: dict[str, str] = {}
    if len(words) > MOST_LETTERS:
        problems["comment"] = _("Make this shorter. It may have 2,000 letters.")
    for one in criteria:
        given = points.get(one.pk)
        if given is None and send:
            problems[f"criterion_{one.pk}"] = _("Give points, from 0 to %(most)d.") % {"most": one.most}
        elif given is not None and not 0 <= given <= one.most:
            problems[f"criterion_{one.pk}"] = _("Give points from 0 to %(most)d.") % {"most": one.most}
    if problems:
        raise ValidationError(dict(problems))


def _keep_points(sheet: ScoreSheet, criteria: list[Criterion], points: Mapping[int, int | None]) -> None:
    sheet.scores.all().delete()
    Score.objects.bulk_create(
        Score(sheet=sheet, criterion=one, points=given)
        for one in criteria
        if (given := points.get(one.pk)) is not None
    )
