"""News from the hall: somebody withdrew a consent, or left."""

from typing import Any

from alongside.people import signals
from alongside.people.models import Consent, Member

from . import actions


def connect() -> None:
    """Listen; called once when the house starts."""
    signals.consent_withdrawn.connect(_withdrawn, dispatch_uid="story.withdrawn")
    signals.member_left.connect(_left, dispatch_uid="story.left")


def _withdrawn(sender: Any, consent: Consent, by: Any, **more: Any) -> None:
    actions.note_withdrawal(consent, by=by)


def _left(sender: Any, member: Member, by: Any, **more: Any) -> None:
    actions.forget_quotes(member.pk, by=by)
