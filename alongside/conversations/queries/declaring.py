"""The words in which somebody declares a community, kept with each declaration."""

from __future__ import annotations

from django.utils.translation import gettext as _

from alongside.foundation import languages

from ..models import Conversation


def wording(conversation: Conversation) -> str:
    """What somebody agrees to when they declare a community, in the language of the page."""
    return _(
        "I say this of myself for the conversation “%(title)s” alone, so that my community is not averaged away. "
        "Nobody sees it beside my name. Nothing is shown of fewer than five people. I can take it back."
    ) % {"title": conversation.title}


def language() -> str:
    """The language of the page."""
    return languages.of_words()
