"""Pages come in the languages that the centre offers: an address in another one leads to the English page.

How the interface came to be in each of them stands on a page of its own.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language

from . import doors, languages, pages, translated


def only_offered(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware; needs `request.centre`. What somebody sends in is taken in any language, so that no word is lost."""

    def middleware(request: HttpRequest) -> HttpResponse:
        centre = getattr(request, "centre", None)
        if centre is None or request.method not in ("GET", "HEAD"):
            return get_response(request)
        if get_language() in languages.offered(centre):
            return get_response(request)
        return redirect(languages.in_language(request.get_full_path(), settings.LANGUAGE_CODE))

    return middleware


@doors.open_to(doors.EVERYONE)
def languages_of_pages(request: HttpRequest) -> HttpResponse:
    """How the interface was translated: which languages there are, who read them over, and how much of them."""
    told = [
        {"code": code, "about": translated.into(code), "url": languages.in_language(request.path, code)}
        for code in languages.offered(getattr(request, "centre", None))
    ]
    return pages.show(request, "foundation/languages", translations=told)
