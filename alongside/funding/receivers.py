"""News from the noticeboard: somebody took up a place that is a seat on a panel, or gave it back."""

from typing import Any

from alongside.opportunities import signals

from . import actions


def connect() -> None:
    """Listen; called once when the house starts."""
    signals.place_accepted.connect(_accepted, dispatch_uid="funding.place_accepted")
    signals.place_given_up.connect(_given_up, dispatch_uid="funding.place_given_up")


def _accepted(sender: Any, opportunity: Any, member: Any, place: Any, by: Any, **more: Any) -> None:
    actions.seat(opportunity, member, by=by)


def _given_up(sender: Any, opportunity: Any, member: Any, place: Any, by: Any, **more: Any) -> None:
    actions.unseat(opportunity, member, by=by)
