"""What every page knows: the centre, the navigation, the languages."""

from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse, translate_url
from django.utils.translation import get_language, get_language_info, override

from . import doors, navigation


def house(request: HttpRequest) -> dict[str, Any]:
    """Context for `foundation/base.html`."""
    return {
        "home_url": _home(get_language() or settings.LANGUAGE_CODE),
        "centre": getattr(request, "centre", None),
        "navigation": navigation.items(request, "main"),
        "navigation_account": navigation.items(request, "account"),
        "navigation_footer": navigation.items(request, "footer"),
        "language_links": _language_links(request),
        "demonstration": settings.DEMONSTRATION,
        "roles": doors.roles_of(request),
    }


@cache
def _home(language: str) -> str:
    return translate_url("/", language)


def _language_links(request: HttpRequest) -> list[dict[str, Any]]:
    current = get_language()
    centre = getattr(request, "centre", None)
    spoken = (
        set(centre.languages) if centre and centre.languages else {code for code, _name in settings.LANGUAGES}
    )
    return [
        {
            "code": code,
            "name": get_language_info(code)["name_local"],
            "url": _in_language(request, code),
            "current": code == current,
        }
        for code, _name in settings.LANGUAGES
        if code in spoken or code == current
    ]


def _in_language(request: HttpRequest, code: str) -> str:
    """The address of this page in another language; its own where no view of ours answered."""
    match, query = request.resolver_match, request.META.get("QUERY_STRING", "")
    if match is None or code == get_language():
        return request.get_full_path()
    with override(code):
        try:
            path = reverse(match.view_name, args=match.args, kwargs=match.kwargs)
        except NoReverseMatch:
            return request.get_full_path()
    return f"{path}?{query}" if query else path
