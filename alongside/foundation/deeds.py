"""What was done, in words: rooms say how the verbs that they record read. One without words is shown as it is."""

from collections.abc import Mapping

from django.utils.functional import Promise

_words: dict[str, str | Promise] = {}


def register(words: Mapping[str, str | Promise]) -> None:
    """Add the words of verbs, as in {"people.member_joined": "Joined"}."""
    _words.update(words)


def words_of(verb: str) -> str | Promise:
    """How a verb of the record reads; empty where its room has not said it."""
    return _words.get(verb, "")


def known() -> frozenset[str]:
    """The verbs that have words."""
    return frozenset(_words)
