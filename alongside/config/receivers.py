"""News that the roof hears: somebody left, which no backup may undo."""

from typing import Any

from django.db import transaction

from alongside.people import signals

from .backup import erased


def connect() -> None:
    """Called once, when all rooms are there."""
    signals.member_left.connect(_note_leaving, dispatch_uid="config.note_leaving")


def _note_leaving(member: Any, **kwargs: Any) -> None:
    reference = member.reference
    transaction.on_commit(lambda: erased.note_leaving(reference))
