"""The methods: pure mathematics that the rooms above rely on.

Plain data comes in and plain data goes out. Nothing here knows Django, a database, the clock or a language;
whatever is left to chance takes a seed from its caller, so that the same call gives the same answer for
ever. Each method names the paper or the rule that it implements and is explained, first in plain words, in
``docs/methods/``.

``disclosure`` turns equality answers into figures that cannot give anyone away. Its neighbour upstairs is
``monitoring``, which keeps the answers; the methods themselves keep nothing.

``equalshares`` shares a budget out among voters, and funds what their shares buy. Its neighbour upstairs will be
``funding``.

``lottery`` draws people for a panel: as fairly as the quotas allow, and so that anybody can check it. Its
neighbour upstairs is ``opportunities``.

``opinionmap`` finds who thinks alike and what everybody shares, so that no declared community is averaged
away. Its neighbour upstairs is ``conversations``.
"""

from typing import Any

from .later import Later

METHODS = ("disclosure", "equalshares", "lottery", "opinionmap")


def __getattr__(name: str) -> Any:
    """A method is loaded when something of it is first used: what they calculate with weighs as much as many rooms."""
    if name in METHODS:
        return Later(f"{__name__}.{name}")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
