"""News from the round table: a theme was answered, and with it what was said to sessions."""

from typing import Any

from alongside.conversations import signals

from . import actions


def connect() -> None:
    """Listen; called once when the house starts."""
    signals.theme_answered.connect(_answered, dispatch_uid="gatherings.theme_answered")


def _answered(sender: Any, theme: Any, response: Any, told: set[int], by: Any, **more: Any) -> None:
    actions.answer_gathered(theme, response, told=told, by=by)
