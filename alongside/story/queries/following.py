"""What centres did, ours first, and how things went on from one to another."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language

from alongside.projects.models import Ripple, SinceThen

from ..models import Following
from ..together import Centre
from .telling import content

MOST = 50


def our_figures() -> Centre:
    """This centre as a column. Meaning is compared in the language in which every centre publishes its data."""
    theirs, ours = settings.LANGUAGE_CODE, get_language() or settings.LANGUAGE_CODE
    found = content(list(dict.fromkeys([theirs, ours])))
    figures = {
        figure_id: data
        | {name: data["texts"][theirs][name] for name in ("unit", "base_note", "definition", "wording")}
        | {"label": data["texts"][ours]["label"], "display": data["texts"][ours]["words"]}
        | {"url": reverse("story:figure", args=[figure_id])}
        for figure_id, data in found["figures"].items()
    }
    return Centre(
        found["centre"]["short_name"],
        reverse("story:live"),
        date.fromisoformat(found["as_of"]),
        ours,
        figures,
        ours=True,
    )


def their_figures(followed: Iterable[Following]) -> list[Centre]:
    """Each centre that was heard, as a column."""
    return [
        Centre(
            one.content["centre"]["short_name"] or one.name, one.content["url"], _day(one.content["as_of"]),
            one.content["language"], {figure["id"]: figure for figure in one.content["figures"]},
        )
        for one in followed
        if one.content
    ]  # fmt: skip


def ripples() -> list[Ripple]:
    """How projects of this centre went on to others, newest first."""
    return list(Ripple.objects.public().select_related("project").order_by("-happened_on", "-pk")[:MOST])


def follow_ons() -> list[SinceThen]:
    """What happened since projects ended, newest first: claimed, and confirmed."""
    return list(
        SinceThen.objects.published().select_related("project").order_by("-happened_on", "-pk")[:MOST]
    )


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
