"""A frozen version to take away: as plain text, in Word, and as an accessible PDF. The same bytes each time."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ..models import Version
from . import files

TEXT, WORD, PDF = "text", "word", "pdf"


@dataclass(frozen=True)
class Export:
    """One kind of file: its name for readers, its ending, its media type, and how it is made."""

    kind: str
    label: str | Promise
    ending: str
    media_type: str
    make: Callable[[Version], bytes]


KINDS = {
    one.kind: one
    for one in (
        Export(PDF, _("PDF"), "pdf", "application/pdf", files.as_pdf),
        Export(
            WORD, _("Word"), "docx",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document", files.as_word,
        ),
        Export(TEXT, _("Plain text"), "txt", "text/plain; charset=utf-8", files.as_text),
    )
}  # fmt: skip
"""Every kind of file, by its name in addresses."""
