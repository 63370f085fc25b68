"""Voting, declaring, and taking it all back: on the web, in the room, by phone or on paper."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime, time

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from alongside.foundation import clock
from alongside.foundation.actors import Actor
from alongside.foundation.record import record
from alongside.people import actions as people
from alongside.people.models import Member, Mode

from ..models import Conversation, Declaration, DeclaredCommunity, Part, Statement, Value, Vote
from ..queries import declaring
from . import refusals


def vote(
    statement: Statement, member: Member, *, value: int, by: Actor, told: people.Told | None = None
) -> Vote:
    """Agree, disagree or pass. The last vote counts. Raises as `vote_on_several`."""
    (made,) = vote_on_several(
        statement.conversation, member, votes={statement.pk: value}, by=by, told=told
    ).values()
    return made


def vote_on_several(
    conversation: Conversation,
    member: Member | None,
    *,
    votes: Mapping[int, int],
    by: Actor,
    told: people.Told | None = None,
    part: Part | None = None,
) -> dict[int, Vote]:
    """Keep votes, by statement. Without a member they are those of a ballot without a name (`part`).

    A vote that somebody gave later, in another way, stays. Nothing is worked out here, so that nobody waits.
    Raises CannotTakePart, ValidationError for a vote that is none, and `people.CannotRecord`.
    """
    if not set(votes.values()) <= set(Value.values):
        raise ValidationError(_("Choose agree, disagree or pass."))
    refusals.check_open(conversation, told.on if told else None)
    rows = Statement.objects.accepted().filter(conversation=conversation).in_bulk(list(votes))
    if len(rows) < len(votes):
        raise refusals.CannotTakePart(_("This statement is not shown any more. Go on to the next one."))
    with transaction.atomic():
        mine = part or taking_part(conversation, member)
        recording = refusals.written_down(member, "votes", told, by)
        how, moment = told.mode if told else Mode.WEB, _moment(told)
        kept: dict[int, Vote] = {}
        for pk, value in votes.items():
            row, new = Vote.objects.select_for_update().get_or_create(
                part=mine, statement=rows[pk],
                defaults={"value": value, "how": how, "recording": recording, "changed_at": moment},
            )  # fmt: skip
            if not new and row.changed_at <= moment:
                row.value, row.how, row.recording, row.changed_at = value, how, recording, moment
                row.save(update_fields=["value", "how", "recording", "changed_at"])
            kept[pk] = row
        record("conversations.voted", conversation, by=by, statements=sorted(votes), how=str(how))
        return kept


def _moment(told: people.Told | None) -> datetime:
    """When somebody voted: now, or at the end of the day on which they told us."""
    if told is None or told.on >= clock.today():
        return clock.now()
    return timezone.make_aware(datetime.combine(told.on, time.max))


def taking_part(conversation: Conversation, member: Member | None) -> Part:
    """The part that a member takes; a new one for nobody in particular. Raises CannotTakePart."""
    if member is None:
        return Part.objects.create(conversation=conversation)
    refusals.check_person(member)
    return Part.objects.get_or_create(conversation=conversation, member=member)[0]


def declare(
    conversation: Conversation,
    member: Member | None,
    *,
    communities: Collection[int],
    by: Actor,
    told: people.Told | None = None,
    part: Part | None = None,
) -> Part:
    """Say as what one takes part, for this conversation alone; what is left out is forgotten.

    Raises CannotTakePart, ValidationError for a community that is not asked for here, `people.CannotRecord`.
    """
    known = DeclaredCommunity.objects.filter(conversation=conversation).in_bulk(list(communities))
    if len(known) < len(set(communities)):
        raise ValidationError({"communities": _("Choose from the communities on this page.")})
    refusals.check_open(conversation, told.on if told else None)
    with transaction.atomic():
        mine = part or taking_part(conversation, member)
        recording = refusals.written_down(member, "declaration", told, by)
        mine.declarations.exclude(community__in=known).delete()
        held = set(mine.declarations.values_list("community", flat=True))
        for pk in known.keys() - held:
            Declaration.objects.create(
                part=mine, community=known[pk], wording=declaring.wording(conversation),
                how=told.mode if told else Mode.WEB, recording=recording,
            )  # fmt: skip
        # Which communities is nobody's business, so the record says only that something was declared.
        record("conversations.declared", conversation, by=by)
        return mine


def withdraw(part: Part, *, by: Actor, told: people.Told | None = None) -> None:
    """Take part no more: votes and what was declared are deleted, and leave the map when it is next drawn."""
    with transaction.atomic():
        rows = Part.objects.filter(pk=part.pk)
        if not rows.exists():
            return
        refusals.written_down(part.member, "withdrawal", told, by)
        record("conversations.withdrawn", part.conversation, by=by)
        rows.delete()
