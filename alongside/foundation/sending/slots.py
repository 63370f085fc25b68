"""Slots: places in the words of a mailing that each recipient's own words fill."""

import re
from collections.abc import Callable, Mapping

OPENS, CLOSES = "\ue000", "\ue001"
NAME = re.compile(r"[a-z][a-z0-9_]*")
SLOT = re.compile(f"{OPENS}([a-z][a-z0-9_]*){CLOSES}")


def slot(name: str) -> str:
    """The mark that stands for a recipient's own words. It survives templates, translation and escaping.

    Raises ValueError unless the name is small letters, digits and "_".
    """
    if not NAME.fullmatch(name):
        raise ValueError(f'A slot is named with small letters, digits and "_": {name!r} is not.')
    return f"{OPENS}{name}{CLOSES}"


def names(text: str) -> set[str]:
    """Every slot that a text has."""
    return set(SLOT.findall(text))


def parts(text: str) -> list[str]:
    """The text cut at its slots: literal, name, literal, name, …, literal."""
    return SLOT.split(text)


def filled(text: str, fill: Mapping[str, str], written: Callable[[str], str] = str) -> str:
    """The text with its slots filled, each value passed through `written` first. KeyError for one not given."""
    return SLOT.sub(lambda found: written(fill[found[1]]), text)
