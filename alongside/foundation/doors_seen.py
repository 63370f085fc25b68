"""A walk through every door of the house: who may enter where, and why not members."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver

from .doors import Door, Role


@dataclass(frozen=True)
class SeenDoor:
    """One door: its name ("people:join"), its address as a pattern ("/join/<step>/"), and who may enter."""

    name: str
    address: str
    door: Door | None
    purpose: str

    @property
    def room(self) -> str:
        """The room that the door leads to; "" for doors of no room."""
        return self.name.partition(":")[0] if ":" in self.name else ""

    @property
    def members_may(self) -> bool:
        """Whether a member may enter."""
        return self.door is not None and Role.MEMBER in self.door.roles


def walk() -> list[SeenDoor]:
    """Every door of the house in order of address, each once; `door` is None where nobody declared one."""
    seen = {(door.name, door.address): door for door in _walk(get_resolver(), "", "/")}
    return sorted(seen.values(), key=lambda door: (door.address, door.name))


def _walk(resolver: URLResolver, namespace: str, path: str) -> Iterator[SeenDoor]:
    for pattern in resolver.url_patterns:
        address = path + _plain(str(pattern.pattern))
        if isinstance(pattern, URLResolver):
            inner = ":".join(part for part in (namespace, pattern.namespace) if part)
            yield from _walk(pattern, inner, address)
        elif isinstance(pattern, URLPattern):
            name = ":".join(part for part in (namespace, pattern.name or "") if part)
            yield SeenDoor(name, address, getattr(pattern.callback, "door", None), _purpose(pattern))


def _plain(pattern: str) -> str:
    """`<str:step>` as `<step>`; the language prefix of the page language is left out by its resolver."""
    parts = pattern.split("<")
    return parts[0] + "".join("<" + part.partition(":")[2] if ":" in part.partition(">")[0] else "<" + part
                              for part in parts[1:])  # fmt: skip


def _purpose(pattern: URLPattern) -> str:
    """The first line of what the view says about itself."""
    words = (pattern.callback.__doc__ or "").strip().splitlines()
    return words[0] if words else ""
