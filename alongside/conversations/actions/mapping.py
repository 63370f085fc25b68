"""Working out the opinion map, apart from everything that people wait for."""

from __future__ import annotations

import json
from hashlib import sha256

from django.db import transaction

from alongside.foundation.actors import SYSTEM, Actor
from alongside.foundation.record import record
from alongside.methods import opinionmap

from ..models import Conversation, MapResult
from ..queries import mapping


def work_out(conversation: Conversation, *, by: Actor = SYSTEM) -> MapResult | None:
    """Read all votes anew and keep the result in place of the one before; None where nothing changed.

    Whoever withdrew is in no result from then on. The same votes give the same bytes.
    """
    given = mapping.given(conversation)
    state = sha256(given.key.encode()).hexdigest()
    if MapResult.objects.filter(conversation=conversation, state=state).exists():
        return None
    found = opinionmap.read(
        given.votes, statements=given.statements, communities=given.communities, seed=conversation.seed
    )
    said = opinionmap.to_bytes(found)
    manifest = opinionmap.manifest(given.votes, found, statements=given.statements)
    with transaction.atomic():
        MapResult.objects.filter(conversation=conversation).delete()
        kept = MapResult.objects.create(
            conversation=conversation, state=state, result=json.loads(said),
            manifest=json.loads(manifest.to_bytes()), fingerprint=sha256(said).hexdigest(),
        )  # fmt: skip
        record("conversations.map_worked_out", conversation, by=by, fingerprint=kept.fingerprint)
        return kept


def work_out_what_changed() -> int:
    """Work out each conversation whose votes changed. Gives how many. For the background."""
    published = Conversation.objects.published().order_by("pk")
    return sum(work_out(conversation) is not None for conversation in published)
