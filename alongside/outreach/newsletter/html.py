"""An issue as HTML mail: no table, no picture, no script, nothing fetched from anywhere, no link rewritten.

Styles stand in the mail itself, because mail programs read no style sheets. Text is dark on white, at least 16 pixels,
and flows in one column that fits 320 pixels.
"""

from __future__ import annotations

from django.template.loader import render_to_string

from ..queries.pieces import Content
from .words import Reader, frame


def render(content: Content, reader: Reader) -> str:
    """The whole mail as HTML, in the active language."""
    return render_to_string(
        "outreach/mail/issue.html",
        {"content": content, "around": frame(content, reader), "easy": content.easy},
    )
