"""What every page knows: the centre, the navigation, the languages."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import translate_url
from django.utils.translation import get_language, get_language_info

from . import doors, navigation


def house(request: HttpRequest) -> dict[str, Any]:
    """Context for `foundation/base.html`."""
    return {
        "home_url": translate_url("/", get_language() or settings.LANGUAGE_CODE),
        "centre": getattr(request, "centre", None),
        "navigation": navigation.items(request, "main"),
        "navigation_account": navigation.items(request, "account"),
        "navigation_footer": navigation.items(request, "footer"),
        "language_links": _language_links(request),
        "demonstration": settings.DEMONSTRATION,
        "roles": doors.roles_of(request),
    }


def _language_links(request: HttpRequest) -> list[dict[str, Any]]:
    current = get_language()
    path = request.get_full_path()
    centre = getattr(request, "centre", None)
    spoken = (
        set(centre.languages) if centre and centre.languages else {code for code, _name in settings.LANGUAGES}
    )
    return [
        {
            "code": code,
            "name": get_language_info(code)["name_local"],
            "url": translate_url(path, code),
            "current": code == current,
        }
        for code, _name in settings.LANGUAGES
        if code in spoken or code == current
    ]
