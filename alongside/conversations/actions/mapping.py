"""Working out the opinion map, apart from everything that people wait for."""

from __future__ import annotations

import json
from collections.abc import Collection
from hashlib import sha256

from django.db import transaction
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from alongside.foundation.actors import SYSTEM, Actor
from alongside.foundation.record import record
from alongside.methods import opinionmap

from ..models import Conversation, MapResult
from ..queries import exporting, mapping
from . import refusals


def work_out(
    conversation: Conversation, *, by: Actor = SYSTEM, without: Collection[int] = ()
) -> MapResult | None:
    """Read all votes anew and keep the result in place of the one before; None where nothing changed.

    Whoever withdrew is in no result from then on, nor are the parts that it is made `without`. The same votes give the
    same bytes.
    """
    given = mapping.given(conversation, without=without)
    if MapResult.objects.filter(conversation=conversation, state=given.state).exists():
        return None
    found = opinionmap.read(
        given.votes, statements=given.statements, communities=given.communities, seed=conversation.seed
    )
    said = opinionmap.to_bytes(found)
    manifest = json.loads(opinionmap.manifest(given.votes, found, statements=given.statements).to_bytes())
    key = salted_hmac("conversations.votes", given.state, algorithm="sha256").hexdigest()
    with transaction.atomic():
        MapResult.objects.filter(conversation=conversation).delete()
        kept = MapResult.objects.create(
            conversation=conversation, state=given.state, result=json.loads(said),
            manifest=manifest | {"key": key}, parts=given.parts,
            fingerprint=opinionmap.under(key, sha256(said).hexdigest()),
        )  # fmt: skip
        record("conversations.map_worked_out", conversation, by=by, fingerprint=kept.fingerprint)
        return kept


def hand_out_votes(conversation: Conversation, *, by: Actor) -> bytes:
    """The sealed file: all votes by numbers, without names. That somebody took it stands on record.

    Raises CannotChange where it may not be had.
    """
    if not conversation.is_over:
        raise refusals.CannotChange(
            _("People still vote. The file can be had when the conversation is over.")
        )
    row = mapping.newest(conversation)
    if row is None or row.result["people"] < exporting.COUNTS_FROM:
        raise refusals.CannotChange(
            _("Fewer than 40 people voted. So no votes leave the house, not even as numbers.")
        )
    said = exporting.sealed(conversation)
    if said is None:
        raise refusals.CannotChange(
            _("Votes changed. Results are worked out again within minutes; then try again.")
        )
    with transaction.atomic():
        record("conversations.votes_handed_out", conversation, by=by, fingerprint=sha256(said).hexdigest())
    return said


def work_out_what_changed() -> int:
    """Work out each conversation in which enough people's votes changed. Gives how many. For the background."""
    published = Conversation.objects.published().select_related("closing").order_by("pk")
    due = ((conversation, mapping.waiting(conversation)) for conversation in published)
    return sum(work_out(row, without=held) is not None for row, held in due if held is not None)
