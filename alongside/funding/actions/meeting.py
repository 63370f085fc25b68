"""The panel meets: who is there, where bids stand by scores, where people place them after talking, and notes."""

from __future__ import annotations

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from alongside.foundation import clock, plain_text
from alongside.foundation.actors import Actor
from alongside.foundation.record import record

from ..models import Conclusion, Meeting, Panel, PanelMember, Presence, Rank
from ..queries import panels, scoring
from . import panels as seats

MOST_NOTES = 10_000


class CannotMeet(Exception):
    """Nothing changed; the message is a sentence for the page."""


def open_meeting(panel: Panel, *, present: Mapping[int, bool], by: Actor) -> Meeting:
    """Open the meeting: scores are fixed, averages shown to the panel, and where each bid stood is kept.

    `present` has the number of each person who is there, and whether from elsewhere. Doing it twice changes nothing.
    Raises CannotMeet, and ValidationError for nobody.
    """
    with transaction.atomic():
        locked = Panel.objects.select_for_update(of=("self",)).select_related("round").get(pk=panel.pk)
        former = Meeting.objects.filter(panel=locked).first()
        if former is not None:
            return former
        if not locked.round.is_closed:
            raise CannotMeet(_("This round is still open. The panel meets once it has closed."))
        made = Meeting.objects.create(panel=locked, opened_by=by.key)
        _note_present(made, present)
        Rank.objects.bulk_create(
            Rank(meeting=made, bid=row.bid, before=row.rank) for row in scoring.standings(locked)
        )
        record("funding.meeting_opened", made, by=by, present=made.present.count())
        return made


def note_present(meeting: Meeting, *, present: Mapping[int, bool], by: Actor) -> Meeting:
    """Put right who is, or was, at the meeting. Raises ValidationError and CannotMeet."""
    _check_open(meeting)
    with transaction.atomic():
        meeting.present.all().delete()
        _note_present(meeting, present)
        record("funding.meeting_presence", meeting, by=by, present=len(present))
        return meeting


def _note_present(meeting: Meeting, present: Mapping[int, bool]) -> None:
    here = {person.pk: person for person in panels.people(meeting.panel)}
    if not present or not present.keys() <= here.keys():
        raise ValidationError({"present": _("Choose who is at the meeting.")})
    Presence.objects.bulk_create(
        Presence(meeting=meeting, person=here[pk], remote=remote) for pk, remote in present.items()
    )


def place_bids(
    meeting: Meeting, *, places: Mapping[int, int | None], reasons: Mapping[int, str], by: Actor
) -> Meeting:
    """Keep where people placed bids after talking, 1 for the first; whatever moved says why.

    Bids that are not named keep their place. Raises CannotMeet, and ValidationError with "place_<bid>" or
    "reason_<bid>".
    """
    _check_open(meeting)
    if Conclusion.objects.filter(round_id=meeting.panel.round_id).exists():
        raise CannotMeet(_("This round is decided already, so places stay as they are."))
    with transaction.atomic():
        rows = {row.bid_id: row for row in meeting.ranks.select_for_update()}
        wanted = {pk: place for pk, place in places.items() if pk in rows}
        after = {pk: wanted.get(pk, row.after) for pk, row in rows.items()}
        said = {pk: plain_text.clean_line(reasons.get(pk, "")) for pk in wanted}
        _check_places(rows, wanted, after, said)
        for pk, place in wanted.items():
            rows[pk].after, rows[pk].reason = place, said[pk][:500]
        Rank.objects.bulk_update([rows[pk] for pk in wanted], ["after", "reason"])
        record("funding.bids_placed", meeting, by=by, bids=len(wanted))
        return meeting


def _check_places(
    rows: Mapping[int, Rank], wanted: Mapping[int, int | None], after: Mapping[int, int | None],
    said: Mapping[int, str],
) -> None:  # fmt: skip
    problems: dict[str, str] = {}
    taken = [place for place in after.values() if place is not None]
    for pk, place in wanted.items():
        if place is None:
            continue
        if not 1 <= place <= len(rows):
            problems[f"place_{pk}"] = _("Write a place from 1 to %(last)d.") % {"last": len(rows)}
        elif taken.count(place) > 1:
            problems[f"place_{pk}"] = _("Two bids have this place. Give each its own.")
        elif place != rows[pk].before and not said[pk]:
            problems[f"reason_{pk}"] = _("Say why it moved.")
    if problems:
        raise ValidationError(dict(problems))


def close_meeting(meeting: Meeting, *, notes: str, by: Actor) -> Meeting:
    """Close the meeting with its notes. Those who were there, or sent every score, are owed what is offered.

    Raises CannotMeet and ValidationError.
    """
    words = plain_text.clean(notes)
    if len(words) > MOST_NOTES:
        raise ValidationError({"notes": _("Make this shorter. It may have 10,000 letters.")})
    with transaction.atomic():
        locked = (
            Meeting.objects.select_for_update(of=("self",)).select_related("panel__round").get(pk=meeting.pk)
        )
        _check_open(locked)
        locked.notes, locked.closed_at, locked.closed_by = words, clock.now(), by.key
        locked.save(update_fields=["notes", "closed_at", "closed_by"])
        record("funding.meeting_closed", locked, by=by)
        seats.owe_for(_took_part(locked), locked.panel, by=by)
        return locked


def _took_part(meeting: Meeting) -> list[PanelMember]:
    there = set(meeting.present.values_list("person_id", flat=True))
    return [
        person
        for person in panels.people(meeting.panel)
        if person.pk in there or ((found := scoring.progress(person)).is_done and found.sent)
    ]


def _check_open(meeting: Meeting) -> None:
    if meeting.closed_at is not None:
        raise CannotMeet(_("This meeting is closed."))
