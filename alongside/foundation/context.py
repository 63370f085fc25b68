"""What every page knows: the centre, the navigation, the languages."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language

from . import doors, languages, navigation, translated


def house(request: HttpRequest) -> dict[str, Any]:
    """Context for `foundation/base.html`."""
    return {
        "home_url": languages.in_language("/", get_language() or settings.LANGUAGE_CODE),
        "centre": getattr(request, "centre", None),
        "navigation": navigation.items(request, "main"),
        "navigation_account": navigation.shelves(request),
        "navigation_footer": navigation.items(request, "footer"),
        "language_links": _language_links(request),
        "translation": translated.into(get_language() or settings.LANGUAGE_CODE),
        "site_url": settings.SITE_URL,
        "demonstration": settings.DEMONSTRATION,
        "roles": doors.roles_of(request),
    }


def _language_links(request: HttpRequest) -> list[dict[str, Any]]:
    current = get_language() or settings.LANGUAGE_CODE
    offered = languages.offered(getattr(request, "centre", None))
    return [
        {
            "code": code,
            "tag": languages.tag(code),
            "dir": languages.direction(code),
            "name": languages.own_name(code),
            "url": _in_language(request, code),
            "current": code == current,
        }
        for code, _name in settings.LANGUAGES
        if code in offered or code == current
    ]


def _in_language(request: HttpRequest, code: str) -> str:
    """The address of this page in another language; its own where no view of ours answered."""
    path = request.get_full_path()
    return path if request.resolver_match is None else languages.in_language(path, code)
