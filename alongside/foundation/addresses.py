"""Addresses of rooms: a room is asked for an address only where its first word could be the room's own.

Django asks pattern after pattern, and the house has nine hundred: without this, a millisecond of every request.
"""

from collections.abc import Iterable, Iterator

from django.urls import URLPattern, URLResolver, include
from django.urls.resolvers import RoutePattern

ANY = "<"
"""Stands for a first word that is not known before somebody asks: `<slug:name>/`."""


def room(module: str) -> URLResolver:
    """The addresses of one room, as `path("", include(module))` would give them."""
    doors, app_name, namespace = include(module)
    room = URLResolver(RoutePattern(""), doors, app_name=app_name, namespace=namespace)
    room.pattern = FirstWord(frozenset(first_words(room.url_patterns)))
    return room


class FirstWord(RoutePattern):
    """In front of a room's patterns: takes nothing from an address, and lets pass what begins with a word of theirs."""

    def __init__(self, words: frozenset[str]) -> None:
        super().__init__("", is_endpoint=False)
        self.words = words

    def match(self, path: str) -> tuple[str, tuple[()], dict[str, int | str]] | None:
        """The whole address for the room's own patterns, or None."""
        known = ANY in self.words or path.partition("/")[0] in self.words
        return (path, (), {}) if known else None


def first_words(patterns: Iterable[URLPattern | URLResolver]) -> Iterator[str]:
    """What these addresses begin with, up to the first stroke: "" for the home page, ANY for a parameter."""
    for entry in patterns:
        word, stroke, _rest = str(entry.pattern).partition("/")
        if isinstance(entry, URLResolver) and not stroke:
            yield from first_words(entry.url_patterns) if not word else (ANY,)
        else:
            yield ANY if "<" in word or not isinstance(entry.pattern, RoutePattern) else word
