"""What stands above a text as something that can be translated; see `foundation.translating`.

The text itself is translated as a format of a version: there it is laid out, read over and dated as a whole.
"""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from alongside.foundation.translating import Part, Source

from ..models import Document

KIND, MOST = "text", 200


def source(document: Document) -> Source:
    """What a text is called, and what it is about."""
    return Source(
        KIND, str(document.pk), document.title, reverse("documents:text", args=[document.slug]), document.language,
        (
            Part("title", _("Title"), document.title, long=False),
            Part("about", _("What it is about"), document.about),
        ),
    )  # fmt: skip


def listed() -> list[Source]:
    """Texts that everybody may read, the newest first."""
    return [source(row) for row in Document.objects.shown().order_by("-pk")[:MOST]]


def read(key: str) -> Source | None:
    """A text that everybody may read, by its key."""
    if not (key.isascii() and key.isdecimal() and len(key) < 16):
        return None
    row = Document.objects.shown().filter(pk=int(key)).first()
    return source(row) if row else None
