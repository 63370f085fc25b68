"""How the views of this room show a page; see `foundation.pages`."""

from typing import Any

from django.http import HttpRequest, HttpResponse

from alongside.foundation import pages
from alongside.foundation.pages import me, paged, posted, refuse, say

__all__ = ["me", "paged", "posted", "refuse", "say", "show"]


def show(request: HttpRequest, name: str, **context: Any) -> HttpResponse:
    """The page `outreach/<name>.html`, with a fresh key for its form."""
    return pages.show(request, f"outreach/{name}", **context)
