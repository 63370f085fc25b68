"""Opportunities as something that can be translated; see `foundation.translating`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from alongside.foundation.translating import Part, Source

from ..models import Opportunity
from .wording import Heading

KIND, MOST = "opportunity", 200


def source(opportunity: Opportunity) -> Source:
    """What a notice says in people's own words. Notices are written in the language of the house."""
    return Source(
        KIND, str(opportunity.pk), opportunity.title, reverse("opportunities:opportunity", args=[opportunity.pk]),
        settings.LANGUAGE_CODE,
        (
            Part("title", _("Title"), opportunity.title, long=False),
            Part("activity", _("The activity"), opportunity.activity),
            Part("involved", _("What is involved"), opportunity.involved),
            Part("difference", _("What difference it makes, and how you will know"), opportunity.difference),
            Part("support", _("The support you get"), opportunity.support),
            Part("skills", _("Skills and experience"), opportunity.skills),
        ),
    )  # fmt: skip


def in_these_words(headings: list[Heading], texts: Mapping[str, str]) -> list[Heading]:
    """The headings of a notice, with the words of a translation under those that have some."""
    return [replace(one, own=texts[one.slug]) if one.slug in texts else one for one in headings]


def listed() -> list[Source]:
    """Notices that everybody may read, the newest first."""
    return [
        source(row) for row in Opportunity.objects.filter(publication__isnull=False).order_by("-pk")[:MOST]
    ]


def read(key: str) -> Source | None:
    """A published notice by its key."""
    if not (key.isascii() and key.isdecimal() and len(key) < 16):
        return None
    row = Opportunity.objects.filter(publication__isnull=False, pk=int(key)).first()
    return source(row) if row else None
