"""Who may still be written to: asked again right before each batch leaves.

A person may have unsubscribed, or an address may have been suppressed, after a message was queued. Rooms
that know register a hook; it sees a batch of messages and names those that are to stay, with the reason.
"""

from collections.abc import Callable, Mapping, Sequence
from uuid import UUID

from ..models import Message

Hook = Callable[[Sequence[Message]], Mapping[UUID, str]]

_hooks: dict[str, Hook] = {}


def register(name: str, hook: Hook) -> None:
    """Register under a name such as "outreach.suppression".

    `hook(messages)` gives {message.pk: reason} for those that must not go, and asks the database a constant
    number of questions, however many messages there are. A message has `to`, `about`, `key`, `mailing_id`.
    """
    _hooks[name] = hook


def forget(name: str) -> None:
    """Take a hook away: for tests."""
    _hooks.pop(name, None)


def refused(messages: Sequence[Message]) -> dict[UUID, str]:
    """Those of a batch that must not go, each with the first reason given."""
    reasons: dict[UUID, str] = {}
    if messages:
        for name in sorted(_hooks):
            for pk, reason in _hooks[name](messages).items():
                reasons.setdefault(pk, reason)
    return reasons
