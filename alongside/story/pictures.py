"""Our own drawings for Easy Read, as SVG. They repeat what the words say, so a screen reader passes them by."""

from functools import cache
from pathlib import Path

from django.utils.safestring import SafeString, mark_safe

from .models import Picture

FOLDER = Path(__file__).parent / "typeset" / "pictures"


@cache
def drawing(name: str) -> str:
    """A drawing by its name, as SVG; people together for a name that has none."""
    return (FOLDER / f"{name if name in Picture.values else Picture.PEOPLE.value}.svg").read_text()


def inline(name: str) -> SafeString:
    """The same, to stand in a page."""
    return mark_safe(  # noqa: S308  a file of ours, chosen from a fixed list
        drawing(name).replace("<svg ", '<svg class="easy-picture" aria-hidden="true" focusable="false" ', 1)
    )
