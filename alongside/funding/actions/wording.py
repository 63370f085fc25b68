"""Words and sums that come in, made harmless and judged."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import slugify
from django.utils.translation import gettext as _

from alongside.foundation import plain_text
from alongside.foundation.actors import Actor
from alongside.people import actions as people
from alongside.people.models import Member, Recording

MOST_TEXT, MOST_ANSWER, MOST_PENCE = 6000, 20_000, 10**11
MOST_SLUG = 80


def plain(text: str, field: str, *, missing: Any = "", most: int = MOST_TEXT) -> str:
    """Several lines, made harmless. Raises ValidationError where words are missing or too many."""
    return _judged(plain_text.clean(text), field, missing, most)


def line(text: str, field: str, *, missing: Any = "", most: int = 140) -> str:
    """One line, made harmless. Raises ValidationError where words are missing or too many."""
    return _judged(plain_text.clean_line(text), field, missing, most)


def _judged(words: str, field: str, missing: Any, most: int) -> str:
    if not words and missing:
        raise ValidationError({field: str(missing)})
    if len(words) > most:
        sentence = _("Make this shorter. It may have %(most)d letters, and it has %(size)d.")
        raise ValidationError({field: sentence % {"most": most, "size": len(words)}})
    return words


def chosen(value: str, choices: type[models.TextChoices], field: str, missing: Any) -> str:
    """One of these choices. Raises ValidationError for anything else."""
    if value not in choices.values:
        raise ValidationError({field: str(missing)})
    return str(value)


def link(url: str, field: str) -> str:
    """A link that a browser opens, or nothing. Raises ValidationError for what is no link."""
    words = plain_text.clean_line(url)
    if not words:
        return ""
    wrong = ValidationError({field: _("Write a link that begins with https://")})
    try:
        parts = urlsplit(words)
        there = parts.hostname
    except ValueError:
        raise wrong from None
    if parts.scheme not in ("https", "http") or not there or " " in words:
        raise wrong
    return _judged(words, field, "", 500)


def sum_of(pence: int | None, field: str, *, least: int = 1) -> int:
    """Whole pence. Raises ValidationError for a sum that is missing, too small or a slip of the finger."""
    if pence is None or pence < least:
        raise ValidationError({field: _("Write the amount in pounds and pence, like 5.50.")})
    if pence > MOST_PENCE:
        raise ValidationError({field: _("This sum is too large. Check the number.")})
    return pence


def free_slug(wanted: str, title: str, table: type[models.Model], otherwise: str) -> str:
    """A name for an address that nothing of this table has yet. Raises ValidationError for one that is taken."""
    rows = table._default_manager
    if wanted:
        if slugify(wanted) != wanted or len(wanted) > MOST_SLUG:
            raise ValidationError({"slug": _("Use small letters, digits and hyphens only.")})
        if rows.filter(slug=wanted).exists():
            raise ValidationError({"slug": _("Something else has this address. Write another one.")})
        return wanted
    base = slugify(title)[: MOST_SLUG - 6].strip("-") or otherwise
    found, number = base, 1
    while rows.filter(slug=found).exists():
        number += 1
        found = f"{base}-{number}"
    return found


def written_down(member: Member, what: str, told: people.Told | None, by: Actor) -> Recording | None:
    """The recording of what somebody told us by phone, by post or in person; None on the web.

    Raises `people.CannotRecord`.
    """
    if told is None:
        return None
    return people.record_for(
        member, what=what, mode=told.mode, on=told.on, note=told.note,
        read_back_and_agreed=told.read_back_and_agreed, by=by,
    )  # fmt: skip
